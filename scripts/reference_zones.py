"""The zones, the names that they bore, and which municipality lay in which zone from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from catalogue import slug
from scripts.reference_sources import Row, Sources, bare, current_nis, joined, zones_by_code

Unit = tuple[str, str, str]  # NIS code and name of the time, zone
Units = dict[Unit, tuple[set[str], set[str]]]  # its postcodes, and the grades of what puts it there

# Names of zones in older editions of the same statistics tables (2020-2023). "Hageland", once the name of Zuidoost
# Hageland, is left out: people mean a wider region by it. "Antwerpen Noord" is how the names of the other three
# zones of Antwerpen go.
OLDER_ZONE_NAMES = {
    "elz2-4": ("Antwerpen Noord",),
    "elz29": ("N-O Waasland",),
    "elz54": ("Zuid-Oost Limburg",),
    "elz55": ("Zuidoostrand Antwerpen",),
    "elz57": ("Z-W Waasland",),
}

# The day on which the division of 2025 began: municipalities merged, six units moved and two zones were renamed.
DIVISION_OF_2025 = "2025-01-01"
DAY_BEFORE = "2024-12-31"

# The source names the parts of Antwerpen in words only; its postcodes by zone (districts, and neighbourhoods of the
# district Antwerpen), as `postcodes.csv` has them too. Borsbeek (2150) was a municipality of its own until 2024.
DIVIDED = "11002"

# Who says it, by grade of evidence (`data/reference/SOURCES.md`).
SAID_BY = {
    "A": ("provinciesincijfers", "vaccinations_2022"),
    "A-": ("provinciesincijfers", "departementzorg"),
    "B": ("provinciesincijfers",),
    "C": ("provinciesincijfers",),
    "D": ("provinciesincijfers",),
}


def make_zones(sources: Sources) -> list[Row]:
    """The zones of 2025."""
    rows_of = defaultdict(list)
    for row in sources.divisions:
        rows_of[row["elz_code"]].append(row)
    zones = [
        {
            "id": slug(rows[0]["elz_name"]),
            "name": rows[0]["elz_name"],
            "code": code,
            "province": rows[0]["province"],
            "reference_regions": joined(row["reference_region"] for row in rows),
            "evidence": joined(row["evidence"] for row in rows),
        }
        for code, rows in rows_of.items()
    ]
    return sorted(zones, key=lambda zone: zone["id"])


def renamed(sources: Sources) -> dict[str, str]:
    """The name until 2024 of each zone that has another one now: a name that no zone of today bears."""
    today = {row["elz_name"] for row in sources.divisions}
    names = {(row["elz_name"], row["elz_name_until_2024"]) for row in sources.divisions}
    return {slug(now): then for now, then in names if then not in today}


def make_former_names(sources: Sources) -> list[Row]:
    """The names that zones bore before; `valid_to` is empty where the day is not known."""
    names = [
        {"zone": zone, "name": name, "valid_to": DAY_BEFORE, "source": "provinciesincijfers"}
        for zone, name in renamed(sources).items()
    ]
    zone_ids = zones_by_code(sources)
    names += [
        {"zone": zone_ids[code], "name": name, "source": "provinciesincijfers"}
        for code, older in OLDER_ZONE_NAMES.items()
        for name in older
    ]
    return sorted(names, key=lambda row: (row["zone"], row["name"]))


def postcodes_of_old(sources: Sources) -> dict[str, set[str]]:
    """The postcodes of each municipality of 2019-2024; one that merged has those of its parts."""
    now: dict[str, set[str]] = defaultdict(set)
    for row in sources.postcodes:
        for nis in row["nis_codes_2025"].split(";"):
            now[nis].add(row["postcode"])
    merging = {row["nis_2019_2024"]: row for row in sources.crosswalk if row["nis_2019_2024"] != row["nis_2025"]}
    old = {nis: set(codes) for nis, codes in now.items()}
    for nis, row in merging.items():
        old[nis] = {
            code
            for part in sources.parts
            if part["nis_code"] == row["nis_2025"]
            and (part["code"].startswith(nis) or bare(part["name"]) == bare(row["name_2019_2024"]))
            for code in part["postcodes"].split(";")
        }
        old[row["nis_2025"]] -= old[nis]
    return old


def make_membership(sources: Sources, postcodes: list[Row]) -> list[Row]:
    """Which municipality, or part of Antwerpen, lies in which zone from when to when.

    What is the same in both divisions has one row without dates; what ended or began in 2025 has its day.
    """
    zone_ids, nis_now, codes_before = zones_by_code(sources), current_nis(sources), postcodes_of_old(sources)
    names_now = {row["nis_2025"]: row["name_2025"] for row in sources.crosswalk}
    then = {name: zone for zone, name in renamed(sources).items()}
    zone_of_code = {row["postcode"]: row["zone"] for row in postcodes}
    periods: dict[str, Units] = {DAY_BEFORE: {}, DIVISION_OF_2025: {}}
    for row in sources.divisions:
        nis, now, zone = row["nis_code"], nis_now[row["nis_code"]], zone_ids[row["elz_code"]]
        codes = codes_before[nis]
        if nis == DIVIDED:
            codes = {code for code in codes if zone_of_code[code] == zone}
        old_zone = then.get(row["elz_name_until_2024"], slug(row["elz_name_until_2024"]))
        old, new = (nis, row["municipality_name"], old_zone), (now, names_now[now], zone)
        sure = "A" if row["evidence"] in "BC" else row["evidence"]
        for day, unit, grade in ((DAY_BEFORE, old, sure), (DIVISION_OF_2025, new, row["evidence"])):
            of_unit, grades = periods[day].setdefault(unit, (set(), set()))
            of_unit |= codes
            grades.add(grade)
    return sorted(dated(*periods.values()), key=lambda row: (row["nis"], row.get("valid_from", ""), row["zone"]))


def dated(until_2024: Units, from_2025: Units) -> Iterator[Row]:
    """A row without dates for what stayed, else one that ended and one that began."""
    for unit in until_2024.keys() | from_2025.keys():
        before, after = until_2024.get(unit), from_2025.get(unit)
        if before and after and before[0] == after[0]:
            yield membership(unit, *after)
            continue
        if before:
            yield membership(unit, *before) | {"valid_to": DAY_BEFORE}
        if after:
            yield membership(unit, *after) | {"valid_from": DIVISION_OF_2025}


def membership(unit: Unit, codes: set[str], grades: set[str]) -> Row:
    """The row of a unit, not yet dated."""
    nis, name, zone = unit
    said_by = joined(source for grade in grades for source in SAID_BY[grade])
    row = {"nis": nis, "municipality": name, "postcodes": joined(codes), "zone": zone}
    return row | {"evidence": joined(grades), "source": said_by}
