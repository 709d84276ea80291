"""Ordinary Dutch words, so that none is taken for a slip of the pen: "gestoken" is not "gestolen".

From the Dutch list of the package `pyspellchecker` (MIT), which counts words in subtitles.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

FLOOR = 50
"""What the list gives to every word that it has from elsewhere and never counted; among those are old spellings."""

_ENTRY = re.compile(rb'"([a-z]{5,})": ?([0-9]+)')
"""A word that is long enough to be corrected, with how often it was counted."""


@cache
def ordinary_words() -> frozenset[str]:
    """The words that are really used: some 40,000, in lower case, none with an accent.

    Read entry by entry: as one object the list would leave 30 MB behind, and the package's own reader takes 2 s.
    """
    path = files("spellchecker") / "resources" / "nl.json.gz"
    entries = _ENTRY.finditer(gzip.decompress(path.read_bytes()))
    return frozenset(entry[1].decode() for entry in entries if int(entry[2]) > FLOOR)
