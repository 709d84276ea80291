"""The reader of a file of changes of the division: checked as a whole, and nothing of it taken where one row is wrong.

The columns, of which `municipality`, `postcode` and `zone` are needed in the header; a cell may be empty:

- `municipality`: NIS code or name of a municipality of the day before;
- `postcode`: only this part of it; empty: all of it;
- `zone`: id, code or name of the zone in which it lies from then on; empty: it stays in its zone;
- `zone_name`: the zone has this name from then on;
- `new_nis`, `new_name`: the municipality that it becomes a part of (a merger has a row for each that merges);
- `reference_region`: of that municipality; needed where those that merge have different ones;
- `source`: who says so.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.division_changes import Change, ChangesOfDay, Unit, units_now
from geo.names import name_key
from geo.tables import Row, Tables, joined, listed

NEEDED = ("municipality", "postcode", "zone")
COLUMNS = (*NEEDED, "zone_name", "new_nis", "new_name", "reference_region", "source")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place of a file. Line 1 is the header; `field` is empty for the line as a whole."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}, {self.field}" if self.field else f"line {self.line}"
        return f"{where}: {self.reason}"


class BadChangesError(ValueError):
    """A file of changes cannot be applied; `faults` names every row and field that is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, faults)))


def read_changes(content: bytes, day: date, tables: Tables) -> ChangesOfDay:
    """The changes that a file asks for from that day, checked against the tables of the day before.

    Raises:
        BadChangesError: with all that is wrong; a file in which nothing changes is wrong too.
    """
    rows = list(read_rows(content, NEEDED, COLUMNS))
    faults: list[Fault] = []
    changes = []
    known = _Known(tables)
    for line, row in rows:
        found = [Fault(line, field, reason) for field, reason in known.faults_in(row)]
        faults += found
        if not found:
            changes.append(known.change(line, row))
    faults += _day_faults(day, tables)
    faults += _twice(changes)
    if faults:
        raise BadChangesError(faults)
    changed = ChangesOfDay(day, tuple(changes))
    faults += _consistency_faults(changed, tables)
    if faults:
        raise BadChangesError(faults)
    return changed


