"""What a layer is, by its fields: zones, municipalities or statistical sectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geo.gazetteer import Gazetteer
from geo.shapes.loading.layer import Layer
from geo.shapes.loading.report import LoadReport

SECTOR_FIELD = re.compile(r"CS(\d{2})(\d{2})(\d{4})", re.IGNORECASE)
SECTOR_NIS_FIELD = re.compile(r"CNIS5_\d{4}", re.IGNORECASE)
"""The fields of Statbel's sectors, with the day or the year of the edition in their names."""

MUNICIPALITY_FIELDS = ("NISCODE", "NAAM")
"""The fields of the Voorlopig referentiebestand gemeentegrenzen (VRBG)."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a layer is, and in which fields that stands.

    `fields`: of zones, those that name the zone; of municipalities, code and name; of sectors, code of the
    municipality and of the sector. `matches` counts the features whose zone or municipality is known.
    """

    layer: Layer
    kind: Literal["zones", "municipalities", "sectors"]
    fields: tuple[str, ...]
    matches: int


def recognise(
    layers: Sequence[Layer], code: str | None, name: str | None, gazetteer: Gazetteer, report: LoadReport
) -> Recognised | None:
    """The layer of which most features are known; a fault where no layer can be used.

    `code` and `name` are the fields that the operator names: with either, the layer is one of zones.
    """
    found = [_zones_by_fields(layer, [field for field in (code, name) if field], gazetteer) for layer in layers]
    if not code and not name:
        found += [_municipalities(layer, gazetteer) for layer in layers] + [
            _sectors(layer, gazetteer) for layer in layers
        ]
    usable = [one for one in found if one is not None]
    if usable:
        return max(usable, key=lambda one: one.matches)
    for layer in layers:
        has = f"layer {layer.name} has the fields: {', '.join(layer.fields) or 'none'}"
        missing = [field for field in (code, name) if field and layer.field_like(field) is None]
        for field in missing:
            report.fault(f"there is no such field; {has}", field=field)
        if not missing:
            report.fault(f"no field tells of which zone a feature is; {has}. Say which one with --code or --name")
    return None


def _zones_by_fields(layer: Layer, chosen: Sequence[str], gazetteer: Gazetteer) -> Recognised | None:
    """By the fields that were chosen; without, by the one in which most values, and at least half, are zones."""
    if chosen:
        fields = [field for field in map(layer.field_like, chosen) if field is not None]
        matches = max((_known_zones(layer, field, gazetteer) for field in fields), default=0)
        return Recognised(layer, "zones", tuple(fields), matches) if len(fields) == len(chosen) else None
    counts = {field: _known_zones(layer, field, gazetteer) for field in layer.fields}
    best = max(counts, key=lambda field: counts[field], default=None)
    if best is None or counts[best] * 2 < len(layer.geometries) or not counts[best]:
        return None
    return Recognised(layer, "zones", (best,), counts[best])


def _known_zones(layer: Layer, field: str, gazetteer: Gazetteer) -> int:
    return sum(value is not None and gazetteer.zone(value) is not None for value in layer.fields[field])


def _municipalities(layer: Layer, gazetteer: Gazetteer) -> Recognised | None:
    nis, name = map(layer.field_like, MUNICIPALITY_FIELDS)
    return Recognised(layer, "municipalities", (nis, name), _known_nis(layer, nis, gazetteer)) if nis and name else None


def _sectors(layer: Layer, gazetteer: Gazetteer) -> Recognised | None:
    nis = next((field for field in layer.fields if SECTOR_NIS_FIELD.fullmatch(field)), None)
    sector = next((field for field in layer.fields if SECTOR_FIELD.fullmatch(field)), None)
    return Recognised(layer, "sectors", (nis, sector), _known_nis(layer, nis, gazetteer)) if nis and sector else None


def _known_nis(layer: Layer, field: str, gazetteer: Gazetteer) -> int:
    return sum(value is not None and gazetteer.municipality(value) is not None for value in layer.fields[field])
