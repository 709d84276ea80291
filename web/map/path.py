"""The outline of a shape as the path data of SVG, in as few characters as whole numbers allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from geo.shapes import Parts
from web.map.frame import Frame, rings

Dots = tuple[tuple[int, int], ...]


def outline(parts: Parts, frame: Frame) -> tuple[Dots, ...]:
    """The rings in whole units, not closed; what is too small to see at this scale is left out.

    Neighbours keep exactly the same border, for equal degrees become equal units.
    """
    drawn = (_dots(ring, frame) for ring in rings(parts))
    return tuple(dots for dots in drawn if len(dots) > 2)


def path_data(outlines: Iterable[Dots]) -> str:
    """Closed rings: each starts at an absolute point and goes on in steps from dot to dot."""
    return "".join("".join(_commands(dots)) for dots in outlines)


def _dots(ring: Iterable[tuple[float, float]], frame: Frame) -> Dots:
    """The ring's points without repeats and without those in the middle of a straight line."""
    dots = [dot for dot, _ in groupby(frame.xy(lon, lat) for lon, lat in ring)]
    if len(dots) > 1 and dots[0] == dots[-1]:
        dots.pop()
    around = zip(dots[-1:] + dots[:-1], dots, dots[1:] + dots[:1], strict=True)
    return tuple(dot for before, dot, after in around if _bends(before, dot, after))


def _bends(before: tuple[int, int], dot: tuple[int, int], after: tuple[int, int]) -> bool:
    return (dot[0] - before[0]) * (after[1] - dot[1]) != (dot[1] - before[1]) * (after[0] - dot[0])


def _commands(dots: Dots) -> Iterator[str]:
    (x, y), *others = dots
    yield f"M{x} {y}l"
    first = True
    for next_x, next_y in others:
        step = f"{next_x - x}{_joined(next_y - y)}"
        yield step if first or step.startswith("-") else f" {step}"
        x, y, first = next_x, next_y, False
    yield "z"


def _joined(number: int) -> str:
    """A number after another one: a minus sign parts them as well as a space."""
    return str(number) if number < 0 else f" {number}"
