"""How long it makes sense to wait for a node that lets everyone wait.

A server answers some forty at a time. If each of them waits for a node that stands still, nobody else is answered,
not even who asks for what needs no node. So after some answers that did not come, only now and then one is waited for.
"""

from __future__ import annotations

import time
from threading import Lock

from search.engine.opensearch.faults import LATE
from search.errors import EngineAway

IN_VAIN = 3
"""Answers in a row that did not come in time, after which hardly anyone waits any more."""

PAUSE = 1.0
"""Seconds from one who waits in vain to the next."""


class Patience:
    """Counts what did not come in time, of one address. Safe from many threads."""

    def __init__(self) -> None:
        self._in_vain = 0
        self._next = 0.0
        self._counting = Lock()

    def before_asking(self, seconds: float) -> None:
        """Raises `EngineAway` at once where it makes no sense to wait these seconds now."""
        with self._counting:
            now = time.monotonic()
            if self._in_vain >= IN_VAIN and now < self._next:
                raise EngineAway(LATE)
            self._next = now + seconds + PAUSE

    def answered(self) -> None:
        """There was an answer, whatever it says."""
        self._in_vain = 0

    def in_vain(self) -> None:
        """No answer came in time."""
        with self._counting:
            self._in_vain += 1
            self._next = time.monotonic() + PAUSE
