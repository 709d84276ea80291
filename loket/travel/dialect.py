"""What differs between route planners: how they are asked, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Protocol

from geo import Point

LONGEST_MINUTES = 24 * 60
"""A way that takes longer than a day is no answer for Flanders but a fault."""


class NonsenseError(Exception):
    """An answer that is not what the planner's documentation says; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request: a path below the planner's address, with the body of a POST where there is one."""

    path: str
    body: dict[str, Any] | None = None


class Dialect(Protocol):
    """The language of one kind of planner."""

    @property
    def most(self) -> int:
        """To how many destinations it gives the way in one answer, as it is set up by default."""

    def question(self, origin: Point, destinations: Sequence[Point]) -> Question:
        """How it is asked for the ways from one point to at most `most` others."""

    def seconds(self, answer: object, destinations: int) -> list[object]:
        """The durations in an answer, in the order of the destinations. Raises `NonsenseError`."""


def minutes_of(seconds: object) -> float | None:
    """A duration in minutes; None where there is no way. Raises `NonsenseError` for what is no duration."""
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not isfinite(seconds):
        raise NonsenseError("a duration is no number")
    if not 0 <= seconds <= LONGEST_MINUTES * 60:
        raise NonsenseError("a duration is below zero or longer than a day")
    return seconds / 60
