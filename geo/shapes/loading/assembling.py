"""From features to zones: together, divided where a file does not tell how, and enclosed where it leaves one out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely import Geometry

from geo.gazetteer import Gazetteer
from geo.shapes.loading.belonging import Belonging
from geo.shapes.loading.report import LoadReport
from geo.shapes.making.dividing import divided, polygons_of
from geo.shapes.making.points import ZonePoint
from geo.shapes.making.projection import Geometries

BRUSSELS = "Brussels Hoofdstedelijk Gewest"


@dataclass(frozen=True, slots=True)
class Assembled:
    """The areas of the zones in Lambert 72, and those of them whose borders the file does not give."""

    areas: Mapping[str, Geometry]
    indicative: frozenset[str]


def assemble(
    geometries: Geometries,
    belonging: Belonging,
    points: Sequence[ZonePoint],
    gazetteer: Gazetteer,
    report: LoadReport,
) -> Assembled:
    """The features of each zone together.

    What can belong to several zones goes to the one beside it where the file gives them all (of the sectors and their
    table only the river in Antwerpen is left), else it is divided by the nearest known point, and those zones are
    indicative. So is a zone of Brussels that a file of Flanders leaves open: it is what Flanders encloses.
    """
    certain: dict[str, list[Geometry]] = defaultdict(list)
    open_: dict[tuple[str, ...], list[Geometry]] = defaultdict(list)
    for geometry, zones in zip(geometries, belonging.zones, strict=True):
        if len(zones) == 1:
            certain[zones[0]].append(geometry)
        elif zones:
            open_[tuple(sorted(zones))].append(geometry)
    if belonging.nis is None:
        _tell_of_parts(belonging, report)
    areas = {zone: shapely.union_all(parts) for zone, parts in certain.items()}
    indicative: set[str] = set()
    for zones, parts in open_.items():
        if all(zone in areas for zone in zones):
            areas |= _beside(areas, zones, parts)
            report.remark(f"{len(parts)} areas that the file does not place went to the zone beside them")
        else:
            divisions = divided(shapely.union_all(parts), [point for point in points if point.zone in zones])
            areas |= {zone: shapely.union_all([part, *certain[zone]]) for zone, part in divisions.items()}
            indicative |= divisions.keys()
            report.remark(
                f"{', '.join(zones)}: the file does not tell the borders between them, so these are the middle between "
                "postcodes; statistical sectors with a table (--sectors) would tell"
            )
    enclosed = _enclosed(areas, points, gazetteer, report)
    return Assembled(areas | enclosed, frozenset(indicative | enclosed.keys()))


def _tell_of_parts(belonging: Belonging, report: LoadReport) -> None:
    by_zone: dict[str, list[str]] = defaultdict(list)
    for name, zones in zip(belonging.names, belonging.zones, strict=True):
        for zone in zones:
            by_zone[zone].append(name)
    for zone, names in sorted(by_zone.items()):
        if len(names) > 1:
            report.remark(f"{zone}: {len(names)} features were taken together: {', '.join(names[:5])}")


def _beside(areas: Mapping[str, Geometry], zones: Sequence[str], parts: Sequence[Geometry]) -> dict[str, Geometry]:
    """The zones, each with the parts that it has the longest border with."""
    grown = {zone: [areas[zone]] for zone in zones}
    for part in parts:
        border = {zone: shapely.length(shapely.intersection(part, areas[zone])) for zone in zones}
        grown[max(zones, key=lambda zone: float(border[zone]))].append(part)
    return {zone: polygons_of(shapely.union_all(own)) for zone, own in grown.items()}


def _enclosed(
    areas: Mapping[str, Geometry], points: Sequence[ZonePoint], gazetteer: Gazetteer, report: LoadReport
) -> dict[str, Geometry]:
    """The zones of Brussels that are not there, where the others leave a hole for them."""
    missing = [zone.id for zone in gazetteer.zones if zone.province == BRUSSELS and zone.id not in areas]
    if not missing or not areas:
        return {}
    whole = shapely.union_all(list(areas.values()))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    found = {}
    for zone in missing:
        inside = shapely.points([(point.x, point.y) for point in points if point.zone == zone])
        for hole in holes:
            shapely.prepare(hole)
            if shapely.intersects(hole, inside).all():
                found[zone] = hole
                report.remark(f"{zone} is not in the file; what the other zones enclose is taken for it")
    return found
