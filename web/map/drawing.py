"""What is drawn: all zones, those of a province, or one zone among its neighbours. Depends on the shapes alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.shapes import Parts, Shapes
from web.map.frame import Frame
from web.map.lettering import Spot, roomiest
from web.map.path import outline, path_data

WIDTH, MARGIN = 1400, 12
"""Units of the drawing, close to the pixels of a wide screen, and of the space around what is drawn."""

PART_HEIGHT = 920
"""Of the map of a part, so that a high province fits on a screen too."""

SMALL_WIDTH, SMALL_HEIGHT, SMALL_MARGIN = 400, 320, 55
"""Of the small map of one zone: the margin shows what lies around it."""


@dataclass(frozen=True, slots=True)
class Area:
    """A zone as it is drawn: the path data of its outline, and where writing can stand in it."""

    zone: str
    path: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Drawing:
    """The areas that matter, and the path data of what only lies around them."""

    frame: Frame
    areas: tuple[Area, ...]
    around: str


@lru_cache(maxsize=2)
def everything(shapes: Shapes) -> Drawing:
    """All zones, as coarse as a map of Flanders may be."""
    level = shapes.level("overview")
    frame = Frame.around(level.values(), WIDTH, MARGIN)
    return Drawing(frame, _areas(shapes, level, level, frame), around="")


@lru_cache(maxsize=8)
def part(shapes: Shapes, zones: frozenset[str]) -> Drawing:
    """Some zones from nearby, with what lies around them; `zones` has at least one that is drawn."""
    inside = [zone for zone in sorted(zones) if zone in shapes.detail]
    frame = Frame.around([shapes.detail[zone] for zone in inside], WIDTH, MARGIN, PART_HEIGHT)
    return Drawing(frame, _areas(shapes, shapes.detail, inside, frame), _around(shapes, inside, frame))


@lru_cache(maxsize=64)
def one(shapes: Shapes, zone: str) -> Drawing:
    """One zone, the first of the areas, and its neighbours; `zone` is one that is drawn."""
    frame = Frame.around([shapes.overview[zone]], SMALL_WIDTH, SMALL_MARGIN, SMALL_HEIGHT)
    inside = [zone, *shapes.neighbours(zone)]
    return Drawing(frame, _areas(shapes, shapes.overview, inside, frame), _around(shapes, inside, frame))


def _areas(shapes: Shapes, level: Mapping[str, Parts], zones: Iterable[str], frame: Frame) -> tuple[Area, ...]:
    """Room is measured on the coarse outline, which takes a tenth of the time."""
    drawn = ((zone, outline(level[zone], frame), outline(shapes.overview[zone], frame)) for zone in zones)
    return tuple(
        Area(zone, path_data(rings), roomiest(coarse, frame)) for zone, rings, coarse in drawn if rings and coarse
    )


def _around(shapes: Shapes, inside: Iterable[str], frame: Frame) -> str:
    """The other zones of which a part can be seen."""
    others = shapes.overview.keys() - set(inside)
    outlines = [outline(shapes.overview[zone], frame) for zone in sorted(others)]
    seen = [ring for rings in outlines if any(frame.holds(x, y) for dots in rings for x, y in dots) for ring in rings]
    return path_data(seen)
