"""What a change of the division does to the reference tables; what was stays, with its last day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.names import name_key
from geo.tables import Row, Tables, joined, listed

BY_FILE = "F"
"""The grade of evidence of what a file of changes says (`data/reference/SOURCES.md`)."""

Unit = tuple[str, str]
"""A NIS code and one of its postcodes: the smallest thing that a change moves."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a file of changes.

    `nis` None: only a zone gets another name. `postcode` None: the whole municipality. `zone` is where it goes, None
    where it stays in its zone. `into` is the municipality (NIS code, name) that it becomes a part of.
    """

    line: int
    nis: str | None
    postcode: str | None
    zone: str | None
    zone_name: str | None
    into: tuple[str, str] | None
    reference_region: str | None
    source: str

    def about(self, unit: Unit) -> bool:
        """Whether it moves this unit."""
        return unit[0] == self.nis and self.postcode in (None, unit[1])


@dataclass(frozen=True, slots=True)
class ChangesOfDay:
    """What changes on one day."""

    day: date
    changes: tuple[Change, ...]

    def moved(self, zone_of: Mapping[Unit, str]) -> dict[Unit, tuple[Unit, str]]:
        """Each unit with what it becomes, and in which zone; a row about one postcode goes before one about all."""
        moved = {}
        whole_first = sorted(self.changes, key=lambda change: change.postcode is not None)
        for unit, zone in zone_of.items():
            nis = unit[0]
            for change in whole_first:
                if change.about(unit):
                    zone = change.zone or zone
                    nis = change.into[0] if change.into else nis
            moved[unit] = ((nis, unit[1]), zone)
        return moved

    @property
    def new_names(self) -> dict[str, str]:
        """The names of municipalities that others become a part of, by NIS code."""
        return dict(change.into for change in self.changes if change.into)

    @property
    def source(self) -> str:
        """Who says so."""
        return joined(change.source for change in self.changes)


def units_now(tables: Tables) -> dict[Unit, str]:
    """The zone of each unit in the newest division."""
    return {
        (row["nis"], postcode): row["zone"]
        for row in tables.membership.rows
        if not row["valid_to"]
        for postcode in listed(row["postcodes"])
    }


def with_history(tables: Tables, changed: ChangesOfDay) -> Tables:
    """The tables with the new division dated from its day, and the old one until the day before."""
    names = {row["nis"]: row["municipality"] for row in tables.membership.rows if not row["valid_to"]}
    names |= changed.new_names
    after: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (nis, postcode), zone in changed.moved(units_now(tables)).values():
        after[nis, zone].add(postcode)
    last = (changed.day - timedelta(days=1)).isoformat()
    rows: list[Row] = []
    for row in tables.membership.rows:
        key = row["nis"], row["zone"]
        if row["valid_to"]:
            rows.append(row)
        elif key in after and joined(after[key]) == row["postcodes"] and names[row["nis"]] == row["municipality"]:
            rows.append(row)
            del after[key]
        else:
            rows.append({**row, "valid_to": last})
    for (nis, zone), postcodes in after.items():
        new = {"nis": nis, "municipality": names[nis], "postcodes": joined(postcodes), "zone": zone}
        dates = {"valid_from": changed.day.isoformat(), "valid_to": ""}
        rows.append({**new, **dates, "evidence": BY_FILE, "source": changed.source})
    renamed = _renamed(tables, changed, last)
    return replace(renamed, membership=tables.membership.with_rows(rows))


def _renamed(tables: Tables, changed: ChangesOfDay, last: str) -> Tables:
    new_names = {change.zone: change.zone_name for change in changed.changes if change.zone and change.zone_name}
    former = [
        {"zone": row["id"], "name": row["name"], "valid_to": last, "source": changed.source}
        for row in tables.zones.rows
        if row["id"] in new_names
    ]
    zones = [{**row, "name": new_names.get(row["id"]) or row["name"]} for row in tables.zones.rows]
    return replace(
        tables,
        zones=tables.zones.with_rows(zones),
        former_names=tables.former_names.with_rows((*tables.former_names.rows, *former)),
    )


def with_places(tables: Tables, before: Mapping[Unit, str], changed: ChangesOfDay) -> Tables:
    """The tables of municipalities, postcodes and places as they are from that day on; `before`: the units until then.

    What was a municipality becomes a former one, found under its old name and its old code.
    """
    moved = {unit: where for unit, where in changed.moved(before).items() if where != (unit, before[unit])}
    if not moved:
        return tables
    after = {where[0]: where[1] for where in changed.moved(before).values()}
    remaining = {nis for nis, _ in after}
    merged = {old[0]: new[0] for old, (new, _) in moved.items() if old[0] not in remaining}
    municipalities = _municipalities(tables, after, merged, changed)
    return replace(
        tables,
        municipalities=tables.municipalities.with_rows(municipalities),
        postcodes=tables.postcodes.with_rows(_postcode(row, after) for row in tables.postcodes.rows),
        places=tables.places.with_rows(_places(tables, municipalities, moved, after, merged, changed)),
    )


def _municipalities(
    tables: Tables, after: Mapping[Unit, str], merged: Mapping[str, str], changed: ChangesOfDay
) -> list[Row]:
    zones: dict[str, set[str]] = defaultdict(set)
    for (nis, _), zone in after.items():
        zones[nis].add(zone)
    old = {row["nis"]: row for row in tables.municipalities.rows}
    regions = {change.into[0]: change.reference_region for change in changed.changes if change.into}
    provinces = {row["nis"][:2]: row["province"] for row in tables.municipalities.rows}
    rows: list[Row] = []
    for nis in sorted(zones):
        parts = [old[nis]] if nis in old else []
        parts += [old[part] for part, into in merged.items() if into == nis]
        row = parts[0] if nis in old else _merger(nis, parts, changed) | {"province": provinces[nis[:2]]}
        former = {code for part in parts for code in (part["nis"], *listed(part["former_nis"])) if code != nis}
        region = regions.get(nis) or row["reference_region"]
        touched = len(parts) > 1 or nis not in old or joined(zones[nis]) != row["zones"]
        evidence = joined((*listed(row["evidence"]), BY_FILE)) if touched else row["evidence"]
        now = {"zones": joined(zones[nis]), "former_nis": joined(former), "reference_region": region}
        rows.append({**row, **now, "evidence": evidence})
    return rows


def _merger(nis: str, parts: Sequence[Row], changed: ChangesOfDay) -> dict[str, str]:
    """The row of a municipality with a new code. Its point is that of the part that bears its name, else the middle."""
    name = changed.new_names[nis]
    own = [part for part in parts if part["name"] == name] or parts
    middle = {axis: f"{sum(float(part[axis]) for part in own) / len(own):.5f}" for axis in ("lat", "lon")}
    point_from = own[0]["point_from"] if len(own) == 1 else "mean_of_parts"
    evidence = joined(grade for part in parts for grade in listed(part["evidence"]))
    return {**parts[0], **middle, "nis": nis, "name": name, "name_fr": "", "point_from": point_from} | {
        "evidence": evidence
    }


def _postcode(row: Row, after: Mapping[Unit, str]) -> Row:
    nis = dict.fromkeys(code for code, postcode in after if postcode == row["postcode"])
    known = [code for code in listed(row["nis"]) if code in nis]
    now = [*known, *(code for code in nis if code not in known)]
    return {**row, "nis": ";".join(now), "zone": after[now[0], row["postcode"]]}


def _places(
    tables: Tables,
    municipalities: Sequence[Row],
    moved: Mapping[Unit, tuple[Unit, str]],
    after: Mapping[Unit, str],
    merged: Mapping[str, str],
    changed: ChangesOfDay,
) -> list[Row]:
    """Every other name, each once in a municipality; what merged stands before the village of the same name."""
    whole = {row["nis"]: row for row in municipalities}
    touched = {unit[0] for unit in moved}
    claimed = {code for row in tables.places.rows for code in listed(row["former_nis"])}
    gone = (row for row in tables.municipalities.rows if row["nis"] in merged)
    former = [_former(row, moved, claimed, changed) for row in gone]
    taken = {(nis, name_key(row["name"])) for nis, row in whole.items()}
    places = []
    for row in (*former, *tables.places.rows):
        now = _place(row, moved, after, whole) if row["nis"] in touched else row
        key = now["nis"], name_key(now["name"])
        if key not in taken:
            taken.add(key)
            places.append(now)
    return places


def _former(row: Row, moved: Mapping[Unit, tuple[Unit, str]], claimed: Collection[str], changed: ChangesOfDay) -> Row:
    older = (code for code in listed(row["former_nis"]) if code not in claimed)
    return {
        **{column: row[column] for column in ("name", "name_fr", "lat", "lon")},
        "type": "former_municipality",
        "nis": row["nis"],
        "postcodes": joined(postcode for nis, postcode in moved if nis == row["nis"]),
        "zones": row["zones"],
        "precision": "municipality",
        "former_nis": joined((row["nis"], *older)),
        "merged": str(changed.day.year),
        "source": changed.source,
    }


def _place(
    row: Row, moved: Mapping[Unit, tuple[Unit, str]], after: Mapping[Unit, str], whole: Mapping[str, Row]
) -> Row:
    """A name whose municipality changed. Where its postcodes do not tell its zone, that of all around it does."""
    units = [(row["nis"], postcode) for postcode in listed(row["postcodes"])]
    own = [moved[unit][0] if unit in moved else unit for unit in units]
    around = [where for unit, where in moved.items() if unit[0] == row["nis"]]
    nis = own[0][0] if own else around[0][0][0]
    zones = joined(after[unit] for unit in own)
    if not own:
        everywhere = listed(whole[nis]["zones"])
        kept = [zone for zone in listed(row["zones"]) if zone in everywhere]
        moved_to = {zone for _, zone in around}
        zones = joined(moved_to) if len(moved_to) == 1 else joined(kept) or joined(everywhere)
    return {**row, "nis": nis, "zones": zones}
