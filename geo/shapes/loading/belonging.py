"""Which zone each feature of a layer belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer import Gazetteer
from geo.shapes.loading.layer import labels
from geo.shapes.loading.recognising import SECTOR_FIELD, Recognised
from geo.shapes.loading.report import LoadReport

_WALLOON = ("25", "5", "6", "8", "91", "92", "93")
"""How the NIS codes of Walloon municipalities begin: what a file has of them is left aside."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Of each feature its name for people and its zones; of municipalities and sectors also today's NIS code.

    One zone, or several where its municipality is divided and the file does not tell how; none where it lies in
    Wallonia or where a fault was noted. `credit` is what to name as the source; None of a file that can be anybody's.
    """

    names: tuple[str, ...]
    zones: tuple[tuple[str, ...], ...]
    nis: tuple[str | None, ...] | None
    credit: str | None


def belonging(recognised: Recognised, table: Mapping[str, str], gazetteer: Gazetteer, report: LoadReport) -> Belonging:
    """Read the fields; what they say wrongly is noted as a fault with its feature and field.

    `table` is the zone of each statistical sector in the municipality that is divided, where it was given.
    """
    match recognised.kind:
        case "zones":
            return _of_zones(recognised, gazetteer, report)
        case "municipalities":
            return _of_municipalities(recognised, gazetteer, report)
        case "sectors":
            return _of_sectors(recognised, table, gazetteer, report)


def _of_zones(recognised: Recognised, gazetteer: Gazetteer, report: LoadReport) -> Belonging:
    layer, fields = recognised.layer, recognised.fields
    names = tuple(labels(layer, fields[-1]))
    zones = []
    for at, name in enumerate(names):
        found = {field: _zone_named(layer.fields[field][at], name, field, gazetteer, report) for field in fields}
        ids = {zone for zone in found.values() if zone is not None}
        if len(ids) > 1:
            said = ", ".join(f"{field} says {zone}" for field, zone in found.items())
            report.fault(f"the fields contradict each other: {said}", feature=name, field=fields[0])
        zones.append(tuple(ids) if len(ids) == 1 else ())
    return Belonging(names, tuple(zones), None, None)


def _zone_named(value: str | None, feature: str, field: str, gazetteer: Gazetteer, report: LoadReport) -> str | None:
    zone = gazetteer.zone(value) if value else None
    if zone is None:
        report.fault(f"{value!r} is no zone" if value else "is empty", feature=feature, field=field)
    return zone.id if zone else None


def _of_municipalities(recognised: Recognised, gazetteer: Gazetteer, report: LoadReport) -> Belonging:
    nis_field, name_field = recognised.fields
    names = tuple(labels(recognised.layer, name_field))
    codes = recognised.layer.fields[nis_field]
    return Belonging(
        names=names,
        zones=tuple(_zones_of(code, gazetteer) for code in codes),
        nis=_municipalities(codes, names, nis_field, gazetteer, report),
        credit="Gemeentegrenzen: Voorlopig referentiebestand gemeentegrenzen, © Digitaal Vlaanderen",
    )


def _of_sectors(
    recognised: Recognised, table: Mapping[str, str], gazetteer: Gazetteer, report: LoadReport
) -> Belonging:
    nis_field, sector_field = recognised.fields
    names = tuple(labels(recognised.layer, sector_field))
    codes, sectors = recognised.layer.fields[nis_field], recognised.layer.fields[sector_field]
    absent = len(table.keys() - set(sectors))
    if table and absent == len(table):
        report.fault("no sector of the table is in the file; are both of the same year?", field=sector_field)
    elif absent:
        report.remark(f"{absent} of the {len(table)} sectors of the table are not in the file", field=sector_field)
    edition = SECTOR_FIELD.fullmatch(sector_field)
    day = f", {'-'.join(edition.groups())}" if edition else ""
    return Belonging(
        names=names,
        zones=tuple(
            (table[sector],) if sector is not None and sector in table else _zones_of(code, gazetteer)
            for sector, code in zip(sectors, codes, strict=True)
        ),
        nis=_municipalities(codes, names, nis_field, gazetteer, report),
        credit=f"Statistische sectoren: © Statbel{day}",
    )


def _zones_of(nis: str | None, gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(zone.id for zone in gazetteer.zones_of(nis)) if nis else ()


def _municipalities(
    codes: Sequence[str | None], names: Sequence[str], field: str, gazetteer: Gazetteer, report: LoadReport
) -> tuple[str | None, ...]:
    """Today's municipality of each code; a fault for a code that no municipality has or had."""
    found: list[str | None] = []
    for code, name in zip(codes, names, strict=True):
        municipality = gazetteer.municipality(code) if code else None
        if municipality is None and not (code or "").startswith(_WALLOON):
            report.fault(f"{code!r} is no municipality" if code else "is empty", feature=name, field=field)
        found.append(municipality.nis if municipality else None)
    return tuple(found)
