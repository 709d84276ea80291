"""An engine of which is told how long its answers take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from geo import Point
from search.document import Document
from search.engine.port import Completion, Elsewhere, Engine, EngineInfo, EngineQuery, EngineResult, Home, Reached
from search.engine.rebuild import Build, Built, Finish, Rebuild

Took = Callable[[str, float], None]
"""Told of each question: which method, and how many seconds it took, also where it failed."""


class MeasuredEngine:
    """An `Engine` around another one; what people wait for is measured, the rest is passed on."""

    def __init__(self, engine: Engine, took: Took) -> None:
        """`took` must be safe in threads."""
        self._engine = engine
        self._took = took

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`."""
        with self._measured("search"):
            return self._engine.search(query)

    def question(self) -> AbstractContextManager[None]:
        """See `Engine.question`."""
        return self._engine.question()

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """See `Engine.documents`."""
        with self._measured("documents"):
            return self._engine.documents(ids)

    def near_words(self, word: str, stem: str) -> tuple[str, ...]:
        """See `Engine.near_words`."""
        with self._measured("near_words"):
            return self._engine.near_words(word, stem)

    def complete(self, typed: str, municipality: str | None, limit: int) -> tuple[Completion, ...]:
        """See `Engine.complete`."""
        with self._measured("complete"):
            return self._engine.complete(typed, municipality, limit)

    def serving(self, does: frozenset[str], home: Home, today: date) -> Sequence[str]:
        """See `Engine.serving`."""
        with self._measured("serving"):
            return self._engine.serving(does, home, today)

    def elsewhere(self, does: frozenset[str], home: Home, today: date, here: Point) -> Elsewhere:
        """See `Engine.elsewhere`; measured until the first ones are there."""
        with self._measured("elsewhere"):
            return self._engine.elsewhere(does, home, today, here)

    def read_ahead(self) -> Iterator[int]:
        """See `Engine.read_ahead`."""
        return self._engine.read_ahead()

    def apply(
        self, upserts: Sequence[Document], deletes: Sequence[str], position: int, mark: str | None = None
    ) -> None:
        """See `Engine.apply`."""
        with self._measured("apply"):
            self._engine.apply(upserts, deletes, position, mark)

    def rebuild(
        self,
        documents: Iterable[Document],
        position: int,
        finish: Finish | None = None,
        expected: int | None = None,
        mark: str | None = None,
    ) -> Built:
        """See `Engine.rebuild`."""
        return self._engine.rebuild(documents, position, finish, expected, mark)

    def builds(self) -> tuple[Build, ...]:
        """See `Engine.builds`."""
        return self._engine.builds()

    def last_rebuild(self) -> Rebuild | None:
        """See `Engine.last_rebuild`."""
        return self._engine.last_rebuild()

    def roll_back(self) -> None:
        """See `Engine.roll_back`."""
        self._engine.roll_back()

    def prune(self, *, keep_previous: bool) -> tuple[str, ...]:
        """See `Engine.prune`."""
        return self._engine.prune(keep_previous=keep_previous)

    def passages(self, since: int = 0) -> Iterator[Mapping[str, bytes]]:
        """See `Engine.passages`."""
        return self._engine.passages(since)

    def position(self) -> int:
        """See `Engine.position`."""
        return self._engine.position()

    def reached(self) -> Reached:
        """See `Engine.reached`."""
        return self._engine.reached()

    def generation(self) -> int:
        """See `Engine.generation`."""
        return self._engine.generation()

    def info(self) -> EngineInfo:
        """See `Engine.info`."""
        return self._engine.info()

    def close(self) -> None:
        """See `Engine.close`."""
        self._engine.close()

    @contextmanager
    def _measured(self, operation: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._took(operation, time.perf_counter() - started)
