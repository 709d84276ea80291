"""A process that is killed while it makes vectors: the next one goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.vectors import BATCH
from search import EngineLocked
from search.engine.opensearch import NodeShelf
from search.engine.opensearch.lease import SECONDS
from search.meaning import KeepsVectors, Shelf, key_of, passage
from tests.search.indices import Indices
from tests.search.meaning.die_while_making import make, offers
from tests.search.meaning.toy import Toy

ROOT = Path(__file__).parents[3]


def killed(*given: str | Path) -> int:
    """How many vectors it must have kept."""
    command = [sys.executable, "-m", "tests.search.meaning.die_while_making", *map(str, given)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(5):
            done = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    assert done >= 4 * BATCH
    return done


def goes_on(folder: Path, opened: Callable[[], KeepsVectors], done: int) -> None:
    """Makes what is missing, each once."""
    toy, before = Toy(), opened()
    before.open(toy)
    kept = len(before.known([key_of(passage(offer)) for offer in offers()]))
    assert kept >= done
    assert make(folder, opened(), toy) == len(toy.read) == len(offers()) - kept
    assert len(set(toy.read)) == len(toy.read)


def test_on_a_disk(tmp_path: Path) -> None:
    done = killed(tmp_path)
    goes_on(tmp_path, lambda: Shelf(tmp_path / "vectors", writer=True), done)


def test_in_a_node_once_the_lease_of_the_dead_has_run_out(tmp_path: Path, opensearch: Indices) -> None:
    prefix = opensearch.prefix(tmp_path)
    done = killed(tmp_path, opensearch.address.url, prefix)
    with pytest.raises(EngineLocked):
        make(tmp_path, NodeShelf(opensearch.address, prefix), Toy())
    goes_on(tmp_path, lambda: NodeShelf(opensearch.address, prefix, clock=lambda: time.time() + SECONDS), done)
