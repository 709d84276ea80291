"""Which zones lie beside those of a person: by their shapes, or else by how near they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from geo import Gazetteer, Point, distance_km
from geo.shapes import Shapes

NeighboursBy = Literal["border", "distance"]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Ids of zones, the nearest first. `by`: they share a border, or they are only the nearest ones."""

    zones: tuple[str, ...]
    by: NeighboursBy


class Neighbourhood:
    """Answers which zones lie near; it keeps the middle of each zone. Threads may share it."""

    def __init__(self, gazetteer: Gazetteer, shapes: Shapes | None, nearest: int) -> None:
        """`nearest`: so many zones are near where there are no shapes."""
        self._shapes = shapes
        self._nearest = nearest
        self._middles = {zone.id: _middle(zone.id, gazetteer) for zone in gazetteer.zones}

    def of(self, zones: Collection[str]) -> Neighbours:
        """The zones near those zones, without themselves."""
        if self._shapes is not None:
            beside = {other for zone in zones for other in self._shapes.neighbours(zone)} - set(zones)
            return Neighbours(self._by_distance(beside, zones), "border")
        others = self._middles.keys() - set(zones)
        return Neighbours(self._by_distance(others, zones)[: self._nearest], "distance")

    def _by_distance(self, others: Collection[str], zones: Collection[str]) -> tuple[str, ...]:
        own = [self._middles[zone] for zone in zones if zone in self._middles]

        def away(other: str) -> tuple[float, str]:
            there = self._middles.get(other)
            return min((distance_km(there, here) for here in own), default=0.0) if there else float("inf"), other

        return tuple(sorted(others, key=away))


def _middle(zone: str, gazetteer: Gazetteer) -> Point:
    """The mean of the points of its postcodes: good enough to tell near zones from far ones."""
    points = [one.point for one in gazetteer.postcodes if one.zone.id == zone]
    return Point(sum(one.lat for one in points) / len(points), sum(one.lon for one in points) / len(points))
