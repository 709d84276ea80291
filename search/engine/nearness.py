"""How near in meaning the documents are to a question: exact, over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import numpy as np

from search.engine.port import Bools, Floats, Nearest, Strings
from search.meaning.book import Book, Rows
from search.meaning.shelf import Shelf

REMEMBERED = 4
"""Questions: one question is several searches, strict and lenient and zone by zone."""

DIGITS = 4
"""Of a cosine: more than half precision gives would be chance."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the vectors of the documents stand, as long as nothing came."""

    passages: Strings
    book: Book
    known: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class _Compared:
    """The cosines of one question with the documents of one moment."""

    nearest: Nearest
    places: _Places
    cosines: Floats


class Nearness:
    """Compares questions with the vectors on a shelf; without a shelf nothing is near. Safe from many threads."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf
        self._places: _Places | None = None
        self._compared: tuple[_Compared, ...] = ()
        self._remembering = Lock()

    def cosines(self, passages: Strings, nearest: Nearest | None) -> Floats:
        """Per document; nan where its vector is not known, or nothing is asked.

        `passages` are the keys of their texts; the same array as long as the documents are the same.
        """
        if self._shelf is None or nearest is None:
            return np.full(len(passages), np.nan)
        places = self._placed(passages, self._shelf.book)
        for one in self._compared:
            if one.nearest.vector is nearest.vector and one.places is places:
                return one.cosines
        cosines = np.round(places.book.cosines(nearest.vector, places.rows), DIGITS)
        with self._remembering:
            self._compared = (_Compared(nearest, places, cosines), *self._compared)[:REMEMBERED]
        return cosines

    def _placed(self, passages: Strings, book: Book) -> _Places:
        """Looked up again when documents or vectors came; of the same documents only those that had none."""
        before, known = self._places, len(book)
        if before is not None and before.passages is passages and before.book is book:
            if before.known == known:
                return before
            rows = before.rows.copy()
            missing = np.flatnonzero(rows < 0)
            rows[missing] = book.rows(passages[missing])
        else:
            rows = book.rows(passages)
        self._places = places = _Places(passages, book, known, rows)
        return places


def near(cosine: Floats, nearest: Nearest) -> Bools:
    """Which documents are near: see `Nearest`."""
    known = cosine[~np.isnan(cosine)]
    if not len(known):
        return np.zeros(len(cosine), dtype=np.bool_)
    outstanding = min(nearest.sure, known.mean() + nearest.above_mean)
    found: Bools = cosine >= max(outstanding, known.max() - nearest.within)
    return found
