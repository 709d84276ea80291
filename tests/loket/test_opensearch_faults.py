"""What a server does while its OpenSearch fails, and that it goes on by itself afterwards; over a real node.

The node has no plugin at all: searching words needs none.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from loket.app import create_app
from loket.cli import app
from loket.settings import Settings
from scripts.opensearch_node import Node, NodeError, start
from search import Analyser, EngineUnavailable, IndexOutdated
from search.engine.made_by import MadeBy
from search.engine.opensearch import Address, open_opensearch
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import STRUCTURE
from search.engine.opensearch.state import read_state, write_state
from search.engine.port import EngineQuery, TextQuery
from tests.loket.conftest import Command
from tests.loket.processes import within
from tests.missing import missing
from tests.proxy import before, own_authority
from tests.search.world import MONDAY

pytestmark = pytest.mark.long

WITHOUT_ENGINE = ("/", "/themas", "/hulplijnen", "/begrippen", "/gegevens", "/aanbod/loket:hulplijn-1813", "/team")
"""Pages that need none."""

PERHAPS = ("/zone/regio-aalst", "/zones", "/kaart", "/organisatie/loket:ocmw-41002", "/health/freshness", "/suggesties")
"""What shows counts or results as well, where there are any."""

HEAP = "512m"

DISK = ("cluster.info.update.interval=10s", "cluster.routing.allocation.disk.reroute_interval=1s")
"""It looks at its disk as often as it may; by itself, within a minute or two."""


@dataclass
class Machine:
    """One node that can lose its power and get it back."""

    folder: Path
    node: Node = field(init=False)
    port: int = 0

    def up(self) -> None:
        """Start it over what stands on its disk."""
        self.node = start(self.folder, port=self.port, heap=HEAP, plugins=False, settings=DISK)
        self.port = self.node.port

    def down(self) -> None:
        """End it at once, if it runs."""
        if self.node.process.poll() is None:
            self.node.kill()


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    folder = Path(tempfile.mkdtemp(prefix="loket-faults-"))
    folder.chmod(0o755)  # the node may run as another user
    machine = Machine(folder)
    try:
        machine.up()
        yield machine
        machine.node.stop()
    except NodeError as fault:
        missing(fault)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def settings(home: Path, machine: Machine) -> Settings:
    return Settings(data_dir=home, engine="opensearch", opensearch_url=machine.node.url, opensearch_timeout=20)


@pytest.fixture(scope="module")
def loket(settings: Settings) -> Command:
    """As everywhere, on this machine."""
    environment = {
        "LOKET_DATA_DIR": str(settings.data_dir),
        "LOKET_ENGINE": "opensearch",
        "LOKET_OPENSEARCH_URL": str(settings.opensearch_url),
        "LOKET_OPENSEARCH_TIMEOUT": "20",
    }
    return lambda *given: CliRunner().invoke(app, list(map(str, given)), env=environment, catch_exceptions=False)


@pytest.fixture(autouse=True)
def running(machine: Machine) -> Iterator[None]:
    """Whatever a test left, the next one begins with a node that runs."""
    yield
    if machine.node.process.poll() is not None:
        machine.up()


@pytest.fixture
def line(settings: Settings, filled: Command) -> Iterator[Connection]:
    """Straight to the node."""
    connection = Connection(Address(str(settings.opensearch_url), timeout=20))
    yield connection
    connection.close()


@contextmanager
def serving(settings: Settings, **other: Any) -> Iterator[TestClient]:
    """A server with its follower."""
    with TestClient(create_app(settings.model_copy(update=other)), client=("127.0.0.1", 50000)) as client:
        yield client


def ready(client: TestClient) -> bool:
    """Whether it searches, with every change of the store."""
    return client.get("/health/ready").status_code == 200


def found(client: TestClient, words: str) -> int | None:
    """How many offers have these words; `None` where it cannot search."""
    answer = client.get("/api/v1/search", params={"q": words, "exact": True})
    return answer.json()["total"] if answer.status_code == 200 else None


def ingested(loket: Command, folder: Path, word: str, count: int) -> None:
    """Put offers with a word in the store."""
    rows = [{"kind": "organisation", "id": "x:o", "name": "Huis Proef"}]
    rows += [{"kind": "offer", "id": f"x:{word}-{n}", "organisation": "x:o", "name": word} for n in range(count)]
    path = folder / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = loket("ingest", "records", path, "--yes")
    assert done.exit_code == 0, done.output


def helps_all_the_same(client: TestClient) -> None:
    """Nobody is left alone while nothing can be searched, and nothing breaks."""
    told = client.get("/api/v1/search", params={"q": "ik wil dood", "place": "Aalst"})
    assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
    lines = [line["id"] for line in told.json()["helplines"]]
    assert lines[0] == "loket:hulplijn-112"
    assert lines[-1] == "loket:ocmw-41002-onthaal"
    assert told.json()["urgent"][0]["phone"] == "1813"
    assert client.post("/api/v1/search", json={"q": "huur"}).status_code == 503
    page = client.get("/zoek", params={"q": "ik kan mijn huur niet betalen in Aalst"})
    assert page.status_code == 503
    for shown in ("Zoeken lukt nu even niet", ">112<", "Onthaal OCMW Aalst"):
        assert shown in page.text
    assert {path: client.get(path).status_code for path in WITHOUT_ENGINE} == dict.fromkeys(WITHOUT_ENGINE, 200)
    assert {client.get(path).status_code for path in PERHAPS} <= {200, 503}
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").json()["reasons"] == ["de zoekindex antwoordt niet"]


def test_a_node_that_dies_while_it_is_written_loses_nothing(
    machine: Machine, settings: Settings, filled: Command, tmp_path: Path
) -> None:
    ingested(filled, tmp_path, "kwikstaart", 1_400)
    writes: list[str] = []

    def dies(path: str) -> None:
        if path.startswith("/_bulk"):
            writes.append(path)
            if len(writes) == 2:
                machine.down()

    with before(machine.node.url) as proxy:
        proxy.before = dies
        with serving(settings, opensearch_url=proxy.url) as client:
            within(60, lambda: machine.node.process.poll() is not None)
            within(30, lambda: client.get("/health/freshness").json()["follower"])
            assert found(client, "kwikstaart") is None
            machine.up()
            within(60, lambda: ready(client))
            assert found(client, "kwikstaart") == 1_400
            assert client.get("/health/freshness").json()["follower"] is None


def test_a_node_that_dies_while_it_is_asked_is_not_missed_by_who_needs_help(
    machine: Machine, settings: Settings, filled: Command
) -> None:
    with before(machine.node.url) as proxy, serving(settings, opensearch_url=proxy.url) as client:
        assert found(client, "OCMW")
        proxy.before = lambda path: machine.down() if "_search" in path else None
        assert client.get("/api/v1/search", params={"q": "huur"}).status_code == 503
        helps_all_the_same(client)
        with serving(settings) as begun_meanwhile:
            helps_all_the_same(begun_meanwhile)
            proxy.before = lambda path: None
            machine.up()
            for server in (client, begun_meanwhile):
                within(60, partial(ready, server))
                assert found(server, "OCMW")


def test_a_node_that_stands_still_lets_nobody_wait_for_long(
    machine: Machine, settings: Settings, filled: Command
) -> None:
    with serving(settings, opensearch_timeout=2) as client:
        within(30, lambda: ready(client))
        machine.node.pause()
        try:
            began = time.monotonic()
            helps_all_the_same(client)
            assert time.monotonic() - began < 12  # three that wait in vain, then one now and then
            with ThreadPoolExecutor(30) as people:
                began = time.monotonic()
                answers = [people.submit(client.get, "/zoek", params={"q": f"huur {n}"}) for n in range(60)]
                assert {each.result().status_code for each in answers} == {503}
                assert time.monotonic() - began < 6
        finally:
            machine.node.go_on()
        within(60, lambda: ready(client) and bool(found(client, "OCMW")))


def test_a_full_disk_stops_no_search_and_all_is_written_once_there_is_room(
    settings: Settings, filled: Command, line: Connection, tmp_path: Path
) -> None:
    watermark = "cluster.routing.allocation.disk.watermark"
    full = dict.fromkeys((f"{watermark}.{level}" for level in ("low", "high", "flood_stage")), "900tb")
    with serving(settings) as client:
        within(30, lambda: ready(client))
        line.write("PUT", "/_cluster/settings", {"transient": full})
        try:
            within(60, lambda: "read_only_allow_delete" in json.dumps(line.read("/loket/_settings")))
            ingested(filled, tmp_path, "nachtegaal", 3)
            within(60, lambda: client.get("/health/freshness").json()["follower"] == "EngineAway")
            assert (found(client, "nachtegaal"), bool(found(client, "OCMW"))) == (0, True)
        finally:
            line.write("PUT", "/_cluster/settings", {"transient": dict.fromkeys(full)})
        within(90, lambda: ready(client))
        assert found(client, "nachtegaal") == 3
        # Meanwhile it makes no index either; that it takes back by itself too.
        within(60, lambda: "create_index" not in json.dumps(line.read("/_cluster/settings")))


def test_an_index_of_another_version_is_refused_and_told_and_made_anew(
    settings: Settings, filled: Command, line: Connection, analyser: Analyser
) -> None:
    ours = MadeBy.now(STRUCTURE, analyser.version)
    state = read_state(line, "loket", ours)
    with serving(settings) as client:
        within(30, lambda: ready(client))
        older = replace(ours, structure=STRUCTURE - 1)
        write_state(line, state.index, state.reached, state.generation, older, read_state(line, "loket", ours))
        assert client.get("/api/v1/search", params={"q": "huur"}).status_code == 503
        assert "loket rebuild" in client.get("/health/ready").json()["reasons"][0]
    with pytest.raises(IndexOutdated, match="loket rebuild"):
        create_app(settings)
    assert filled("rebuild").exit_code == 0
    with serving(settings) as client:
        assert ready(client)
        assert found(client, "OCMW")


def test_only_who_trusts_its_certificate_and_knows_its_password_gets_in(
    settings: Settings, filled: Command, analyser: Analyser, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    authority, certificate = own_authority(tmp_path)
    with before(str(settings.opensearch_url), certificate, user="loket", password="heel geheim") as proxy:
        right = Address(proxy.url, "loket", "heel geheim", str(authority), timeout=20)
        engine = open_opensearch(right, "loket", analyser, writer=False)
        assert engine.search(EngineQuery(today=MONDAY.date(), text=TextQuery((), 0, name="geheimwoord"))).total >= 0
        engine.close()
        for wrong, said in (
            (replace(right, ca_file=None), "LOKET_OPENSEARCH_CA_FILE"),
            (replace(right, password="ook geheim"), "weigert deze gebruiker of dit wachtwoord"),
            (replace(right, user=None), "weigert deze gebruiker of dit wachtwoord"),
        ):
            with pytest.raises(EngineUnavailable, match=said) as refused:
                open_opensearch(wrong, "loket", analyser, writer=False)
            assert "geheim" not in f"{refused.value}{refused.value.__cause__}{refused.value.__context__}"
    assert "geheim" not in caplog.text
