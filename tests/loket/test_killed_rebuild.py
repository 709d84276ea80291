"""A rebuild beside a server, as processes: killed anywhere, or with its node killed, the old index goes on serving."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Timer
from typing import Any

import httpx2
import pytest

from scripts.opensearch_node import Node, NodeError, start
from search import Analyser, Built, Engine, EngineUnavailable, Finding
from search.engine.opensearch import Address, open_opensearch
from search.engine.opensearch.engine import OpenSearchEngine
from search.engine.opensearch.lease import SECONDS
from search.engine.port import EngineQuery
from tests.loket.processes import COMMAND, Deployment, within
from tests.missing import missing
from tests.search.house import Clock
from tests.search.indices import Indices
from tests.search.world import MONDAY, an_offer

pytestmark = pytest.mark.long

PLENTY = 120
"""Seconds for what takes a few on a quiet machine; a lease runs out in 30 of them."""


@pytest.fixture
def deployment(indices: Indices, tmp_path: Path) -> Deployment:
    """A loket of its own on OpenSearch, with the shipped content."""
    settings = {
        "LOKET_ENGINE": "opensearch",
        "LOKET_OPENSEARCH_URL": indices.address.url,
        "LOKET_OPENSEARCH_PREFIX": indices.prefix(tmp_path),
        "LOKET_OPENSEARCH_TIMEOUT": "30",
        "LOKET_EMBEDDER": "none",
    }
    made = Deployment(tmp_path / "var", f"sqlite:///{tmp_path / 'loket.sqlite'}", settings)
    made.run("init", "--no-demo")
    return made


def begun(deployment: Deployment) -> subprocess.Popen[str]:
    """A rebuild in a process of its own."""
    return subprocess.Popen(
        [*COMMAND, "rebuild"],
        env=deployment.environment,
        cwd=deployment.data_dir.parent,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(deployment: Deployment) -> dict[str, Any]:
    """The builds, and how the last rebuild went."""
    answer: dict[str, Any] = json.loads(deployment.run("index", "list", "--json"))
    return answer


def statuses(client: httpx2.Client, stopping: Event) -> Counter[int]:
    """How many answers of each status, asked again and again."""
    counted: Counter[int] = Counter()
    with httpx2.Client(base_url=client.base_url, timeout=30) as own:
        while not stopping.wait(0.05):
            answer = own.get("/api/v1/search", params={"q": "OCMW", "place": "Aalst"})
            counted[answer.status_code if answer.status_code != 200 or answer.json()["total"] else 0] += 1
    return counted


def take_in(deployment: Deployment, number: int) -> None:
    """One more offer in the database."""
    file = deployment.data_dir.parent / f"row-{number}.jsonl"
    rows = (
        {"kind": "organisation", "id": f"x{number}:o", "name": "Huis Proef"},
        {"kind": "offer", "id": f"x{number}:a", "organisation": f"x{number}:o", "name": f"kwikstaart {number}"},
    )
    file.write_text("\n".join(map(json.dumps, rows)))
    deployment.run("ingest", "records", file)


def finds(client: httpx2.Client, many: int) -> bool:
    """Whether a server finds all that was taken in."""
    total: int = client.get("/api/v1/search", params={"q": "kwikstaart"}).json()["total"]
    return total == many


def is_making(client: httpx2.Client, process: subprocess.Popen[str]) -> bool:
    """Whether a rebuild is under way, as a monitor sees it; it must not have ended."""
    assert process.poll() is None, process.communicate()[1]
    rebuild = client.get("/health/freshness").json()["rebuild"]
    return rebuild is not None and rebuild["state"] == "running"


def is_broken_off(client: httpx2.Client) -> bool:
    """Whether that is told of the last rebuild."""
    return bool(client.get("/health/freshness").json()["rebuild"]["state"] == "broken off")


def test_people_search_and_editors_write_through_rebuilds_that_end_that_meet_and_that_are_killed(
    deployment: Deployment,
) -> None:
    stopping = Event()
    with deployment.serving() as server, ThreadPoolExecutor(2) as threads, ExitStack() as at_last:
        at_last.callback(stopping.set)
        askers = [threads.submit(statuses, server, stopping) for _ in range(2)]
        for number, seconds in enumerate((0.0, 0.5, 1.5), start=1):
            killed = begun(deployment)
            within(PLENTY, partial(is_making, server, killed))
            take_in(deployment, number)
            time.sleep(seconds)  # to be killed elsewhere each time
            killed.send_signal(signal.SIGKILL)
            killed.communicate()
            within(PLENTY, partial(finds, server, number))
            if killed.returncode == -signal.SIGKILL:
                within(PLENTY, partial(is_broken_off, server))
        both = [begun(deployment), begun(deployment)]
        said = [one.communicate()[1] for one in both]
        assert sorted(one.returncode for one in both) == [0, 1], said
        assert any("opnieuw gemaakt door proces" in one for one in said)
        within(PLENTY, partial(finds, server, 3))
        now = told(deployment)
        assert [build["role"] for build in now["builds"]] == ["previous", "live"]
        assert now["rebuild"]["state"] == "done"
        stopping.set()
        counted = sum((asker.result() for asker in askers), Counter[int]())
        assert set(counted) == {200}, counted


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where a node keeps its data that is killed and started again."""
    folder = Path(tempfile.mkdtemp(prefix="loket-swap-"))
    folder.chmod(0o755)  # the node may run as another user
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def running(folder: Path) -> Callable[[], AbstractContextManager[Node]]:
    """Starts that node; it is stopped at the end, if it still runs."""

    @contextmanager
    def run() -> Iterator[Node]:
        try:
            node = start(folder, heap="512m")
        except NodeError as fault:
            missing(fault)
        try:
            yield node
        finally:
            node.stop()

    return run


@pytest.mark.parametrize("delay", [None, 0.03])
def test_a_node_that_is_killed_around_the_swap_serves_the_old_or_the_new_index_afterwards(
    running: Callable[[], AbstractContextManager[Node]], analyser: Analyser, delay: float | None
) -> None:
    """Never both and never none: just before it, or while it may be under way."""
    clock = Clock(time.time())

    def opened(node: Node) -> OpenSearchEngine:
        return open_opensearch(Address(node.url, timeout=30), "loket", analyser, writer=True, clock=clock)

    with running() as node:
        engine = opened(node)
        engine.rebuild([an_offer("oud")], 1)

        def finish(build: Engine, built: Built) -> tuple[Finding, ...]:
            if delay is None:
                node.kill()
            else:
                Timer(delay, node.kill).start()
            return ()

        expected = {"t:nieuw"}
        try:
            engine.rebuild([an_offer("nieuw")], 1, finish)
        except EngineUnavailable:
            expected = {"t:oud"} if delay is None else {"t:oud", "t:nieuw"}
        node.process.wait()
        engine.close()
    clock.now += SECONDS + 1  # the lease of who could not give it back runs out
    with running() as node:
        again = opened(node)
        (found,) = again.search(EngineQuery(today=MONDAY.date())).candidates.ids
        assert found in expected
        assert [build.role for build in again.builds()].count("live") == 1
        again.rebuild([an_offer("nog een")], 1)
        assert [build.role for build in again.builds()] == ["previous", "live"]
        again.close()
