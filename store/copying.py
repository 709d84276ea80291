"""A copy of an SQLite database while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from store.dialect import reading
from store.errors import NotCopied


def copy_to(engine: Engine, path: Path) -> None:
    """Put what is committed at this moment into a new file; others go on reading and writing.

    The file is there once it is whole and was checked, and only its owner may read it: hidden fields are in it too.
    Raises `NotCopied`, with nothing left behind, and `StoreUnavailable`.
    """
    if engine.dialect.name != "sqlite":
        raise NotCopied("PostgreSQL makes its own copies: pg_dump (docs/operate.md)")
    if path.exists():
        raise NotCopied(f"there is something at {path} already")
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".loket-copy-") as folder:
            unfinished = Path(folder) / path.name
            unfinished.touch(mode=0o600)
            _copy(engine, unfinished)
            unfinished.rename(path)
    except (sqlite3.Error, OSError) as error:
        raise NotCopied(f"the database cannot be copied to {path}: {error}") from error


def _copy(engine: Engine, unfinished: Path) -> None:
    with reading(engine) as connection, closing(sqlite3.connect(unfinished)) as copy:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)  # all of it in one step: page by page, each write of another process begins it anew
        copy.execute("PRAGMA journal_mode = DELETE")  # nothing of it in a second file
        (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise NotCopied(f"the database is damaged: {answer}")
