"""Answers of a moment ago, in memory only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps the newest `most` values, each for `seconds`. Safe from many threads."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._lock = Lock()

    def known(self, keys: set[K]) -> dict[K, V]:
        """Those of these keys that are kept and not too old."""
        oldest = self._clock() - self._seconds
        with self._lock:
            found = ((key, self._kept[key]) for key in keys if key in self._kept)
            return {key: value for key, (since, value) in found if since > oldest}

    def keep(self, values: dict[K, V]) -> None:
        """Keep these; what was put in longest ago makes room."""
        now = self._clock()
        with self._lock:
            for key, value in values.items():
                self._kept[key] = (now, value)
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
