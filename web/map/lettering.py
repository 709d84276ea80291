"""Where the name or the number of an area can stand, and how large: in its roomiest spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from web.map.frame import Frame
from web.map.path import Dots

FLATTENED = 1.6
"""Writing is wider than high: room is looked for in an ellipse so many times as wide as high."""

GRID = 24
"""Spots that are tried along each side of an area's box: close enough to the best one for the eye."""

LETTER = 0.56
"""Width of a letter or figure as a share of the height of the writing, on average."""

LINE = 1.12
"""From one line of writing to the next, as a share of its height."""

SPILL = 1.2
"""How far writing may go over the ellipse; its corners are seldom full."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The middle of the roomiest ellipse inside an area, and half its height, in units."""

    x: int
    y: int
    room: float

    def fits(self, lines: Sequence[str], size: int) -> bool:
        """Whether lines of writing of this height fit."""
        half_width = max(map(len, lines), default=0) * LETTER * size / 2
        half_height = ((len(lines) - 1) * LINE + 0.75) * size / 2
        return bool(np.hypot(half_width / FLATTENED, half_height) <= self.room * SPILL)


def roomiest(outline: Sequence[Dots], frame: Frame) -> Spot:
    """The roomiest spot of the part of an area that the frame shows; `outline` has at least one ring."""
    starts = np.array([dot for dots in outline for dot in dots], dtype=float)
    ends = np.array([dot for dots in outline for dot in (*dots[1:], dots[0])], dtype=float)
    flat = np.array([1 / FLATTENED, 1.0])
    starts, ends = starts * flat, ends * flat
    far = np.array([frame.width, frame.height]) * flat
    (left, top), (right, bottom) = np.maximum(starts.min(axis=0), 0), np.minimum(starts.max(axis=0), far)
    across, down = np.meshgrid(np.linspace(left, right, GRID), np.linspace(top, bottom, GRID))
    spots = np.column_stack((across.ravel(), down.ravel()))
    inside = spots[_inside(spots, starts, ends)]
    spots = inside if len(inside) else starts
    to_frame = np.minimum(spots, far - spots).min(axis=1)
    room = np.minimum(_to_nearest_side(spots, starts, ends), to_frame)
    best = int(room.argmax())
    return Spot(round(spots[best, 0] * FLATTENED), round(spots[best, 1]), float(room[best]))


@dataclass(frozen=True, slots=True)
class Writing:
    """Lines in the middle of which `x` and `y` lie, and the height of their letters, in units."""

    lines: tuple[str, ...]
    x: int
    y: int
    size: int

    def clear_of(self, x: int, y: int, reach: int) -> Writing:
        """The same writing, moved up or down where something round would cover it."""
        half_width = max(map(len, self.lines)) * LETTER * self.size / 2
        apart = round(reach + len(self.lines) * LINE * self.size / 2)
        if abs(self.x - x) > half_width + reach or abs(self.y - y) >= apart:
            return self
        return replace(self, y=y + (apart if self.y >= y else -apart))


def writing(spot: Spot, ways: Iterable[tuple[str, ...]], sizes: Sequence[int]) -> Writing | None:
    """The first way and the first size that fit, all sizes of a way before the next; None where none do."""
    tried = ((lines, size) for lines in ways for size in sizes)
    fitting = (Writing(lines, spot.x, spot.y, size) for lines, size in tried if spot.fits(lines, size))
    return next(fitting, None)


def in_lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways to write a name: on one line, or broken at a space or after a hyphen into two of even length."""
    breaks = [at + 1 for at, letter in enumerate(name) if letter in " -&"]
    if not breaks:
        return ((name,),)
    middle = min(breaks, key=lambda at: max(at, len(name) - at))
    return (name,), (name[:middle].strip(), name[middle:].strip())


def _inside(spots: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Even-odd: a line from the spot to the right crosses the sides an odd number of times."""
    x, y = spots[:, :1], spots[:, 1:]
    spans = (starts[:, 1] > y) != (ends[:, 1] > y)
    rise = np.where(ends[:, 1] == starts[:, 1], 1.0, ends[:, 1] - starts[:, 1])
    crossing = starts[:, 0] + (y - starts[:, 1]) * (ends[:, 0] - starts[:, 0]) / rise
    odd: NDArray[np.bool_] = (spans & (x < crossing)).sum(axis=1) % 2 == 1
    return odd


def _to_nearest_side(
    spots: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip(((spots[:, None] - starts) * along).sum(axis=2) / length, 0, 1)
    aside = spots[:, None] - (starts + share[..., None] * along)
    nearest: NDArray[np.float64] = np.hypot(aside[..., 0], aside[..., 1]).min(axis=1)
    return nearest
