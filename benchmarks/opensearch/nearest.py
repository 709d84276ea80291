"""The node's nearest neighbours among made-up vectors: how fast they get in, how well and how fast they are found.

Each vector stands for a text of its own. Those of one main function lie in one cluster and without any order in it:
harder for a graph of neighbours than vectors of real texts are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from benchmarks.opensearch.node import PlainClient, spent
from benchmarks.opensearch.table import show
from benchmarks.timing import timed
from benchmarks.vectors import DIMENSIONS, Vectors, vectors

INDEX = "loket-bench-vectors"
GROUPS = 100
"""Main functions, so clusters: about as many as the vocabulary has."""
BATCH = 500
"""Vectors in one request: 2 MB."""
AMONG = 50
"""Recall is that of the nearest 50."""
ASKED = (50, 200, 1_000)
"""How many neighbours are asked for: the more, the further the graph is searched, and the more of the 50 are found."""

MAPPING: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1, "index.knn": True},
    "mappings": {
        "dynamic": "strict",
        "_source": {"excludes": ["vector"]},
        "properties": {
            "vector": {
                "type": "knn_vector",
                "dimension": DIMENSIONS,
                "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"},
            }
        },
    },
}


@dataclass(slots=True)
class Nearest:
    """Of all vectors seen so far the `AMONG` nearest to each question: row numbers, and cosines, highest first."""

    questions: Vectors
    rows: NDArray[np.int64] = field(init=False)
    cosines: Vectors = field(init=False)

    def __post_init__(self) -> None:
        self.rows = np.empty((len(self.questions), 0), dtype=np.int64)
        self.cosines = np.empty((len(self.questions), 0), dtype=np.float32)

    def see(self, first: int, some: Vectors) -> None:
        """More vectors, whose rows count on from `first`."""
        counted = np.broadcast_to(np.arange(first, first + len(some)), (len(self.questions), len(some)))
        rows, cosines = np.hstack([self.rows, counted]), np.hstack([self.cosines, self.questions @ some.T])
        best = np.argsort(-cosines, axis=1)[:, :AMONG]
        self.rows, self.cosines = np.take_along_axis(rows, best, 1), np.take_along_axis(cosines, best, 1)

    def recall(self, found: list[list[int]]) -> float:
        """Which share of them the rows have that were found for each question."""
        hits = sum(len(set(exact) & set(mine)) for exact, mine in zip(self.rows.tolist(), found, strict=True))
        return hits / self.rows.size


def measure_nearest(client: PlainClient, count: int, calls: int) -> None:
    """Put so many vectors in, where that was not done yet, and ask for the neighbours of questions."""
    nearest = Nearest(next(vectors((f"question/{number}", _group(number)) for number in range(calls)))[1])
    if client.exists(INDEX):
        for first, some in made(count):
            nearest.see(first, some)
    else:
        client.ask("PUT", f"/{INDEX}", MAPPING)
        with spent(client) as used:
            for first, some in made(count):
                nearest.see(first, some)
                put(client, first, some)
            client.ask("POST", f"/{INDEX}/_refresh")
            client.settle(INDEX)
        show("vectors put in, until merged", f"{used.clock:.1f} s: {count / used.clock:,.0f} a second")
        show("  processor of the node, each vector", f"{used.node / count * 1000:.2f} ms")
    segments = client.segments(INDEX)
    show("on disk", f"{client.disk_mb(INDEX):,.0f} MB, in {segments} segments")
    for asked in ASKED:
        questions = nearest.questions.tolist()
        show(f"nearest {asked:,}", timed(partial(neighbours, client, most=asked), questions))
        found = [neighbours(client, question, asked) for question in questions]
        show(f"  recall of the nearest {AMONG}", f"{nearest.recall(found):.3f}")
    show("heap of the node", client.heap())


def made(count: int) -> Iterator[tuple[int, Vectors]]:
    """So many vectors in batches, each after the row of its first."""
    first = 0
    for _, some in vectors((f"text/{row}", _group(row)) for row in range(count)):
        yield first, some
        first += len(some)


def _group(number: int) -> str:
    return str(number % GROUPS)


def put(client: PlainClient, first: int, some: Vectors) -> None:
    """Write vectors, their rows as ids."""
    for start in range(0, len(some), BATCH):
        lines = bytearray()
        for row, vector in enumerate(some[start : start + BATCH], first + start):
            lines += orjson.dumps({"create": {"_id": str(row)}}, option=orjson.OPT_APPEND_NEWLINE)
            lines += orjson.dumps({"vector": vector}, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)
        answer = client.ask("POST", f"/{INDEX}/_bulk", bytes(lines))
        if answer["errors"]:
            raise RuntimeError(f"vectors from {first + start} were refused")


def neighbours(client: PlainClient, question: list[float], most: int) -> list[int]:
    """The rows that the node finds nearest."""
    query = {"knn": {"vector": {"vector": question, "k": most}}}
    answer = client.ask("POST", f"/{INDEX}/_search", {"size": most, "_source": False, "query": query})
    return [int(hit["_id"]) for hit in answer["hits"]["hits"]]
