"""Valhalla: the matrix service (https://valhalla.github.io/valhalla/api/matrix/api-reference/)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo import Point
from loket.travel.dialect import NonsenseError, Question

MOST = 50
"""Valhalla's own limit (`service_limits`): 2,500 pairs, in older versions 50 locations; 50 is safe for both."""


@dataclass(frozen=True, slots=True)
class Valhalla:
    """Asks for a matrix of one row, in seconds. By POST, so that no coordinate stands in an address."""

    costing: str
    most: int = MOST

    def question(self, origin: Point, destinations: Sequence[Point]) -> Question:
        """One source, all destinations as targets."""
        places = [{"lat": round(point.lat, 3), "lon": round(point.lon, 3)} for point in (origin, *destinations)]
        body = {"sources": places[:1], "targets": places[1:], "costing": self.costing}
        return Question("/sources_to_targets", body)

    def seconds(self, answer: object, destinations: int) -> list[object]:
        """The times of the only row, each at the index of its target."""
        match answer:
            case {"sources_to_targets": [[*row]]} if len(row) == destinations:
                return [_time(cell, index) for index, cell in enumerate(row)]
        raise NonsenseError("the matrix is not one row with a cell for each target")


def _time(cell: object, index: int) -> object:
    if not isinstance(cell, dict) or cell.get("to_index", index) != index or "time" not in cell:
        raise NonsenseError("a cell of the matrix has no time, or stands at another target")
    return cell["time"]
