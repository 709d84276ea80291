"""Divides an area among zones: each place goes to the zone of the nearest point that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import shapely
from shapely import Geometry

from geo.shapes.making.points import ZonePoint


def divided(area: Geometry, points: Sequence[ZonePoint]) -> dict[str, Geometry]:
    """The part of an area (Lambert 72) for each zone of the points; all of it where the points are of one zone.

    `points` holds at least one; points of several zones at one place count for the first.
    """
    sites = {(point.x, point.y): point.zone for point in reversed(points)}
    if len(set(sites.values())) == 1:
        return {points[0].zone: area}
    cells = shapely.voronoi_polygons(shapely.MultiPoint(list(sites)), extend_to=area, ordered=True)
    by_zone: dict[str, list[Geometry]] = defaultdict(list)
    for zone, cell in zip(sites.values(), shapely.get_parts(cells), strict=True):
        by_zone[zone].append(cell)
    parts = {zone: polygons_of(shapely.intersection(shapely.union_all(own), area)) for zone, own in by_zone.items()}
    return {zone: part for zone, part in parts.items() if not part.is_empty}


def polygons_of(geometry: Geometry) -> Geometry:
    """The areas in a geometry; lines and points that were left over by a calculation drop out."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])
