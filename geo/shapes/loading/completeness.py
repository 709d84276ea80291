"""Whether the zones of a file are all there, lie where they should, and lie beside and not over each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from shapely import Geometry

from geo.gazetteer import Gazetteer
from geo.shapes.loading.assembling import BRUSSELS, Assembled
from geo.shapes.loading.belonging import Belonging
from geo.shapes.loading.report import LoadReport
from geo.shapes.making import overlaps, to_degrees, to_lambert

SLIVER = 10_000.0
"""Square metres that two zones may share: a hectare along a border of tens of kilometres is a fault of drawing, and put
right; more is a fault of the file."""

_CLOSE = 100.0  # metres; so far outside its zone the point of a postcode may lie, for borders are simplified
_MOST_NAMED = 10


def check_zones(assembled: Assembled, belonging: Belonging, gazetteer: Gazetteer, report: LoadReport) -> None:
    """Note every zone or municipality that is missing, and the largest overlaps."""
    missing = [zone.id for zone in gazetteer.zones if zone.id not in assembled.areas]
    if missing:
        report.fault(f"{len(missing)} of {len(gazetteer.zones)} zones are missing: {', '.join(missing)}")
    if belonging.nis is not None:
        _check_municipalities(set(belonging.nis), gazetteer, report)
    _check_overlaps(assembled, report)
    _check_postcodes(assembled, gazetteer, report)


def _check_municipalities(found: set[str | None], gazetteer: Gazetteer, report: LoadReport) -> None:
    """All of Flanders, and of Brussels all or nothing: the official layer of municipalities ends at its border."""
    absent = [one for one in gazetteer.municipalities if one.nis not in found]
    if all(one in absent for one in gazetteer.municipalities if one.province == BRUSSELS):
        absent = [one for one in absent if one.province != BRUSSELS]
    if absent:
        names = _some(f"{one.name} ({one.nis})" for one in absent)
        report.fault(f"{len(absent)} municipalities are missing: {names}")


def _check_overlaps(assembled: Assembled, report: LoadReport) -> None:
    shared = overlaps(assembled.areas)
    large = {pair: m2 for pair, m2 in shared.items() if m2 > SLIVER}
    for (one, other), m2 in list(large.items())[:_MOST_NAMED]:
        report.fault(f"{one} and {other} overlap by {m2 / 1e6:.3f} km2")
    if len(large) > _MOST_NAMED:
        report.fault(f"{len(large) - _MOST_NAMED} more pairs of zones overlap")
    small = [m2 for m2 in shared.values() if 1 <= m2 <= SLIVER]
    if small:
        report.remark(f"{len(small)} pairs of zones overlap by a sliver (together {sum(small):.0f} m2); put right")


def _check_postcodes(assembled: Assembled, gazetteer: Gazetteer, report: LoadReport) -> None:
    """A zone that most of its postcodes lie outside of has another zone's name, or is of another division."""
    points = to_lambert(shapely.points([(code.point.lon, code.point.lat) for code in gazetteer.postcodes]))
    zones = np.array([code.zone.id for code in gazetteer.postcodes])
    codes = np.array([code.code for code in gazetteer.postcodes])
    for zone, area in sorted(assembled.areas.items()):
        own = zones == zone
        outside = codes[own][~shapely.dwithin(area, points[own], _CLOSE)]
        if outside.size:
            note = report.fault if outside.size * 2 > own.sum() else report.remark
            note(f"{zone}: {outside.size} of its {own.sum()} postcodes lie outside it: {_some(outside.tolist())}")


def tell_of_holes(areas: Mapping[str, Geometry], report: LoadReport) -> None:
    """Remark on the places between the zones (Lambert 72) that lie in none."""
    whole = shapely.union_all(list(areas.values()))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    if holes:
        largest = max(holes, key=shapely.area)
        lon, lat = shapely.get_coordinates(to_degrees(np.array([shapely.point_on_surface(largest)])))[0]
        report.remark(
            f"{len(holes)} enclosed places lie in no zone (Dutch ground in Baarle does); the largest has "
            f"{shapely.area(largest) / 1e6:.3f} km2, near {lat:.4f}, {lon:.4f}"
        )


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _MOST_NAMED} more" if len(listed) > _MOST_NAMED else ""
    return ", ".join(listed[:_MOST_NAMED]) + more
