"""Columns of the candidates of a question, whose sheets are read from elsewhere once and remembered by their content.

What is remembered are arrays: many small objects would keep the garbage collector busy for a second now and then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from threading import Lock
from typing import TypeAlias

import numpy as np

from search.engine.columns.table import TERMS, ColumnBuilder, Columns
from search.engine.port import Rows
from search.engine.sheet import Sheet

MOST_KEPT = 200_000
"""Sheets that are remembered, at 0.6 kB each; where there would be more, all are forgotten."""

FEW_PARTS = 16
"""A part is joined to the next one unless it is more than so many times as large: then copying it would take longer."""

Read: TypeAlias = Callable[[Sequence[str]], Iterable[bytes]]
"""Gives sheets as they are written, by their keys; none for a key that it does not know."""


def sheet_key(written: bytes) -> str:
    """What a sheet is known by: no two offers have the same one, and one that changes gets another."""
    return blake2b(written, digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered: `places` (keys to rows) is shared by all that follow, and only those below `count` count.

    Parts are joined as they come, small ones first, so that a row is copied a few times only.
    """

    builder: ColumnBuilder
    places: dict[str, int]
    parts: tuple[Columns, ...]
    count: int

    def rows(self, keys: Sequence[str]) -> Rows:
        """The row of each; -1 for one that is not remembered."""
        rows = np.fromiter((self.places.get(key, -1) for key in keys), dtype=np.intp, count=len(keys))
        return np.where(rows < self.count, rows, -1)

    def followed_by(self, keys: Sequence[str], columns: Columns) -> _Known:
        """With those of other keys too."""
        self.places.update(zip(keys, range(self.count, self.count + len(keys)), strict=True))
        parts = [*self.parts, columns]
        while len(parts) > 1 and len(parts[-2]) <= FEW_PARTS * len(parts[-1]):
            parts[-2:] = [Columns.joined(parts[-2:])]
        return _Known(self.builder, self.places, tuple(parts), self.count + len(keys))

    def columns(self, rows: Rows, terms: Collection[str]) -> Columns:
        """The columns of ascending rows, with these lists of terms."""
        begins = np.cumsum([0, *map(len, self.parts)])
        borders = pairwise(np.searchsorted(rows, begins))
        chosen = [
            part.take(rows[start:end] - begin, terms)
            for part, begin, (start, end) in zip(self.parts, begins, borders, strict=False)
            if start < end or part is self.parts[-1]  # which has the newest tables
        ]
        return Columns.joined(chosen) if len(chosen) > 1 else chosen[0]


def _nothing() -> _Known:
    builder = ColumnBuilder()
    return _Known(builder, {}, (builder.columns((), ()),), 0)


class SheetBook:
    """Remembers the sheets of candidates, reads those that it does not know. Safe from many threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """`most`: sheets that are remembered, at least twice as many as are asked for at a time."""
        self._most = most
        self._known = _nothing()
        self._learning = Lock()

    def columns(
        self, keys: Sequence[str], read: Read, terms: Collection[str] = TERMS
    ) -> tuple[Columns, ColumnBuilder, Rows]:
        """The columns of these, the builder that they come from, and of each row which of the keys it is.

        Of the lists of terms they have those of `terms`.
        A key for which `read` gives none has no row.
        """
        gone: set[str] = set()
        while True:
            known = self._known
            rows = known.rows(keys)
            missing = {key for key, row in zip(keys, rows.tolist(), strict=True) if row < 0} - gone
            if not missing:
                break
            gone |= missing - self._learn(read(sorted(missing)))
        order = np.argsort(rows, kind="stable")
        there = order[np.count_nonzero(rows < 0) :]
        return known.columns(rows[there], terms), known.builder, there

    def learn(self, written: Collection[bytes]) -> bool:
        """Remember these sheets before they are asked for; not, and then `False`, where others would be forgotten."""
        if self._known.count + len(written) > self._most:
            return False
        self._learn(written)
        return True

    def _learn(self, written: Iterable[bytes]) -> set[str]:
        """Remember these sheets, and give their keys."""
        read = {sheet_key(one): one for one in written}
        with self._learning:
            known = self._known if self._known.count + len(read) <= self._most else _nothing()
            sheets = {key: Sheet.read(one) for key, one in read.items() if key not in known.places}
            if sheets:
                columns = known.builder.columns(range(len(sheets)), list(sheets.values()))
                self._known = known.followed_by(list(sheets), columns)
        return set(read)
