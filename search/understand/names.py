"""Is a question the name of an organisation, or does it only hold a word that stands in names too?"""

from __future__ import annotations

import re
from dataclasses import replace

from catalogue import Vocabulary
from search.analysis import fold
from search.understand.reading import Reading, Step

STEP = "naam"

_ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")


def read_names(vocabulary: Vocabulary) -> Step:
    """Look for a word that is part of a name: one that says nothing about help, or the short name of a kind (CAW).

    "Wonen" asks for help, also where an organisation is called so; "wonen aalst" may be the name of one.
    """
    labels = (entry.labels["nl"] for entry in vocabulary["organisation_type"].values())
    kinds = frozenset(fold(short) for label in labels for short in _ABBREVIATION.findall(label))

    def step(reading: Reading) -> Reading:
        understood = reading.understood
        parts = [word.text for word in reading.words if word.text in kinds or word.text not in understood]
        said = f"organisaties die zo heten: {' '.join(parts)}" if parts else "niet herkend"
        return replace(reading, names_someone=bool(parts)).noted(STEP, said)

    return step
