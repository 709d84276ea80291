"""How long the way is: a question for a route planner. Nothing here knows one; `loket.travel` asks one that runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from geo.point import Point

DistanceKind = Literal["as_the_crow_flies", "travel_time"]
"""What a distance was measured with; it is always said which."""


class TravelUnavailableError(Exception):
    """No travel times now: the planner is down, slow, refuses or talks nonsense. The message says which.

    It never holds a coordinate, so that it may be logged.
    """


class TravelTime(Protocol):
    """Gives travel times from where someone is. Safe from many threads."""

    @property
    def label(self) -> str:
        """How one travels, in Dutch, as it follows a duration: "met de auto"; empty where that is not known."""

    def minutes(self, origin: Point, destinations: Sequence[Point]) -> tuple[float | None, ...]:
        """Minutes to each destination, in their order; None where there is no way.

        Raises `TravelUnavailableError`; then nothing is known of any of them.
        """
