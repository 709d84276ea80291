"""Opening a file of addresses: CSV or dBase, plain, gzipped or in a zip, as rows of texts with their line number."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from store.addresses.dbf import dbf_columns_and_rows
from store.addresses.errors import AddressFileError

_DELIMITERS = ",;\t|"
_TABLES = (".csv", ".dbf")
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


@dataclass
class Table:
    """An open table. `recoded` holds the rows read since it was last emptied that were not UTF-8."""

    columns: list[str]
    rows: Iterator[tuple[int, Sequence[str]]]
    share_read: Callable[[], float]
    recoded: list[int] = field(default_factory=list)


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """The table in a file, to be read once.

    Raises `AddressFileError` where there is none or it breaks off, also while its rows are read; `OSError`.
    """
    size = max(path.stat().st_size, 1)
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        try:
            name, content, points = _unpacked(path, raw, stack)
            if PurePosixPath(name).suffix == ".dbf":
                columns, rows = dbf_columns_and_rows(content, points)
                table = Table(columns, rows, lambda: raw.tell() / size)
            else:
                table = _csv_table(content, lambda: raw.tell() / size)
            table.rows = _whole(table.rows)
        except _BROKEN as broken:
            raise AddressFileError(f"{path.name} cannot be unpacked ({broken}); fetch it again") from broken
        yield table


def _whole(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    last = 0
    try:
        for row in rows:
            last = row[0]
            yield row
    except _BROKEN as broken:
        raise AddressFileError(f"the file breaks off after row {last} ({broken}); fetch it again") from broken
    except csv.Error as odd:
        raise AddressFileError(f"after row {last} the file is no table ({odd}): a quotation mark too many?") from odd


def _unpacked(path: Path, raw: IO[bytes], stack: ExitStack) -> tuple[str, IO[bytes], IO[bytes] | None]:
    """The name of the table in lower case, its content, and the points beside a dBase table."""
    name = path.name.lower()
    if name.endswith(".zip"):
        return _member(stack.enter_context(zipfile.ZipFile(raw)), stack)
    if name.endswith(".gz"):
        return (
            name.removesuffix(".gz"),
            stack.enter_context(io.BufferedReader(gzip.GzipFile(fileobj=raw), 1 << 20)),
            None,
        )
    if not name.endswith(_TABLES):
        raise AddressFileError(f"{path.name}: expected a .csv, .csv.gz, .dbf or .zip file")
    shapes = next((one for one in path.parent.glob(path.stem + ".*") if one.suffix.lower() == ".shp"), None)
    points = stack.enter_context(shapes.open("rb")) if shapes and name.endswith(".dbf") else None
    return name, raw, points


def _member(archive: zipfile.ZipFile, stack: ExitStack) -> tuple[str, IO[bytes], IO[bytes] | None]:
    inside = archive.namelist()
    tables = [name for name in inside if name.lower().endswith(_TABLES)]
    if len(tables) > 1:  # the address register's has other tables beside it
        tables = [name for name in tables if "adres" in name.lower()] or tables
    if len(tables) != 1:
        raise AddressFileError(f"the zip holds {len(tables)} tables (.csv or .dbf); unpack it and load one of them")
    shapes = next((name for name in inside if name.lower() == tables[0].lower()[:-4] + ".shp"), None)
    points = stack.enter_context(archive.open(shapes)) if shapes and tables[0].lower().endswith(".dbf") else None
    return tables[0].lower(), stack.enter_context(archive.open(tables[0])), points


def _csv_table(content: IO[bytes], share_read: Callable[[], float]) -> Table:
    recoded: list[int] = []
    lines = _lines(content, recoded)
    header = next(lines, "").removeprefix("\ufeff")
    if "\0" in header or not header.strip():
        raise AddressFileError("the file does not begin with a line that names its columns")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter))]
    reader = csv.reader(lines, delimiter=delimiter)
    return Table(columns, ((reader.line_num + 1, row) for row in reader if row), share_read, recoded)


def _lines(content: Iterable[bytes], recoded: list[int]) -> Iterator[str]:
    """UTF-8, line by line; a line that is not is read as Windows-1252, as older programs write it, and noted."""
    for number, raw in enumerate(content, 1):
        try:
            yield raw.decode()
        except UnicodeDecodeError:
            recoded.append(number)
            yield raw.decode("cp1252", "replace")
