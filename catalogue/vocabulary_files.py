"""The lists of a vocabulary as files: read line by line, so that every fault is told with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.terms import LABELS, RELATIONS, Column, Link, TermEntry
from catalogue.vocabulary_tables import Fault

COLUMNS = ("id", "nl", "professional", "definition", "fr", "en", "broader", *RELATIONS, "source")
"""The columns that every list may have, in their order; a list's own columns follow."""


@dataclass(frozen=True, slots=True)
class Row:
    """One term as it stands in its file; columns that the file leaves out are empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell, "" where there is none."""
        return self.cells.get(column, "")

    @property
    def links(self) -> Iterator[Link]:
        """The terms elsewhere; a link without a scheme has an empty one."""
        for relation in RELATIONS:
            for link in self[relation].split():
                scheme, _, code = link.rpartition(":") if link.count(":") == 1 else ("", "", link)
                yield Link(relation, scheme, code)


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of terms: its columns and the rows that could be read."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_list(path: Path) -> tuple[ListFile, tuple[Fault, ...]]:
    """The rows of a file, and the lines that are no row."""
    try:
        lines = path.read_bytes().decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return ListFile(path.name, (), ()), (Fault(path.name, line, "the line is not UTF-8"),)
    parsed = [_cells(path.name, number, text) for number, text in enumerate(lines, start=1)]
    if not parsed or isinstance(parsed[0], Fault):
        fault = parsed[0] if parsed and isinstance(parsed[0], Fault) else Fault(path.name, 1, "the file is empty")
        return ListFile(path.name, (), ()), (fault,)
    columns = tuple(parsed[0])
    rows, faults = [], []
    for number, cells in enumerate(parsed[1:], start=2):
        if isinstance(cells, Fault):
            faults.append(cells)
        elif len(cells) != len(columns):
            faults.append(Fault(path.name, number, f"{len(cells)} cells under {len(columns)} columns"))
        else:
            rows.append(Row(number, dict(zip(columns, cells, strict=True))))
    return ListFile(path.name, columns, tuple(rows)), tuple(faults)


def _cells(file: str, number: int, text: str) -> list[str] | Fault:
    """The cells of one line; a cell never goes on in the next line."""
    if not text.strip():
        return Fault(file, number, "an empty line")
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error as error:
        return Fault(file, number, f"not a line of CSV: {error}")


def entries(file: ListFile, columns: Mapping[str, Column]) -> Mapping[str, TermEntry]:
    """The terms of a file without faults, in its order."""
    return {row["id"]: _entry(row, columns) for row in file.rows}


def _entry(row: Row, columns: Mapping[str, Column]) -> TermEntry:
    details = {name: _values(row[name], column) for name, column in columns.items() if row[name]}
    return TermEntry(
        id=row["id"],
        labels={language: row[language] for language in LABELS if row[language]},
        broader=row["broader"] or None,
        professional=row["professional"] or None,
        definition=row["definition"] or None,
        links=tuple(row.links),
        source=row["source"] or None,
        details=details,
    )


def _values(cell: str, column: Column) -> tuple[str, ...]:
    return (cell,) if column.kind == "text" else tuple(cell.split())


def list_files(folder: Path) -> Iterable[Path]:
    """The files of a folder that hold terms, by name."""
    return sorted(folder.glob("*.csv"))
