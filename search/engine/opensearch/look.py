"""What is looked at once for a question, however much is asked for it: the live build, the tally of vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_SEEN: ContextVar[dict[str, Any] | None] = ContextVar("seen", default=None)
"""By the question that this thread answers, by name; `None` between questions."""


@contextmanager
def one_look() -> Iterator[None]:
    """What is asked within is one question."""
    before = _SEEN.set({})
    try:
        yield
    finally:
        _SEEN.reset(before)


def looked(name: str, look: Callable[[], T]) -> T:
    """What this question saw under a name; between questions, what there is to see now."""
    seen = _SEEN.get()
    if seen is None:
        return look()
    if name not in seen:
        seen[name] = look()
    found: T = seen[name]
    return found


def forget(name: str) -> None:
    """Look again the next time: what was seen is not there any more."""
    (_SEEN.get() or {}).pop(name, None)
