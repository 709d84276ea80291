"""Tables in CSV with a mapping that says what their columns mean."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, SourceError, shown
from indexer.mapping import Mapping, records_of
from indexer.sources.files import LONGEST_LINE, files_at, opened

_UNDECODABLE = re.compile("[\udc80-\udcff]")  # what the error handler "surrogateescape" leaves of a wrong byte


class CsvReader:
    """Reads a file (also .gz) or all `*.csv` and `*.csv.gz` of a folder by one mapping."""

    def __init__(self, mapping: Mapping, gazetteer: Gazetteer) -> None:
        """Take the mapping, and the gazetteer that it looks municipalities up in."""
        self.name = mapping.source
        self._mapping = mapping
        self._gazetteer = gazetteer

    def read(self, path: Path) -> Iterator[Item]:
        """At least one draft, rejection or remark for every row that is not blank.

        Raises `SourceError` where a file has no header or lacks a column that the mapping needs.
        """
        files = files_at(path, (".csv",))
        made: dict[str, Draft] = {}
        for file in files:
            prefix = f"{file.name} " if path.is_dir() else ""
            with opened(file) as raw:
                text = io.TextIOWrapper(raw, self._mapping.file.encoding, errors="surrogateescape", newline="")
                try:
                    yield from self._rows(file, text, prefix, made)
                except UnicodeError as problem:
                    raise SourceError(f"{file}: is not {self._mapping.file.encoding} ({problem})") from problem
                finally:
                    text.detach()  # `opened` closes the file itself

    def _rows(self, file: Path, text: io.TextIOWrapper, prefix: str, made: dict[str, Draft]) -> Iterator[Item]:
        form = self._mapping.file
        rows = _numbered_rows(text, form.delimiter)
        columns = list(form.columns) if not form.header else _header(file, rows)
        self._check(file, columns)
        for lines, row in rows:
            where = f"{prefix}{lines}"
            if isinstance(row, str):
                yield Rejection(where, "", row)
            elif len(row) != len(columns):
                count = "1 cell" if len(row) == 1 else f"{len(row)} cells"
                yield Rejection(where, "", f"{count} where the table has {len(columns)} columns")
            elif wrong := next(
                (name for name, cell in zip(columns, row, strict=True) if _UNDECODABLE.search(cell)), None
            ):
                garbled = _UNDECODABLE.sub("\ufffd", row[columns.index(wrong)])
                encoding = form.encoding.removesuffix("-sig")
                yield Rejection(
                    where, wrong, f"not {encoding}, the encoding that the mapping names: {shown(garbled)!r}"
                )
            else:
                cells = dict(zip(columns, row, strict=True))
                yield from records_of(self._mapping, where, cells, self._gazetteer, made)

    def _check(self, file: Path, columns: list[str]) -> None:
        twice = sorted({name for name in columns if columns.count(name) > 1 and name in self._mapping.columns()})
        if twice:
            raise SourceError(f"{file}: more than one column is named {', '.join(map(repr, twice))}")
        missing = {name: place for name, place in self._mapping.columns().items() if name not in columns}
        if missing:
            wanted = "; ".join(f"{name!r} (asked for by {place})" for name, place in missing.items())
            raise SourceError(f"{file}: has no column {wanted}; it has {', '.join(map(repr, columns))}")
        clash = sorted(self._mapping.values.keys() & set(columns))
        if clash:
            raise SourceError(f"{file}: {', '.join(map(repr, clash))} is both a column and a value of the mapping")


def _header(file: Path, rows: Iterator[tuple[str, list[str] | str]]) -> list[str]:
    first = next(rows, None)
    if first is None:
        raise SourceError(f"{file}: is empty; it should begin with the names of its columns")
    lines, row = first
    if isinstance(row, str):
        raise SourceError(f"{file}, {lines}: the names of the columns cannot be read: {row}")
    return [_UNDECODABLE.sub("\ufffd", name).strip() for name in row]


def _numbered_rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[str, list[str] | str]]:
    """Each row that is not blank with the lines that it stands on; the reason instead of a row that cannot be read."""
    reader = csv.reader(_bounded(text), delimiter=delimiter, strict=True)
    first = 1
    while True:
        row: list[str] | str
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            row = f"not CSV: {problem}"
        last = reader.line_num
        if row:
            yield (f"line {first}" if last <= first else f"lines {first}-{last}"), row
        first = last + 1


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines; a longer one than `LONGEST_LINE` in pieces, of which the table will say that they are no rows."""
    while line := text.readline(LONGEST_LINE):
        yield line
