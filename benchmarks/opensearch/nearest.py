"""Nearest neighbours in the node among made-up vectors: how fast they get in, how well and how fast they are found.

Each vector stands for a text of its own. Those of one main function lie in one cluster and without any order in it:
harder for a graph of neighbours than vectors of real texts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.opensearch.node import PlainClient, spent
from benchmarks.opensearch.table import show
from benchmarks.timing import timed
from benchmarks.vectors import DIMENSIONS, vectors
from search.engine.opensearch import Address, NodeShelf
from search.meaning.embedder import Vectors
from search.meaning.margins import E5, Margins

PREFIX = "loket-bench"
DIGITS = 2
"""Texts whose numbers end alike are a cluster: a hundred clusters, about as many as the vocabulary has functions."""
BATCH = 2_000
"""Vectors that are made and added at a time."""
AMONG = 50
"""Recall is that of the nearest 50."""
ASKED = (50, 200, 500)
"""Neighbours asked of the bare node: the more, the wider the graph is searched, and the more of the 50 are found."""
CANDIDATES = 1_000
"""Texts of which the exact cosine is asked by their key: as many as candidates of a search."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """In the place of a model: a text gets a vector near those of texts whose numbers end in the same digits."""

    name: str = "made-up"
    dimensions: int = DIMENSIONS
    weights: str = "0" * 64
    margins: Margins = E5

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.queries`."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`; the texts end in a number."""
        return np.vstack([some for _, some in vectors((text, text[-DIGITS:]) for text in texts)])


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

    def recall(self, found: Sequence[Iterable[int]]) -> float:
        """Which share of them is among the rows that were found for each question."""
        hits = sum(len(set(exact) & set(mine)) for exact, mine in zip(self.rows.tolist(), found, strict=True))
        return hits / self.rows.size


def measure_nearest(client: PlainClient, count: int, calls: int) -> None:
    """Put so many vectors in, where that was not done yet, and ask for the neighbours of questions."""
    model = MadeUp()
    nearest = Nearest(model.queries([f"question/{number:06}" for number in range(calls)]))
    with closing(NodeShelf(Address(client.url, timeout=60), PREFIX)) as shelf:
        shelf.open(model)
        if shelf.claim() and len(shelf) == count:
            for first, some in made(model, count):
                nearest.see(first, some)
        else:
            measure_adding(shelf, made(model, count), nearest, client)
        (index,) = client.ask("GET", f"/{PREFIX}-vectors-{model.name}-*{DIMENSIONS}/_settings")
        client.settle(index)
        show("on disk", f"{client.disk_mb(index):,.0f} MB, in {client.segments(index)} segments")
        show("heap of the node", client.heap())
        measure_asking(shelf, nearest)
    measure_bare(client, index, nearest)


def measure_adding(
    shelf: NodeShelf, parts: Iterator[tuple[int, Vectors]], nearest: Nearest, client: PlainClient
) -> None:
    """As whoever makes vectors adds them; making them up and seeking the nearest takes a part of the time too."""
    count = 0
    with spent(client) as used:
        for first, some in parts:
            shelf.add([key(row) for row in range(first, first + len(some))], some)
            count = first + len(some)
            nearest.see(first, some)
        shelf.learned(count, 0, ())
    show("vectors put in", f"{count:,} in {used.clock:.1f} s: {count / used.clock:,.0f} a second")
    show("  processor of the node, each vector", f"{used.node / count * 1000:.2f} ms")


def measure_asking(shelf: NodeShelf, nearest: Nearest) -> None:
    """What a search asks: the texts that are near, and the cosines of candidates that were found by their words."""
    show("a question for what is near", timed(shelf.neighbours, nearest.questions))
    told = [shelf.neighbours(question) for question in nearest.questions]
    found = [{int(one, 16) for one in each.cosines} if each is not None else () for each in told]
    show(f"  recall of the nearest {AMONG}", f"{nearest.recall(found):.3f}")
    candidates = [key(row).hex() for row in range(CANDIDATES)]
    asked = timed(lambda question: shelf.cosines(question, candidates), nearest.questions)
    show(f"the cosines of {CANDIDATES:,} texts by their keys", asked)


def measure_bare(client: PlainClient, index: str, nearest: Nearest) -> None:
    """The node alone, asked for fewer."""
    questions = nearest.questions.tolist()
    for most in ASKED:
        ask = partial(neighbours, client, index, most)
        show(f"bare node: the nearest {most}", timed(ask, questions))
        show(f"  recall of the nearest {AMONG}", f"{nearest.recall([ask(question) for question in questions]):.3f}")


def made(model: MadeUp, count: int) -> Iterator[tuple[int, Vectors]]:
    """So many vectors in batches, each after the row of its first."""
    for first in range(0, count, BATCH):
        yield first, model.passages([f"text/{row:06}" for row in range(first, min(first + BATCH, count))])


def key(row: int) -> bytes:
    """By which a text is kept."""
    return row.to_bytes(16)


def neighbours(client: PlainClient, index: str, most: int, question: list[float]) -> list[int]:
    """The rows that the node finds nearest."""
    query = {"knn": {"vector": {"vector": question, "k": most}}}
    answer = client.ask("POST", f"/{index}/_search", {"size": most, "_source": False, "query": query})
    return [int(hit["_id"], 16) for hit in answer["hits"]["hits"]]
