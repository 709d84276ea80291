"""The pilot regions of the Huizen van het Kind: by municipality, not by zone (H4)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TABLE = "huis_van_het_kind_pilots.csv"


@dataclass(frozen=True, slots=True)
class Pilot:
    """A municipality in a pilot region; `part` says in Dutch which part of it, empty where all of it takes part."""

    region: str
    nis: str
    municipality: str
    part: str


@dataclass(frozen=True, slots=True)
class Pilots:
    """The whole table, in the order of the policy text."""

    rows: tuple[Pilot, ...]

    @classmethod
    def load(cls, folder: Path) -> Pilots:
        """Read the table of `data/reference`. Raises `OSError` or, for a column too few, `KeyError`."""
        with (folder / TABLE).open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            return cls(tuple(Pilot(row["region"], row["nis"], row["municipality"], row["part"]) for row in rows))

    def among(self, municipalities: Iterable[str]) -> tuple[Pilot, ...]:
        """The rows of these municipalities (NIS codes of today)."""
        wanted = frozenset(municipalities)
        return tuple(row for row in self.rows if row.nis in wanted)
