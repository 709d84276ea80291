"""Words of another language as the Dutch words that the lexicon knows.

"nie mam na czynsz" has no word in common with any offer. A small table (`data/relevance/foreign_words.csv`) tells how
words of need begin in a few languages, for most of them bend their endings; what it does not know stays as it is
typed, for it may be a name, and nearness of meaning reads the whole question as it was asked.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from search.analysis import BadTableError, fold
from search.lexicon import LANGUAGES
from search.understand.language import Languages
from search.understand.reading import Reading, Step

STEP = "taal"

DUTCH = "dutch"

WHOLE = "."
"""After a word of the table: no letter may follow."""

_ARABIC_PREFIX = re.compile("^[وف]?(?:ال|لل|بال|ب|ل)")
""""and", "the", "for", "with": they are written to the word."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Words in a row: the last may go on, unless it is `whole`."""

    words: tuple[str, ...]
    whole: bool
    dutch: str

    @property
    def length(self) -> tuple[int, int]:
        """The longer the surer."""
        return len(self.words), len(self.words[-1])

    def stands_at(self, spellings: Sequence[Sequence[str]]) -> bool:
        """Whether a text begins with it, each of whose words has one or more spellings."""
        if len(spellings) < len(self.words):
            return False
        *before, last = self.words
        here = spellings[len(before)]
        ends = last in here if self.whole else any(one.startswith(last) for one in here)
        return ends and all(word in forms for word, forms in zip(before, spellings, strict=False))


class ForeignWords:
    """Per language how words begin, and what they are in Dutch. Pure."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Each row: the Dutch words, and per language the beginnings."""
        found: defaultdict[str, list[_Entry]] = defaultdict(list)
        for row in rows:
            for language, written in row.items():
                for word in written.split() if language != DUTCH else ():
                    words = tuple(fold(word.replace("_", " ")).split())
                    found[language].append(_Entry(words, word.endswith(WHOLE), row[DUTCH]))
        self._entries = {
            language: sorted(entries, key=lambda one: one.length, reverse=True) for language, entries in found.items()
        }

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the table. Raises `BadTableError` for a row without Dutch or with too many columns."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values() or not row[DUTCH]:
                raise BadTableError(f"{path.name} line {number}: a column too many, too few, or no Dutch")
        return cls(rows)

    def in_dutch(self, text: str, language: str, small: Container[str] = ()) -> str:
        """The text with the words that are known in Dutch, each once; the text itself where none is.

        Of the others only those stay that may stand in a Dutch text, as a name does: no `small` words of the language,
        no other script.
        """
        words = fold(text).split()
        entries = self._entries.get(language, ())
        spellings = [_spellings(word) for word in words]
        said: list[str] = []
        known, place = False, 0
        while place < len(words):
            entry = next((one for one in entries if one.stands_at(spellings[place:])), None)
            if entry is not None:
                said += entry.dutch.split()
                known = True
            elif words[place].isascii() and words[place] not in small:
                said.append(words[place])
            place += 1 if entry is None else len(entry.words)
        return " ".join(dict.fromkeys(said)) if known else text


def _spellings(word: str) -> tuple[str, ...]:
    """As it is, and in Arabic script without the little words that are written to it."""
    return tuple(dict.fromkeys((word, _ARABIC_PREFIX.sub("", word))))


def read_foreign_words(words: ForeignWords, languages: Languages) -> Step:
    """Ask on in Dutch, as far as the words are known; `q` as it was typed stays in `typed`."""

    def step(reading: Reading) -> Reading:
        if reading.language in LANGUAGES:
            return reading
        dutch = words.in_dutch(reading.request.q, reading.language, languages.words_of(reading.language))
        asked = reading.request.model_copy(update={"q": dutch})
        return replace(reading, request=asked, typed=reading.request.q).noted(STEP, f"{reading.language}: {dutch}")

    return step
