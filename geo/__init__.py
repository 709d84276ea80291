"""Where: places, zones and distance. Pure; it reads nothing but the reference tables it is given."""

from geo.gazetteer import FARTHEST_KM, Gazetteer
from geo.place import Matched, Municipality, Place, PlaceType, Postcode, Precision, Zone
from geo.point import Point, distance_km
from geo.reference import BadTableError

__all__ = [
    "FARTHEST_KM",
    "BadTableError",
    "Gazetteer",
    "Matched",
    "Municipality",
    "Place",
    "PlaceType",
    "Point",
    "Postcode",
    "Precision",
    "Zone",
    "distance_km",
]