def read_rows(content: bytes, needed: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file in UTF-8, separated by commas or semicolons, with their line, cells trimmed.

    Raises:
        BadChangesError: another encoding, a column that is missing or not known, a row of another length, no rows.
    """
    text = _decoded(content)
    header = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ",")
    names = [name.strip().lower() for name in next(lines, [])]
    faults = [Fault(1, name, "this column is missing") for name in needed if name not in names]
    faults += [Fault(1, name, f"not one of {', '.join(columns)}") for name in names if name not in columns]
    faults += [Fault(1, name, "this column is there twice") for name in dict.fromkeys(names) if names.count(name) > 1]
    if faults:
        raise BadChangesError(faults)
    rows: list[tuple[int, Row]] = []
    for cells in lines:
        if len(cells) == len(names):
            row = dict(zip(names, map(str.strip, cells), strict=True))
            rows.append((lines.line_num, dict.fromkeys(columns, "") | row))
        elif any(cells):
            faults.append(Fault(lines.line_num, "", f"{len(cells)} cells where the header has {len(names)}"))
    if faults or not rows:
        raise BadChangesError(faults or [Fault(1, "", "there are no rows under the header")])
    yield from ((line, row) for line, row in rows if any(row.values()))


def _decoded(content: bytes) -> str:
    faults = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            line.decode()
        except UnicodeDecodeError as wrong:
            seen = line[max(0, wrong.start - 12) : wrong.end + 12].decode("latin-1").strip()
            faults.append(Fault(number, "", f"not in UTF-8, near {seen!r}; save the whole file in UTF-8"))
    if faults:
        raise BadChangesError(faults)
    return content.decode("utf-8-sig")


class _Known:
    """What the rows of a file may name."""

    def __init__(self, tables: Tables) -> None:
        self._municipalities = {row["nis"]: row for row in tables.municipalities.rows}
        self._nis = {name_key(row["name"]): row["nis"] for row in tables.municipalities.rows}
        self._former = {code: row for row in tables.municipalities.rows for code in listed(row["former_nis"])}
        self._zones = {key: row["id"] for row in tables.zones.rows for key in (row["id"], row["code"])}
        self._zone_names = {name_key(row["name"]): row["id"] for row in tables.zones.rows}
        self._postcodes: dict[str, set[str]] = defaultdict(set)
        for nis, postcode in units_now(tables):
            self._postcodes[nis].add(postcode)
        self._others: dict[str, list[Row]] = defaultdict(list)
        for row in tables.places.rows:
            self._others[name_key(row["name"])].append(row)

    def change(self, line: int, row: Row) -> Change:
        """The change that a row without faults asks for."""
        return Change(
            line=line,
            nis=self._municipality(row["municipality"]),
            postcode=row["postcode"] or None,
            zone=self._zone(row["zone"]),
            zone_name=row["zone_name"] or None,
            into=(row["new_nis"], row["new_name"]) if row["new_nis"] else None,
            reference_region=row["reference_region"] or None,
            source=row["source"],
        )

    def faults_in(self, row: Row) -> Iterator[tuple[str, str]]:
        """The fields of a row that are wrong, each with the reason."""
        name, nis = row["municipality"], self._municipality(row["municipality"])
        if name and nis is None:
            yield "municipality", self._why_no_municipality(name)
        if not name and not (row["zone"] and row["zone_name"]):
            yield "municipality", "empty; only a row with a zone and its new name may leave it out"
        if row["postcode"] and nis is not None and row["postcode"] not in self._postcodes[nis]:
            codes = ", ".join(sorted(self._postcodes[nis]))
            yield "postcode", f"{row['postcode']} is no postcode of {self._municipalities[nis]['name']} ({codes})"
        if row["zone"] and self._zone(row["zone"]) is None:
            yield "zone", f"{row['zone']!r} is not the id, code or name of a zone"
        if row["zone_name"] and not row["zone"]:
            yield "zone_name", "a new name without the zone that gets it"
        if nis is not None and not (row["zone"] or row["new_nis"]):
            yield "zone", "neither a zone nor a new municipality: nothing changes"
        if row["new_nis"] or row["new_name"]:
            yield from self._merger_faults(row)

    def _merger_faults(self, row: Row) -> Iterator[tuple[str, str]]:
        nis, name = row["new_nis"], row["new_name"]
        if not re.fullmatch(r"[0-9]{5}", nis):
            yield "new_nis", f"{nis!r} is not a NIS code of five digits" if nis else "a new name without its NIS code"
            return
        if not name:
            yield "new_name", "a NIS code without the name of the municipality"
        if nis in self._municipalities:
            own = self._municipalities[nis]["name"]
            if name and name_key(name) != name_key(own):
                yield "new_name", f"{nis} is {own}, not {name}"
        elif nis in self._former:
            yield "new_nis", f"{nis} is an old code, of what is {self._former[nis]['name']} now"
        elif nis[:2] not in {known[:2] for known in self._municipalities}:
            yield "new_nis", f"no arrondissement of Flanders or Brussels has codes that begin with {nis[:2]}"
        elif row["postcode"]:
            yield "new_nis", "a part of a municipality can only go to a municipality that is there already"

    def _municipality(self, text: str) -> str | None:
        return text if text in self._municipalities else self._nis.get(name_key(text))

    def _zone(self, text: str) -> str | None:
        return self._zones.get(text.lower()) or self._zone_names.get(name_key(text))

    def _why_no_municipality(self, text: str) -> str:
        if text in self._former:
            return f"{text} is an old code; the municipality is now {_named(self._former[text])}"
        villages = self._others.get(name_key(text), [])
        around = ", ".join(_named(self._municipalities[row["nis"]]) for row in villages)
        if len(villages) > 1:
            return f"{text!r} is the name of {len(villages)} places, in {around}: write the NIS code of the one meant"
        if villages:
            return f"{text!r} is not a municipality now: it lies in {around}"
        return f"{text!r} is not the name or NIS code of a municipality"


def _named(row: Row) -> str:
    return f"{row['name']} ({row['nis']})"


def _day_faults(day: date, tables: Tables) -> Iterator[Fault]:
    last = max((row["valid_from"] for row in tables.membership.rows), default="")
    if day.isoformat() <= last:
        yield Fault(
            1, "", f"from {day.isoformat()}: the division already changed on {last}; only later days can follow"
        )


def _twice(changes: Sequence[Change]) -> Iterator[Fault]:
    """Rows about the same: a municipality or a part of it, or a municipality whose new name differs."""
    seen: dict[tuple[str, str | None], int] = {}
    names: dict[str, tuple[str, int]] = {}
    for change in changes:
        if change.nis is not None:
            first = seen.setdefault((change.nis, change.postcode), change.line)
            if first != change.line:
                yield Fault(change.line, "municipality", f"the same as on line {first}")
        if change.into is not None:
            nis, name = change.into
            named, line = names.setdefault(nis, (name, change.line))
            if named != name:
                yield Fault(change.line, "new_name", f"{name!r} where line {line} has {named!r} for {nis}")


def _consistency_faults(changed: ChangesOfDay, tables: Tables) -> Iterator[Fault]:
    """What only shows in the outcome: nothing moved, a postcode in two zones, regions that differ."""
    before = units_now(tables)
    moved = changed.moved(before)
    for change in changed.changes:
        of_row = [unit for unit in before if change.about(unit)]
        if change.nis is not None and all(moved[unit] == (unit, before[unit]) for unit in of_row):
            yield Fault(change.line, "zone", "it lies there already: nothing changes")
    yield from _divided_postcodes(changed, moved)
    yield from _regions(changed, tables)


def _divided_postcodes(changed: ChangesOfDay, moved: Mapping[Unit, tuple[Unit, str]]) -> Iterator[Fault]:
    zones: dict[str, set[str]] = defaultdict(set)
    for (_, postcode), zone in moved.values():
        zones[postcode].add(zone)
    for (nis, postcode), _ in moved.items():
        if len(zones[postcode]) > 1:
            for change in changed.changes:
                if change.about((nis, postcode)):
                    yield Fault(change.line, "zone", f"{postcode} would lie in two zones: {joined(zones[postcode])}")


def _regions(changed: ChangesOfDay, tables: Tables) -> Iterator[Fault]:
    rows = {row["nis"]: row for row in tables.municipalities.rows}
    regions: dict[str, set[str]] = defaultdict(set)
    told: set[str] = {change.into[0] for change in changed.changes if change.into and change.reference_region}
    for change in changed.changes:
        if change.into and change.nis and change.into[0] not in rows:
            regions[change.into[0]].add(rows[change.nis]["reference_region"])
    yield from _untold(changed, {nis for nis, names in regions.items() if len(names) > 1} - told)


def _untold(changed: ChangesOfDay, untold: Collection[str]) -> Iterator[Fault]:
    for change in changed.changes:
        if change.into and change.into[0] in untold:
            reason = "those that merge lie in different reference regions: say in which the new one lies"
            yield Fault(change.line, "reference_region", reason)
            return
