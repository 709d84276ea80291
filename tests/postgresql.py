"""A PostgreSQL for the tests: Debian's server, in a folder of its own, and a new database for whoever asks.

It is the server that operators run, with the collation of a Belgian one, so that an order that only holds byte by byte
shows. It listens on a socket in its folder alone, and does not wait for the disk: what it keeps is thrown away.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from store import Store
from tests.missing import missing
from tests.store.world import SOURCES

DEBIAN = Path("/usr/lib/postgresql")
"""Debian keeps each version in a folder of its own, which is not on the path."""

BELGIAN = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nl-BE")

CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
shared_buffers = 16MB
max_connections = 120
"""


class NoServer(Exception):
    """There is no PostgreSQL on this machine; the message says how to get one."""


class Server:
    """A server of our own. Its processes end with `remove`."""

    def __init__(self, programs: Path, folder: Path) -> None:
        """Make a cluster in an empty folder and start it; root lends it to another user, as PostgreSQL demands."""
        self._programs = programs
        self._folder = folder
        self._user = _other_user() if os.getuid() == 0 else None
        if self._user is not None:
            os.chown(folder, *self._user)
        self._run("initdb", "--no-sync", "--auth=trust", "--username=loket", "--encoding=UTF8", *BELGIAN)
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(folder=folder))
        self.start()

    @property
    def url(self) -> URL:
        """The database of the server's administrator."""
        return make_url(f"postgresql+psycopg://loket@/postgres?host={self._folder}")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={self._folder / 'log'}")

    def stop(self, how: str = "fast") -> None:
        """Stop it, and wait until it has: `fast` ends the sessions in order, `immediate` as a power cut does."""
        self._run("pg_ctl", "stop", "--wait", "--silent", f"--mode={how}")

    def remove(self) -> None:
        """Stop it and throw everything away."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        user, group = self._user or (None, None)
        command = [str(self._programs / program), *arguments]
        environment = {"PGDATA": str(self._folder / "data"), "PATH": os.environ["PATH"]}
        subprocess.run(
            command,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            cwd=self._folder,
            env=environment,
            stdout=subprocess.DEVNULL,  # of the server too: a pipe would stay open as long as it runs
            check=True,
        )


def _other_user() -> tuple[int, int]:
    """The user of Debian's package, else nobody."""
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return entry.pw_uid, entry.pw_gid


def programs() -> Path:
    """The folder of the newest server on this machine. Raises `NoServer`."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])) if DEBIAN.is_dir() else []
    other = shutil.which("initdb")
    if not found and other is None:
        raise NoServer("no PostgreSQL server here: apt-get install postgresql, or set LOKET_TEST_POSTGRESQL_URL")
    return found[-1].parent if found else Path(str(other)).resolve().parent


@contextmanager
def own_server() -> Iterator[Server]:
    """A server for as long as the block lasts. Raises `NoServer`."""
    where = programs()
    # Not in the folder of the tests: the path of a socket must be short, and only root may enter that one.
    server = Server(where, Path(tempfile.mkdtemp(prefix="loket-postgresql-")))
    try:
        yield server
    finally:
        server.remove()


class Databases:
    """New databases on a server, each a copy of one with the tables of the store."""

    def __init__(self, server: URL) -> None:
        """`server`: any database of it, of a user who may make others."""
        self._server = server
        self._engine = create_engine(server, isolation_level="AUTOCOMMIT")
        self._numbers = count()
        self._names: list[str] = []
        self._template = self.new(template="template0")
        Store.open(self._template, SOURCES, create=True).close()

    def new(self, template: str | None = None) -> str:
        """The address of a new database, with the empty tables of a store unless `template` is another one."""
        name = f"loket_test_{os.getpid()}_{next(self._numbers)}"
        source = template or make_url(self._template).database
        with self._engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{source}"'))
        self._names.append(name)
        return self._server.set(database=name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        """Throw a database away, whoever still uses it."""
        name = make_url(address).database
        with self._engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        self._names.remove(str(name))

    def close(self) -> None:
        """Throw all away."""
        for name in list(self._names):
            self.drop(self._server.set(database=name).render_as_string(hide_password=False))
        self._engine.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """New databases on the server at LOKET_TEST_POSTGRESQL_URL, else on one of our own, one for each worker of a run.

    A machine without a server fails in CI, and elsewhere skips what needs one.
    """
    with ExitStack() as held:
        given = os.environ.get("LOKET_TEST_POSTGRESQL_URL")
        try:
            url = make_url(given) if given else held.enter_context(own_server()).url
        except NoServer as fault:
            missing(fault)
        databases = Databases(url)
        held.callback(databases.close)
        yield databases


BOTH = ("sqlite", "postgresql")
"""The databases that a store may be on: `@pytest.mark.parametrize("address", BOTH, indirect=True)`."""


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a test may make a store: an SQLite file, unless the test is for `BOTH`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield f"sqlite:///{tmp_path / 'loket.sqlite'}"
        return
    databases: Databases = request.getfixturevalue("postgresql")
    address = databases.new()
    yield address
    databases.drop(address)
