"""Finds the wishes in a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from catalogue import Vocabulary
from search.wishes.pattern import Match
from search.wishes.table import Meaning, WishTables

MONTHS_A_YEAR = 12

_AGES: Mapping[str, Callable[[str], int]] = {
    "age": int,
    "elder": int,
    "months": lambda months: int(months) // MONTHS_A_YEAR,
    "weeks": lambda weeks: 0,
}
"""Per slot the age in whole years."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that words of the question ask besides what they are about.

    `id`: as in `not_meant`; `parameter` and `value` of the search that asks the same of all results; `name` in Dutch;
    `words` as they were typed, folded.
    """

    id: str
    parameter: str
    value: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A wish at a place in the text."""

    id: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]

    def lies_within(self, other: _Said) -> bool:
        """Whether another of its kind says more."""
        inside = other.start <= self.start and self.end <= other.end
        return inside and self.kind == other.kind and self.end - self.start < other.end - other.start


class Wishes:
    """The patterns. Pure and safe in threads; keeps nothing of what is asked."""

    def __init__(self, tables: WishTables, vocabulary: Vocabulary) -> None:
        self._tables = tables
        self._vocabulary = vocabulary

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary) -> Self:
        """The wishes of a folder (data/relevance). Raises what `WishTables.read` raises."""
        return cls(WishTables.read(folder / "wishes", vocabulary), vocabulary)

    def find(self, words: Sequence[str], not_meant: Iterable[str], now: datetime) -> tuple[Wish, ...]:
        """The wishes in folded words, each once, in the order in which they are said; of times the first only.

        Where different ages are said, nobody knows whom it is for: then none is read.
        """
        text = "".join(f"{word} " for word in words)
        denied = frozenset(not_meant)
        said = [one for one in self._said(text) if one.id not in denied]
        widest = sorted({one for one in said if not any(map(one.lies_within, said))}, key=lambda one: one.start)
        ids = list(dict.fromkeys(one.id for one in widest))
        ages = [id_ for id_ in ids if id_.startswith("age:")]
        times = [id_ for id_ in ids if id_.startswith("open:")]
        left_out = {*(ages if len(ages) > 1 else ()), *times[1:]}
        return tuple(self._wish(id_, text, widest, now) for id_ in ids if id_ not in left_out)

    def meaning(self, id_: str) -> Meaning | None:
        """What a wish of the tables asks; `None` for an age, a language, and an id that is no wish."""
        return self._tables.meanings.get(id_)

    def name(self, id_: str) -> str | None:
        """The name of a wish in Dutch; `None` for an id that is none."""
        meaning = self.meaning(id_)
        if meaning is not None:
            return meaning.name
        kind, _, value = id_.partition(":")
        if kind == "language" and value in self._vocabulary["language"]:
            return f"spreekt {self._vocabulary.label('language', value)}"
        if kind == "age" and value.isdecimal():
            return f"voor {value} jaar" if int(value) else "voor een baby"
        return None

    def _said(self, text: str) -> Iterator[_Said]:
        words = frozenset(text.split())
        for says in self._tables.patterns:
            for match in says.pattern.find(text, words):
                id_ = self._filled(says.wish, match)
                if id_ is not None:
                    yield _Said(id_, match.start, match.end)

    def _filled(self, wish: str, match: Match) -> str | None:
        """The id with its slots filled; `None` where a word is no name of what the slot asks."""
        slots = re.findall(r"\{(\w+)\}", wish)
        if not slots:
            return wish
        (slot,) = slots
        held = match.slots[slot]
        value = str(_AGES[slot](held)) if slot in _AGES else self._tables.names[slot].get(held)
        return None if value is None else wish.replace(f"{{{slot}}}", value)

    def _wish(self, id_: str, text: str, said: Iterable[_Said], now: datetime) -> Wish:
        kind, _, value = id_.partition(":")
        meaning = self.meaning(id_)
        if meaning is not None and meaning.when is not None:
            value = meaning.when.after(now).isoformat(timespec="minutes")
        elif meaning is not None and meaning.terms:
            value = ",".join(sorted(meaning.terms))
        words = tuple(dict.fromkeys(text[one.start : one.end].strip() for one in said if one.id == id_))
        return Wish(id_, "at" if kind == "open" else kind, value, self.name(id_) or id_, words)
