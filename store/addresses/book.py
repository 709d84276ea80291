"""Looking up streets and house numbers in the file of addresses that was loaded."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo import Point
from geo.addresses import AddressPoint, AddressPrecision, Street
from store.addresses.errors import AddressesError
from store.addresses.folding import prefix_keys, street_key
from store.addresses.numbers import HouseNumber, read_number
from store.addresses.schema import Part, open_finished, parts_of

_LAST = "\U0010ffff"  # sorts after every letter
_WIDEST_RANGE = 40
"""House numbers that one building can span ("12-48")."""

_Row = tuple[int, int, str, int, int]  # street, number, suffix, lat, lon


@dataclass(frozen=True, slots=True)
class _Found:
    """A street as it was found, with its middle."""

    id: int
    name: str
    postcode: str
    municipality: str
    nis: str
    lat: int
    lon: int


class StoredAddresses:
    """The address book over one file (`geo.addresses.AddressBook`). Threads may share it; close it.

    When another file takes its place, as `loket addresses load` does, the next question is answered from that one.
    """

    def __init__(self, path: Path) -> None:
        """Open a file. Raises `AddressesError` where it is none, damaged or of another version."""
        self._path = path
        self._lock = threading.Lock()
        self._connection = open_finished(path)
        self._seen = _version(path)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def parts(self) -> tuple[Part, ...]:
        """What is loaded, by region."""
        with self._reading() as connection:
            return parts_of(connection)

    def streets(self, prefix: str, nis: str | None = None, limit: int = 8) -> tuple[Street, ...]:
        """Streets of which the name, or a later word of it, begins like this; those that are written alike are one."""
        found: dict[int, None] = {}
        with self._reading() as connection:
            for later in (0, 1):
                for key in prefix_keys(prefix):
                    if len(found) < limit:
                        found.update(dict.fromkeys(_beginning(connection, later, key, nis, limit)))
            rows = _streets(connection, list(found)[: max(limit, 0)])
        streets = (Street(r[1], tuple(r[7].split("\n")) if r[7] else (), r[2], r[3], r[4]) for r in rows)
        return tuple(dict.fromkeys(streets))

    def find(
        self, street: str, number: str | None = None, nis: str | None = None, postcode: str | None = None
    ) -> tuple[AddressPoint, ...]:
        """Every place that this street and number can mean; the middle of the street for a number without digits."""
        key = street_key(street)
        if not key:
            return ()
        asked = read_number(number) if number else None
        with self._reading() as connection:
            named = _named(connection, key, nis, postcode)
            if asked is None:
                return tuple(_middle(one) for one in named)
            exact = _exact(connection, [one.id for one in named], asked)
            if exact:
                return tuple(_at(one, exact[one.id], "address") for one in named if one.id in exact)
            near = _nearest(connection, [one.id for one in named], asked)
            return tuple(_at(one, near[one.id], "street") for one in named)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, one thread at a time, to the file that is there now.

        Raises `AddressesError` for a damaged file, without a word of what was asked.
        """
        with self._lock:
            seen = _version(self._path)
            if seen not in (None, self._seen):
                self._connection.close()
                self._connection = open_finished(self._path)
                self._seen = seen
            try:
                yield self._connection
            except sqlite3.DatabaseError as error:
                raise AddressesError(f"{self._path} cannot be read ({error}); load the addresses again") from error


def _version(path: Path) -> tuple[int, int] | None:
    """Which file this is; None where it was dropped."""
    try:
        said = path.stat()
    except FileNotFoundError:
        return None
    return said.st_ino, said.st_mtime_ns


def _beginning(connection: sqlite3.Connection, later: int, key: str, nis: str | None, limit: int) -> list[int]:
    """Streets with a key that begins like this, in order of key; a street can come twice, by two of its names."""
    where, given = ("nis = ? AND", [nis]) if nis else ("", [])
    query = (
        f"SELECT street FROM street_key WHERE {where} later = ? AND key >= ? AND key < ? ORDER BY key, street LIMIT ?"
    )
    return [row[0] for row in connection.execute(query, [*given, later, key, key + _LAST, 3 * max(limit, 0)])]


