"""The helplines of a store, at hand: to read every offer for them would take seconds on a full map."""

from __future__ import annotations

import logging
from threading import Lock

from catalogue import Offer, OfferView, offer_view
from catalogue.helplines import EMERGENCY, is_listed
from geo import Place
from search.answer import PlaceAnswer
from store import State, Store, Stored, StoreError, StoreUnavailable

log = logging.getLogger(__name__)


class Helplines:
    """Knows which offers are helplines, or right for an urgent topic; what they say is read from the store each time.

    All offers are read once, at the first question; after that the log of changes tells which to look at again. While
    the store does not answer, they say what they last said: who is in need must not wait for a database.
    """

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read yet."""
        self._store = store
        self._lock = Lock()
        self._ids: set[str] = set()
        self._seen: int | None = None
        self._followed = -1
        self._last: tuple[OfferView, ...] | None = None
        self._last_emergency: tuple[OfferView, ...] | None = None

    def views(self) -> tuple[OfferView, ...]:
        """What everyone may see of each helpline, and of the places and sites listed with them, in order of id.

        Made-up ones are left out: nobody in need should meet one. Raises `StoreUnavailable` where it never answered.
        """
        return tuple(view for view in self._real() if is_listed(view.offer))

    def urgent_views(self) -> tuple[OfferView, ...]:
        """The same, with every other offer that says for which urgent topics it is the right one."""
        return tuple(view for view in self._real() if _takes_part(view.offer))

    def version(self) -> int:
        """Changes whenever what they say may have; while the store does not answer, that of what is told then."""
        try:
            return self._store.last_change()
        except StoreUnavailable:
            return self._followed

    def emergency_views(self) -> tuple[OfferView, ...]:
        """What everyone may see of the lines for an emergency, in their order; without those that the store lacks.

        Raises `StoreUnavailable` where it never answered.
        """
        try:
            bundles = self._store.bundles(EMERGENCY)
        except StoreUnavailable:
            if self._last_emergency is None:
                raise
            return self._last_emergency
        views = (offer_view(bundles[id_]) for id_ in EMERGENCY if id_ in bundles)
        self._last_emergency = found = tuple(view for view in views if view is not None)
        return found

    def follow(self) -> None:
        """Read again what to say while the store does not answer, where anything changed."""
        end = self._store.last_change()
        if end != self._followed:
            self.emergency_views()
            self._real()
            self._followed = end

    def _real(self) -> tuple[OfferView, ...]:
        try:
            found = self._read()
        except StoreUnavailable:
            if self._last is None:
                raise
            return self._last
        self._last = found
        return found

    def _read(self) -> tuple[OfferView, ...]:
        with self._lock:
            self._catch_up()
            ids = sorted(self._ids)
        bundles = self._store.bundles(ids)
        views = (offer_view(bundles[id_]) for id_ in ids if id_ in bundles)
        return tuple(view for view in views if view is not None and not view.demo)

    def _catch_up(self) -> None:
        if self._seen is None:
            seen = self._store.last_change()  # before reading, so that a change meanwhile is looked at again
            self._ids = {stored.record.id for stored in self._store.records("offer") if _is_kept(stored)}
            self._seen = seen
        while changes := self._store.changes_since(self._seen):
            changed = {change.record_id for change in changes if change.kind == "offer"}
            found = self._store.get_many(changed).values()
            self._ids = (self._ids - changed) | {stored.record.id for stored in found if _is_kept(stored)}
            self._seen = changes[-1].seq


def onthaal_near(store: Store, place: Place | PlaceAnswer | None) -> OfferView | None:
    """The welcome desk of the OCMW of a place: the shipped record, or what it was joined with.

    `None` where the place or its municipality is not known, and where the store does not answer: whatever else can be
    told must still be told.
    """
    if place is None or place.municipality_nis is None:
        return None
    try:
        bundle = store.bundle(f"loket:ocmw-{place.municipality_nis}-onthaal")
    except StoreError:
        log.exception("an answer without the OCMW: the store does not answer")
        return None
    return offer_view(bundle) if bundle else None


def _is_kept(stored: Stored) -> bool:
    return stored.state is State.PRESENT and isinstance(stored.record, Offer) and _takes_part(stored.record)


def _takes_part(offer: Offer) -> bool:
    """Whether it is shown to someone in need: listed, or the right one for an urgent topic, active and not replaced."""
    urgent = bool(offer.urgent_topics) and offer.status == "active" and offer.replaced_by is None
    return urgent or is_listed(offer)
