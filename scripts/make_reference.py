"""Make the tables of places and zones in `data/reference` from the gathered source tables.

    python -m scripts.make_reference --sources ../shared/geo --to data/reference

The product reads only the tables that this makes; it never needs the sources. The same sources give the same bytes:
rows and lists are sorted, nothing depends on a clock or on the order of the input. What each table holds, and where it
comes from, stands in `data/reference/SOURCES.md`. It makes `zones`, `zone_former_names`, `zone_membership`,
`municipalities`, `postcodes` and `places`; the other tables of places there are written by hand.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from scripts.reference_sources import (
    LatLon,
    Row,
    Sources,
    bare,
    current_nis,
    joined,
    middle,
    point_of,
    written,
    zones_by_code,
)
from scripts.reference_zones import make_former_names, make_membership, make_zones

# A municipality's own point is that of the part that bears its name. In these two that part is unfit: the district of
# Antwerpen reaches far into the port and the city of Brussel is one odd shape, so the point of the old centre serves.
CENTRE_POSTCODE = {"11002": "2000", "21004": "1000"}

# The parts whose postcodes the source leaves out or gives by mistake (it says 2040 for the district of Antwerpen). The
# first two have the postcodes that the source placed by neighbourhood (method "wijken by name") in that municipality.
POSTCODES_OF_PART = {
    "11002Z": ("2000", "2018", "2020", "2030", "2050", "2060"),
    "21004Z": ("1000", "1020", "1120", "1130"),
    "21009A": ("1050",),
}

# Former municipalities inside the city of Brussel (merged in 1921), each with a postcode of its own; no source table
# divides the city. Common knowledge, written by hand: name, French name, NIS code, postcode.
HAND_WRITTEN_PARTS = (
    ("Haren", "", "21004", "1130"),
    ("Laken", "Laeken", "21004", "1020"),
    ("Neder-Over-Heembeek", "", "21004", "1120"),
)

POSTCODE_METHODS = {
    "sub-municipalities by name": "sub_municipalities",
    "whole municipality": "municipality",
    "main municipality": "main_municipality",
    "wijken by name (approximate)": "neighbourhoods",
    "municipality (no sub-municipality match)": "municipality_fallback",
}

# French names in common use, by NIS code, written by hand; only where they differ from the Dutch one. Those of Brussels
# are official.
FRENCH_NAMES = dict(
    re.findall(
        r"(\d{5}) ([^,]+)",
        "11002 Anvers, 12021 Lierre, 12025 Malines, 13002 Baerle-Duc, 21002 Auderghem, 21003 Berchem-Sainte-Agathe, "
        "21004 Bruxelles, 21007 Forest, 21009 Ixelles, 21012 Molenbeek-Saint-Jean, 21013 Saint-Gilles, "
        "21014 Saint-Josse-ten-Noode, 21015 Schaerbeek, 21016 Uccle, 21017 Watermael-Boitsfort, "
        "21018 Woluwe-Saint-Lambert, 21019 Woluwe-Saint-Pierre, 23009 Biévène, 23027 Hal, 23088 Vilvorde, "
        "23099 Crainhem, 23101 Rhode-Saint-Genèse, 24062 Louvain, 24107 Tirlemont, 24130 Léau, 31005 Bruges, "
        "32003 Dixmude, 33011 Ypres, 33016 Messines, 34022 Courtrai, 34027 Menin, 34043 Espierres-Helchin, "
        "35013 Ostende, 36015 Roulers, 38008 La Panne, 38016 Nieuport, 38025 Furnes, 41002 Alost, 41018 Grammont, "
        "42006 Termonde, 44021 Gand, 45035 Audenarde, 45041 Renaix, 46021 Saint-Nicolas, 46025 Tamise, "
        "71034 Bourg-Léopold, 71053 Saint-Trond, 73109 Fourons",
    )
)
FRENCH_NAMES_OF_FORMER = {"73009": "Looz", "73083": "Tongres"}

ZONE_HEADER = "id,name,code,province,reference_regions,evidence"
FORMER_NAME_HEADER = "zone,name,valid_to,source"
MEMBERSHIP_HEADER = "nis,municipality,postcodes,zone,valid_from,valid_to,evidence,source"
MUNICIPALITY_HEADER = "nis,name,name_fr,province,zones,reference_region,lat,lon,point_from,former_nis,evidence"
POSTCODE_HEADER = "postcode,nis,zone,lat,lon,method"
PLACE_HEADER = "name,name_fr,type,nis,postcodes,zones,lat,lon,precision,former_nis,merged,source"


def make_postcodes(sources: Sources, centres: dict[str, LatLon]) -> list[Row]:
    """The postcodes, each in one zone; of two municipalities the one whose centre is nearest stands first."""
    zone_ids = zones_by_code(sources)

    def from_centre(nis: str, point: LatLon) -> float:
        return sum((a - b) ** 2 for a, b in zip(centres[nis], point, strict=True))

    postcodes = []
    for row in sources.postcodes:
        point = point_of(row)
        nearest_first = sorted(row["nis_codes_2025"].split(";"), key=lambda nis: (from_centre(nis, point), nis))
        postcodes.append(
            {
                "postcode": row["postcode"],
                "nis": ";".join(nearest_first),
                "zone": zone_ids[row["elz_code"]],
                **written(point),
                "method": POSTCODE_METHODS[row["centroid_method"]],
            }
        )
    return sorted(postcodes, key=lambda row: row["postcode"])


def centre_of(nis: str, name: str, sources: Sources) -> tuple[LatLon, str]:
    """The point that stands for a municipality, and what it was taken from."""
    if nis in CENTRE_POSTCODE:
        return next(point_of(row) for row in sources.postcodes if row["postcode"] == CENTRE_POSTCODE[nis]), "postcode"
    parts = [row for row in sources.parts if row["nis_code"] == nis]
    for part in parts:
        if bare(part["name"]) in (bare(name), bare(f"{name} centrum")):
            return point_of(part), "own_part"
    return middle([point_of(part) for part in parts]), "mean_of_parts"


def make_municipalities(sources: Sources) -> list[Row]:
    """The municipalities of 2025, with the older codes that lead to them."""
    zone_ids, nis_now = zones_by_code(sources), current_nis(sources)
    divisions = defaultdict(list)
    for row in sources.divisions:
        divisions[nis_now[row["nis_code"]]].append(row)
    former = defaultdict(set)
    for old, now in nis_now.items():
        if old != now:
            former[now].add(old)
    municipalities = []
    for nis, name in {row["nis_2025"]: row["name_2025"] for row in sources.crosswalk}.items():
        rows = divisions[nis]
        point, point_from = centre_of(nis, name, sources)
        municipalities.append(
            {
                "nis": nis,
                "name": name,
                "name_fr": FRENCH_NAMES.get(nis, ""),
                "province": joined(row["province"] for row in rows),
                "zones": joined(zone_ids[row["elz_code"]] for row in rows),
                "reference_region": joined(row["reference_region"] for row in rows),
                **written(point),
                "point_from": point_from,
                "former_nis": joined(former[nis]),
                "evidence": joined(row["evidence"] for row in rows),
            }
        )
    return sorted(municipalities, key=lambda row: row["nis"])


def make_parts(sources: Sources) -> list[Row]:
    """The sub-municipalities of 2025, and the three parts of Brussel that no table gives."""
    zone_ids = zones_by_code(sources)
    parts = [
        {
            "name": row["name"],
            "type": "sub_municipality",
            "nis": row["nis_code"],
            "postcodes": joined(POSTCODES_OF_PART.get(row["code"], row["postcodes"].split(";"))),
            "zones": joined(zone_ids[code] for code in row["elz_code"].split(";")),
            **written(point_of(row)),
            "precision": "sub_municipality",
            "source": "deelgemeenten_2025",
        }
        for row in sources.parts
    ]
    points = {row["postcode"]: row for row in sources.postcodes}
    by_hand = [
        {
            "name": name,
            "name_fr": name_fr,
            "type": "sub_municipality",
            "nis": nis,
            "postcodes": postcode,
            "zones": zone_ids[points[postcode]["elz_code"]],
            **written(point_of(points[postcode])),
            "precision": "postcode",
            "source": "hand",
        }
        for name, name_fr, nis, postcode in HAND_WRITTEN_PARTS
    ]
    return parts + by_hand


def make_former(sources: Sources) -> list[Row]:
    """The municipalities that merged in 2019 or 2025 into one with another name; they keep their own zone."""
    zone_ids = zones_by_code(sources)
    zone_of = {row["nis_code"]: zone_ids[row["elz_code"]] for row in sources.divisions}
    former = []
    for row in sources.crosswalk:
        name = row["name_2018"]
        if not row["changed"] or name == row["name_2025"]:
            continue
        parts = [
            part
            for part in sources.parts
            if part["nis_code"] == row["nis_2025"] and (part["code"][:5] == row["nis_2018"] or part["name"] == name)
        ]
        own = [point_of(part) for part in parts if part["name"] == name]
        former.append(
            {
                "name": name,
                "name_fr": FRENCH_NAMES_OF_FORMER.get(row["nis_2018"], ""),
                "type": "former_municipality",
                "nis": row["nis_2025"],
                "postcodes": joined(code for part in parts for code in part["postcodes"].split(";")),
                "zones": zone_of[row["nis_2019_2024"]],
                **written(own[0] if own else middle([point_of(part) for part in parts])),
                "precision": "municipality",
                "former_nis": row["nis_2018"],
                "merged": row["changed"],
                "source": "nis_crosswalk",
            }
        )
    return former


def names_within(name: str) -> set[str]:
    """The names in a double name: `Hoeke - Oostkerke`, `Berendrecht-Zandvliet-Lillo`."""
    return {bare(part) for separator in (" - ", "-") for part in name.split(separator)}


def make_villages(sources: Sources, municipalities: list[Row], parts: list[Row], former: list[Row]) -> list[Row]:
    """Villages that the division of 2025 no longer names; each lies where the smallest known area around it lies."""
    nis_now = current_nis(sources)
    villages = []
    for row in sources.villages:
        name, nis = row["deelgemeente_naam"], nis_now[row["gemeente_id"]]
        around = [part for part in parts if part["nis"] == nis and bare(name) in names_within(part["name"])]
        around += [old for old in former if old["former_nis"] == row["gemeente_id"]]
        whole = next(municipality for municipality in municipalities if municipality["nis"] == nis)
        area = around[0] if around else {**whole, "postcodes": "", "precision": "municipality"}
        villages.append(
            {column: area[column] for column in ("postcodes", "zones", "lat", "lon", "precision")}
            | {"name": name, "type": "historic", "nis": nis, "source": "deelgemeenten_onroerenderfgoed_2021"}
        )
    return villages


def make_places(sources: Sources, municipalities: list[Row]) -> list[Row]:
    """Every other name that leads to a municipality.

    A name stands once in a municipality: the municipality's own name needs no row here, and a former municipality
    goes before the sub-municipality, and that before the historic village, of the same name.
    """
    parts, former = make_parts(sources), make_former(sources)
    taken = {(row["nis"], bare(row["name"])) for row in municipalities}
    places = []
    for row in [*former, *parts, *make_villages(sources, municipalities, parts, former)]:
        if (row["nis"], bare(row["name"])) not in taken:
            taken.add((row["nis"], bare(row["name"])))
            places.append(row)
    return sorted(places, key=lambda row: (row["name"], row["nis"]))


def write(path: Path, header: str, rows: Iterable[Row]) -> None:
    """Write one table; a column that a row does not have stays empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header.split(","), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Read the sources, write the tables."""
    parser = argparse.ArgumentParser(description="Make the reference tables of places from the source tables.")
    parser.add_argument("--sources", type=Path, default=Path("../shared/geo"), help="folder of the source tables")
    parser.add_argument("--to", type=Path, default=Path("data/reference"), help="folder that gets the tables")
    options = parser.parse_args()
    sources = Sources.read(options.sources)
    municipalities = make_municipalities(sources)
    centres = {row["nis"]: point_of(row) for row in municipalities}
    options.to.mkdir(parents=True, exist_ok=True)
    postcodes = make_postcodes(sources, centres)
    write(options.to / "zones.csv", ZONE_HEADER, make_zones(sources))
    write(options.to / "zone_former_names.csv", FORMER_NAME_HEADER, make_former_names(sources))
    write(options.to / "zone_membership.csv", MEMBERSHIP_HEADER, make_membership(sources, postcodes))
    write(options.to / "municipalities.csv", MUNICIPALITY_HEADER, municipalities)
    write(options.to / "postcodes.csv", POSTCODE_HEADER, postcodes)
    write(options.to / "places.csv", PLACE_HEADER, make_places(sources, municipalities))


if __name__ == "__main__":
    main()
