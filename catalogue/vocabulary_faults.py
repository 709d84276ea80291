"""What can be wrong in the lists of a vocabulary. Every check goes on after a fault, so that all are told at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from catalogue.terms import LABELS, Column, ListInfo
from catalogue.vocabulary_files import COLUMNS, ListFile, Row
from catalogue.vocabulary_tables import TABLES, Fault, Tables

REQUIRED = ("id", *LABELS)
"""What every row of every list must fill."""

ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
LINE = re.compile(r"[0-3]")


def faults_of_lists(files: Iterable[ListFile]) -> Iterator[Fault]:
    """What is wrong within each list by itself."""
    for file in files:
        yield from _faults_of_header(file)
        yield from _faults_of_ids(file)
        yield from _faults_of_broader(file)
        for row in file.rows:
            yield from (Fault(file.name, row.line, message) for message in _faults_of_row(row))


def faults_between(files: Mapping[str, ListFile], tables: Tables) -> Iterator[Fault]:
    """What is wrong between the lists, and between a list and its table."""
    yield from _faults_of_tables(files, tables)
    ids = {name: frozenset(row["id"] for row in file.rows) for name, file in files.items()}
    for name in files.keys() & tables.lists.keys():
        file, info = files[name], tables.lists[name]
        for column in file.columns:
            if column not in COLUMNS and column not in info.columns:
                yield Fault(file.name, 1, f"unknown column {column!r}")
        for row in file.rows:
            for message in (*_missing(row, info), *_faults_of_links(row, tables), *_faults_of_own(row, info, ids)):
                yield Fault(file.name, row.line, message)


def _faults_of_tables(files: Mapping[str, ListFile], tables: Tables) -> Iterator[Fault]:
    for name, file in files.items():
        if name not in tables.lists:
            yield Fault(file.name, 1, f"the list has no table [list.{name}] in {TABLES}")
    for name, info in tables.lists.items():
        line = tables.lines[name]
        if name not in files:
            yield Fault(TABLES, line, f"[list.{name}] has no file {name}.csv")
        for column in sorted(set(info.needs) - {*COLUMNS, *info.columns}):
            yield Fault(TABLES, line, f"[list.{name}] needs the unknown column {column!r}")
        for column, kind in info.columns.items():
            if column in COLUMNS:
                yield Fault(TABLES, line, f"[list.{name}] has the column {column!r} that every list has")
            if kind.of is not None and kind.of not in files:
                yield Fault(
                    TABLES, line, f"[list.{name}] column {column!r} takes terms of the unknown list {kind.of!r}"
                )


def _faults_of_header(file: ListFile) -> Iterator[Fault]:
    for column, times in Counter(file.columns).items():
        if times > 1:
            yield Fault(file.name, 1, f"the column {column!r} stands twice")
    known = [column for column in file.columns if column in COLUMNS]
    if known != sorted(known, key=COLUMNS.index):
        yield Fault(file.name, 1, f"the columns do not stand in their order: {', '.join(COLUMNS)}")


def _faults_of_ids(file: ListFile) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row in file.rows:
        id_ = row["id"]
        if id_ and not ID.fullmatch(id_):
            yield Fault(file.name, row.line, f"{id_!r} is no id: lower case letters, digits, - and _ between them")
        if id_ and id_ in first:
            yield Fault(file.name, row.line, f"the id {id_!r} stands twice in this list, first in line {first[id_]}")
        first.setdefault(id_, row.line)


def _faults_of_broader(file: ListFile) -> Iterator[Fault]:
    above = {row["id"]: row["broader"] for row in file.rows}
    for row in file.rows:
        if row["broader"] and row["broader"] not in above:
            yield Fault(file.name, row.line, f"{row['id']!r} has an unknown broader term {row['broader']!r}")
        way = [row["id"]]
        while (broader := above.get(way[-1])) and broader not in way:
            way.append(broader)
        if broader and broader == row["id"]:
            yield Fault(file.name, row.line, f"broader goes round in a loop: {' > '.join([*way, broader])}")


def _faults_of_row(row: Row) -> Iterator[str]:
    for column in REQUIRED:
        if not row[column]:
            yield f"a term needs {f'a label in {column}' if column in LABELS else 'an id'}"
    for column, cell in row.cells.items():
        if cell != " ".join(cell.split()):
            yield f"spaces too many in {column!r}"
    for link in row.links:
        if not link.scheme:
            yield f"the link {link.code!r} is no scheme:code"


def _missing(row: Row, info: ListInfo) -> Iterator[str]:
    for column in info.needs:
        if not row[column]:
            yield f"a term of this list needs a value in {column!r}"


def _faults_of_links(row: Row, tables: Tables) -> Iterator[str]:
    for link in row.links:
        if link.scheme and link.scheme not in tables.schemes:
            yield f"the link {link.scheme}:{link.code} has a scheme that {TABLES} does not describe"


def _faults_of_own(row: Row, info: ListInfo, ids: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for column, kind in info.columns.items():
        yield from _faults_of_cell(column, row[column], kind, ids)


def _faults_of_cell(column: str, cell: str, kind: Column, ids: Mapping[str, frozenset[str]]) -> Iterator[str]:
    values = cell.split() if cell else []
    match kind.kind:
        case "text":
            return
        case "line":
            if cell and not LINE.fullmatch(cell):
                yield f"{column}: {cell!r} is no line of the care ladder (0 to 3)"
            return
        case "term":
            if len(values) > 1:
                yield f"{column}: one term at most"
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{column}: {value!r} stands twice"
        if kind.of is not None and value not in ids.get(kind.of, {value}):
            yield f"{column}: {value!r} is no term of the list {kind.of}"
