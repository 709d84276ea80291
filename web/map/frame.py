"""From degrees to the whole numbers of a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Self

from geo.shapes import Parts, Ring

MIDDLE_LATITUDE = 51.0
"""Degrees: Flanders lies between 50.68 and 51.51, so that no distance on the map is wrong by more than one in a
hundred."""

_SQUEEZE = cos(radians(MIDDLE_LATITUDE))


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular map: the degrees of its north-west corner, its size and `scale`, in units a degree north."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, shapes: Iterable[Parts], width: int, margin: int, height: int | None = None) -> Self:
        """The frame with these shapes in its middle, `margin` units from its sides or more.

        Without `height` it is as high as they need.
        """
        corners = [point for parts in shapes for ring in rings(parts) for point in ring]
        west, east = min(lon for lon, _ in corners), max(lon for lon, _ in corners)
        south, north = min(lat for _, lat in corners), max(lat for _, lat in corners)
        wide, high = (east - west) * _SQUEEZE, north - south
        scale = (width - 2 * margin) / wide
        if height is not None:
            scale = min(scale, (height - 2 * margin) / high)
        room = round(high * scale) + 2 * margin if height is None else height
        return cls(
            west=(east + west) / 2 - width / 2 / scale / _SQUEEZE,
            north=(north + south) / 2 + room / 2 / scale,
            scale=scale,
            width=width,
            height=room,
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The degrees of its sides: west, south, east, north."""
        return (
            self.west,
            self.north - self.height / self.scale,
            self.west + self.width / self.scale / _SQUEEZE,
            self.north,
        )

    def xy(self, lon: float, lat: float) -> tuple[int, int]:
        """A point in units from the upper left corner; it may lie outside."""
        return round((lon - self.west) * _SQUEEZE * self.scale), round((self.north - lat) * self.scale)

    def holds(self, x: int, y: int) -> bool:
        """Whether a point of the drawing lies in it."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def rings(parts: Parts) -> Iterable[Ring]:
    """All rings of a shape, outer ones and holes."""
    return (ring for polygon in parts for ring in polygon)
