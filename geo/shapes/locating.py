"""Which zone does a point lie in? Many points at once; the geometry library is loaded at the first question."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geo.shapes.polygon import Parts


class Locator:
    """The zones, prepared for questions about points; safe to share between threads."""

    def __init__(self, zones: Mapping[str, Parts]) -> None:
        """Take the parts of each zone over; a border belongs to the first of its zones by id."""
        import shapely  # half a second and 30 MB, for a question that many a server is never asked

        self._ids = sorted(zones)
        self._zones = [
            shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in zones[zone]]) for zone in self._ids
        ]
        shapely.prepare(self._zones)
        self._bounds = shapely.bounds(self._zones)
        self._intersects_xy = shapely.intersects_xy

    def zones_at(self, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> list[str | None]:
        """The zone of each point, None outside all; `lons` and `lats` are flat and of one length.

        Raises:
            ValueError: they are not.
        """
        if lons.ndim != 1 or lons.shape != lats.shape:
            raise ValueError(f"longitudes {lons.shape} and latitudes {lats.shape} are no two columns of one length")
        found = np.full(lons.shape, -1)
        for at, (west, south, east, north) in enumerate(self._bounds):
            here = np.flatnonzero((found < 0) & (lons >= west) & (lons <= east) & (lats >= south) & (lats <= north))
            if here.size:
                found[here[self._intersects_xy(self._zones[at], lons[here], lats[here])]] = at
        return [self._ids[at] if at >= 0 else None for at in found.tolist()]
