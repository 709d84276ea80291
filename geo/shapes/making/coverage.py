"""A coverage: areas without overlaps or gaps between them, that have exactly the same border as their neighbours."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely
from shapely import Geometry

from geo.shapes.making.projection import Geometries, to_degrees
from geo.shapes.polygon import Parts
from geo.shapes.shapes import Level

TOLERANCES: Mapping[Level, float] = {"detail": 20, "overview": 300}
"""How coarse each level is: the square root of the area (m2) of the triangles that are left out of a border."""

DECIMALS = 5  # of a degree: to about a metre
NARROW = 5.0
"""Metres: a gap between areas that is narrower is a fault of drawing. The narrowest real ones, the Dutch fields inside
Baarle-Hertog, are far wider."""

_MOST_ROUNDS = 5


class UnsettledError(ValueError):
    """Shapes whose borders cannot be rounded without crossing; says how coarse they were."""


def clean(areas: Mapping[str, Geometry], gap: float = NARROW) -> dict[str, Geometry]:
    """The same areas (metres) as a coverage: overlaps go to the neighbour with the longest border, and so do gaps.

    `gap` is the width in metres below which a gap is closed.
    """
    ids = sorted(areas)
    cleaned = shapely.coverage_clean([areas[id_] for id_ in ids], gap_width=gap)
    return dict(zip(ids, cleaned, strict=True))


def overlaps(areas: Mapping[str, Geometry]) -> dict[tuple[str, str], float]:
    """The pairs of areas that lie over each other, with how many square metres they share; the largest first."""
    ids = sorted(areas)
    geometries = np.array([areas[id_] for id_ in ids])
    ones, others = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    ones, others = ones[ones < others], others[ones < others]
    shared = shapely.area(shapely.intersection(geometries[ones], geometries[others]))
    pairs = {(ids[one], ids[other]): float(m2) for one, other, m2 in zip(ones, others, shared, strict=True) if m2 > 0}
    return dict(sorted(pairs.items(), key=lambda pair: -pair[1]))


def in_levels(areas: Mapping[str, Geometry]) -> dict[Level, dict[str, Parts]]:
    """A coverage in Lambert 72 as rounded degrees, at each level of simplification.

    Raises:
        UnsettledError: it cannot be rounded.
    """
    ids = sorted(areas)
    whole = np.array([areas[id_] for id_ in ids])
    return {
        level: dict(zip(ids, map(_parts, _simplified(whole, metres)), strict=True))
        for level, metres in TOLERANCES.items()
    }


def _simplified(whole: Geometries, metres: float) -> Geometries:
    """Simplify all borders together, then round; rounding can make borders cross, and mending them needs rounding."""
    geometries = _rounded(to_degrees(shapely.coverage_simplify(whole, metres)))
    for _ in range(_MOST_ROUNDS):
        if bool(shapely.is_valid(geometries).all()) and shapely.coverage_is_valid(geometries):
            oriented: Geometries = shapely.orient_polygons(geometries)
            return oriented
        geometries = _rounded(shapely.coverage_clean(shapely.make_valid(geometries)))
    raise UnsettledError(f"the borders cross when they are rounded to {DECIMALS} decimals (simplified by {metres} m)")


def _rounded(geometries: Geometries) -> Geometries:
    rounded: Geometries = shapely.transform(geometries, lambda points: np.round(points, DECIMALS))
    return rounded


def _parts(geometry: Geometry) -> Parts:
    return tuple(
        tuple(
            tuple((lon, lat) for lon, lat in shapely.get_coordinates(ring).tolist())
            for ring in (polygon.exterior, *polygon.interiors)
        )
        for polygon in shapely.get_parts(geometry)
    )
