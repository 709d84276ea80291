"""How fast offers get into the node, and what takes the time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.opensearch.documents import documents
from benchmarks.opensearch.node import PlainClient, spent
from benchmarks.opensearch.table import show
from catalogue.demo import World
from loket.composition import Loket
from search import Analyser, Document
from search.engine.opensearch.record import record

SAMPLE = 1_000
"""Documents that are analysed once more, to tell what that takes of the whole."""


@dataclass
class Metered(Iterator[Document]):
    """Passes documents on, and adds up the seconds of the processor that making them takes."""

    source: Iterator[Document]
    seconds: float = 0.0

    def __next__(self) -> Document:
        started = time.process_time()
        try:
            return next(self.source)
        finally:
            self.seconds += time.process_time() - started


def measure_indexing(loket: Loket, world: World, client: PlainClient) -> None:
    """Build the whole index as `loket rebuild` does; where the store is empty, of the world as a stream."""
    sample = list(islice(documents(world, loket.projection), SAMPLE))
    stream = Metered(documents(world, loket.projection))
    with spent(client) as used:
        if loket.store.last_change():
            loket.follower.rebuild()
        else:
            loket.engine.rebuild(stream, 0)
    count = loket.engine.info().documents
    show("index", f"{count:,} in {used.clock:.1f} s: {count / used.clock:,.0f} a second")
    here, made = used.ours / count * 1000, stream.seconds / count * 1000
    parts = f"tokens and facts {analysis_ms(sample, loket.analyser):.2f}" + (
        f", made-up records {made:.2f}" if made else ""
    )
    show("  processor of this process, each offer", f"{here:.2f} ms, of which {parts}")
    show("  processor of the node, each offer", f"{used.node / count * 1000:.2f} ms")


def analysis_ms(sample: Sequence[Document], analyser: Analyser) -> float:
    """Milliseconds of the processor for the tokens and facts of one document."""
    started = time.process_time()
    for document in sample:
        record(document, analyser)
    return (time.process_time() - started) / len(sample) * 1000


def measure_size(index: str, count: int, client: PlainClient) -> None:
    """What stands on disk and in memory once the node has done its merging."""
    client.settle(index)
    disk = client.disk_mb(index)
    show("on disk", f"{disk:,.0f} MB: {disk / count * 1e3:.1f} kB each, in {client.segments(index)} segments")
    show("heap of the node", client.heap())
