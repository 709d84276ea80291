"""From the reference tables (`data/reference`), and what a deployment adds to them, to zones and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from geo.division import Divisions, FormerName, Membership
from geo.known import KnownPlace, known_municipality, known_postcode, known_zone, only
from geo.names import name_key
from geo.overlay import Overlay
from geo.phrase import Counts
from geo.place import Municipality, Place, PlaceType, Postcode, Precision, Zone
from geo.point import Point
from geo.tables import Row, Tables, listed


@dataclass(frozen=True, slots=True)
class Reference:
    """What the tables say of one day; zones sorted by id, municipalities by NIS code, postcodes by code."""

    zones: tuple[Zone, ...]
    municipalities: tuple[Municipality, ...]
    postcodes: tuple[Postcode, ...]
    places: tuple[KnownPlace, ...]
    divisions: Divisions
    elsewhere: Mapping[str, str]  # names outside Flanders and Brussels, each with the country or region
    common_words: Mapping[str, Counts]  # names of places that are a word too, and when they count as the place

    @classmethod
    def read(cls, folder: Path, overlay: Path | None = None, today: date | None = None) -> Reference:
        """Read the tables of `folder`, and what `overlay` changes in them.

        `today`: the day of which the division holds, and on which changes of the overlay are in force; None: after the
        last change.

        Raises:
            OSError: a table is missing or cannot be opened.
            BadTableError: a row has a column too few or too many, names something that no table has, or is wrong.
        """
        own = Overlay.read(overlay)
        return _reference(own.applied_to(Tables.read(folder), today), own, today)

    @classmethod
    def trying(cls, folder: Path, overlay: Path | None, day: date, changes: bytes) -> Reference:
        """The same after one more file of changes, which is written nowhere.

        Raises:
            BadChangesError: with all that is wrong in the file.
        """
        tables = Tables.read(folder)
        own = Overlay.read(overlay).and_on(day, changes, tables)
        return _reference(own.applied_to(tables, None), own, None)


def _reference(tables: Tables, own: Overlay, today: date | None) -> Reference:
    former_names = tables.former_names.each(read_former_name)
    care_regions = own.care_regions(tables)
    every_zone = {zone.id: zone for zone in tables.zones.each(lambda row: read_zone(row, former_names, care_regions))}
    memberships = tables.membership.each(lambda row: read_membership(row, every_zone))
    divisions = Divisions(memberships, every_zone, former_names)
    zones = {zone.id: zone for zone in divisions.on(today).zones}
    codes_of: dict[str, list[str]] = defaultdict(list)
    for code, nis_codes in tables.postcodes.each(lambda row: (row["postcode"], listed(row["nis"]))):
        for nis in nis_codes:
            codes_of[nis].append(code)
    read = tables.municipalities.each(lambda row: read_municipality(row, zones, codes_of[row["nis"]]))
    municipalities = {municipality.nis: municipality for municipality in read}
    postcodes = tables.postcodes.each(lambda row: read_postcode(row, zones, municipalities))
    known = [
        *(known_municipality(municipality) for municipality in municipalities.values()),
        *tables.places.each(lambda row: read_place(row, zones, municipalities)),
        *(known_zone(zone, municipalities.values(), postcodes) for zone in zones.values()),
        *(one for postcode in postcodes for one in known_postcode(postcode)),
    ]
    return Reference(
        zones=tuple(zones[id_] for id_ in sorted(zones)),
        municipalities=tuple(municipalities[nis] for nis in sorted(municipalities)),
        postcodes=tuple(sorted(postcodes, key=lambda postcode: postcode.code)),
        places=tuple(_with_aliases(known, tables)),
        divisions=divisions,
        elsewhere=dict(tables.elsewhere.each(lambda row: (row["name"], row["where"]))),
        common_words=dict(tables.common_words.each(read_common_word)),
    )


def _with_aliases(known: Sequence[KnownPlace], tables: Tables) -> list[KnownPlace]:
    """The places with their names in other languages and in dialect. Raises `BadTableError` for one of no place."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(known):
        if one.place.municipality is not None:
            by_name[name_key(one.place.name)].append(number)
    named = list(known)

    def take(row: Row) -> None:
        numbers = by_name.get(name_key(row["name"]))
        if not numbers:
            raise ValueError(f"{row['name']!r} is the name of no place")
        municipal = [number for number in numbers if known[number].place.type == "municipality"]
        for number in municipal or numbers:
            named[number] = named[number].also(row["alias"])

    tables.aliases.each(take)
    return named


def one_of(allowed: object, cell: str) -> str:
    """The cell, if it is one of the words that a literal type allows."""
    if cell not in get_args(allowed):
        raise ValueError(f"{cell!r} is none of {', '.join(get_args(allowed))}")
    return cell


def read_point_cells(row: Row) -> Point:
    """The point of a row."""
    return Point(float(row["lat"]), float(row["lon"]))


def read_common_word(row: Row) -> tuple[str, Counts]:
    """A row of `place_common_words.csv`."""
    return row["name"], cast(Counts, one_of(Counts, row["counts"]))


def read_day(cell: str) -> date | None:
    """A day as 2025-01-01; None where the cell is empty."""
    return date.fromisoformat(cell) if cell else None


def read_former_name(row: Row) -> FormerName:
    """A row of `zone_former_names.csv`."""
    return FormerName(row["zone"], row["name"], read_day(row["valid_to"]))


def read_membership(row: Row, zones: Mapping[str, Zone]) -> Membership:
    """A row of `zone_membership.csv`."""
    return Membership(
        nis=row["nis"],
        municipality=row["municipality"],
        postcodes=listed(row["postcodes"]),
        zone=zones[row["zone"]].id,
        valid_from=read_day(row["valid_from"]),
        valid_to=read_day(row["valid_to"]),
        evidence=listed(row["evidence"]),
        source=listed(row["source"]),
    )


def read_zone(row: Row, former_names: Sequence[FormerName], care_regions: Mapping[str, str]) -> Zone:
    """A row of `zones.csv`, with the other names of the zone and its regionale zorgzone."""
    return Zone(
        id=row["id"],
        name=row["name"],
        code=row["code"],
        province=row["province"],
        reference_regions=listed(row["reference_regions"]),
        aliases=(row["code"], *(former.name for former in former_names if former.zone == row["id"])),
        evidence=listed(row["evidence"]),
        care_region=care_regions.get(row["id"]),
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
