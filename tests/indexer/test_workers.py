"""Several workers that follow one store at once: nothing is lost, and nothing is applied out of order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Barrier, Event

import pytest

from catalogue import Vocabulary, read_record
from geo import Gazetteer
from indexer import Follower, Projection
from search import Analyser, Engine, EngineLocked, open_embedded
from store import Store
from tests.postgresql import BOTH

pytestmark = pytest.mark.parametrize("address", BOTH, indirect=True)
ROOT = Path(__file__).parents[2]
OFFERS = 60


def take_in(store: Store, now: datetime, word: str, numbers: range = range(OFFERS)) -> None:
    """Offers of one organisation that have this word in their name, in batches as a source gives them."""
    rows = [{"kind": "organisation", "id": "x:o", "name": "Huis"}]
    rows += [{"kind": "offer", "id": f"x:a{n:03}", "organisation": "x:o", "name": f"{word} {n}"} for n in numbers]
    with store.begin_run("x", word, now=now) as run:
        for start in range(0, len(rows), 10):
            given = [read_record({"provenance": {"source": "x"}} | row) for row in rows[start : start + 10]]
            assert not [outcome for outcome in run.compare(given) if outcome.status == "rejected"]
        run.finish({}, now=now)


def names(engine: Engine) -> list[str]:
    """What the index says, in order of id."""
    found = engine.documents([f"x:a{number:03}" for number in range(OFFERS)])
    return [found[id_].name["nl"] for id_ in sorted(found)]


@contextmanager
def worker(
    store: Store, folder: Path, analyser: Analyser, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[tuple[Follower, Engine]]:
    """One that follows the store into an index of its own."""
    engine = open_embedded(folder, analyser, writer=True)
    try:
        yield Follower(store, engine, Projection(gazetteer, vocabulary)), engine
    finally:
        engine.close()


def test_two_workers_at_once_both_have_everything_as_it_last_was(
    store: Store, tmp_path: Path, analyser: Analyser, gazetteer: Gazetteer, vocabulary: Vocabulary, now: datetime
) -> None:
    together, written = Barrier(4), Event()

    def write(part: range) -> None:
        together.wait()
        for word in ("merel", "vink", "spreeuw"):
            take_in(store, now, word, part)

    def follow(folder: str) -> list[str]:
        with worker(store, tmp_path / folder, analyser, gazetteer, vocabulary) as (follower, engine):
            together.wait()
            while not written.is_set():
                follower.follow()
            follower.follow()
            assert follower.behind() == 0
            return names(engine)

    with ThreadPoolExecutor(4) as threads:
        followers = [threads.submit(follow, folder) for folder in ("one", "other")]
        halves = (range(OFFERS // 2), range(OFFERS // 2, OFFERS))
        for writer in [threads.submit(write, half) for half in halves]:
            writer.result()
        written.set()
        assert [one.result() for one in followers] == [[f"spreeuw {number}" for number in range(OFFERS)]] * 2


@pytest.mark.parametrize("position", [0, 20, 40])
def test_while_a_worker_lives_no_other_writes_its_index_and_when_it_is_killed_another_goes_on(
    store: Store,
    address: str,
    tmp_path: Path,
    analyser: Analyser,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    now: datetime,
    position: int,
) -> None:
    take_in(store, now, "merel")
    script = Path(__file__).with_name("die_while_syncing.py")
    with subprocess.Popen(
        [sys.executable, str(script), address, str(tmp_path / "index"), str(position)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "writes\n"
        with pytest.raises(EngineLocked, match=str(first.pid)):
            open_embedded(tmp_path / "index", analyser, writer=True)
        first.stdin.write("go on\n")
        first.stdin.flush()
        assert first.wait() == -signal.SIGKILL
    with worker(store, tmp_path / "index", analyser, gazetteer, vocabulary) as (second, engine):
        assert engine.position() == position
        second.follow()
        assert (second.behind(), names(engine)) == (0, [f"merel {number}" for number in range(OFFERS)])
