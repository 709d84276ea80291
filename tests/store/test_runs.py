"""Source runs: what is kept of them, dry runs, and what remains of a run that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store import Store
from tests.store.world import NOW, SOURCES, Row, content, offer, organisation, records, replace_all, take_in

ROWS = [organisation(f"x:o{number:03}") for number in range(200)]


def break_off(store: Store, rows: list[Row], *, dry_run: bool) -> None:
    with store.begin_run("x", "x.jsonl", now=NOW, dry_run=dry_run) as run:
        run.compare(records(rows))
        raise ZeroDivisionError


def test_a_run_is_kept_with_its_counts(store: Store) -> None:
    with store.begin_run("x", "x.jsonl", now=NOW) as run:
        assert [one.state for one in store.runs()] == ["running"]
        run.finish({"new": 3}, now=NOW)
    (summary,) = store.runs()
    assert (summary.source, summary.label, summary.state, summary.counts) == ("x", "x.jsonl", "done", {"new": 3})
    assert summary.started == summary.finished == NOW


def test_a_run_that_an_exception_ends_has_failed_and_keeps_its_batches(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        break_off(store, ROWS[:1], dry_run=False)
    assert [one.state for one in store.runs()] == ["failed"]
    assert store.count() == 1


@pytest.mark.parametrize("ending", [KeyboardInterrupt, None])
def test_a_run_that_is_broken_off_was_stopped(store: Store, ending: type[BaseException] | None) -> None:
    try:
        with store.begin_run("x", "x.jsonl", now=NOW):
            if ending is not None:
                raise ending
    except KeyboardInterrupt:
        pass
    assert [one.state for one in store.runs()] == ["stopped"]


def test_a_dry_run_tells_what_a_real_one_would_do_and_leaves_nothing(store: Store, address: str) -> None:
    replace_all(store, organisation("x:o1"), organisation("x:o2"), organisation("x:o3"))
    before = content(address)
    rows = [organisation("x:o1"), organisation("x:o2", "anders"), organisation("x:o9"), offer("x:a1", "x:o9")]
    told = []
    for dry in (True, False):
        with store.begin_run("x", "x.jsonl", now=NOW, dry_run=dry) as run:
            outcomes = [run.compare(records([one])) for one in rows]
            told.append((outcomes, run.missing(), run.mark_gone(), run.seen()))
            run.finish({}, now=NOW)
        if dry:
            assert content(address) == before
    assert told[0] == told[1]
    assert content(address) != before


def test_a_dry_run_that_fails_leaves_nothing_and_lets_others_write(store: Store, address: str) -> None:
    before = content(address)
    with pytest.raises(ZeroDivisionError):
        break_off(store, ROWS, dry_run=True)
    assert content(address) == before
    assert take_in(store, ROWS[0])[0].status == "new"


KILLED = """
import sys
from tests.store.world import NOW, SOURCES, records
from tests.store.test_runs import ROWS
from store import Store
store = Store.open(sys.argv[1], SOURCES)
with store.begin_run("x", "killed", now=NOW) as run:
    for number, record in enumerate(records(ROWS)):
        run.compare([record])
        print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0, 7, 40])
def test_a_run_that_is_killed_loses_nothing_and_the_next_one_completes(store: Store, address: str, after: int) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, address], cwd=root, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(after + 1):
            child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
    assert store.check() == []
    kept = store.count()
    assert kept >= after + 1
    assert [change.record_id for change in store.changes_since(0)] == [one["id"] for one in ROWS[:kept]]
    outcomes = take_in(store, *ROWS)
    assert [one.status for one in outcomes] == ["unchanged"] * kept + ["new"] * (len(ROWS) - kept)
    assert [(one.label, one.state) for one in store.runs()] == [("a file", "done"), ("killed", "stopped")]


def test_a_run_of_a_living_process_stays_running(store: Store, address: str) -> None:
    other = Store.open(address, SOURCES)
    with store.begin_run("x", "first", now=NOW), other.begin_run("y", "second", now=NOW):
        assert [one.state for one in store.runs()] == ["running", "running"]
    other.close()
