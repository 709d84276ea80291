"""OSRM: the table service of osrm-routed (https://project-osrm.org/docs/v5.24.0/api/#table-service)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo import Point
from loket.travel.dialect import NonsenseError, Question

MOST = 99
"""osrm-routed takes 100 coordinates in a table, unless started with another --max-table-size; one is the origin."""


@dataclass(frozen=True, slots=True)
class Osrm:
    """Asks for one row of a table of durations, in seconds."""

    profile: str
    most: int = MOST

    def question(self, origin: Point, destinations: Sequence[Point]) -> Question:
        """Longitude before latitude; the origin is the first coordinate and the only source."""
        coordinates = ";".join(f"{point.lon:.3f},{point.lat:.3f}" for point in (origin, *destinations))
        return Question(f"/table/v1/{self.profile}/{coordinates}?sources=0&annotations=duration")

    def seconds(self, answer: object, destinations: int) -> list[object]:
        """The only row, without the way from the origin to itself."""
        if not isinstance(answer, dict) or answer.get("code") != "Ok":
            raise NonsenseError("the answer does not say that all is well")
        match answer.get("durations"):
            case [[_, *seconds]] if len(seconds) == destinations:
                return seconds
        raise NonsenseError("the table is not one row with a duration for each destination")
