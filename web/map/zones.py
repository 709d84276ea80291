"""The zones with what was found in them: rows of the list, and what is written and marked on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo import Zone
from search import ZoneCount
from web.map.drawing import Area, Drawing
from web.map.lettering import Writing, in_lines, writing
from web.map.steps import Step, step_of
from web.numbers import count as in_figures

SIZES, SMALL_SIZES = (26, 20), (20, 16)
"""Heights of the writing in units, the preferred one first: on a map of many zones, and on the small one of one."""

DOT = 17
"""How far the dot of a place and its ring reach, in units."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone of the list: how much was found, in which step of colour, and where its link leads.

    `count` is None where the question could not be answered. `chosen` by the question; `here`: the asked place lies in
    it, or a part of that place.
    """

    zone: Zone
    count: ZoneCount | None
    step: int
    url: str
    chosen: bool
    here: bool

    @property
    def label(self) -> str:
        """The link in words: Regio Aalst: 163 gevonden."""
        if self.count is None:
            return self.zone.name
        alike = f", en {in_figures(self.count.alike)} die erop lijken" if self.count.alike else ""
        return f"{self.zone.name}: {in_figures(self.count.found)} gevonden{alike}"


@dataclass(frozen=True, slots=True)
class DrawnZone:
    """A zone on the map: its row of the list, the path data of its outline, and what is written in it."""

    row: ZoneRow
    path: str
    writing: Writing | None


@dataclass(frozen=True, slots=True)
class Dot:
    """Where the asked place is on the map, in units."""

    x: int
    y: int


def zone_rows(
    zones: Iterable[Zone],
    counts: Mapping[str, ZoneCount],
    legend: Sequence[Step],
    url: Callable[[Zone], str],
    *,
    chosen: Zone | None,
    here: frozenset[str],
) -> tuple[ZoneRow, ...]:
    """The zones by name. `legend` has the steps of all zones, also where only some are listed."""
    return tuple(
        ZoneRow(
            zone=zone,
            count=counts.get(zone.id),
            step=step_of(counts[zone.id].found, legend) if zone.id in counts else 0,
            url=url(zone),
            chosen=zone == chosen,
            here=zone.id in here,
        )
        for zone in sorted(zones, key=lambda zone: zone.name.casefold())
    )


def drawn_zones(drawing: Drawing, rows: Iterable[ZoneRow], dot: Dot | None, *, named: bool) -> tuple[DrawnZone, ...]:
    """The rows that the drawing has an area of, with their counts and, if `named`, their names where they fit."""
    by_zone = {row.zone.id: row for row in rows}
    return tuple(_drawn(by_zone[area.zone], area, dot, named=named) for area in drawing.areas if area.zone in by_zone)


def _drawn(row: ZoneRow, area: Area, dot: Dot | None, *, named: bool) -> DrawnZone:
    figures = (in_figures(row.count.found),) if row.count else ()
    names = [(*name, *figures) for name in in_lines(row.zone.name)] if named else []
    written = writing(area.spot, [*names, figures] if figures else names, SIZES)
    return DrawnZone(row, area.path, written.clear_of(dot.x, dot.y, DOT) if written and dot else written)
