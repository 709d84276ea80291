"""The reader of the reference tables (`data/reference`): CSV files become zones, municipalities and places."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast, get_args

from geo.known import KnownPlace, known_municipality, known_postcode, known_zone, only
from geo.place import Municipality, Place, PlaceType, Postcode, Precision, Zone
from geo.point import Point

Row = Mapping[str, str]
T = TypeVar("T")


class BadTableError(ValueError):
    """A reference table cannot be read; says which file, which line and why."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the four tables say; zones sorted by id, municipalities by NIS code, postcodes by code."""

    zones: tuple[Zone, ...]
    municipalities: tuple[Municipality, ...]
    postcodes: tuple[Postcode, ...]
    places: tuple[KnownPlace, ...]
    elsewhere: frozenset[str]  # names outside Flanders and Brussels that are no typing errors of one inside

    @classmethod
    def read(cls, folder: Path) -> Reference:
        """Read `zones.csv`, `municipalities.csv`, `postcodes.csv`, `places.csv` and `elsewhere.csv`.

        Raises:
            OSError: a table is missing or cannot be opened.
            BadTableError: a row has a column too few or too many, names something that no table has, or is wrong.
        """
        zones = {zone.id: zone for zone in read_table(folder / "zones.csv", read_zone)}
        codes_of: dict[str, list[str]] = defaultdict(list)
        for code, nis_codes in read_table(folder / "postcodes.csv", lambda row: (row["postcode"], listed(row["nis"]))):
            for nis in nis_codes:
                codes_of[nis].append(code)
        municipalities = {
            municipality.nis: municipality
            for municipality in read_table(
                folder / "municipalities.csv", lambda row: read_municipality(row, zones, codes_of[row["nis"]])
            )
        }
        postcodes = read_table(folder / "postcodes.csv", lambda row: read_postcode(row, zones, municipalities))
        return cls(
            zones=tuple(zones[id_] for id_ in sorted(zones)),
            municipalities=tuple(municipalities[nis] for nis in sorted(municipalities)),
            postcodes=tuple(sorted(postcodes, key=lambda postcode: postcode.code)),
            places=(
                *(known_municipality(municipality) for municipality in municipalities.values()),
                *read_table(folder / "places.csv", lambda row: read_place(row, zones, municipalities)),
                *(known_zone(zone, municipalities.values(), postcodes) for zone in zones.values()),
                *(known for postcode in postcodes for known in known_postcode(postcode)),
            ),
            elsewhere=frozenset(read_table(folder / "elsewhere.csv", lambda row: row["name"])),
        )


def read_table(path: Path, read_row: Callable[[Row], T]) -> list[T]:
    """Each row of a table as the thing that it describes."""
    things = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            for row in rows:
                if None in row or None in row.values():
                    raise ValueError("a column too few or too many")
                things.append(read_row(row))
        except KeyError as missing:
            raise BadTableError(f"{path.name}, line {rows.line_num}: {missing} is not known") from missing
        except (ValueError, csv.Error) as problem:
            raise BadTableError(f"{path.name}, line {rows.line_num}: {problem}") from problem
    return things


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value for value in cell.split(";") if value)


def one_of(allowed: object, cell: str) -> str:
    """The cell, if it is one of the words that a literal type allows."""
    if cell not in get_args(allowed):
        raise ValueError(f"{cell!r} is none of {', '.join(get_args(allowed))}")
    return cell


def read_point_cells(row: Row) -> Point:
    """The point of a row."""
    return Point(float(row["lat"]), float(row["lon"]))


def read_zone(row: Row) -> Zone:
    """A row of `zones.csv`."""
    renamed = row["name_until_2024"] if row["name_until_2024"] != row["name"] else ""
    return Zone(
        id=row["id"],
        name=row["name"],
        code=row["code"],
        province=row["province"],
        reference_regions=listed(row["reference_regions"]),
        aliases=tuple(alias for alias in (row["code"], renamed, *listed(row["older_names"])) if alias),
        evidence=listed(row["evidence"]),
    )


def read_municipality(row: Row, zones: Mapping[str, Zone], postcodes: Sequence[str]) -> Municipality:
    """A row of `municipalities.csv`, with the postcodes that `postcodes.csv` gives it."""
    return Municipality(
        nis=row["nis"],
        name=row["name"],
        name_fr=row["name_fr"] or None,
        province=row["province"],
        zones=tuple(zones[zone] for zone in listed(row["zones"])),
        reference_region=row["reference_region"] or None,
        point=read_point_cells(row),
        postcodes=tuple(sorted(postcodes)),
        former_nis=listed(row["former_nis"]),
        evidence=listed(row["evidence"]),
    )


def read_postcode(row: Row, zones: Mapping[str, Zone], municipalities: Mapping[str, Municipality]) -> Postcode:
    """A row of `postcodes.csv`."""
    return Postcode(
        code=row["postcode"],
        municipalities=tuple(municipalities[nis] for nis in listed(row["nis"])),
        zone=zones[row["zone"]],
        point=read_point_cells(row),
        method=row["method"],
    )


def read_place(row: Row, zones: Mapping[str, Zone], municipalities: Mapping[str, Municipality]) -> KnownPlace:
    """A row of `places.csv`."""
    municipality, postcodes = municipalities[row["nis"]], listed(row["postcodes"])
    place = Place(
        name=row["name"],
        type=cast(PlaceType, one_of(PlaceType, row["type"])),
        municipality=municipality.name,
        municipality_nis=municipality.nis,
        postcode=only(postcodes),
        zones=tuple(zones[zone] for zone in listed(row["zones"])),
        point=read_point_cells(row),
        precision=cast(Precision, one_of(Precision, row["precision"])),
    )
    names = (row["name"], row["name_fr"]) if row["name_fr"] else (row["name"],)
    return KnownPlace(place, names, postcodes, listed(row["former_nis"]))
