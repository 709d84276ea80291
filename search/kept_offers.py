"""The candidates that were asked for lately, so that they are not read again: a bounded number, never out of date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import NamedTuple

from search.candidate_offers import OfferMaker, Places


class Look(NamedTuple):
    """What is kept of the offers that were asked for (by id), with who makes the others, as it was at `moment`."""

    kept: Mapping[str, Places]
    maker: OfferMaker
    moment: int


class KeptOffers:
    """Keeps at least the last `most` / 2 offers, and at most `most`. Safe from many threads.

    What is made fills one half. When it is full, the other half is thrown away, and what is still asked for moves over.
    """

    def __init__(self, most: int, maker: OfferMaker) -> None:
        """Nothing is kept yet."""
        self._half = most // 2
        self._lock = Lock()
        self._moment = 0
        self._new: dict[str, Places] = {}
        self._old: dict[str, Places] = {}
        self._maker = maker

    def look(self, ids: Iterable[str]) -> Look:
        """Those of these that are kept."""
        with self._lock:
            found = {id_: places for id_ in ids if (places := self._find(id_)) is not None}
            return Look(found, self._maker, self._moment)

    def keep(self, made: Mapping[str, Places], moment: int) -> None:
        """Keep what was made after a look; not where anything changed since, for that may have been it."""
        with self._lock:
            if moment == self._moment:
                for id_, places in made.items():
                    self._put(id_, places)

    def drop(self, ids: Collection[str]) -> None:
        """These may have changed: they are made anew when they are asked for."""
        with self._lock:
            self._moment += 1
            for id_ in ids:
                self._new.pop(id_, None)
                self._old.pop(id_, None)

    def forget(self, maker: OfferMaker) -> None:
        """Everything may have changed, and another one makes it from now on."""
        with self._lock:
            self._moment += 1
            self._new, self._old, self._maker = {}, {}, maker

    def _find(self, id_: str) -> Places | None:
        if id_ in self._new:
            return self._new[id_]
        places = self._old.pop(id_, None)
        if places is not None:
            self._put(id_, places)
        return places

    def _put(self, id_: str, places: Places) -> None:
        self._new[id_] = places
        if len(self._new) >= self._half:
            self._new, self._old, self._maker = {}, self._new, self._maker.again()
