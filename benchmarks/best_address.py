"""Made-up addresses in the exact form of BeSt Address (`openaddress-bevlg.csv`): real postcodes, made-up streets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from math import cos, radians, sin
from pathlib import Path
from random import Random
from typing import TextIO

from geo import Gazetteer, Postcode

HEADER = (
    "EPSG:31370_x,EPSG:31370_y,EPSG:4326_lat,EPSG:4326_lon,address_id,box_number,house_number,municipality_id,"
    "municipality_name_de,municipality_name_fr,municipality_name_nl,postcode,postname_fr,postname_nl,street_id,"
    "streetname_de,streetname_fr,streetname_nl,region_code,status"
)

ROWS_A_STREET = 50
"""Flanders has some 80,000 streets and four million rows."""

_BASES = (
    "Kerk",
    "Molen",
    "School",
    "Dorp",
    "Stations",
    "Veld",
    "Bos",
    "Sint-Jans",
    "Onze-Lieve-Vrouw",
    "Vijver",
    "Rozen",
)
_BEFORE = ("", "Oude ", "Nieuwe ", "Korte ", "Lange ", "Grote ", "Kleine ", "Hoge ", "Lage ")
_ENDINGS = ("straat", "laan", "weg", "steenweg", "dreef", "plein", "hof", "pad", "veld", "stede")
_PEOPLE = (
    "Jan Van Eyck",
    "Pastoor Daens",
    "Dokter Haek",
    "Priester Poppe",
    "Emile Claus",
    "Anna Bijns",
    "Léon Béthune",
)
_NORTH, _EAST = 1 / 111_200, 1 / 70_500  # degrees in a metre, at 51 degrees north


def street_names() -> Iterator[str]:
    """Names as they are in Flanders; `Kerkstraat` first, as it is nearly everywhere."""
    for before in _BEFORE:
        for ending in _ENDINGS:
            yield from (before + name + ending for name in (*_BASES, *_PEOPLE))


def best_rows(rows: int, gazetteer: Gazetteer, *, region: str = "BE-VLG", seed: int = 5) -> Iterator[list[str]]:
    """So many rows, street by street: one in ten is a box, one in 33 no longer in use, one in 200 without a point.

    Each postcode of the region has as many streets as any other, and in each the first is a Kerkstraat.
    """
    random = Random(seed)
    brussels = region == "BE-BRU"
    areas = [one for one in gazetteer.postcodes if one.municipalities[0].nis.startswith("21") == brussels]
    names = list(street_names())
    address = 0
    for street in range(-(-rows // ROWS_A_STREET)):
        area, name = areas[street % len(areas)], names[street // len(areas) % len(names)]
        for row in _street(area, name, street + 1, region, min(ROWS_A_STREET, rows - address), random):
            address += 1
            row[4] = str(address)
            yield row


def _street(area: Postcode, name: str, street: int, region: str, rows: int, random: Random) -> Iterator[list[str]]:
    """The rows of one street: a house every eight metres, in a straight line."""
    town = area.municipalities[0]
    heading = radians(random.uniform(0, 360))
    lat = area.point.lat + random.uniform(-1500, 1500) * _NORTH
    lon = area.point.lon + random.uniform(-1500, 1500) * _EAST
    number = 0
    french = f"Rue {name}" if region == "BE-BRU" else ""
    for _ in range(rows):
        chance = random.random()
        box = f"{random.randrange(1, 400):04d}" if chance < 0.1 and number else ""
        number += not box
        here_lat = lat + 8 * number * sin(heading) * _NORTH
        here_lon = lon + 8 * number * cos(heading) * _EAST
        x = "0.00000" if random.random() < 0.005 else f"{150_000 + 8 * number:.5f}"
        yield [
            x,
            "190000.00000",
            f"{here_lat:.5f}",
            f"{here_lon:.5f}",
            "",
            box,
            f"{number}{'A' if number % 20 == 19 else ''}",
            town.nis,
            "",
            town.name_fr or "",
            town.name,
            area.code,
            "",
            town.name,
            str(street),
            "",
            french,
            name,
            region,
            "retired" if random.random() < 0.03 else "current",
        ]


def write_rows(file: TextIO, rows: Iterator[Sequence[str]]) -> None:
    """The header and the rows."""
    file.write(HEADER + "\n")
    csv.writer(file, lineterminator="\n").writerows(rows)


def write_best(path: Path, rows: int, gazetteer: Gazetteer, *, region: str = "BE-VLG", seed: int = 5) -> Path:
    """A file of so many rows; gives its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write_rows(file, best_rows(rows, gazetteer, region=region, seed=seed))
    return path
