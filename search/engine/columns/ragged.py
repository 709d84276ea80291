"""Columns in which a row has any number of values: (row, code) entries, ordered by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from search.engine.port import Bools, Codes, Rows


class Codebook(dict[str, int]):
    """Numbers for terms, a new one for a term that has none yet; only ever grows, so old columns stay readable."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []

    def __missing__(self, term: str) -> int:
        self.terms.append(term)
        self[term] = len(self.terms) - 1
        return self[term]

    def codes(self, terms: Iterable[str]) -> list[int]:
        """The numbers of those terms that have one."""
        return [self[term] for term in terms if term in self]


@dataclass(frozen=True, slots=True)
class Ragged:
    """`code[i]` belongs to row `row[i]` of `rows`; a row holds each code at most once."""

    row: Codes
    code: Codes
    rows: int

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]], book: Codebook) -> Ragged:
        """One row per list of different terms."""
        row = np.repeat(np.arange(len(lists), dtype=np.int32), [len(terms) for terms in lists])
        code = np.fromiter(map(book.__getitem__, chain.from_iterable(lists)), dtype=np.int32, count=len(row))
        return cls(row, code, len(lists))

    def with_any(self, codes: Iterable[int]) -> Bools:
        """Per row whether it holds one of the codes."""
        held = np.zeros(self.rows, dtype=np.bool_)
        for code in codes:
            held[self.row[self.code == code]] = True
        return held

    def counts(self, rows: Bools, codes: int) -> Codes:
        """Per code (of 0..codes-1) how many of the chosen rows hold it."""
        return np.bincount(self.code[rows[self.row]], minlength=codes).astype(np.int32)

    @classmethod
    def joined(cls, parts: Sequence[Ragged]) -> Ragged:
        """The rows of all parts."""
        before = np.cumsum([0, *(part.rows for part in parts)])
        moves = np.repeat(before[:-1], [len(part.row) for part in parts]).astype(np.int32)
        row = np.concatenate([part.row for part in parts]) + moves
        return cls(row, np.concatenate([part.code for part in parts]), int(before[-1]))

    def take(self, rows: Rows) -> Ragged:
        """These rows, in this order."""
        at, lengths = ranges_of(self.row, rows)
        return Ragged(np.repeat(np.arange(len(rows), dtype=np.int32), lengths), self.code[at], len(rows))


def ranges_of(row: Codes, rows: Rows) -> tuple[Rows, Rows]:
    """Where the entries of these rows stand in entries ordered by row, and how many each row has."""
    sought = rows.astype(row.dtype)  # else all of `row` would be copied to the other type
    first = np.searchsorted(row, sought)
    lengths = np.searchsorted(row, sought, side="right") - first
    ends = np.cumsum(lengths)
    return np.repeat(first - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0), lengths
