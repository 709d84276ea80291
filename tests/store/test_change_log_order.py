"""The change log on PostgreSQL, where transactions may commit in another order than they began in."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import create_engine, text, update

from store import Change, Store, VersionConflict
from store.dialect import make_engine, writing
from store.schema import change_log, record
from tests.postgresql import Databases
from tests.store.world import NOW, SOURCES, organisation, records, take_in

WRITERS, RUNS, BATCHES = 3, 4, 4


@pytest.fixture
def held_up(postgresql: Databases) -> Iterator[str]:
    """A database whose transactions see one moment unless told otherwise, as an administrator may have it."""
    address = postgresql.new()
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'repeatable read'"))
    engine.dispose()
    yield address
    postgresql.drop(address)


def wait_until_it_waits(address: str, work: Future[Any]) -> None:
    """Until a writer waits for another one, or is through without."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with engine.connect() as connection:
        while not work.done() and not connection.execute(waiting).scalar_one():
            pass
    engine.dispose()


def follow(store: Store, seen: list[Change]) -> None:
    """Take note of what came after what was seen."""
    seen += store.changes_since(seen[-1].seq if seen else 0)


def test_a_change_that_has_its_number_and_is_not_committed_holds_up_later_numbers(held_up: str) -> None:
    store, seen = Store.open(held_up, SOURCES), list[Change]()
    first = {"record_id": "x:early", "kind": "organisation", "operation": "upsert", "version": 1, "at": NOW}
    engine = make_engine(held_up, create=False)
    with ThreadPoolExecutor(1) as threads:
        with writing(engine) as connection:
            connection.execute(change_log.insert(), first)
            later = threads.submit(take_in, store, organisation("x:late"))
            wait_until_it_waits(held_up, later)
            follow(store, seen)
        later.result()
    follow(store, seen)
    assert [change.record_id for change in seen] == ["x:early", "x:late"]
    engine.dispose()
    store.close()


def test_who_waited_for_another_writer_sees_what_that_one_wrote(held_up: str) -> None:
    store, engine = Store.open(held_up, SOURCES), make_engine(held_up, create=False)
    take_in(store, organisation("x:o1"))

    def edit() -> None:
        store.edit("x:o1", {"name": "Ed"}, who="e", why="", expected_version=1, now=NOW)

    with ThreadPoolExecutor(1) as threads:
        with writing(engine) as connection:
            connection.execute(update(record).values(version=2))
            waiting = threads.submit(edit)
            wait_until_it_waits(held_up, waiting)
        with pytest.raises(VersionConflict):
            waiting.result()
    engine.dispose()
    store.close()


def test_who_follows_while_many_write_misses_nothing_and_sees_it_in_order(address: str, store: Store) -> None:
    together, written = Barrier(WRITERS + 1), Event()

    def write(mine: int) -> None:
        own = Store.open(address, SOURCES)
        together.wait()
        for number in range(RUNS):
            with own.begin_run(f"w{mine}", "run", now=NOW) as run:
                for batch in range(BATCHES):
                    run.compare(records([organisation(f"w{mine}:o{batch}", f"Naam {number}")]))
                run.finish({}, now=NOW)
        own.close()

    def read() -> list[Change]:
        seen = list[Change]()
        together.wait()
        while not written.is_set():
            follow(store, seen)
        follow(store, seen)
        return seen

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(read)
        for one in [threads.submit(write, number) for number in range(WRITERS)]:
            one.result()
        written.set()
        seen = reader.result()
    assert seen == store.changes_since(0, 10_000)
    assert len(seen) == WRITERS * RUNS * BATCHES
    told = {at: [one.version for one in seen if one.record_id == at] for at in {one.record_id for one in seen}}
    assert all(versions == list(range(1, RUNS + 1)) for versions in told.values())
