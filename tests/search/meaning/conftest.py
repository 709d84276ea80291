"""A small world that is searched by words and by meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.vectors import VectorMaker
from search import Analyser, Boosts, Document, Engine, Searcher
from search.meaning import KeepsVectors, Load, Meaning, Progress
from tests.search.meaning.toy import Toy
from tests.search.world import MONDAY, Asking


@dataclass(frozen=True)
class Near:
    """An engine, a model, and what makes the vectors."""

    engine: Engine
    meaning: Meaning
    maker: VectorMaker
    searcher: Searcher

    def given(self, *documents: Document, now: datetime = MONDAY) -> Asking:
        """Put documents in the engine and make their vectors."""
        self.engine.apply(documents, (), self.engine.position() + 1)
        self.make()
        return Asking(self.searcher, now)

    def make(self) -> int:
        """Make all vectors that are missing."""
        return self.maker.make(Event())

    def progress(self) -> Progress:
        """How many offers have their vector."""
        return self.meaning.progress(self.engine.passages(), self.engine.info().documents)


Open = Callable[..., Near]


@pytest.fixture
def toy() -> Toy:
    return Toy()


@pytest.fixture
def open_near(
    open_engine: Callable[..., Engine],
    open_shelf: Callable[..., KeepsVectors],
    folder: Path,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    boosts: Boosts,
) -> Iterator[Open]:
    """Opens the same index and the same vectors each time, with a model; `None`: without one. Close the one before."""
    opened: list[Near] = []

    def open_(load: Load | None) -> Near:
        while opened:
            opened.pop().engine.close()
        shelf = open_shelf(folder)
        meaning = Meaning(load, shelf)
        engine = open_engine(folder, shelf)
        searcher = Searcher(engine, gazetteer, vocabulary, analyser, meaning=meaning, boosts=boosts)
        opened.append(Near(engine, meaning, VectorMaker(engine, meaning), searcher))
        return opened[-1]

    yield open_
    for one in opened:
        one.engine.close()


@pytest.fixture
def near(open_near: Open, toy: Toy) -> Near:
    """With the model loaded."""
    near = open_near(lambda: toy)
    near.meaning.load()
    return near
