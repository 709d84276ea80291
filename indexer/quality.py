"""From the store to a survey of the data: read once, kept for a while, shared by pages, API and command line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from threading import Lock, Thread

from catalogue import Bundle, Kind, Record, Vocabulary
from catalogue.quality import Survey, survey
from geo import Gazetteer
from store import Store

BATCH = 200
"""Offers in memory at once, each with its organisation and places."""

OWNERS: tuple[Kind, ...] = ("organisation", "location", "partnership", "recognition")
"""What is read besides the offers, organisations before what belongs to them."""

AT_LEAST = timedelta(minutes=5)
AT_MOST = timedelta(hours=1)
"""How long a survey is shown again: reading takes about 0.1 ms a record. Within `AT_LEAST` it is never made anew,
after `AT_MOST` always, in between where a record changed."""

CHANGES = 1_000
"""Lines of the change log read at once."""

log = logging.getLogger(__name__)


def surveyed(store: Store, gazetteer: Gazetteer, vocabulary: Vocabulary, today: date) -> Survey:
    """Go over the whole store, page by page."""
    return survey(
        _records(store),
        _bundles(store),
        today=today,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        is_replaced=lambda record: store.is_replaced(record.id),
    )


def _records(store: Store) -> Iterator[Record]:
    for kind in OWNERS:
        yield from (stored.record for stored in store.records(kind))


def _bundles(store: Store) -> Iterator[Bundle]:
    offers = (stored.id for stored in store.records("offer"))
    while ids := list(islice(offers, BATCH)):
        yield from store.bundles(ids).values()


class _Kept:
    """A survey with the place in the change log from which it was read; it forgets the names of what changed since."""

    def __init__(self, made: datetime, seq: int, survey: Survey, *, with_demo: bool) -> None:
        self.made = made
        self.seq = seq
        self.with_demo = with_demo
        self._survey = survey
        self._followed = seq
        self._lock = Lock()

    def current(self, store: Store) -> Survey:
        """The survey without the names and ids of what changed since: a record may have been hidden."""
        with self._lock:
            while changes := store.changes_since(self._followed, CHANGES):
                self._survey = self._survey.without({change.record_id for change in changes})
                self._followed = changes[-1].seq
            return self._survey


def _in_a_thread(work: Callable[[], None]) -> None:
    Thread(target=work, name="surveyor", daemon=True).start()


class Surveyor:
    """Gives the survey of a store. Only who asks first of all waits for it; later ones are made beside the requests."""

    def __init__(
        self,
        store: Store,
        gazetteer: Gazetteer,
        vocabulary: Vocabulary,
        beside: Callable[[Callable[[], None]], None] = _in_a_thread,
    ) -> None:
        """Nothing is read yet. `beside` does a piece of work while requests go on."""
        self._store = store
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._beside = beside
        self._lock = Lock()
        self._kept: _Kept | None = None

    def survey(self, now: datetime) -> Survey:
        """The figures as they were a while ago. What changed since is counted as it was, but never named.

        When the made-up records came or went, the figures are made anew at once: they must not be told otherwise.
        """
        kept = self._kept or self._first(now)
        if self._demo_came_or_went(kept):
            kept = self._first(now)
        if self._is_due(kept, now) and self._lock.acquire(blocking=False):
            self._beside(lambda: self._renew(now))
        return kept.current(self._store)

    def close(self) -> None:
        """Wait until no survey is being made any more: before the store is closed."""
        with self._lock:
            pass

    def _first(self, now: datetime) -> _Kept:
        with self._lock:
            if self._kept is None or self._demo_came_or_went(self._kept):
                self._kept = self._made(now)
            return self._kept

    def _demo_came_or_went(self, kept: _Kept) -> bool:
        return self._store.last_change() != kept.seq and (self._store.count_demo() > 0) != kept.with_demo

    def _renew(self, now: datetime) -> None:
        """Make a survey and let go of the lock, which the caller took."""
        try:
            self._kept = self._made(now)
        except Exception:  # whatever it is: the former figures stay, and the next visitor begins again
            log.exception("the survey of the data could not be renewed")
        finally:
            self._lock.release()

    def _made(self, now: datetime) -> _Kept:
        seq, with_demo = self._store.last_change(), self._store.count_demo() > 0
        made = surveyed(self._store, self._gazetteer, self._vocabulary, now.date())
        return _Kept(now, seq, made, with_demo=with_demo)

    def _is_due(self, kept: _Kept, now: datetime) -> bool:
        age = now - kept.made
        if age < timedelta(0) or age >= AT_MOST or now.date() != kept.made.date():
            return True
        return age >= AT_LEAST and self._store.last_change() != kept.seq
