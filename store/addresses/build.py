"""The new file of addresses while it is made, beside the one that serves: committed in parts, so that it can go on."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.addresses.errors import AddressesBusy
from store.addresses.folding import later_keys, street_key
from store.addresses.report import LoadReport
from store.addresses.rows import House, NewStreet
from store.addresses.schema import FILE, INDEXES, TABLES, VERSION, mark, open_finished

ASIDE = "addresses.loading.sqlite"
_LOCK = "addresses.lock"

_LOADING = """
CREATE TABLE loading (fingerprint TEXT, done INTEGER, ready INTEGER, report TEXT);
CREATE TABLE street_source (street INTEGER PRIMARY KEY, source TEXT, town TEXT);
"""
"""How far it is (`done` is the last row that was committed, `ready` is 1 once only the swap is left), and how the file
names its streets."""

_MIDDLES = """
UPDATE street SET (lat, lon) = (
    SELECT house.lat, house.lon FROM house,
        (SELECT avg(h.lat) AS lat, avg(h.lon) AS lon FROM house AS h WHERE h.street = street.id) AS mean
    WHERE house.street = street.id
    ORDER BY (house.lat - mean.lat) * (house.lat - mean.lat) + 0.4 * (house.lon - mean.lon) * (house.lon - mean.lon)
    LIMIT 1
)
"""
"""The middle of a street is the house nearest to the mean of its houses, for the mean of a bend lies beside the street.
0.4 is the square of the cosine of 51 degrees: a degree of longitude is that much shorter.
"""


@contextmanager
def loading_alone(folder: Path) -> Iterator[None]:
    """Hold the lock of loading; the system lets go of it when the process dies. Raises `AddressesBusy`."""
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AddressesBusy(f"another process is loading addresses into {folder}; wait until it is done") from None
        yield


def throw_away(folder: Path) -> None:
    """Remove what an unfinished load left."""
    for end in ("", "-wal", "-shm", "-journal"):
        (folder / (ASIDE + end)).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class State:
    """Of which file a build is, the last of its rows that is committed, whether only the swap is left, and so far."""

    fingerprint: str
    done: int
    ready: bool
    report: LoadReport


class Build:
    """The file that is being made. Close it, whatever happens; it stays where it is until `swap`."""

    def __init__(self, folder: Path) -> None:
        """Open what is there, or begin."""
        self._folder = folder
        self._connection = sqlite3.connect(folder / ASIDE, isolation_level=None)
        # WAL with NORMAL: after a power cut the file is as it was at some commit.
        try:
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -262144", "temp_store = MEMORY"):
                self._connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.Error:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def state(self) -> State | None:
        """How far it is; None for a build of another version of loket, or one that was never begun."""
        if self._connection.execute("PRAGMA user_version").fetchone() != (VERSION,):
            return None
        fingerprint, done, ready, report = self._connection.execute("SELECT * FROM loading").fetchone()
        return State(fingerprint, done, bool(ready), LoadReport.from_json(report))

    def begin(self, fingerprint: str, report: LoadReport) -> None:
        """Make the tables."""
        with self._transaction() as connection:
            for statement in (TABLES + _LOADING).split(";"):
                connection.execute(statement)
            mark(connection)
            connection.execute("INSERT INTO loading VALUES (?, 0, 0, ?)", (fingerprint, report.as_json().decode()))

    def streets(self) -> Iterator[tuple[str, int, str, str, str]]:
        """The streets so far: source, id, NIS code, postcode and town."""
        query = "SELECT source, id, nis, postcode, town FROM street JOIN street_source ON street = id"
        yield from self._connection.execute(query)

    def commit(
        self, done: int, report: LoadReport, streets: Iterable[NewStreet], houses: Iterable[tuple[House, bool]]
    ) -> None:
        """Store a part, altogether or not at all. The point of a house goes before that of a box in it."""
        given = list(houses)
        with self._transaction() as connection:
            self._add_streets(connection, list(streets))
            doors = [house for house, boxed in given if not boxed]
            connection.executemany("INSERT OR REPLACE INTO house VALUES (?, ?, ?, ?, ?)", doors)
            boxes = [house for house, boxed in given if boxed]
            connection.executemany("INSERT OR IGNORE INTO house VALUES (?, ?, ?, ?, ?)", boxes)
            connection.execute("UPDATE loading SET done = ?, report = ?", (done, report.as_json().decode()))

    def _add_streets(self, connection: sqlite3.Connection, streets: list[NewStreet]) -> None:
        connection.executemany(
            "INSERT INTO street VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            [
                (
                    s.id,
                    s.region,
                    s.municipality.nis,
                    s.municipality.name,
                    s.postcode,
                    s.names[0],
                    "\n".join(s.names[1:]),
                )
                for s in streets
            ],
        )
        connection.executemany(
            "INSERT INTO street_source VALUES (?, ?, ?)", [(s.id, s.source, s.town) for s in streets]
        )
        keys = {(0, street_key(name), s.id, s.municipality.nis) for s in streets for name in s.names}
        later = {(1, key, s.id, s.municipality.nis) for s in streets for name in s.names for key in later_keys(name)}
        connection.executemany("INSERT OR IGNORE INTO street_key VALUES (?, ?, ?, ?)", sorted(keys | later))

    def houses(self) -> Mapping[str, tuple[int, int]]:
        """How many houses and streets there are now, by region."""
        query = """SELECT region, sum(houses), count(*) FROM street
            JOIN (SELECT street, count(*) AS houses FROM house GROUP BY street) ON street = id GROUP BY region"""
        return {region: (houses, streets) for region, houses, streets in self._connection.execute(query)}

    def finish(self, report: LoadReport, now: datetime) -> None:
        """Add the regions that the file does not have from the file that serves, the middles and the indexes."""
        live = self._folder / FILE
        if live.exists():
            open_finished(live).close()  # says what to do where its version is another one
            self._connection.execute("ATTACH ? AS live", (str(live),))
        with self._transaction() as connection:
            connection.execute(_MIDDLES)
            connection.execute("DELETE FROM street WHERE lat IS NULL")  # of which no house could be read
            connection.execute("DELETE FROM street_key WHERE street NOT IN (SELECT id FROM street)")
            connection.executemany(
                "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (region, report.file, report.format, now.isoformat(timespec="seconds"), *counts)
                    for region, counts in self.houses().items()
                ],
            )
            if live.exists():
                _take_other_regions(connection)
            for statement in ("DROP TABLE street_source", *INDEXES, "ANALYZE main"):
                connection.execute(statement)
            connection.execute("UPDATE loading SET ready = 1, report = ?", (report.as_json().decode(),))

    def swap(self) -> None:
        """Let the new file serve; who has the old one open keeps reading that."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self._connection.execute("PRAGMA journal_mode = DELETE").close()
        self._connection.close()
        _to_disk(self._folder / ASIDE)
        (self._folder / ASIDE).replace(self._folder / FILE)
        _to_disk(self._folder)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _take_other_regions(connection: sqlite3.Connection) -> None:
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM main.street").fetchone()
    others = "(SELECT id FROM live.street WHERE region NOT IN (SELECT region FROM main.part))"
    for statement in (
        f"""INSERT INTO main.house SELECT street + {last}, number, suffix, lat, lon FROM live.house
            WHERE street IN {others}""",
        f"""INSERT INTO main.street_key SELECT later, key, street + {last}, nis FROM live.street_key
            WHERE street IN {others}""",
        f"""INSERT INTO main.street SELECT id + {last}, region, nis, municipality, postcode, name, others, lat, lon
            FROM live.street WHERE id IN {others}""",
        "INSERT INTO main.part SELECT * FROM live.part WHERE region NOT IN (SELECT region FROM main.part)",
    ):
        connection.execute(statement)
