"""A point on the earth, and how far two of them lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius of the IUGG; a sphere is within 0.5% of the real distance


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees (WGS84).

    Raises:
        ValueError: a number is not finite or lies outside -90..90 (lat) or -180..180 (lon).
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and -90 <= self.lat <= 90):
            raise ValueError(f"not a latitude: {self.lat}")
        if not (isfinite(self.lon) and -180 <= self.lon <= 180):
            raise ValueError(f"not a longitude: {self.lon}")


def distance_km(a: Point, b: Point) -> float:
    """The distance as the crow flies, in kilometres (haversine: exact for short distances too)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    across = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(across)))
