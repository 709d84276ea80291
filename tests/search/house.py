"""One index in a real OpenSearch, and the processes that open it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from search import Analyser
from search.engine.opensearch import open_opensearch
from search.engine.opensearch.engine import OpenSearchEngine
from tests.search.indices import SHARED, Indices


@dataclass
class Clock:
    """Seconds that go by only when told to."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class House:
    """One index with all that is in it, and the processes that open it."""

    indices: Indices
    analyser: Analyser
    opened: list[OpenSearchEngine]

    @property
    def prefix(self) -> str:
        """How the names of its builds begin, and its alias."""
        return self.indices.prefix(SHARED)

    def open(
        self, *, writer: bool = True, clock: Callable[[], float] = time.time, vocabulary_version: str | None = None
    ) -> OpenSearchEngine:
        """As another process would."""
        engine = open_opensearch(
            self.indices.address,
            self.prefix,
            self.analyser,
            writer=writer,
            clock=clock,
            vocabulary_version=vocabulary_version,
        )
        self.opened.append(engine)
        return engine
