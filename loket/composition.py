"""The composition root: opens what a command or the server needs, in one place, and closes it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from catalogue import Sources, Vocabulary
from geo import Gazetteer
from indexer import Follower, Projection
from loket.settings import SHIPPED, Settings
from search import Analyser, Engine, Searcher, open_embedded
from store import Store

BELGIUM = ZoneInfo("Europe/Brussels")


def belgian_now() -> datetime:
    """The local moment in Belgium, without a zone: the clock of the whole program."""
    return datetime.now(BELGIUM).replace(tzinfo=None)


@dataclass
class Loket:
    """Everything, opened when first used. Close it, or use it as a context manager.

    `writer`: whether this process is the one that writes the search index; a second one is refused by the engine.
    """

    settings: Settings
    writer: bool = False
    create: bool = False

    def __enter__(self) -> Self:
        """Nothing is opened yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what was opened."""
        self.close()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places and zones."""
        return Gazetteer.load(SHIPPED / "reference")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Lists of terms."""
        return Vocabulary.load(SHIPPED / "vocabulary")

    @cached_property
    def sources(self) -> Sources:
        """The table of sources."""
        return Sources.load(SHIPPED / "reference" / "sources.toml")

    @cached_property
    def store(self) -> Store:
        """The database. Raises `StoreNotReady` where it must first be made or brought up to date."""
        if self.create:
            self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        return Store.open(self.settings.database, self.sources, create=self.create)

    @cached_property
    def analyser(self) -> Analyser:
        """The Dutch analysis chain."""
        return Analyser.load(SHIPPED / "relevance")

    @cached_property
    def engine(self) -> Engine:
        """The search engine. Raises `EngineLocked` or `IndexOutdated`."""
        return open_embedded(self.settings.index_dir, self.analyser, writer=self.writer)

    @cached_property
    def searcher(self) -> Searcher:
        """Answers questions."""
        return Searcher(self.engine, self.gazetteer, self.vocabulary, self.analyser)

    @cached_property
    def follower(self) -> Follower:
        """Brings the engine up to date with the store."""
        return Follower(self.store, self.engine, Projection(self.gazetteer, self.vocabulary))

    def close(self) -> None:
        """Close the engine and the database, where they were opened."""
        if "engine" in self.__dict__:
            self.engine.close()
        if "store" in self.__dict__:
            self.store.close()
