"""Servers and workers on one PostgreSQL and one OpenSearch, while many write: nothing is lost or out of order."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx2
import pytest

from search import Analyser
from search.engine.opensearch import Address, open_opensearch
from search.engine.opensearch.connection import Connection
from store import Store
from tests.loket.processes import Deployment, ready, within
from tests.postgresql import Databases
from tests.search.indices import Indices
from tests.store.world import NOW, SOURCES, offer, organisation, records

pytestmark = pytest.mark.long

WRITERS, RUNS, OFFERS = 3, 20, 40
LEASE = 45
"""Seconds in which another process certainly writes in the place of one that was killed."""


def write(address: str, mine: int) -> None:
    """Source after source run: of its offers another one is absent each time, and all others get another name."""
    store = Store.open(address, SOURCES)
    for number in range(RUNS):
        given = [
            organisation(f"w{mine}:o", "Huis Proef"),
            *(
                offer(f"w{mine}:a{one}", f"w{mine}:o", f"Roodborst {number}")
                for one in range(OFFERS)
                if one % RUNS != number
            ),
        ]
        with store.begin_run(f"w{mine}", "load", now=NOW) as run:
            run.compare(records(given))
            run.mark_gone()
            run.finish({}, now=NOW)
    store.close()


def has_begun(client: httpx2.Client, writing: list[Future[None]]) -> bool:
    """Whether what the writers write is found, or a writer broke off."""
    for one in writing:
        if one.done():
            one.result()
    found = client.get("/api/v1/search", params={"q": "roodborst"}).json()["results"]
    return any(hit["id"].startswith("w") for hit in found)


def roodborsten(client: httpx2.Client) -> int:
    """How many of the written offers a server finds."""
    total: int = client.get("/api/v1/search", params={"q": "roodborst"}).json()["total"]
    return total


def who_writes(address: Address, prefix: str) -> int:
    """The process that has the lease."""
    connection = Connection(address)
    pid: int = connection.read(f"/{prefix}-lease/_doc/writer")["_source"]["pid"]
    connection.close()
    return pid


def answers(client: httpx2.Client) -> bool:
    """Whether there is still a server."""
    try:
        return client.get("/health/live").status_code == 200
    except httpx2.TransportError:
        return False


def test_a_writer_that_is_killed_while_many_write_is_followed_by_another_and_nothing_is_lost(
    postgresql: Databases, indices: Indices, analyser: Analyser, tmp_path: Path
) -> None:
    address, prefix = postgresql.new(), indices.prefix(tmp_path)
    engine = {
        "LOKET_ENGINE": "opensearch",
        "LOKET_OPENSEARCH_URL": indices.address.url,
        "LOKET_OPENSEARCH_PREFIX": prefix,
        "LOKET_OPENSEARCH_TIMEOUT": "30",
        "LOKET_EMBEDDER": "none",
    }
    one, other = (Deployment(tmp_path / name, address, engine) for name in ("one", "other"))
    one.run("init", "--no-demo")
    with one.serving() as first, other.serving() as second, ThreadPoolExecutor(WRITERS) as threads:
        writing = [threads.submit(write, address, number) for number in range(WRITERS)]
        within(60, partial(has_begun, first, writing))
        os.kill(who_writes(indices.address, prefix), signal.SIGKILL)
        within(5, lambda: answers(first) != answers(second))
        assert not all(one.done() for one in writing)
        survivor = first if answers(first) else second
        for each in writing:
            each.result()
        within(LEASE, partial(ready, survivor))
        assert roodborsten(survivor) == WRITERS * OFFERS * (RUNS - 1) // RUNS
    store = Store.open(address, SOURCES)
    reader = open_opensearch(indices.address, prefix, analyser, writer=False)
    meant = {stored.record.id: stored.record for stored in store.records("offer")}
    found = reader.documents([id_ for part in reader.passages() for id_ in part])
    assert found.keys() == meant.keys()
    named = {id_: one.name["nl"] for id_, one in found.items() if id_.startswith("w")}
    assert set(named.values()) == {f"Roodborst {RUNS - 1}"}
    assert reader.position() == store.last_change()
    reader.close()
    store.close()
    postgresql.drop(address)
