"""How the engine follows the store: the change log in order, or everything anew beside the live index.

Applying a change twice gives the same index, so a follower that dies between the engine's commit and anything else
just does that batch again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from threading import Event, Thread
from typing import Protocol

from catalogue import Bundle, offer_view
from indexer.gates import Gates, LeftOut, Tally
from indexer.history import OtherHistory, changes_after, end_of
from indexer.projection import Projection
from search import BuildRefused, Built, Document, Engine, EngineLocked, Finding, Reached
from store import Store

CONSUMER = "engine"
BATCH = 1_000
INTERVAL = 0.5  # seconds between looks at the change log: a change is visible well within two
LEAST_OF_BEFORE = 0.9
"""Share of the offers in the index that a database has which is taken for the right one, only older."""
Progress = Callable[[int], None]

log = logging.getLogger(__name__)


class Follower:
    """Brings one engine up to date with one store."""

    def __init__(
        self, store: Store, engine: Engine, projection: Projection, gates: Callable[[], Gates] | None = None
    ) -> None:
        """The engine must have been opened as its writer.

        With `gates`, which an index that replaces another must stand, one of another history is made anew by itself.
        """
        self._store = store
        self._engine = engine
        self._projection = projection
        self._gates = gates
        self._refused: Reached | None = None

    def behind(self) -> int:
        """How many changes the engine has not seen yet.

        The position is read first: another process may apply a change meanwhile, and the engine would seem ahead.
        """
        position = self._engine.position()
        return self._store.last_change() - position

    def follow(self, progress: Progress | None = None) -> int:
        """Apply every change since the engine's position, in batches; returns how many were applied.

        Raises `OtherHistory`, and nothing is applied, where a person must say that this is the right database.
        """
        try:
            return self._bring(self._engine, progress)
        except OtherHistory as other:
            self._replace(other, progress)
            return 0

    def rebuild(self, progress: Progress | None = None, gates: Gates | None = None) -> Built:
        """Build the whole index beside the live one and swap, if the new one stands the `gates`.

        Changes made meanwhile are in the new build before it counts; those of the last moment are applied afterwards,
        so nothing is lost.

        Raises `BuildRefused` where a gate fails; the live index goes on as it was.
        """
        reached, tally = end_of(self._store), gates.tally() if gates is not None else None
        offers = (stored.record.id for stored in self._store.records("offer"))
        documents = _counted(_noted(self._projected(offers), tally), progress)

        def finish(build: Engine, built: Built) -> tuple[Finding, ...]:
            self._bring(build, None, tally)
            if gates is None or tally is None:
                return ()
            stored = self._store.count("offer")
            pending = self._store.last_change() - build.position()
            findings = gates.check(build, built, tally, stored, pending)
            self._bring(build, None, tally)
            return findings

        built = self._engine.rebuild(documents, reached.position, finish, self._store.count("offer"), reached.mark)
        with suppress(EngineLocked):  # another process follows, and goes on in the new build
            self._bring(self._engine, None)
        return built

    def _replace(self, other: OtherHistory, progress: Progress | None) -> None:
        """Make an index of another history anew: the store is the truth.

        Raises `BuildRefused` where it does not stand the gates; `OtherHistory` where that is known, or the database may
        be a wrong one.
        """
        reached = self._engine.reached()
        if self._gates is None or reached == self._refused or self._may_be_wrong():
            raise other
        log.warning("the index is of another history than the database, and is made anew")
        try:
            self.rebuild(progress, self._gates())
        except BuildRefused:
            self._refused = reached
            raise

    def _may_be_wrong(self) -> bool:
        return self._store.count("offer") < LEAST_OF_BEFORE * self._engine.info().documents

    def _bring(self, engine: Engine, progress: Progress | None, tally: Tally | None = None) -> int:
        """Apply to an engine every change since its position; returns how many. Raises `OtherHistory`."""
        applied = 0
        while changes := changes_after(self._store, engine.reached(), BATCH):
            touched = self._store.offers_touched({change.record_id for change in changes})
            documents = list(_noted(self._projected(sorted(touched)), tally))
            deletes = sorted(touched - {document.id for document in documents})
            last = changes[-1]
            engine.apply(documents, deletes, last.seq, last.mark)
            if engine is self._engine:
                self._store.advance(CONSUMER, last.seq)
            applied += len(changes)
            if progress is not None:
                progress(applied)
        return applied

    def _projected(self, offers: Iterable[str]) -> Iterator[tuple[str, Document | LeftOut]]:
        """What the engine gets to see of each offer, or why it sees nothing."""
        waiting = iter(offers)
        while ids := list(islice(waiting, BATCH)):
            bundles = self._store.bundles(ids)
            for offer in ids:
                yield offer, self._became(offer, bundles.get(offer))

    def _became(self, offer: str, bundle: Bundle | None) -> Document | LeftOut:
        if bundle is None:
            return "gone"
        if bundle.offer.replaced_by and self._store.is_replaced(offer):
            return "replaced"
        view = offer_view(bundle)
        if view is None or view.organisation is None:
            return "hidden"
        return self._projection.document(view) or "not active"


def _noted(projected: Iterable[tuple[str, Document | LeftOut]], tally: Tally | None) -> Iterator[Document]:
    """The documents alone, and in the tally, if there is one, what became of each offer."""
    if tally is not None:
        return tally.noted(projected)
    return (document for _, document in projected if isinstance(document, Document))


def _counted(documents: Iterator[Document], progress: Progress | None) -> Iterator[Document]:
    for count, document in enumerate(documents, start=1):
        if progress is not None and count % BATCH == 0:
            progress(count)
        yield document


class Follows(Protocol):
    """Something that is kept up to date with the store: the engine, the candidates of matching."""

    def follow(self) -> object:
        """Take in every change so far; may be repeated."""


class BackgroundFollower(Thread):
    """Follows the change log for as long as the server runs; a failure is kept for `health` and tried again."""

    def __init__(self, follower: Follows, what: str) -> None:
        """A daemon thread; `start()` it, and `stop()` it before closing store and engine. `what` is for the log."""
        super().__init__(name=f"follower of the store: {what}", daemon=True)
        self._follower = follower
        self._what = what
        self._stopping = Event()
        self.failure: str | None = None
        self._told: set[type[Exception]] = set()

    def run(self) -> None:
        """Follow, wait, follow."""
        while not self._stopping.is_set():
            try:
                self._follower.follow()
                self._well()
            except EngineLocked:  # another process follows in our place; should it end, the next round goes on
                self._well()
            except Exception as error:  # whatever it is: searching goes on and the next round tries again
                self._failed(error)
            self._stopping.wait(INTERVAL)

    def _well(self) -> None:
        self.failure = None
        self._told.clear()

    def _failed(self, error: Exception) -> None:
        """Keep it; log each kind once until all is well again: with a trace, or with what an operator must do."""
        self.failure = f"{type(error).__name__}: {error}"
        if type(error) in self._told:
            return
        self._told.add(type(error))
        if isinstance(error, OtherHistory):
            log.error("%s does not follow the store: %s", self._what, error)
        else:
            log.exception("%s could not follow the store; trying again", self._what)

    def stop(self) -> None:
        """Ask it to end and wait until it has."""
        self._stopping.set()
        self.join()
