"""Two servers on one PostgreSQL and three nodes of OpenSearch, as processes: a node dies, a server is ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import httpx2
import pytest

from scripts.opensearch_node import Node, NodeError, Place, places_in_cluster, start, start_cluster
from tests.loket.processes import Deployment, found, within
from tests.missing import missing
from tests.postgresql import Databases

pytestmark = pytest.mark.long

PLENTY = 60
"""Seconds for what takes a few on a quiet machine."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Three nodes, and where each has its place."""

    places: list[Place]
    nodes: list[Node]

    def holder_of(self, index: str) -> int:
        """Which node has the primary shard of an index."""
        (shard,) = (
            one
            for one in httpx2.get(f"{self.nodes[0].url}/_cat/shards/{index}?format=json").json()
            if one["prirep"] == "p"
        )
        return next(at for at, place in enumerate(self.places) if f"node.name={shard['node']}" in place)

    def lease(self) -> dict[str, float]:
        """Who writes, for the how manieth time that changed, and until when."""
        told: dict[str, float] = httpx2.get(f"{self.nodes[0].url}/loket-lease/_doc/writer").json()["_source"]
        return told

    def start_again(self, number: int) -> None:
        """A node that died, over what it kept."""
        node = self.nodes[number]
        self.nodes[number] = start(node.folder, port=node.port, heap="512m", place=self.places[number])

    def health(self, number: int) -> str:
        """As one of the nodes sees it: green where every copy is there."""
        told: str = httpx2.get(f"{self.nodes[number].url}/_cluster/health", timeout=PLENTY).json()["status"]
        return told


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with TemporaryDirectory(prefix="loket-cluster-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the nodes may run as another user
        places = places_in_cluster(3)
        try:
            nodes = start_cluster(folder, places)
        except NodeError as fault:
            missing(fault)
        yield Cluster(places, nodes)
        for node in nodes:
            node.stop()


def asked_again_and_again(client: httpx2.Client, stopping: Event) -> Counter[int]:
    """How many answers of each status."""
    told: Counter[int] = Counter()
    with httpx2.Client(base_url=client.base_url, timeout=30) as own:
        while not stopping.wait(0.1):
            told[own.get("/api/v1/search", params={"q": "huur", "place": "Aalst"}).status_code] += 1
    return told


def test_a_node_that_dies_takes_no_answer_with_it_and_another_server_goes_on_writing(
    cluster: Cluster, postgresql: Databases, tmp_path: Path
) -> None:
    database = postgresql.new()
    shared = {
        "LOKET_ENGINE": "opensearch",
        "LOKET_OPENSEARCH_URL": ",".join(node.url for node in cluster.nodes),
        "LOKET_OPENSEARCH_TIMEOUT": "30",
    }
    one, other = (Deployment(tmp_path / name, database, shared) for name in ("one", "other"))
    one.run("init", "--no-demo")
    stopping = Event()
    with ExitStack() as held, ExitStack() as leaving:
        first = leaving.enter_context(one.serving())
        one.take_in("roodborst")
        within(PLENTY, lambda: bool(found(first, "roodborst")))  # it writes from here on
        second = held.enter_context(other.serving())
        threads = held.enter_context(ThreadPoolExecutor(4))
        held.callback(stopping.set)
        askers = [threads.submit(asked_again_and_again, client, stopping) for client in (first, second) * 2]
        dying = cluster.holder_of("loket")
        cluster.nodes[dying].kill()
        other.take_in("kwikstaart")
        within(PLENTY, lambda: all(found(client, "kwikstaart") for client in (first, second)))
        cluster.start_again(dying)
        within(PLENTY, lambda: cluster.health(dying) == "green")
        stopping.set()
        told = sum((asker.result() for asker in askers), Counter[int]())
        assert set(told) == {200}, told

        before = cluster.lease()
        leaving.close()
        after = cluster.lease()
        assert after["until"] == 0 or after["term"] > before["term"]  # given back, or taken over already
        other.take_in("nachtegaal")
        within(PLENTY, lambda: bool(found(second, "nachtegaal")))
