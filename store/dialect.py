"""Where SQLite and PostgreSQL differ: types, transactions, locks, and what the database says of its own health.

SQLite: the driver begins no transaction of its own; readers get `BEGIN` (a snapshot, WAL), writers `BEGIN IMMEDIATE`,
so that two writers wait for each other instead of failing half-way. PostgreSQL: writers take one advisory lock before
their first number of the change log and let go of it after their commit is seen, so that numbers are in commit order
and whoever follows the log misses none; readers read one snapshot.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Integer,
    String,
    Text,
    any_,
    create_engine,
    event,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.types import TypeDecorator

from store.errors import StoreBusy, StoreNotReady, StoreUnavailable
from store.moments import in_utc

BUSY_SECONDS = 30
"""How long a writer waits for another one. A batch of a source run takes well under a second; a dry run holds on."""

CONNECT_SECONDS = 5
"""How long a PostgreSQL that does not answer is waited for, where the URL does not say `connect_timeout`."""

_OPTIONS: Mapping[str, Any] = {"pool_size": 10, "max_overflow": 40, "hide_parameters": True}
"""Connections of one process, at most fifty: a server answers forty requests at once and follows the change log.

What stands in a record, hidden fields among it, is never part of the message of a fault.
"""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -16384",  # KiB of one connection, of which a server has many
)
_WRITER_LOCK = 0x6C6F6B6574  # "loket"; any number that no other program takes in the same database
_WRITES = "loket_writes"


class _Id(TypeDecorator[str]):
    """Text in which there is no NUL: PostgreSQL refuses to compare with one, and no id has it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """With U+FFFD for a NUL, which no id has either."""
        return value.replace("\0", "\ufffd") if value else value


Id = _Id(200).with_variant(_Id(200, collation="C"), "postgresql")
"""Record ids (`catalogue.ids.ID_LENGTH`), in byte order on both databases."""

Sequence = BigInteger().with_variant(Integer(), "sqlite")
"""Ever-growing numbers; SQLite numbers rows by itself only for `INTEGER`."""


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC. SQLite has no time zones, so they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; without a time zone it is Belgian time."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def make_engine(address: str, *, create: bool) -> Engine:
    """The engine for a database URL. `create` makes the folder of an SQLite file.

    Raises `StoreNotReady` where an SQLite file is missing, `ValueError` for one in memory, which threads cannot share.
    """
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return _postgresql(url)
    _sqlite_file(url, create=create)
    engine = create_engine(url, **_OPTIONS, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    """Connections are tried before they are used, so that a server that was restarted is found again by itself.

    Writers must see what was committed while they waited for each other, whatever the server's default isolation is.
    """
    waiting = {"connect_timeout": CONNECT_SECONDS} if "connect_timeout" not in url.query else {}
    try:
        return create_engine(
            url, **_OPTIONS, connect_args=waiting, isolation_level="READ COMMITTED", pool_pre_ping=True
        )
    except ModuleNotFoundError as missing:
        raise StoreNotReady(f"the database needs {missing.name}; install requirements/postgresql.txt") from missing


def _sqlite_file(url: URL, *, create: bool) -> None:
    if not url.database or url.database == ":memory:":
        raise ValueError("the store needs a file: sqlite:///PATH")
    path = Path(url.database)
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        raise StoreNotReady(f"there is no database at {path}; make it with `loket init`")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error:
        connection.close()
        raise


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection whose queries all see the same moment. Raises `StoreUnavailable`."""
    with _told(), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that is the only writer; commits at the end, rolls back on an exception.

    Raises `StoreBusy` when another writer holds on for longer than `BUSY_SECONDS`, and `StoreUnavailable`: whether a
    commit that was under way holds is then not known.
    """
    with _told(), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK})
            yield connection


@contextmanager
def _told() -> Iterator[None]:
    """Tell faults that are the database's own, by what can be done about them; the others are faults of the code."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        if _is_busy(error):
            raise StoreBusy(f"another writer holds the store for more than {BUSY_SECONDS} seconds") from error
        raise StoreUnavailable(f"the database does not answer: {error.orig}") from error


def _is_busy(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.OperationalError):
        return error.orig.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT)
    return getattr(error.orig, "sqlstate", None) == "55P03"  # lock_not_available


def among(connection: Connection, column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether the column has one of the values: one parameter however many there are, so that statements are reused.

    Values with a NUL are left out: no column has one, and PostgreSQL refuses to compare with it.
    """
    wanted = sorted({value for value in values if "\0" not in value})
    if connection.dialect.name == "postgresql":
        return column == any_(literal(wanted, ARRAY(Text)))
    rows = func.json_each(orjson.dumps(wanted).decode()).table_valued("value")
    return column.in_(select(rows.c.value))


def health(connection: Connection) -> list[str]:
    """What the database finds wrong with its own files, in its own words. PostgreSQL guards its own."""
    if connection.dialect.name != "sqlite":
        return []
    answers = connection.exec_driver_sql("PRAGMA quick_check(20)").scalars().all()
    return [f"the database file is damaged: {answer}" for answer in answers if answer != "ok"]
