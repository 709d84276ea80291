"""How the vectors of offers come about: a few at a time, after the index, in one process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Event, Thread

from search import Engine, EngineLocked, SearchError
from search.meaning import Embedder, Meaning, key_of, passage
from store import StoreError

BATCH = 8
"""Texts between two looks at whether to stop: a third of a second."""
INTERVAL = 2.0  # seconds between looks at what changed, once everything has its vector
SPARE = 10
"""Vectors of texts that are no longer in the index go when there is one of them to so many that are used."""

log = logging.getLogger(__name__)


class VectorMaker:
    """Gives every offer of an engine its vector. The shelf must let this process add."""

    def __init__(self, engine: Engine, meaning: Meaning) -> None:
        self._engine = engine
        self._meaning = meaning
        self._shelf = meaning.shelf
        self._seen = 0  # the generation in which nothing was missing
        self._documents = 0  # that there were then
        self._changed = 0  # documents that came or went since vectors were tidied
        self._new = 0  # vectors of which the shelf was not told yet that they are all

    def make(self, stopping: Event) -> int:
        """Make all vectors that are missing, or as many as there is time for; gives how many.

        Raises `EngineLocked` where another process makes them, `EngineUnavailable` and `OSError`; what was made before
        is kept.
        """
        embedder, before, changed = self._meaning.embedder, self._new, 0
        if embedder is None:
            return 0
        if not self._shelf.claim():
            self._seen = 0
        generation = self._engine.generation()
        if generation == self._seen:
            return 0
        for part in self._engine.passages(self._seen):
            missing = self._missing(part)
            changed += len(part)
            for start in range(0, len(missing), BATCH):
                if stopping.is_set():
                    return self._new - before
                self._new += self._make(embedder, missing[start : start + BATCH])
        documents = self._engine.info().documents
        changed += abs(documents - self._documents)
        made = self._new
        self._shelf.learned(made, changed, self._engine.passages())
        self._seen, self._documents, self._changed, self._new = generation, documents, self._changed + changed, 0
        return made - before

    def tidy(self) -> None:
        """Let go of vectors whose text is in no offer any more. Only while the index has every change of the store."""
        if self._meaning.embedder is None or self._changed * SPARE <= self._documents:
            return
        used = {key for part in self._engine.passages() for key in part.values()}
        if (len(self._shelf) - len(used)) * SPARE > len(used) > 0:
            self._shelf.keep_only(used)
        self._changed = 0

    def _missing(self, part: Mapping[str, bytes]) -> list[str]:
        """Offers without a vector, one for each text."""
        known = self._shelf.known(set(part.values()))
        by_key = {key: id_ for id_, key in part.items() if key not in known}
        return sorted(by_key.values())

    def _make(self, embedder: Embedder, ids: list[str]) -> int:
        """Offers that changed meanwhile get the vector of what they say now."""
        texts = {key_of(text): text for text in map(passage, self._engine.documents(ids).values())}
        known = self._shelf.known(texts.keys())
        new = {key: text for key, text in texts.items() if key not in known}
        if new:
            self._shelf.add(list(new), embedder.passages(list(new.values())))
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
            except EngineLocked:  # another process makes them in our place; should it end, the next round goes on
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