def _streets(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> Iterable[tuple[int, str, str, str, str, int, int, str]]:
    """The rows of streets, in the order of `ids`."""
    query = """SELECT street.id, name, postcode, municipality, nis, lat, lon, others
        FROM json_each(?) AS wanted JOIN street ON street.id = wanted.value ORDER BY wanted.key"""
    return list(connection.execute(query, (json.dumps(ids),)))


def _named(connection: sqlite3.Connection, key: str, nis: str | None, postcode: str | None) -> list[_Found]:
    """The streets of that name in the municipality and the postcode, where they are given; by municipality."""
    query = """SELECT id, name, postcode, municipality, street.nis, lat, lon
        FROM street_key JOIN street ON id = street
        WHERE later = 0 AND key = ?1 AND (?2 IS NULL OR street_key.nis = ?2) AND (?3 IS NULL OR postcode = ?3)
        ORDER BY municipality, postcode, id"""
    return [_Found(*row) for row in connection.execute(query, (key, nis or None, postcode or None))]


def _exact(connection: sqlite3.Connection, streets: Sequence[int], asked: HouseNumber) -> dict[int, _Row]:
    """The house that was asked for, by street: the same number, else a range that holds it or that it begins."""
    columns = "SELECT street, number, suffix, lat, lon FROM json_each(?1) AS wanted"
    query = f"""{columns} JOIN house ON street = wanted.value WHERE number = ?2
        UNION ALL {columns} JOIN house INDEXED BY house_range ON street = wanted.value
        WHERE number BETWEEN ?2 - ?3 AND ?2 - 1 AND suffix >= '-' AND suffix < '.'"""
    best: dict[int, _Row] = {}
    for row in connection.execute(query, (json.dumps(streets), asked.number, _WIDEST_RANGE)):
        if row[1:3] == (asked.number, asked.suffix):
            best[row[0]] = row
        elif _same_building(HouseNumber(row[1], row[2]), asked):
            best.setdefault(row[0], row)
    return best


def _same_building(house: HouseNumber, asked: HouseNumber) -> bool:
    """12 lies in 12-14, and 12-14 begins at 12; but 12A is a door of its own."""
    if asked.suffix and asked.last == asked.number:
        return False
    return house.covers(asked.number) and (not house.suffix or house.last > house.number)


def _nearest(connection: sqlite3.Connection, streets: Sequence[int], asked: HouseNumber) -> dict[int, _Row]:
    """The nearest house number by street, on the same side of it if there is one as near."""
    below = "SELECT max(number) FROM house AS h WHERE h.street = wanted.value AND h.number <= ?2"
    above = "SELECT min(number) FROM house AS h WHERE h.street = wanted.value AND h.number > ?2"
    same_side = "AND (h.number - ?2) % 2 = 0"
    query = f"""SELECT street, number, suffix, lat, lon FROM json_each(?1) AS wanted JOIN house
        ON street = wanted.value AND number IN (({below}), ({above}), ({below} {same_side}), ({above} {same_side}))"""
    best: dict[int, _Row] = {}
    for row in connection.execute(query, (json.dumps(streets), asked.number)):
        kept = best.get(row[0])
        if kept is None or _apart(row, asked) < _apart(kept, asked):
            best[row[0]] = row
    return best


def _apart(row: _Row, asked: HouseNumber) -> tuple[int, int, str]:
    across = (row[1] - asked.number) % 2
    return abs(row[1] - asked.number) + across, across, row[2]


def _middle(street: _Found) -> AddressPoint:
    where = Point(street.lat / 1e6, street.lon / 1e6)
    return AddressPoint(street.name, None, street.postcode, street.municipality, street.nis, where, "street")


def _at(street: _Found, row: _Row, precision: AddressPrecision) -> AddressPoint:
    return AddressPoint(
        street=street.name,
        number=str(HouseNumber(row[1], row[2])),
        postcode=street.postcode,
        municipality=street.municipality,
        municipality_nis=street.nis,
        point=Point(row[3] / 1e6, row[4] / 1e6),
        precision=precision,
    )
