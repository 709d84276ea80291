"""Engines to search with: every test of this room that takes `engine` runs once for each adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Boosts, Document, Engine, Searcher, open_embedded
from tests.search.world import MONDAY, Asking

Open = Callable[[Path], Engine]
Ask = Callable[..., Asking]


@pytest.fixture(scope="session", params=["embedded"])
def open_engine(request: pytest.FixtureRequest, analyser: Analyser) -> Open:
    """Opens an engine of one adapter for writing, with what it keeps in a folder."""
    adapters: dict[str, Open] = {"embedded": lambda folder: open_embedded(folder, analyser, writer=True)}
    return adapters[request.param]


@pytest.fixture
def engine(open_engine: Open, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine."""
    engine = open_engine(tmp_path / "index")
    yield engine
    engine.close()


@pytest.fixture
def searcher(
    engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, boosts: Boosts
) -> Searcher:
    return Searcher(engine, gazetteer, vocabulary, analyser, boosts=boosts)


@pytest.fixture
def ask(engine: Engine, searcher: Searcher) -> Ask:
    """Put documents in the engine and get something to ask with."""

    def given(*documents: Document, now: datetime = MONDAY) -> Asking:
        if documents:
            engine.apply(documents, (), engine.position() + 1)
        return Asking(searcher, now)

    return given
