"""An area that someone drew on a map, to be asked which points lie in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from geo.point import Point
from geo.shapes.polygon import Polygon

if TYPE_CHECKING:
    import shapely

MOST_POINTS = 500
"""Corners of an area, those that close its rings included: more than a hand draws."""

WIDEST = 180.0
"""Degrees from west to east: what is wider than half the earth was meant to go round the other way."""

AreaFault = Literal["order", "open", "points", "degrees", "wide", "crossing"]
MEANING: Mapping[AreaFault, str] = {
    "order": "its west must lie west of its east, and its south south of its north",
    "open": "each of its rings must have four points or more, and end where it begins",
    "points": f"it may have {MOST_POINTS} points at most",
    "degrees": "it must lie within -180 to 180 degrees east and -90 to 90 degrees north",
    "wide": f"it may not cross the antimeridian, nor be wider than {WIDEST:g} degrees",
    "crossing": "it must be in one piece, and its lines may not cross",
}


class BadAreaError(ValueError):
    """What was drawn is no area. `fault` says why, for programs; the message says it for people."""

    def __init__(self, fault: AreaFault) -> None:
        self.fault = fault
        super().__init__(MEANING[fault])


@dataclass(frozen=True)
class DrawnArea:
    """One polygon, its holes left out, in degrees (WGS84); its sides are straight where degrees are.

    A point on a side lies in it. Engines keep points in steps of 1e-7 degrees: so near to a side they may differ.

    Raises:
        BadAreaError: `rings` are no polygon.
    """

    rings: Polygon

    def __post_init__(self) -> None:
        corners = [corner for ring in self.rings for corner in ring]
        if len(corners) > MOST_POINTS:
            raise BadAreaError("points")
        if not self.rings or any(len(ring) < 4 or ring[0] != ring[-1] for ring in self.rings):
            raise BadAreaError("open")
        if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in corners):
            raise BadAreaError("degrees")
        west, _, east, _ = self.bounds
        if east - west > WIDEST and not self._is_box:
            raise BadAreaError("wide")
        if not self._is_box and not self._polygon.is_valid:
            raise BadAreaError("crossing")

    @classmethod
    def box(cls, west: float, south: float, east: float, north: float) -> Self:
        """What lies between two meridians and two parallels; it may be as wide as the earth. Raises `BadAreaError`."""
        if not (west < east and south < north):
            raise BadAreaError("order")
        return cls(_box(west, south, east, north))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """The box around it: west, south, east, north."""
        lons, lats = zip(*self.rings[0], strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    def has(self, point: Point) -> bool:
        """Whether a point lies in it."""
        west, south, east, north = self.bounds
        if not (west <= point.lon <= east and south <= point.lat <= north):
            return False
        return self._is_box or bool(_shapely().intersects_xy(self._polygon, point.lon, point.lat))

    def holds(self, lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.bool_]:
        """The same for many: never where a number is nan. Both arrays are flat and of one length."""
        west, south, east, north = self.bounds
        inside: NDArray[np.bool_] = (west <= lons) & (lons <= east) & (south <= lats) & (lats <= north)
        if not self._is_box:
            near = np.flatnonzero(inside)
            inside[near] = _shapely().intersects_xy(self._polygon, lons[near], lats[near])
        return inside

    @cached_property
    def _is_box(self) -> bool:
        west, south, east, north = self.bounds
        return west < east and south < north and self.rings == _box(west, south, east, north)

    @cached_property
    def _polygon(self) -> shapely.Polygon:
        polygon = _shapely().Polygon(self.rings[0], self.rings[1:])
        _shapely().prepare(polygon)
        return polygon


def _shapely() -> Any:
    """The library of shapes, loaded when first asked for: that takes half a second, and a box needs none of it."""
    import shapely

    return shapely


def _box(west: float, south: float, east: float, north: float) -> Polygon:
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)
