"""HSDS as a package of tables: from files to rows that hold the rows that belong to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from indexer.draft import Rejection, SourceError
from indexer.sources.files import opened
from indexer.sources.hsds.node import Node
from indexer.sources.hsds.notes import Notes
from indexer.sources.hsds.tables import EXPECTED, NEEDED, TABLES

LARGEST_TABLE = 256 * 1024 * 1024
"""Bytes of one table; the tables of a package are joined in memory."""

_STEMS = {stem: table for table, facts in TABLES.items() for stem in facts.files}
Rows = dict[str, list[Node]]


def is_package(folder: Path) -> bool:
    """Whether the folder holds the one table that every package has."""
    return any(_STEMS.get(_stem(file)) == NEEDED for file in _csv_files(folder))


def read_package(folder: Path, notes: Notes, description: Path | None = None) -> tuple[Rows, list[Rejection]]:
    """The rows of every table, joined, and the rows that cannot be read.

    `description` is a datapackage.json that may name other files. Raises `SourceError` where there are no services or
    a table is damaged.
    """
    rows: Rows = {table: [] for table in TABLES}
    rejections: list[Rejection] = []
    for stem, file in _files(folder, description, notes):
        table = _STEMS.get(stem)
        if table is None:
            notes.say(file.name, "", "this table is not taken over: the map has no place for it")
            continue
        for row in _read_table(file, table, TABLES[table].files[stem], notes):
            if isinstance(row, Rejection):
                rejections.append(row)
            else:
                rows[table].append(row)
    if not rows[NEEDED] and not rejections:
        raise SourceError(f"{folder}: an HSDS package needs a services.csv with at least one row")
    join(rows, notes)
    return rows, rejections


def tables_in(document: Mapping[str, Any], notes: Notes) -> Rows | None:
    """The joined rows of a JSON object with one list a table ("services.csv": [...]); `None` where it is none."""
    lists = {_STEMS.get(key.removesuffix(".csv")): rows for key, rows in document.items() if isinstance(rows, list)}
    if NEEDED not in lists or not all(key.endswith(".csv") for key in document):
        return None
    rows: Rows = {table: [] for table in TABLES}
    for table, items in lists.items():
        if table is not None:
            rows[table] = [
                Node(dict(item), f"{table} {number}", table, notes)
                for number, item in enumerate(items, start=1)
                if isinstance(item, dict)
            ]
    join(rows, notes)
    return rows


def join(rows: Rows, notes: Notes) -> None:
    """Put every row into the lists of the rows that it names; rows that name nothing are counted."""
    for table in EXPECTED:
        if not rows[table]:
            notes.say("package", table, f"there are no rows of {table}")
    index = {table: {key: row for row in reversed(found) if (key := row.text("id"))} for table, found in rows.items()}
    for table, facts in TABLES.items():
        for row in rows[table]:
            for column, (other, field) in facts.embeds.items():
                named = row.text(column)
                if named is not None and (part := index[other].get(named)) is not None:
                    row.put(field, part)
                elif named is not None:
                    row.count(column, f"names nothing that is among {other} in the package", named)
            joined = [_join_column(row, column, index) for column in facts.parents]
            if facts.parents and not any(joined):
                row.count("id", "a row that belongs to nothing in the package; left out")


def _join_column(row: Node, column: str, index: Mapping[str, Mapping[str, Node]]) -> bool:
    named = row.text(column)
    if named is None:
        return False
    parents = TABLES[row.name].parents[column]
    found = [(parent, field) for table, field in parents.items() if (parent := index[table].get(named)) is not None]
    for parent, field in found:
        parent.append(field, row)
    if not found:
        row.count(column, f"names nothing that is among {' or '.join(parents)} in the package", named)
    return bool(found)


def _files(folder: Path, description: Path | None, notes: Notes) -> Iterator[tuple[str, Path]]:
    """Each table file with the name by which its table is known; a table that stands there twice is said."""
    found: dict[str, Path] = {}
    named = _resources(description, notes) if description else {}
    for stem, file in [*named.items(), *((_stem(file), file) for file in _csv_files(folder))]:
        if file in found.values():
            continue
        if stem in found:
            notes.say(file.name, "", f"the same table as {found[stem].name}; left out")
            continue
        found[stem] = file
    yield from found.items()


def _resources(description: Path, notes: Notes) -> dict[str, Path]:
    """The files that a datapackage.json names, within its own folder."""
    try:
        with opened(description) as content:
            document = orjson.loads(content.read(LARGEST_TABLE))
        resources = [item for item in document["resources"] if isinstance(item, dict)]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        notes.say(description.name, "", "no readable data package; the files of the folder go by their names")
        return {}
    found = {}
    for resource in resources:
        name, path = resource.get("name"), resource.get("path")
        if not isinstance(name, str) or not isinstance(path, str) or "\x00" in path:
            continue
        file = description.parent / path
        if file.is_file() and file.resolve().is_relative_to(description.parent.resolve()):
            found[_stem(file) if _stem(file) in _STEMS else name] = file
    return found


def _csv_files(folder: Path) -> list[Path]:
    """The tables of a folder; a plain file goes before a compressed one of the same name."""
    files = (file for file in folder.iterdir() if file.is_file() and file.name.removesuffix(".gz").endswith(".csv"))
    return sorted(files, key=lambda file: file.name)


def _stem(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".csv").lower()


def _read_table(file: Path, table: str, implied: Mapping[str, str], notes: Notes) -> Iterator[Node | Rejection]:
    reader = csv.reader(io.StringIO(_text_of(file, notes), newline=""))
    aliases = TABLES[table].columns
    header: list[str] | None = None
    begin = 1
    try:
        for cells in reader:
            where, begin = f"{file.name} line {begin}", reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                names = [cell.strip().lower() for cell in cells]
                header = [aliases.get(name, name) for name in names]
            elif len(cells) > len(header):
                yield Rejection(where, "", f"has {len(cells)} cells, but the header names {len(header)} columns")
            else:
                yield Node(_fields(header, cells, implied), where, table, notes)
    except csv.Error as problem:
        raise SourceError(f"{file} line {begin}: {problem}") from problem


def _fields(header: list[str], cells: list[str], implied: Mapping[str, str]) -> dict[str, Any]:
    """The filled cells of a row; exports of databases write a line break within a cell as backslash and n."""
    filled = {
        name: cell.replace("\\n", "\n") for name, cell in zip(header, cells, strict=False) if name and cell.strip()
    }
    return {**implied, **filled}


def _text_of(file: Path, notes: Notes) -> str:
    with opened(file) as content:
        data = content.read(LARGEST_TABLE + 1)
    if len(data) > LARGEST_TABLE:
        raise SourceError(f"{file}: larger than {LARGEST_TABLE:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        notes.say(file.name, "", f"not UTF-8 at byte {problem.start + 1}; read as Windows-1252")
        return data.decode("cp1252", "replace")
