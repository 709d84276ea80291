"""The reference tables (`data/reference`) as they are written: rows of text, each with the file it stands in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

Row = Mapping[str, str]
T = TypeVar("T")


class BadTableError(ValueError):
    """A reference table cannot be read; says which file, which line and why."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows. The line of a row is its place in it, for no cell of these tables holds a line break."""

    name: str
    rows: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> Table:
        """Read a CSV file in UTF-8. Raises `OSError`, or `BadTableError` where a row is longer or shorter."""
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.DictReader(file, strict=True)
            rows = []
            try:
                for row in lines:
                    if None in row or None in row.values():
                        raise BadTableError(f"{path.name}, line {lines.line_num}: a column too few or too many")
                    rows.append(row)
            except (csv.Error, UnicodeDecodeError) as problem:
                raise BadTableError(f"{path.name}, line {lines.line_num + 1}: {problem}") from problem
        return cls(path.name, tuple(rows))

    def each(self, read_row: Callable[[Row], T]) -> list[T]:
        """Each row as the thing that it describes. Raises `BadTableError` for what `read_row` cannot read."""
        things = []
        for line, row in enumerate(self.rows, start=2):
            try:
                things.append(read_row(row))
            except KeyError as missing:
                raise BadTableError(f"{self.name}, line {line}: {missing} is not known") from missing
            except ValueError as problem:
                raise BadTableError(f"{self.name}, line {line}: {problem}") from problem
        return things

    def with_rows(self, rows: Iterable[Row]) -> Table:
        """The same table with other rows."""
        return replace(self, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of places and zones together."""

    zones: Table
    former_names: Table
    membership: Table
    municipalities: Table
    postcodes: Table
    places: Table
    aliases: Table
    elsewhere: Table
    common_words: Table

    @classmethod
    def read(cls, folder: Path) -> Tables:
        """Read all of them. Raises `OSError` or `BadTableError`."""
        names = (
            *("zones", "zone_former_names", "zone_membership", "municipalities", "postcodes", "places"),
            *("place_aliases", "elsewhere", "place_common_words"),
        )
        return cls(*(Table.read(folder / f"{name}.csv") for name in names))


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value for value in cell.split(";") if value)


def joined(values: Iterable[str]) -> str:
    """Distinct values in order, in one cell."""
    return ";".join(sorted({value for value in values if value}))
