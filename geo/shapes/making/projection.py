"""Between degrees (WGS84) and Belgian Lambert 72 (EPSG:31370), in metres: areas and distances are measured there."""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

WGS84 = CRS.from_epsg(4326)
LAMBERT_72 = CRS.from_epsg(31370)

Geometries = NDArray[np.object_]
"""Geometries of shapely, one for each feature."""


def to_lambert(geometries: Geometries, source: CRS = WGS84) -> Geometries:
    """The geometries in Lambert 72; `source` is the projection that they are in (x before y, longitude first)."""
    return _transformed(geometries, source, LAMBERT_72)


def to_degrees(geometries: Geometries, source: CRS = LAMBERT_72) -> Geometries:
    """The geometries as longitude and latitude."""
    return _transformed(geometries, source, WGS84)


def _transformed(geometries: Geometries, source: CRS, target: CRS) -> Geometries:
    if source == target:
        return geometries
    transformer = _transformer(source, target)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    moved: Geometries = shapely.transform(geometries, move)
    return moved


@cache
def _transformer(source: CRS, target: CRS) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
