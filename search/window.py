"""Ranked windows that were shown, kept in memory for a while so that paging repeats and loses nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from search.answer import Widened
from search.cursor import WindowKey
from search.engine.port import Floats
from search.travel import Minutes
from search.understand import Reading

KEPT = 500
"""Windows in memory, about 25 kB each. One that is gone is made again while the index is the same."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first results of one question, in order, with all that the pages share: few objects, for many are kept."""

    key: WindowKey
    reading: Reading
    ids: tuple[str, ...]
    scores: tuple[float, ...]
    factors: Mapping[str, Floats]
    """What each score is made of."""
    total: int
    facets: Mapping[str, Mapping[str, int]]
    answered_by: Literal["strict", "lenient"]
    widened: tuple[Widened, ...] = ()
    alike: frozenset[str] = frozenset()
    """Those that were found by their meaning alone."""
    minutes: Minutes | None = None  # by which it is ordered


class Windows:
    """The windows that were used last, by key; the key holds no words. Safe from many threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._windows: OrderedDict[WindowKey, Window] = OrderedDict()
        self._lock = Lock()

    def get(self, key: WindowKey) -> Window | None:
        """The window, if it is still there."""
        with self._lock:
            window = self._windows.get(key)
            if window is not None:
                self._windows.move_to_end(key)
            return window

    def keep(self, window: Window) -> None:
        """Keep a window; the one that was used longest ago makes room."""
        with self._lock:
            self._windows[window.key] = window
            self._windows.move_to_end(window.key)
            if len(self._windows) > self._kept:
                self._windows.popitem(last=False)
