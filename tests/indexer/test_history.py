"""Whether an index and a store have one history is told without mistake in either direction, and once in the log."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from catalogue import read_record
from indexer import BackgroundFollower, OtherHistory
from indexer.history import changes_after, end_of, other_history
from search import EngineAway, Reached
from store import Change, Store
from tests.postgresql import BOTH
from tests.store.world import SOURCES

BEGIN = datetime(2026, 11, 22, 12, tzinfo=UTC)


def change(store: Store, seconds: int) -> None:
    """One line more in the log; the same record each time, and never at the same moment."""
    now = BEGIN + timedelta(seconds=seconds)
    said = {"kind": "organisation", "id": "x:o", "name": f"Huis {seconds}", "provenance": {"source": "x"}}
    with store.begin_run("x", "x", now=now) as run:
        run.compare([read_record(said)])
        run.finish({}, now=now)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables alone."""
    folder = tmp_path_factory.mktemp("empty")
    opened = Store.open(f"sqlite:///{folder / 'made.sqlite'}", SOURCES, create=True)
    opened.copy_to(folder / "empty.sqlite")
    opened.close()
    return folder / "empty.sqlite"


Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["change", "change", "follow", "rebuild", "copy", "put back"]), st.integers(1, 3)),
    min_size=6,
    max_size=12,
)
"""Each with how many changes are made, or followed at most."""


@given(steps=STEPS)
@settings(max_examples=settings.default.max_examples // 5 if settings.default else 10)
def test_an_index_is_of_another_history_exactly_where_it_has_a_change_that_the_store_has_not(
    empty: Path, steps: list[Step]
) -> None:
    """Against two lists: what happened to the store, and what of it the index followed."""
    seconds = count()
    happened: list[int] = []
    followed: list[int] = []
    kept: list[int] = []
    reached = Reached(0)
    with TemporaryDirectory() as name:
        copy, versions = empty, count()

        def opened() -> Store:
            file = Path(name) / f"{next(versions)}.sqlite"
            file.write_bytes(copy.read_bytes())
            return Store.open(f"sqlite:///{file}", SOURCES)

        store = opened()
        for step, size in [("change", 2), ("follow", 2), *steps, ("change", 2), ("look", 1)]:
            is_one = followed == happened[: len(followed)]
            assert (other_history(store, reached) is None) == is_one
            if step == "change":
                for _ in range(size):
                    happened.append(next(seconds))
                    change(store, happened[-1])
            elif step == "follow" and is_one:
                new = changes_after(store, reached, size)
                assert len(new) == min(size, len(happened) - len(followed))
                followed = happened[: len(followed) + len(new)]
                reached = Reached(new[-1].seq, new[-1].mark) if new else reached
            elif step == "rebuild":
                followed, reached = list(happened), end_of(store)
            elif step == "copy":
                store.copy_to(copy := Path(name) / f"copy-{next(versions)}.sqlite")
                kept = list(happened)
            elif step == "put back":
                store.close()
                store, happened = opened(), list(kept)
        store.close()


@pytest.mark.parametrize("address", BOTH, indirect=True)
def test_a_mark_is_the_same_on_every_database_and_in_every_version(store: Store) -> None:
    """Else all indices would be of another history after an upgrade."""
    change(store, 5)
    assert end_of(store) == Reached(1, "8bcc4e63b72e9e9d")


def test_a_number_that_the_log_leaves_out_is_of_another_history(store: Store, address: str) -> None:
    """A replica that becomes the primary goes on some numbers further."""
    change(store, 1)
    with closing(sqlite3.connect(make_url(address).database or "")) as database, database:
        database.execute("UPDATE sqlite_sequence SET seq = 19 WHERE name = 'change_log'")
    change(store, 2)
    assert store.last_change() == 20
    assert other_history(store, Reached(7, LINE.mark)) is not None
    assert [one.seq for one in changes_after(store, Reached(7), 10)] == [20]


LINE = Change(7, "x:o", "offer", "upsert", 3, BEGIN)


@pytest.mark.parametrize(
    "other",
    [
        replace(LINE, seq=8),
        replace(LINE, record_id="x:p"),
        replace(LINE, kind="location"),
        replace(LINE, operation="gone"),
        replace(LINE, version=4),
        replace(LINE, at=BEGIN + timedelta.resolution),
    ],
)
def test_a_line_that_differs_in_anything_has_another_mark(other: Change) -> None:
    assert other.mark != LINE.mark


def test_whoever_follows_says_once_what_an_operator_must_do_and_once_of_each_other_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("indexer.sync.INTERVAL", 0)
    faults: list[Callable[[], Exception]] = [EngineAway, OtherHistory, OtherHistory, EngineAway, OtherHistory]
    seen: list[str | None] = []

    class Follows:
        def follow(self) -> None:
            seen.append(background.failure)
            if faults:
                raise faults.pop(0)()
            background._stopping.set()

    background = BackgroundFollower(Follows(), "the search index")
    with caplog.at_level(logging.ERROR):
        background.run()
    assert [bool(line.exc_info) for line in caplog.records] == [True, False]
    assert caplog.messages[1] == f"the search index does not follow the store: {OtherHistory()}"
    assert seen[-1] == f"OtherHistory: {OtherHistory()}"
    assert background.failure is None
