"""From Belgian Lambert coordinates to WGS84, in closed formulas, so that no projection library is needed.

Lambert 72 (EPSG:31370) and Lambert 2008 (EPSG:3812) are conic conformal projections with two standard parallels; the
way back is that of EPSG guidance note 7-2, section "Lambert Conic Conformal (2SP)". Lambert 72 then goes from the
International ellipsoid of 1924 to WGS84 by the seven parameters of EPSG operation 15929 ("BD72 to WGS 84 (3)",
right to 1 m); Lambert 2008 is on ETRS89, which is WGS84 to well within a metre.
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan, atan2, cos, degrees, hypot, log, pi, radians, sin, sqrt, tan

from geo import Point

_WGS84 = (6_378_137.0, 1 / 298.257223563)  # half of the long axis in metres, flattening
_INTERNATIONAL_1924 = (6_378_388.0, 1 / 297)
_ROUNDS = 4
"""Of the iteration for the latitude; each gains more than two digits, so four leave some micrometres."""

# EPSG:15929: metres, seconds of arc (coordinate frame rotation) and parts in a million.
_SHIFT = (-106.8686, 52.2978, -103.7239)
_TURN = (-0.3366, 0.457, -1.8422)
_SCALE = -1.2747

_LAMBERT_2008_FROM = 400_000
"""Metres: in Belgium x and y of Lambert 2008 are both greater, x and y of Lambert 72 both smaller."""

_FARTHEST = 10_000_000
"""Metres; of a quarter of the earth. Farther out the projection has no meaning."""


def to_wgs84(x: float, y: float) -> Point:
    """The point of coordinates in metres, Lambert 2008 where both are far over 400 km, else Lambert 72.

    Raises `ValueError` for what cannot be coordinates of this projection.
    """
    if not (abs(x) < _FARTHEST and abs(y) < _FARTHEST):
        raise ValueError(f"not coordinates in metres: {x}, {y}")
    if x > _LAMBERT_2008_FROM and y > _LAMBERT_2008_FROM:
        lat, lon = _lambert_2008(x, y)
        return Point(degrees(lat), degrees(lon))
    lat, lon = _lambert_72(x, y)
    return _shifted(lat, lon)


def _conic(
    ellipsoid: tuple[float, float],
    *,
    parallels: tuple[float, float],
    origin: tuple[float, float],
    false_origin: tuple[float, float],
) -> Callable[[float, float], tuple[float, float]]:
    """The way back of one projection: from metres to latitude and longitude in radians."""
    axis, flattening = ellipsoid
    e = sqrt(2 * flattening - flattening**2)

    def m(lat: float) -> float:
        return cos(lat) / sqrt(1 - (e * sin(lat)) ** 2)

    def t(lat: float) -> float:
        return float(tan(pi / 4 - lat / 2) / ((1 - e * sin(lat)) / (1 + e * sin(lat))) ** (e / 2))

    first, second = map(radians, parallels)
    lat_0, lon_0 = map(radians, origin)
    n = (log(m(first)) - log(m(second))) / (log(t(first)) - log(t(second)))
    f = m(first) / (n * t(first) ** n)
    radius_0 = 0.0 if origin[0] == 90 else axis * f * t(lat_0) ** n

    def back(x: float, y: float) -> tuple[float, float]:
        east, north = x - false_origin[0], radius_0 - (y - false_origin[1])
        t_here = (hypot(east, north) / (axis * f)) ** (1 / n)
        lat = pi / 2 - 2 * atan(t_here)
        for _ in range(_ROUNDS):
            lat = pi / 2 - 2 * atan(t_here * ((1 - e * sin(lat)) / (1 + e * sin(lat))) ** (e / 2))
        return lat, atan2(east, north) / n + lon_0

    return back


_lambert_72 = _conic(
    _INTERNATIONAL_1924,
    parallels=(51.16666723333333, 49.8333339),
    origin=(90, 4.367486666666666),
    false_origin=(150_000.013, 5_400_088.438),
)
_lambert_2008 = _conic(
    (6_378_137.0, 1 / 298.257222101),  # GRS80
    parallels=(49 + 50 / 60, 51 + 10 / 60),
    origin=(50.797815, 4.359215833333333),
    false_origin=(649_328, 665_262),
)


def _shifted(lat: float, lon: float) -> Point:
    """From the International ellipsoid to WGS84: to space, turn and shift, and back."""
    axis, flattening = _INTERNATIONAL_1924
    e2 = 2 * flattening - flattening**2
    across = axis / sqrt(1 - e2 * sin(lat) ** 2)
    x, y, z = across * cos(lat) * cos(lon), across * cos(lat) * sin(lon), across * (1 - e2) * sin(lat)
    turn_x, turn_y, turn_z = (radians(seconds / 3600) for seconds in _TURN)
    larger = 1 + _SCALE / 1e6
    return _on_wgs84(
        _SHIFT[0] + larger * (x + turn_z * y - turn_y * z),
        _SHIFT[1] + larger * (-turn_z * x + y + turn_x * z),
        _SHIFT[2] + larger * (turn_y * x - turn_x * y + z),
    )


def _on_wgs84(x: float, y: float, z: float) -> Point:
    """Latitude and longitude of a point near the surface, by the formula of Bowring (exact to micrometres here)."""
    axis, flattening = _WGS84
    e2, short = 2 * flattening - flattening**2, axis * (1 - flattening)
    from_pole = hypot(x, y)
    helper = atan2(z * axis, from_pole * short)
    lat = atan2(
        z + (axis**2 - short**2) / short * sin(helper) ** 3,
        from_pole - e2 * axis * cos(helper) ** 3,
    )
    return Point(degrees(lat), degrees(atan2(y, x)))
