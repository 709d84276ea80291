"""Whether the shape of each feature can be used by itself."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from geo.shapes.loading.report import LoadReport
from geo.shapes.making.projection import Geometries


def check_features(geometries: Geometries, names: Sequence[str], report: LoadReport) -> None:
    """A fault for each feature without a shape, with one that is no area, or whose border crosses or touches itself."""
    valid = shapely.is_valid(geometries)
    for name, geometry, is_valid in zip(names, geometries, valid, strict=True):
        if geometry is None or geometry.is_empty:
            report.fault("has no shape that can be read", feature=name)
        elif geometry.geom_type not in ("Polygon", "MultiPolygon"):
            report.fault(f"is a {geometry.geom_type}, where a polygon is needed", feature=name)
        elif not is_valid:
            report.fault(f"its border is wrong: {shapely.is_valid_reason(geometry)}", feature=name)
