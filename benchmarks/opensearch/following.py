"""How soon a change in the store is found while people search: a server that has just started, store and node."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from random import Random
from string import ascii_lowercase
from threading import Event, Thread

import httpx2

from benchmarks.memory import resident_mb
from benchmarks.opensearch.table import show
from benchmarks.server import serving
from benchmarks.timing import Timing, wait_until
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from store import Stored

PORT = 8909
PER_SECOND = 20
AT_ONCE = 40
"""Searches that may be under way: as many as threads of the server."""
LOOK_EVERY = 0.1
"""Seconds between looks whether a change is found: seldom enough that looking is no load of its own."""


def measure_following(settings: Settings, asked: Sequence[tuple[str, str]], changes: int) -> None:
    """Change an offer, wait until it is found, and so on, while new questions come at an even pace."""
    paths = [f"/api/v1/search?q={words}&place={place}&radius_km=15&language=nl" for words, place in asked]
    with serving(settings.model_copy(update={"port": PORT})) as (client, pid):
        with Loket(settings) as loket, searching(client.base_url, paths) as times:
            active = (one for one in loket.store.records("offer") if getattr(one.record, "status", "") == "active")
            seen = [change_to_visible(loket, client, one) for one in list(islice(active, changes))]
        show(f"change until found, {PER_SECOND} searches a second", Timing.of(one * 1000 for one in seen))
        show("  of those searches, from when each was due", Timing.of(times))
        show("  resident memory of the server", f"{resident_mb(pid):.0f} MB")


@contextmanager
def searching(server: httpx2.URL, paths: Sequence[str]) -> Iterator[list[float]]:
    """Asks all the while, `PER_SECOND`; gives milliseconds from when each question was due, known at the end."""
    times: list[float] = []
    stop = Event()

    def ask(client: httpx2.Client, path: str, due: float) -> None:
        client.get(path).raise_for_status()
        times.append((time.perf_counter() - due) * 1000)

    def pace() -> None:
        limits = httpx2.Limits(max_connections=AT_ONCE)
        with (
            httpx2.Client(base_url=server, timeout=60, limits=limits) as client,
            ThreadPoolExecutor(AT_ONCE) as pool,
        ):
            started, sent = time.perf_counter(), list[Future[None]]()
            for number in range(1_000_000):
                due = started + number / PER_SECOND
                if stop.wait(max(due - time.perf_counter(), 0)):
                    break
                sent.append(pool.submit(ask, client, paths[number % len(paths)], due))
            for one in sent:
                one.result()

    pacing = Thread(target=pace)
    pacing.start()
    try:
        yield times
    finally:
        stop.set()
        pacing.join()


def change_to_visible(loket: Loket, client: httpx2.Client, stored: Stored) -> float:
    """Seconds from an edit of an offer to a search over HTTP that finds it by its new name, which no other has."""
    word = "".join(Random().choices(ascii_lowercase, k=12))
    id_ = stored.record.id
    started = time.perf_counter()
    loket.store.edit(
        id_,
        {"name": {"nl": word}},
        who="benchmark",
        why="change to visible",
        expected_version=stored.version,
        now=belgian_now(),
    )
    wait_until(
        lambda: id_ in {hit["id"] for hit in client.get(f"/api/v1/search?q={word}").json()["results"]}, LOOK_EVERY
    )
    return time.perf_counter() - started
