"""`make bench-opensearch`: made-up offers are indexed by a real node and searched; shows rates, times and sizes.

Each number of offers has a node of its own. With `--keep` all stays in a folder, and what is there already is not made
again: then only answers are measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.made import take_in_world
from benchmarks.opensearch.following import measure_following
from benchmarks.opensearch.indexing import measure_indexing, measure_size
from benchmarks.opensearch.nearest import measure_nearest
from benchmarks.opensearch.node import HEAP, PlainClient, running
from benchmarks.opensearch.searching import measure_answers
from benchmarks.questions import questions
from catalogue.demo import World
from loket.commands.demo import DEMO
from loket.composition import Loket
from loket.settings import Settings
from scripts.opensearch_node import NodeError
from search import IndexOutdated

PREFIX = "loket-bench"
UNDER_LOAD = 2_000
"""Different questions while offers change."""


def main() -> int:
    """Run all measurements that are asked for; 1 where this machine cannot run a node."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.opensearch", description=__doc__)
    parser.add_argument("--offers", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="Without a store.")
    parser.add_argument("--stored", type=int, nargs="*", default=[40_000], help="Through a store that is followed.")
    parser.add_argument("--vectors", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="Made up.")
    parser.add_argument("--calls", type=int, default=400)
    parser.add_argument("--changes", type=int, default=20, help="Of offers in the store, while people search.")
    parser.add_argument("--keep", type=Path, default=None, help="A folder for measuring only, to measure again.")
    asked = parser.parse_args()
    print(f"one client, warm, one node with a heap of {HEAP}, {os.cpu_count()} cores")
    try:
        with kept(asked.keep) as folder:
            measure(folder, asked)
    except NodeError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def measure(folder: Path, asked: argparse.Namespace) -> None:
    """Each number of offers and of vectors by itself."""
    for count in asked.offers:
        print(f"\n{count:,} made-up offers")
        with opened(folder / f"offers-{count}") as (settings, client):
            measure_offers(settings, client, count, asked.calls)
    for count in asked.stored:
        print(f"\n{count:,} made-up offers in a store")
        with opened(folder / f"stored-{count}") as (settings, client):
            with Loket(settings, create=True) as loket, tempfile.TemporaryDirectory() as name:
                if not loket.store.last_change():
                    take_in_world(loket, Path(name), count)
            measure_offers(settings, client, count, asked.calls)
            if asked.changes:
                measure_following(settings, asked_of(settings, count, UNDER_LOAD), asked.changes)
    for count in asked.vectors:
        print(f"\n{count:,} made-up vectors")
        with running(folder / f"vectors-{count}") as client:
            measure_nearest(client, count, asked.calls)


@contextmanager
def kept(asked: Path | None) -> Iterator[Path]:
    """The folder asked for, or one that is thrown away; the node, which may be another user, can read it."""
    if asked is not None:
        asked.mkdir(parents=True, exist_ok=True)
        yield asked.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Settings, PlainClient]]:
    """A node over the folder, and the settings for a data folder beside it."""
    with running(folder / "node") as client:
        yield (
            Settings(
                data_dir=folder / "var",
                engine="opensearch",
                opensearch_url=client.url,
                opensearch_prefix=PREFIX,
                opensearch_timeout=60,
                embedder="none",
            ),
            client,
        )


def measure_offers(settings: Settings, client: PlainClient, count: int, calls: int) -> None:
    """Index so many offers where that was not done yet, and ask."""
    with Loket(settings, create=True, writer=True) as loket:
        if not has_offers(loket):
            measure_indexing(loket, World.load(DEMO, loket.gazetteer, loket.vocabulary, count), client)
        measure_size(PREFIX, loket.engine.info().documents, client)
    measure_answers(settings, asked_of(settings, count, calls), client)


def has_offers(loket: Loket) -> bool:
    """Whether the index was made before, and by this version of the program."""
    try:
        return loket.engine.info().documents > 0
    except IndexOutdated:
        return False


def asked_of(settings: Settings, offers: int, count: int) -> list[tuple[str, str]]:
    """The questions of `make bench`: words and a postcode each."""
    with Loket(settings) as loket:
        services = World.load(DEMO, loket.gazetteer, loket.vocabulary, offers).services
        return list(questions(count, services, loket.gazetteer))


if __name__ == "__main__":
    sys.exit(main())
