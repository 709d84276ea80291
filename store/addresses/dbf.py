"""dBase tables with the points of the shapefile beside them: how the address register hands out its addresses.

dBase III (level 5): a header of 32 bytes with the number of records and the lengths of header and record, 32 bytes for
each field, then records of fixed width that begin with a space, or a star where the record is deleted. The points are
the records of a shapefile (ESRI, July 1998): a header of 100 bytes, then 8 bytes and a shape for each record.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from store.addresses.errors import AddressFileError

_POINTS = frozenset({1, 11, 21})  # point, with height, with measure; all begin with x and y
_SHP_HEADER = 100


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    start: int
    end: int


def dbf_columns_and_rows(
    table: IO[bytes], points: IO[bytes] | None
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The names of the columns, and the rows with their number, from 1; with points the columns x and y are added.

    Raises `AddressFileError` for what is no dBase table, and while reading where either file breaks off.
    """
    header = table.read(32)
    if len(header) < 32:
        raise AddressFileError("not a dBase table: it is shorter than a header")
    records, header_length, width = struct.unpack("<LHH", header[4:12])
    described = table.read(header_length - 32) if header_length > 64 else b""
    fields = list(_fields(described))
    if not fields or fields[-1].end > width:
        raise AddressFileError("not a dBase table: its header does not describe its records")
    names = [field.name for field in fields]
    if points is None:
        return names, _rows(table, fields, width, records)
    points.read(_SHP_HEADER)
    rows = _rows(table, fields, width, records)
    return [*names, "x", "y"], ((number, [*row, *_point(points, number)]) for number, row in rows)


def _fields(described: bytes) -> Iterator[_Field]:
    start = 1
    for at in range(0, len(described) - 31, 32):
        if described[at] == 0x0D:
            return
        name = described[at : at + 11].split(b"\0")[0].decode("ascii", "replace").strip()
        yield _Field(name, start, start + described[at + 16])
        start += described[at + 16]


def _rows(table: IO[bytes], fields: list[_Field], width: int, records: int) -> Iterator[tuple[int, list[str]]]:
    """Deleted records too, as empty rows: a shapefile keeps their points."""
    for number in range(1, records + 1):
        record = table.read(width)
        if len(record) < width:
            raise AddressFileError(f"the table breaks off at record {number} of {records}; fetch the file again")
        deleted = record[:1] == b"*"
        yield number, ["" if deleted else _text(record[field.start : field.end]) for field in fields]


def _text(raw: bytes) -> str:
    """UTF-8, else Windows-1252: which of the two a table has is not written in it."""
    try:
        return raw.decode().strip(" \0")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").strip(" \0")


def _point(points: IO[bytes], number: int) -> tuple[str, str]:
    head = points.read(8)
    content = points.read(2 * struct.unpack(">l", head[4:])[0]) if len(head) == 8 else b""
    if len(content) < 4:
        raise AddressFileError(f"the points break off at record {number}; fetch the file again")
    if len(content) < 20 or struct.unpack("<l", content[:4])[0] not in _POINTS:
        return "", ""
    x, y = struct.unpack("<dd", content[4:20])
    return repr(x), repr(y)
