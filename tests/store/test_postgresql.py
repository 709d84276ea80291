"""What only PostgreSQL can do to a store: a server that is away, that says no, or that someone set up otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from store import Store, StoreNotReady, StoreUnavailable
from tests.postgresql import Databases
from tests.store.world import SOURCES, organisation, take_in


@pytest.fixture
def empty(postgresql: Databases) -> Iterator[str]:
    """The address of a database without tables."""
    address = postgresql.new(template="template0")
    yield address
    postgresql.drop(address)


@pytest.fixture
def beside(empty: str) -> Iterator[Engine]:
    """A connection to it past the store."""
    engine = create_engine(empty)
    yield engine
    engine.dispose()


def test_an_empty_database_is_refused_with_what_to_do(empty: str) -> None:
    with pytest.raises(StoreNotReady, match="loket init"):
        Store.open(empty, SOURCES)


def test_two_that_set_it_up_at_once_make_one_store(empty: str) -> None:
    together = Barrier(2)

    def set_up(number: int) -> str:
        together.wait()
        store = Store.open(empty, SOURCES, create=True)
        take_in(store, organisation(f"x:o{number}"))
        version = store.schema_version()
        store.close()
        return version

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(set_up, range(2)))) == 1
    store = Store.open(empty, SOURCES)
    assert store.count() == 2
    store.close()


def test_who_may_make_no_tables_is_told_so(empty: str, beside: Engine) -> None:
    with beside.begin() as connection:
        connection.execute(text("CREATE ROLE loket_guest LOGIN PASSWORD 'guest'"))
    try:
        guest = make_url(empty).set(username="loket_guest", password="guest")
        with pytest.raises(StoreNotReady, match="permission denied"):
            Store.open(guest.render_as_string(hide_password=False), SOURCES, create=True)
    finally:
        with beside.begin() as connection:
            connection.execute(text("DROP ROLE loket_guest"))


def test_a_server_that_is_away_is_told_without_the_password(tmp_path: object) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer") as told:
        Store.open(f"postgresql+psycopg://loket:geheim@/loket?host={tmp_path}", SOURCES)
    assert "geheim" not in str(told.value)


def test_without_its_driver_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreNotReady, match=r"psycopg.*requirements/postgresql\.txt"):
        Store.open("postgresql+psycopg://loket@localhost/loket", SOURCES)


def test_sessions_that_the_server_ends_are_begun_anew_without_a_fault(empty: str, beside: Engine) -> None:
    store = Store.open(empty, SOURCES, create=True)
    take_in(store, organisation("x:o1"))
    with beside.begin() as connection:
        ended = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).scalars()
        assert list(ended) == [True]
    assert store.count() == 1
    store.close()


def test_a_database_that_is_lost_is_unavailable_and_not_a_fault_of_the_code(postgresql: Databases) -> None:
    address = postgresql.new()
    store = Store.open(address, SOURCES)
    postgresql.drop(address)
    with pytest.raises(StoreUnavailable):
        store.count()
    with pytest.raises(StoreUnavailable):
        take_in(store, organisation("x:o1"))
    store.close()


def test_a_text_with_a_nul_is_no_id(empty: str) -> None:
    store = Store.open(empty, SOURCES, create=True)
    assert store.get("x:o\0") is None
    assert list(store.records(after="x:o\0")) == []
    assert store.history("x:o\0") == []
    store.close()
