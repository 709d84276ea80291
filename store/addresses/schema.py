"""The tables of the file of addresses, and how it is opened. It is an SQLite file of its own, apart from the records.

Plain `sqlite3`: the file is made anew and swapped, never changed, and no error of it carries what was asked.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.addresses.errors import AddressesError

FILE = "addresses.sqlite"
VERSION = 1
_APPLICATION = 0x6C6F6B61  # "loka"

TABLES = """
CREATE TABLE part (region TEXT PRIMARY KEY, file TEXT, format TEXT, loaded_at TEXT, houses INTEGER, streets INTEGER)
WITHOUT ROWID;
CREATE TABLE street (
    id INTEGER PRIMARY KEY, region TEXT, nis TEXT, municipality TEXT, postcode TEXT, name TEXT, others TEXT,
    lat INTEGER, lon INTEGER
);
CREATE TABLE street_key (later INTEGER, key TEXT, street INTEGER, nis TEXT, PRIMARY KEY (later, key, street))
WITHOUT ROWID;
CREATE TABLE house (street INTEGER, number INTEGER, suffix TEXT, lat INTEGER, lon INTEGER,
    PRIMARY KEY (street, number, suffix))
WITHOUT ROWID;
"""
"""`others`: names in other languages, one a line. `lat` and `lon` in millionths of a degree; of a street, its middle.
`later` is 0 for the key of a whole name, 1 for one from a later word on.
"""

INDEXES = (
    "CREATE INDEX street_key_nis ON street_key (nis, later, key, street)",
    "CREATE INDEX house_range ON house (street, number) WHERE suffix >= '-' AND suffix < '.'",
)
"""Made when all rows are in. `house_range` has the few houses with a range of numbers (12-14)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is loaded of one region (`BE-VLG` or `BE-BRU`): from which file, when (Belgian time), and how much."""

    region: str
    file: str
    format: str
    loaded_at: datetime
    houses: int
    streets: int


def mark(connection: sqlite3.Connection) -> None:
    """Say in a new file what it is."""
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def open_finished(path: Path) -> sqlite3.Connection:
    """Open a finished file for reading; it never changes, so threads may take turns on the connection.

    Raises `AddressesError` where it is no such file, or of another version.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        found = (*connection.execute("PRAGMA application_id"), *connection.execute("PRAGMA user_version"))
        if found != ((_APPLICATION,), (VERSION,)):
            raise AddressesError(
                f"{path} is of another version of loket; `loket addresses drop`, then load the files again"
            )
        connection.execute("PRAGMA mmap_size = 2147418112")
        connection.execute("SELECT 1 FROM house LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise AddressesError(f"{path} is damaged ({error}); `loket addresses drop`, then load again") from error
    except AddressesError:
        connection.close()
        raise
    return connection


def parts_of(connection: sqlite3.Connection) -> tuple[Part, ...]:
    """What is loaded, by region."""
    rows = connection.execute("SELECT region, file, format, loaded_at, houses, streets FROM part ORDER BY region")
    return tuple(Part(r[0], r[1], r[2], datetime.fromisoformat(r[3]), r[4], r[5]) for r in rows)
