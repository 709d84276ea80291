"""How the vectors of offers come about: a few at a time, after the index, in the process that writes it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from search import Engine, SearchError
from search.meaning import Embedder, Meaning, key_of, passage
from store import StoreError

BATCH = 8
"""Texts between two looks at whether to stop: a third of a second."""
INTERVAL = 2.0  # seconds between looks at what changed, once everything has its vector
SPARE = 10
"""Vectors of texts that are no longer in the index go when there is one of them to so many that are used."""

log = logging.getLogger(__name__)


class VectorMaker:
    """Gives every offer of an engine its vector. The engine must have been opened as its writer."""

    def __init__(self, engine: Engine, meaning: Meaning) -> None:
        self._engine = engine
        self._meaning = meaning
        self._seen: int | None = None  # the generation in which nothing was missing

    def make(self, stopping: Event) -> int:
        """Make all vectors that are missing, or as many as there is time for; gives how many.

        Raises `EngineUnavailable` and `OSError`; what was made before is kept.
        """
        embedder, made = self._meaning.embedder, 0
        generation = self._engine.generation()
        if embedder is None or generation == self._seen:
            return made
        missing = self._missing()
        for start in range(0, len(missing), BATCH):
            if stopping.is_set():
                return made
            made += self._make(embedder, missing[start : start + BATCH])
        self._seen = generation
        if made:
            self._meaning.learned()
        return made

    def tidy(self) -> None:
        """Let go of vectors whose text is in no offer any more. Only while the index has every change of the store."""
        used = set(self._engine.passages().values())
        if self._meaning.embedder is not None and (len(self._meaning.shelf.book) - len(used)) * SPARE > len(used) > 0:
            self._meaning.shelf.keep_only(used)

    def _missing(self) -> list[str]:
        """Offers without a vector, one for each text."""
        book = self._meaning.shelf.book
        by_key = {key: id_ for id_, key in self._engine.passages().items() if key not in book}
        return sorted(by_key.values())

    def _make(self, embedder: Embedder, ids: list[str]) -> int:
        """Offers that changed meanwhile get the vector of what they say now."""
        book = self._meaning.shelf.book
        texts = {key_of(text): text for text in map(passage, self._engine.documents(ids).values())}
        new = {key: text for key, text in texts.items() if key not in book}
        if new:
            self._meaning.shelf.add(list(new), embedder.passages(list(new.values())))
        return len(new)


class BackgroundVectors(Thread):
    """Makes vectors for as long as the server runs; search goes on without those that are missing."""

    def __init__(self, maker: VectorMaker, meaning: Meaning, behind: Callable[[], int]) -> None:
        """A daemon thread; `start()` it, and `stop()` it before closing the engine. `behind`: see `Follower`."""
        super().__init__(name="vectors", daemon=True)
        self._maker = maker
        self._meaning = meaning
        self._behind = behind
        self._stopping = Event()
        self._failing = False

    def run(self) -> None:
        """Load the model; then make what is missing, wait, and look again."""
        self._meaning.load()
        while self._meaning.state == "ready" and not self._stopping.is_set():
            try:
                self._round()
                self._failing = False
            except (SearchError, StoreError, OSError):  # a full disk, an index that is being replaced
                if not self._failing:
                    log.exception("vectors cannot be made now; trying again")
                self._failing = True
            self._stopping.wait(INTERVAL)

    def _round(self) -> None:
        self._maker.make(self._stopping)
        if not self._stopping.is_set() and self._behind() == 0:
            self._maker.tidy()

    def stop(self) -> None:
        """Ask it to end and wait until it has: at most the time of a few texts."""
        self._stopping.set()
        self.join()
