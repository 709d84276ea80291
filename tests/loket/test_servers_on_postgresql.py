"""Servers and workers on one PostgreSQL, as processes: they see each other's changes and outlive a restart of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

import httpx2
import pytest

from catalogue import Sources, read_record
from store import Store, StoreUnavailable
from tests.loket.processes import Deployment, ready, within
from tests.missing import missing
from tests.postgresql import Databases, NoServer, Server, own_server

pytestmark = pytest.mark.long
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
Offer = dict[str, str]
ORGANISATION = {"kind": "organisation", "id": "x:o", "name": "Huis Proef"}


def offer(number: int, name: str) -> Offer:
    return {"kind": "offer", "id": f"x:a{number}", "organisation": "x:o", "name": name}


def written(folder: Path, *rows: Offer) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (ORGANISATION, *rows)), encoding="utf-8")
    return path


def finds(client: httpx2.Client, words: str) -> Callable[[], bool]:
    """Whether this server finds exactly one offer by these words."""
    return lambda: client.get("/api/v1/search", params={"q": words}).json()["total"] == 1


def test_two_servers_and_two_workers_on_one_database(postgresql: Databases, tmp_path: Path) -> None:
    address = postgresql.new()
    one, other = Deployment(tmp_path / "one", address), Deployment(tmp_path / "other", address)
    one.run("init", "--no-demo")
    with one.serving() as first, other.serving() as second:
        assert first.get("/health/freshness").json()["index"]["documents"] > 285
        for client in (first, second):
            assert client.get("/zoek", params={"q": "OCMW", "place": "Aalst"}).status_code == 200
        for through, word in ((one, "kwikstaart"), (other, "nachtegaal")):
            through.run("ingest", "records", written(tmp_path, offer(1, word)))
            for client in (first, second):
                assert within(2, finds(client, word)) < 2
        assert not finds(second, "kwikstaart")()
    one.run("ingest", "records", written(tmp_path, *(offer(number, "roodborst") for number in range(1500))))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda worker: worker.run("sync"), (one, other)))
    found = [json.loads(worker.run("search", "roodborst", "--json"))["total"] for worker in (one, other)]
    assert found == [1500, 1500]
    postgresql.drop(address)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that may be stopped."""
    try:
        with own_server() as server:
            yield server
    except NoServer as fault:
        missing(fault)


def test_a_restart_of_the_database_under_load_loses_nothing(server: Server, tmp_path: Path) -> None:
    address = server.url.render_as_string()
    deployment = Deployment(tmp_path / "var", address)
    deployment.run("init", "--no-demo")
    store = Store.open(address, Sources({}))
    stopping = Event()
    acknowledged: list[int] = []

    def write() -> None:
        """One offer after the other; what was not acknowledged is given again."""
        with store.begin_run("x", "load", now=NOW) as run:
            run.compare([read_record(ORGANISATION | {"provenance": {"source": "x"}})])
            run.finish({}, now=NOW)
        while not stopping.is_set():
            record = read_record(offer(len(acknowledged), "lijster") | {"provenance": {"source": "x"}})
            try:
                with store.begin_run("x", "load", now=NOW) as run:
                    run.compare([record])
                    run.finish({}, now=NOW)
            except StoreUnavailable:
                continue
            acknowledged.append(len(acknowledged))

    def ask(path: str) -> Counter[int]:
        told: Counter[int] = Counter()
        with httpx2.Client(base_url=client.base_url, timeout=30) as own:
            while not stopping.is_set():
                told[own.get(path).status_code] += 1
        return told

    with closing(store), deployment.serving() as client, ThreadPoolExecutor(4) as threads, ExitStack() as at_last:
        at_last.callback(stopping.set)
        writer = threads.submit(write)
        paths = ("/api/v1/search?q=huur", "/api/v1/offers/loket:hulplijn-1813", "/aanbod/loket:hulplijn-1813")
        askers = [threads.submit(ask, path) for path in paths]
        for how in ("immediate", "fast"):
            within(20, partial(has_come_to, acknowledged, len(acknowledged) + 5))
            server.stop(how)
            helps_without_a_database(client)
            server.start()
            within(20, lambda: ready_but_for_the_load(client))
        stopping.set()
        writer.result()
        searched, read, opened = (asker.result() for asker in askers)
        assert set(searched) == {200}
        assert set(read) == set(opened) == {200, 503}
        within(20, lambda: ready(client))
        assert client.get("/api/v1/search", params={"q": "lijster"}).json()["total"] == len(acknowledged)
        assert {stored.id for stored in store.records("offer")} >= {f"x:a{number}" for number in acknowledged}
        assert store.check() == []


def has_come_to(done: list[int], goal: int) -> bool:
    """Whether so many are done."""
    return len(done) >= goal


def ready_but_for_the_load(client: httpx2.Client) -> bool:
    """Whether it reads from the database again; its index may be behind, for others go on writing."""
    return client.get("/api/v1/offers/loket:hulplijn-1813").status_code == 200


def helps_without_a_database(client: httpx2.Client) -> None:
    """Search goes on and urgent help with it; what needs the database says so, and still whom to call."""
    urgent = client.get("/api/v1/search", params={"q": "ik wil niet meer leven"})
    assert urgent.status_code == 200
    assert "1813" in [hit["phone"] for hit in urgent.json()["urgent"]]
    page = client.get("/aanbod/loket:ocmw-41002-onthaal")
    assert page.status_code == 503
    assert 'href="tel:112"' in page.text
    problem = client.get("/api/v1/offers/loket:ocmw-41002-onthaal")
    assert problem.json()["type"] == "/problems/unavailable"
    health = client.get("/health/ready")
    assert (health.status_code, health.json()["reasons"]) == (503, ["de databank antwoordt niet"])
    assert client.get("/health/freshness").status_code == 503
