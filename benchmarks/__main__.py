"""`make bench`: a made-up world is made, taken in, indexed, searched and served; shows the numbers of DESIGN.md 5."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx2

from benchmarks.bare import bare_search
from benchmarks.memory import resident_mb
from benchmarks.questions import questions
from benchmarks.server import serving
from benchmarks.timing import timed, wait_until
from benchmarks.vectors import vectors
from catalogue import offer_view
from catalogue.demo import World
from indexer import Projection, RecordsReader
from loket.commands.data import take_in
from loket.commands.demo import DEMO, write_world
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from search import SearchRequest

PORT = 8907
CALLS = 400
A_QUESTION = {"place": "9300", "needs": [{"function": "leefloon", "severity": 2}]}


def main() -> None:
    """Run all measurements in a folder that is thrown away, those of addresses excepted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--offers", type=int, default=40_000)
    offers = parser.parse_args().offers
    print(f"{offers} made-up offers, one client, warm, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        # Vectors made in the background would be measured too: benchmarks.meaning does that.
        settings = Settings(data_dir=Path(folder) / "var", port=PORT, engine="embedded", embedder="none")
        with Loket(settings) as loket:
            world = World.load(DEMO, loket.gazetteer, loket.vocabulary, offers)
        measure_making(world, Path(folder) / "world.jsonl")
        measure_ingest(settings, Path(folder) / "world.jsonl")
        measure_search(settings, world, Path(folder) / "bare")
        measure_server(settings)
        for part in ("teams", "solvers"):
            print(f"\n{part}, in a process of their own", flush=True)
            command = [sys.executable, "-m", f"benchmarks.{part}", "--data", str(settings.data_dir)]
            subprocess.run(command, check=True)


def show(what: str, value: object) -> None:
    """One line of the table."""
    print(f"{what:<58} {value}", flush=True)


@contextmanager
def clocked(what: str) -> Iterator[None]:
    """Print how many seconds the block took."""
    started = time.perf_counter()
    yield
    show(what, f"{time.perf_counter() - started:7.1f} s")


def measure_making(world: World, path: Path) -> None:
    """The records of the world and vectors for its offers, both as streams."""
    with clocked("records of the made-up world, written to a file"):
        write_world(world, path)
    offers = ((one["id"], one["functions"][0]) for one in world.records() if one["kind"] == "offer")
    with clocked("the same stream with a made-up vector for each offer"):
        for _ in vectors(offers):
            pass


def measure_ingest(settings: Settings, path: Path) -> None:
    """Into the store, again without a change, and into the index."""
    with Loket(settings, create=True, writer=True) as loket:
        with clocked("ingest into the store"):
            take_in(loket, RecordsReader(), path)
        with clocked("the same file again (nothing changes)"):
            take_in(loket, RecordsReader(), path)
        with clocked("index (all documents)"):
            loket.follower.rebuild()


def measure_search(settings: Settings, world: World, folder: Path) -> None:
    """Questions, suggestions and the bare engine, in process."""
    with Loket(settings) as loket:
        now = datetime(2026, 11, 23, 10, 0)  # a Monday morning: hours have something to say
        asked = list(questions(CALLS, world.services, loket.gazetteer))
        requests = [
            SearchRequest(q=words, place=postcode, radius_km=15, language=("nl",), intake_open=True)
            for words, postcode in asked
        ]
        gc.collect()
        gc.freeze()  # as the server does once it is open
        ours = timed(lambda request: loket.searcher.search(request, now), requests)
        show("search: words, two filters, 15 km, facets", ours)
        plain = timed(lambda words: loket.searcher.search(SearchRequest(q=words), now), [q for q, _ in asked])
        show("search: words only", plain)
        prefixes = [words[: 2 + number % 6] for number, (words, _) in enumerate(asked)]
        show("suggestion", timed(lambda prefix: loket.searcher.suggest(prefix, None, now), prefixes))
        projection = Projection(loket.gazetteer, loket.vocabulary)
        ids = [stored.record.id for stored in loket.store.records("offer")]
        views = (offer_view(bundle) for bundle in loket.store.bundles(ids).values())
        documents = (document for view in views if (document := projection.document(view)) is not None)
        bare = timed(bare_search(folder, documents, loket.analyser), [q for q, _ in asked])
        show("bare tantivy: the same tokens, the 20 best, nothing else", bare)
        show(
            "ratio of medians: full search / bare, words only / bare",
            f"{ours.p50 / bare.p50:.1f}, {plain.p50 / bare.p50:.1f}",
        )


def measure_server(settings: Settings) -> None:
    """Start-up, then of the server that has read everything: pages, a change until it is found, and memory."""
    with Loket(settings) as loket:
        ids = [stored.record.id for stored in loket.store.records("offer", limit=CALLS)]
    started = time.perf_counter()
    with serving(settings) as (client, pid):
        show("start-up to ready with an existing index", f"{time.perf_counter() - started:7.1f} s")
        client.post("/api/v1/teams", json=A_QUESTION, timeout=300).raise_for_status()
        show("start-up until a team is proposed", f"{time.perf_counter() - started:7.1f} s")
        pages = [f"/aanbod/{id_}" for id_ in ids]
        show("detail page over HTTP", timed(lambda path: client.get(path).raise_for_status(), pages))
        searches = [f"/zoek?q={words}&place=9300" for words in ("schuldhulp", "iemand om mee te praten") * 50]
        show("search page over HTTP", timed(lambda path: client.get(path).raise_for_status(), searches))
        show("change in the store until a search finds it", f"{change_to_visible(settings, client, ids):7.2f} s")
        show("resident memory of the server", f"{resident_mb(pid):7.0f} MB")


def change_to_visible(settings: Settings, client: httpx2.Client, ids: Sequence[str]) -> float:
    """Seconds from an edit of one of the offers in another process to a search that finds it."""
    word = "kwikstaartproef"
    with Loket(settings) as loket:
        stored = next(
            one for one in loket.store.get_many(ids).values() if getattr(one.record, "status", "") == "active"
        )
        started = time.perf_counter()
        loket.store.edit(
            stored.record.id,
            {"name": {"nl": word}},
            who="benchmark",
            why="change to visible",
            expected_version=stored.version,
            now=belgian_now(),
        )
    wait_until(lambda: client.get("/api/v1/search", params={"q": word}).json()["total"] == 1)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
