"""The gathered source tables of places and zones, and how `make_reference` writes names and points."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue import slug

Row = dict[str, str]
LatLon = tuple[float, float]


@dataclass(frozen=True)
class Sources:
    """The rows of the five source tables, as they are."""

    divisions: list[Row]  # elz.csv: which municipality (2019-2024) lies in which zone
    postcodes: list[Row]
    crosswalk: list[Row]  # municipalities of 2018, of 2019-2024 and of 2025
    parts: list[Row]  # sub-municipalities of 2025, with a point
    villages: list[Row]  # the finer division of 2021, names only

    @classmethod
    def read(cls, folder: Path) -> Sources:
        """Read the tables of `folder`; a missing one is an error."""
        names = (
            "elz.csv",
            "postcodes.csv",
            "nis_crosswalk.csv",
            "deelgemeenten_2025.csv",
            "deelgemeenten_onroerenderfgoed_2021.csv",
        )
        return cls(*(read_rows(folder / name) for name in names))


def read_rows(path: Path) -> list[Row]:
    """All rows of one table, by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare(name: str) -> str:
    """Two spellings of one name become the same: `Kleine-spouwen`, `Kleine-Spouwen`."""
    return re.sub(r"[\W_]+", "", name.lower())


def joined(values: Iterable[str]) -> str:
    """Distinct values in order, in one cell."""
    return ";".join(sorted({value for value in values if value}))


def point_of(row: Row) -> LatLon:
    """The point of a source row (which writes the longitude first)."""
    return float(row["lat"]), float(row["lon"])


def middle(points: Sequence[LatLon]) -> LatLon:
    """The mean of some points that lie close together."""
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def written(point: LatLon) -> Row:
    """A point in five decimals (about a metre), as the sources give it."""
    return {"lat": f"{point[0]:.5f}", "lon": f"{point[1]:.5f}"}


def zones_by_code(sources: Sources) -> dict[str, str]:
    """The id of each zone by the statistics platform's code."""
    return {row["elz_code"]: slug(row["elz_name"]) for row in sources.divisions}


def current_nis(sources: Sources) -> dict[str, str]:
    """The code of 2025 for each code of 2018, 2019-2024 and 2025."""
    codes: dict[str, str] = {}
    for row in sources.crosswalk:
        codes |= {row[column]: row["nis_2025"] for column in ("nis_2018", "nis_2019_2024", "nis_2025")}
    return codes
