"""Whether and how well meaning can be searched at this moment; search asks and never waits."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Thread
from typing import Literal

from search.meaning.cache import QueryCache
from search.meaning.embedder import Embedder, EmbedderUnavailable, Load, Vectors
from search.meaning.keeps_vectors import KeepsVectors, Passages

State = Literal["off", "loading", "ready", "unavailable"]
"""`off`: not wanted; `loading`: not asked for yet or under way; `unavailable`: wanted, but it cannot run here."""

QUESTION_WORDS, QUESTION_LETTERS = 30, 200
"""Of a longer question the beginning is read: it says what it is about, and a model takes its time for each word."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the offers have a vector of the model that is used."""

    done: int
    total: int


class Meaning:
    """A model that is loaded when there is time for it, the vectors of offers, and those of the latest questions."""

    def __init__(self, load: Load | None, shelf: KeepsVectors) -> None:
        """`load` gives the model; `None` where meaning is not wanted."""
        self.shelf = shelf
        self.state: State = "off" if load is None else "loading"
        self.fault: str | None = None
        self._load = load
        self._embedder: Embedder | None = None
        self._queries = QueryCache()

    def start(self) -> Thread | None:
        """Load in the background; `None` where there is nothing to load."""
        if self.state != "loading":
            return None
        thread = Thread(target=self.load, name="meaning", daemon=True)
        thread.start()
        return thread

    def load(self) -> None:
        """Load the model and the vectors that were made with it; a fault is logged and kept."""
        if self._load is None or self.state != "loading":
            return
        try:
            embedder = self._load()
            self.shelf.open(embedder)
        except (EmbedderUnavailable, OSError) as fault:
            self.fault, self.state = str(fault), "unavailable"
            log.warning("search goes on without meaning: %s", fault)
            return
        self._embedder, self.state = embedder, "ready"

    @property
    def embedder(self) -> Embedder | None:
        """The model, once it is there."""
        return self._embedder

    @property
    def version(self) -> int:
        """Rises when the same question may be answered better than before."""
        return 1 + self.shelf.version if self._embedder is not None else 0

    def now(self) -> tuple[State, str | None]:
        """The state of the model and of what it needs, and why it is unavailable."""
        fault = self.shelf.fault() if self.state == "ready" else self.fault
        return ("unavailable" if fault is not None else self.state), fault

    def of(self, question: str) -> Vectors | None:
        """The vector of a question; `None` where meaning is off or not ready yet."""
        embedder, read = self._embedder, " ".join(question.split()[:QUESTION_WORDS])[:QUESTION_LETTERS]
        if embedder is None or not read:
            return None
        return self._queries.get(read, lambda: embedder.queries([read])[0])

    def progress(self, passages: Passages, total: int) -> Progress:
        """How far it is with the documents of an index, of which there are `total`. Raises `EngineUnavailable`."""
        return Progress(min(self.shelf.done(passages), total), total)
