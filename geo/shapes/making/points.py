"""The points of which the reference tables say in which zone they lie."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from geo.gazetteer import Gazetteer
from geo.point import Point
from geo.shapes.making.projection import to_lambert


@dataclass(frozen=True, slots=True)
class ZonePoint:
    """A point in Lambert 72 (metres) with its zone and its municipality."""

    x: float
    y: float
    zone: str
    nis: str


def zone_points(gazetteer: Gazetteer, reference: Path) -> tuple[ZonePoint, ...]:
    """Postcodes, villages and municipalities, where all of them lies in one zone; each place on the map once.

    `reference` is the folder of the reference tables.
    """
    known = list(dict.fromkeys((*_postcodes(gazetteer), *_villages(gazetteer, reference), *_municipalities(gazetteer))))
    lambert = to_lambert(shapely.points([(point.lon, point.lat) for point, _, _ in known]))
    return tuple(
        ZonePoint(x, y, zone, nis)
        for (x, y), (_, zone, nis) in zip(np.round(shapely.get_coordinates(lambert), 1).tolist(), known, strict=True)
    )


def _postcodes(gazetteer: Gazetteer) -> Iterator[tuple[Point, str, str]]:
    for postcode in gazetteer.postcodes:
        for municipality in postcode.municipalities:
            yield postcode.point, postcode.zone.id, municipality.nis


def _villages(gazetteer: Gazetteer, reference: Path) -> Iterator[tuple[Point, str, str]]:
    """The sub-municipalities that have a point of their own."""
    with (reference / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] == row["precision"] == "sub_municipality":
                zones = {
                    zone.id
                    for postcode in row["postcodes"].split(";")
                    for zone in gazetteer.zones_of(row["nis"], postcode or None)
                }
                if len(zones) == 1:
                    yield Point(float(row["lat"]), float(row["lon"])), zones.pop(), row["nis"]


def _municipalities(gazetteer: Gazetteer) -> Iterator[tuple[Point, str, str]]:
    for municipality in gazetteer.municipalities:
        if len(municipality.zones) == 1:
            yield municipality.point, municipality.zones[0].id, municipality.nis
