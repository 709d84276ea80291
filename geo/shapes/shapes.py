"""The shapes of all zones, as they lie in one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self

import numpy as np
from numpy.typing import ArrayLike

from geo.shapes.file import read_file, write_file
from geo.shapes.locating import Locator
from geo.shapes.polygon import Parts

Level = Literal["detail", "overview"]
LEVELS: tuple[Level, ...] = ("detail", "overview")


@dataclass(frozen=True, eq=False)
class Shapes:
    """The borders of all zones at two levels; at each, neighbours have exactly the same border.

    `indicative_zones` are the zones whose shape was worked out from points and cantons and is not official.
    `attribution` is the line that has to stand beside every drawing. `made_on` is the day on which the file was made.
    """

    detail: Mapping[str, Parts]
    overview: Mapping[str, Parts]
    indicative_zones: frozenset[str]
    attribution: str
    made_on: date | None

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read the file that `write` makes; None where there is none yet.

        Raises:
            OSError: it is there and cannot be read.
            BadShapesError: it is not such a file, or only a part of one.
        """
        if not path.exists():
            return None
        content = read_file(path, LEVELS)
        return cls(
            detail=content.levels["detail"],
            overview=content.levels["overview"],
            indicative_zones=content.indicative_zones,
            attribution=content.attribution,
            made_on=content.made_on,
        )

    def write(self, path: Path) -> None:
        """Write GeoJSON, aside first and then in place of what is there: a reader never sees half of it."""
        write_file(
            path,
            {level: self.level(level) for level in LEVELS},
            indicative_zones=self.indicative_zones,
            attribution=self.attribution,
            made_on=self.made_on,
        )

    @property
    def indicative(self) -> bool:
        """Whether any zone's shape is not official: then every drawing says so."""
        return bool(self.indicative_zones)

    def level(self, level: Level) -> Mapping[str, Parts]:
        """The parts of each zone by its id: `detail` to measure and to zoom, `overview` for all zones on one page."""
        return self.detail if level == "detail" else self.overview

    def neighbours(self, zone_id: str) -> tuple[str, ...]:
        """The zones that share a stretch of border with this one, by id; none for an unknown zone."""
        return self._neighbours.get(zone_id, ())

    def zones_at(self, lons: ArrayLike, lats: ArrayLike) -> list[str | None]:
        """The zone of each point (degrees, WGS84); None outside all zones. On a border: the first of its zones by id.

        Both arrays have the same length.
        """
        return self._locator.zones_at(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float))

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[str, ...]]:
        sides: dict[tuple[tuple[float, float], ...], str] = {}
        beside: dict[str, set[str]] = defaultdict(set)
        for zone, parts in self.detail.items():
            for ring in (ring for polygon in parts for ring in polygon):
                for start, end in pairwise(ring):
                    other = sides.setdefault((min(start, end), max(start, end)), zone)
                    if other != zone:
                        beside[zone].add(other)
                        beside[other].add(zone)
        return {zone: tuple(sorted(others)) for zone, others in beside.items()}

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.detail)
