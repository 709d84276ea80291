"""A power cut in the middle of an ingest loses nothing: the same command again completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from catalogue import Sources, Vocabulary, write_record
from indexer.ingest import ingest
from indexer.report import Report
from indexer.sources.records import RecordsReader
from store import Store
from tests.postgresql import BOTH

ROOT = Path(__file__).parents[2]
# Every offer names an organisation that comes later in the file.
RECORDS: list[dict[str, Any]] = [
    *({"kind": "offer", "id": f"x:a{n}", "organisation": f"x:o{n}", "name": f"Hulp {n}"} for n in range(600)),
    *({"kind": "organisation", "id": f"x:o{n}", "name": f"Dienst {n}"} for n in range(600)),
]


def state_of(store: Store) -> Any:
    records = {kept.id: (write_record(kept.record), kept.version, kept.state) for kept in store.records(state=None)}
    changes = sorted((change.record_id, change.operation, change.version) for change in store.changes_since(0, 10_000))
    return records, changes


def read_in(path: Path, store: Store, now: datetime) -> Report:
    return ingest(
        RecordsReader(), path, store=store, vocabulary=Vocabulary({}), gazetteer=None, source="records", now=now
    )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The state after a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "records.jsonl").write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in RECORDS))
    store = Store.open(f"sqlite:///{folder / 'store.db'}", Sources({}), create=True)
    read_in(folder / "records.jsonl", store, datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Brussels")))
    state = state_of(store)
    store.close()
    return state


# About 20 statements a batch: before anything is written, within a batch, after one, among what waited for another.
@pytest.mark.parametrize("address", BOTH, indirect=True)
@pytest.mark.parametrize("statements", [3, 30, 45, 85])
def test_after_a_kill_the_same_command_leaves_the_same_state_as_an_undisturbed_run(
    written: Callable[..., Path], address: str, now: datetime, undisturbed: Any, statements: int
) -> None:
    path = written(*RECORDS)
    Store.open(address, Sources({}), create=True).close()

    script = Path(__file__).with_name("die_while_ingesting.py")
    died = subprocess.run(
        [sys.executable, str(script), address, str(path), str(statements)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()

    store = Store.open(address, Sources({}))
    there = store.count()
    assert there < len(RECORDS)
    report = read_in(path, store, now)
    assert report.totals == {
        "new": len(RECORDS) - there,
        "changed": 0,
        "unchanged": there,
        "rejected": 0,
        "gone": 0,
    }
    assert state_of(store) == undisturbed
    assert next(iter(store.runs(5))).state == "done"
    assert "running" not in {run.state for run in store.runs(5)}
    store.close()
