"""Engines to search with: every test of this room that takes `engine` runs once for each adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Boosts, Document, Engine, Searcher, open_embedded
from search.engine.opensearch import Address
from search.engine.opensearch.connection import Connection
from search.meaning import KeepsVectors, Shelf
from tests.search.house import House
from tests.search.indices import Indices
from tests.search.world import MONDAY, Asking

Open = Callable[..., Engine]
"""Opens an engine for writing: the name of a folder for what it keeps; vectors and a vocabulary where there are any."""
Ask = Callable[..., Asking]
Asks = Callable[[Engine], Asking]


@pytest.fixture(scope="session")
def opensearch(opensearch_url: str, analyser: Analyser, boosts: Boosts) -> Iterator[Indices]:
    """The indices of this run in OpenSearch; removed at its end, and nothing else."""
    indices = Indices(Address(opensearch_url, timeout=30), analyser, boosts)
    yield indices
    indices.remove_all()


@pytest.fixture
def house(opensearch: Indices, analyser: Analyser) -> Iterator[House]:
    """An empty index in OpenSearch, that any number of processes may open."""
    opensearch.emptied()
    house = House(opensearch, analyser, [])
    yield house
    for engine in house.opened:
        engine.close()


@pytest.fixture
def line(opensearch: Indices) -> Iterator[Connection]:
    """A line of its own to that OpenSearch."""
    connection = Connection(opensearch.address)
    yield connection
    connection.close()


@pytest.fixture(scope="session", params=["embedded", "opensearch"])
def open_engine(request: pytest.FixtureRequest, analyser: Analyser) -> Open:
    """Opens an engine of one adapter."""
    if request.param == "embedded":
        return lambda folder, shelf=None, **other: open_embedded(folder, analyser, writer=True, shelf=shelf, **other)
    indices: Indices = request.getfixturevalue("opensearch")
    return indices.open


@pytest.fixture
def open_shelf(open_engine: Open, request: pytest.FixtureRequest) -> Callable[[Path], KeepsVectors]:
    """Opens the vectors that go with the index under the name of a folder."""
    if request.node.callspec.params["open_engine"] == "opensearch":
        indices: Indices = request.getfixturevalue("opensearch")
        return indices.shelf
    return lambda folder: Shelf(folder.parent / "vectors", writer=True)


@pytest.fixture
def examples(open_engine: Open, request: pytest.FixtureRequest) -> settings:
    """How hard hypothesis searches: a node takes twenty times as long for an example as an engine in this process."""
    most = settings.default.max_examples if settings.default is not None else 50
    shared = isinstance(getattr(open_engine, "__self__", None), Indices)
    return settings(max_examples=max(most // 6, 1) if shared else most, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def folder(open_engine: Open, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Under which name an engine that is opened has nothing in it."""
    if request.node.callspec.params["open_engine"] == "opensearch":
        indices: Indices = request.getfixturevalue("opensearch")
        return indices.emptied()
    return tmp_path / "index"


@pytest.fixture
def engine(open_engine: Open, folder: Path) -> Iterator[Engine]:
    """An empty engine."""
    engine = open_engine(folder)
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


@pytest.fixture
def asks(gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> Asks:
    """Asks any engine."""
    return lambda engine: Asking(Searcher(engine, gazetteer, vocabulary, analyser))


@pytest.fixture(scope="module")
def lasting(
    open_engine: Open,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Engine, Searcher]]:
    """One engine for all examples."""
    engine = open_engine(tmp_path_factory.mktemp("lasting"))
    yield engine, Searcher(engine, gazetteer, vocabulary, analyser)
    engine.close()
