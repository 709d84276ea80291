"""A server that has just started reads what it will need before anyone asks, so that its first answers are fast too."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from threading import Event, Thread

from search.errors import SearchError

AGAIN = 5.0
"""Seconds until the next attempt where the engine is away."""

log = logging.getLogger(__name__)


class BackgroundReadAhead(Thread):
    """Reads ahead once; searching goes on meanwhile."""

    def __init__(self, read_ahead: Callable[[], Iterator[int]]) -> None:
        """A daemon thread; `start()` it, and `stop()` it before closing the engine. `read_ahead`: see `Engine`."""
        super().__init__(name="read ahead", daemon=True)
        self._read_ahead = read_ahead
        self._stopping = Event()
        self.is_slow = False
        """Whether questions are answered slowly for now: not any more where the first attempt failed."""

    def start(self) -> None:
        """Begin."""
        self.is_slow = True
        super().start()

    def run(self) -> None:
        """Read until all is read."""
        while not self._stopping.is_set():
            try:
                self._read()
                return
            except SearchError as fault:  # questions read what they need themselves
                if self.is_slow:
                    log.warning("cannot read ahead now, trying again: %s", fault)
            finally:
                self.is_slow = False
            self._stopping.wait(AGAIN)

    def _read(self) -> None:
        started, read = time.monotonic(), 0
        for part in self._read_ahead():
            read += part
            if self._stopping.is_set():
                return
        if read:
            log.info("read ahead what is known of %d offers in %.1f s", read, time.monotonic() - started)

    def stop(self) -> None:
        """Ask it to end and wait until it has: at most the time of a part."""
        self._stopping.set()
        self.join()
