"""Small files of addresses, in the exact formats, of made-up streets."""

from __future__ import annotations

import csv
import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.best_address import HEADER
from geo import Gazetteer
from store.addresses import LoadReport, StoredAddresses, load_addresses, open_addresses

NOW = datetime(2026, 11, 22, 9, 0)
COLUMNS = HEADER.split(",")
AALST = {"municipality_id": "41002", "municipality_name_nl": "Aalst", "postcode": "9300", "street_id": "1"}
GENT = {
    "municipality_id": "44021",
    "municipality_name_nl": "Gent",
    "postcode": "9000",
    "street_id": "2",
    "EPSG:4326_lat": "51.05",
    "EPSG:4326_lon": "3.72",
}
BRUSSEL = {
    "municipality_id": "21004",
    "municipality_name_nl": "Brussel",
    "postcode": "1000",
    "street_id": "1",
    "EPSG:4326_lat": "50.84616",
    "EPSG:4326_lon": "4.36653",
    "streetname_nl": "Wetstraat",
    "streetname_fr": "Rue de la Loi",
    "region_code": "BE-BRU",
}

Row = Mapping[str, str]


def a_row(number: str = "12", **said: str) -> Row:
    """Kerkstraat 12 in Aalst, unless said otherwise."""
    usual = {
        "EPSG:31370_x": "127000.00000",
        "EPSG:31370_y": "180000.00000",
        "EPSG:4326_lat": "50.93800",
        "EPSG:4326_lon": "4.03900",
        "address_id": "1",
        "house_number": number,
        "streetname_nl": "Kerkstraat",
        "region_code": "BE-VLG",
        "status": "current",
    }
    return dict.fromkeys(COLUMNS, "") | usual | AALST | said


def best(path: Path, rows: Iterable[Row], *, columns: Sequence[str] = COLUMNS, encoding: str = "utf-8") -> Path:
    """A BeSt file of these rows; gives its path."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def dbase(path: Path, columns: Mapping[str, int], rows: Iterable[Row], deleted: Iterable[int] = ()) -> Path:
    """A dBase III table of texts, in Windows-1252, columns with their widths; gives its path."""
    given, gone = list(rows), set(deleted)
    width = 1 + sum(columns.values())
    header = struct.pack("<B3BLHH20x", 3, 126, 11, 22, len(given), 32 + 32 * len(columns) + 1, width)
    fields = b"".join(struct.pack("<11sc4xBB14x", n.encode(), b"C", w, 0) for n, w in columns.items())
    records = b"".join(
        (b"*" if at in gone else b" ")
        + b"".join(row.get(name, "").encode("cp1252").ljust(wide) for name, wide in columns.items())
        for at, row in enumerate(given)
    )
    path.write_bytes(header + fields + b"\r" + records + b"\x1a")
    return path


def shapes(path: Path, points: Iterable[tuple[float, float]]) -> Path:
    """The points beside a dBase table, as a shapefile; gives its path."""
    records = b"".join(
        struct.pack(">ll", number, 10) + struct.pack("<ldd", 1, x, y) for number, (x, y) in enumerate(points, 1)
    )
    head = struct.pack(">l20xl", 9994, (100 + len(records)) // 2) + struct.pack("<ll64x", 1000, 1)
    path.write_bytes(head + records)
    return path


def loaded(path: Path, folder: Path, gazetteer: Gazetteer, *, accept: bool = False, part: int = 1_000) -> LoadReport:
    """Load a file into a folder."""
    return load_addresses(path, folder, gazetteer, now=NOW, accept=accept, part=part)


def book_in(folder: Path) -> StoredAddresses:
    """The book that serves; there must be one."""
    book = open_addresses(folder)
    assert book is not None
    return book
