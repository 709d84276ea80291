"""Several at once: writers wait or are told, readers are never held up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from store import Store, VersionConflict
from tests.store.world import NOW, SOURCES, field_of, organisation, records, take_in


def test_of_two_editors_at_once_one_wins_and_the_other_is_told(address: str, store: Store) -> None:
    take_in(store, organisation("x:o1"))
    together = Barrier(2)

    def edit(name: str) -> str:
        own = Store.open(address, SOURCES)
        together.wait()
        try:
            own.edit("x:o1", {"name": name}, who=name, why="", expected_version=1, now=NOW)
        except VersionConflict:
            return ""
        finally:
            own.close()
        return name

    with ThreadPoolExecutor(2) as threads:
        winners = [name for name in threads.map(edit, ["An", "Bo"]) if name]
    assert len(winners) == 1
    assert field_of(store, "x:o1", "name") == winners[0]


def test_runs_and_edits_at_once_lose_nothing(address: str, store: Store) -> None:
    rows = [organisation(f"x:o{number}") for number in range(40)]
    take_in(store, *rows)
    together = Barrier(4)

    def edit(mine: int) -> int:
        together.wait()
        for number in range(mine, 40, 3):
            stored = store.get(f"x:o{number}")
            assert stored is not None
            try:
                store.edit(stored.id, {"name": "Ed"}, who="e", why="", expected_version=stored.version, now=NOW)
            except VersionConflict as conflict:  # the run came between: once more, on what it says now
                version = conflict.current.version
                store.edit(stored.id, {"name": "Ed"}, who="e", why="", expected_version=version, now=NOW)
        return 0

    def ingest() -> int:
        together.wait()
        with store.begin_run("x", "again", now=NOW) as run:
            for one in rows:
                run.compare(records([{**one, "email": "a@b.be"}]))
            run.finish({}, now=NOW)
        return 0

    with ThreadPoolExecutor(4) as threads:
        work = [threads.submit(edit, number) for number in range(3)] + [threads.submit(ingest)]
        for one in work:
            one.result()
    for stored in store.records():
        assert field_of(store, stored.id, "name") == "Ed"
        assert field_of(store, stored.id, "email") == "a@b.be"
        assert stored.version == 3
    seqs = [change.seq for change in store.changes_since(0)]
    assert seqs == list(range(1, 121))
    assert store.check() == []


def test_a_reader_sees_what_was_committed_while_a_writer_is_at_work(store: Store) -> None:
    take_in(store, organisation("x:o1", "oud"))
    with store.begin_run("x", "dry", now=NOW, dry_run=True) as run:
        run.compare(records([organisation("x:o1", "nieuw"), organisation("x:o2")]))
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(field_of, store, "x:o1", "name").result() == "oud"
            assert threads.submit(store.count).result() == 1
