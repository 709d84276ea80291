"""The known place that lies nearest to a point."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from geo.place import Place, Zone
from geo.point import Point, distance_km

# No point of Flanders or Brussels lies more than 8.1 km from the nearest place that the tables know (measured on 12,000
# random points); farther than this is the sea or another country or region.
FARTHEST_KM = 10.0
# Rounded down, so that the box that is searched is never too small; of longitude, as far north as 53 degrees.
_KM_A_DEGREE_NORTH, _KM_A_DEGREE_EAST = 111.0, 66.0


class NearestPlaces:
    """Finds the nearest of the places that say in which zone one is; it never changes, so threads may share it."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Index the places from south to north."""
        self._south_to_north = sorted(filter(_locates, places), key=_latitude)

    def to(self, point: Point, zone: Zone | None = None) -> Place | None:
        """The nearest place (of that zone, if one is given); None where it is more than `FARTHEST_KM` away."""
        north, east = FARTHEST_KM / _KM_A_DEGREE_NORTH, FARTHEST_KM / _KM_A_DEGREE_EAST
        first = bisect_left(self._south_to_north, point.lat - north, key=_latitude)
        last = bisect_right(self._south_to_north, point.lat + north, key=_latitude)
        strip = (place for place in self._south_to_north[first:last] if zone is None or zone in place.zones)
        box = ((distance_km(point, p.point), p) for p in strip if abs(p.point.lon - point.lon) <= east)
        distance, place = min(box, key=lambda pair: pair[0], default=(FARTHEST_KM, None))
        return place if distance < FARTHEST_KM else None


def _latitude(place: Place) -> float:
    return place.point.lat


def _locates(place: Place) -> bool:
    """Whether being near the place's point says in which zone one is: not for the middle of a zone, nor of several."""
    return len(place.zones) == 1 and place.type not in ("zone", "historic")
