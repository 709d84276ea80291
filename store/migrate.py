"""Bring a database to the newest schema, and tell which one it has (Alembic, `store/migrations`)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from store.dialect import reading, writing
from store.errors import StoreNotReady

_MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """The settings of Alembic: only where the migrations stand; the connection is given by who runs them."""
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix().replace("%", "%%"))
    return config


def newest() -> str:
    """The revision that this version of the code needs."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None, "there is always a first migration"
    return head


def current(connection: Connection) -> str | None:
    """The revision of the database; `None` where it holds no store."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Apply all missing migrations, in one transaction: all or nothing, one process at a time.

    Raises `StoreNotReady` where the database does not allow it.
    """
    _found(engine)
    config = configuration()
    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        raise StoreNotReady(f"the tables cannot be made: {error.orig}") from error


def require_newest(engine: Engine) -> None:
    """Raise `StoreNotReady`, with what to do, unless the database has the schema of this version."""
    revision = _found(engine)
    if revision is None:
        raise StoreNotReady("the database is empty; fill it with `loket init`")
    if revision != newest():
        raise StoreNotReady(f"the database has schema {revision}, not {newest()}; bring it up to date: `loket init`")


def _found(engine: Engine) -> str | None:
    """The revision of the database. Raises `StoreNotReady` for one that is no database or newer than this code."""
    try:
        with reading(engine) as connection:
            revision = current(connection)
    except DatabaseError as error:
        raise StoreNotReady(f"the database cannot be opened: {error.orig}") from error
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreNotReady(f"the database has schema {revision}, which this loket does not know; update loket")
    return revision
