"""What a deployment adds to the reference tables: changes of the division, and the list of regionale zorgzones.

In a folder of its own: `zone_changes/2027-01-01.csv`, one file for each day on which the division changes, and
`care_regions.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.division_changes import units_now, with_history, with_places
from geo.division_file import BadChangesError, Fault, read_changes, read_rows
from geo.names import name_key
from geo.tables import BadTableError, Tables

CHANGES = "zone_changes"
CARE_REGIONS = "care_regions.csv"
CARE_COLUMNS = ("zone", "regionale_zorgzone")


@dataclass(frozen=True, slots=True)
class Overlay:
    """The files as they are: changes by day, in order, and the list of regionale zorgzones."""

    changes: Mapping[date, bytes]
    care_region_list: bytes | None

    @classmethod
    def read(cls, folder: Path | None) -> Overlay:
        """What is in the folder; nothing where there is none. Raises `OSError` or `BadTableError`."""
        if folder is None:
            return cls({}, None)
        changes = {_day_of(path): path.read_bytes() for path in sorted((folder / CHANGES).glob("*.csv"))}
        listed = folder / CARE_REGIONS
        return cls(changes, listed.read_bytes() if listed.is_file() else None)

    def and_on(self, day: date, content: bytes, tables: Tables) -> Overlay:
        """With one more file of changes, from that day on. Raises `BadChangesError`, with all that is wrong in it."""
        read_changes(content, day, self.applied_to(tables, None))
        return replace(self, changes={**self.changes, day: content})

    def applied_to(self, tables: Tables, today: date | None) -> Tables:
        """The tables with every change in their history, and in their places those in force on `today`.

        Raises:
            BadTableError: a file of changes does not fit the tables.
        """
        places = tables
        for day, content in self.changes.items():
            before = units_now(tables)
            try:
                changed = read_changes(content, day, tables)
            except BadChangesError as bad:
                raise BadTableError(f"{CHANGES}/{day.isoformat()}.csv, {bad}") from bad
            tables = with_places(with_history(tables, changed), before, changed)
            if today is None or day <= today:
                places = tables
        current = {"municipalities": places.municipalities, "postcodes": places.postcodes, "places": places.places}
        return replace(tables, **current)

    def care_regions(self, tables: Tables) -> dict[str, str]:
        """The regionale zorgzone of each zone on the list. Raises `BadTableError`."""
        if self.care_region_list is None:
            return {}
        try:
            return read_care_regions(self.care_region_list, tables)
        except BadChangesError as bad:
            raise BadTableError(f"{CARE_REGIONS}, {bad}") from bad


def read_care_regions(content: bytes, tables: Tables) -> dict[str, str]:
    """The regionale zorgzone of each zone (by id) that a list names; a zone lies in one.

    Raises:
        BadChangesError: a column is missing, a cell empty, a zone unknown or listed twice.
    """
    zones = {name_key(row[column]): row["id"] for row in tables.zones.rows for column in ("name", "id")}
    codes = {row["code"]: row["id"] for row in tables.zones.rows}
    regions: dict[str, str] = {}
    faults = []
    for line, row in read_rows(content, CARE_COLUMNS, CARE_COLUMNS):
        zone = codes.get(row["zone"].lower()) or zones.get(name_key(row["zone"]))
        if zone is None:
            faults.append(Fault(line, "zone", f"{row['zone']!r} is not the id, code or name of a zone"))
        elif zone in regions:
            faults.append(Fault(line, "zone", f"{row['zone']} stands in the list twice"))
        elif not row["regionale_zorgzone"]:
            faults.append(Fault(line, "regionale_zorgzone", "empty"))
        else:
            regions[zone] = row["regionale_zorgzone"]
    if faults:
        raise BadChangesError(faults)
    return regions


def _day_of(path: Path) -> date:
    try:
        return date.fromisoformat(path.stem)
    except ValueError as wrong:
        raise BadTableError(f"{CHANGES}/{path.name}: the name is no day such as 2027-01-01.csv") from wrong
