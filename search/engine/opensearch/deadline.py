"""How long a question may still take: all that is asked of the node for it shares one deadline."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from search.engine.opensearch.faults import LATE
from search.errors import EngineAway

_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)
"""Of the question that this thread answers, on the monotonic clock; `None` between questions."""


@contextmanager
def one_question(seconds: float) -> Iterator[None]:
    """What is asked within has these seconds together."""
    before = _UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(before)


def moment_after(seconds: float) -> float:
    """When an answer must be there (monotonic clock): after these seconds, or at the end of the question if sooner."""
    until, own = _UNTIL.get(), time.monotonic() + seconds
    return own if until is None else min(until, own)


def seconds_until(moment: float) -> float:
    """The seconds that are left. Raises `EngineAway` where none are."""
    left = moment - time.monotonic()
    if left <= 0:
        raise EngineAway(LATE)
    return left
