"""The helplines of a store, at hand: to read every offer for them would take seconds on a full map."""

from __future__ import annotations

from threading import Lock

from catalogue import Offer, OfferView, offer_view
from catalogue.helplines import EMERGENCY, is_listed
from store import State, Store, Stored


class Helplines:
    """Knows which offers are helplines; what they say is read from the store each time, and so is always of now.

    All offers are read once, at the first question; after that the log of changes tells which to look at again.
    """

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read yet."""
        self._store = store
        self._lock = Lock()
        self._ids: set[str] = set()
        self._seen: int | None = None

    def views(self) -> tuple[OfferView, ...]:
        """What everyone may see of each helpline, and of the places and sites listed with them, in order of id.

        Made-up ones are left out: nobody in need should meet one.
        """
        with self._lock:
            self._catch_up()
            ids = sorted(self._ids)
        bundles = self._store.bundles(ids)
        views = (offer_view(bundles[id_]) for id_ in ids if id_ in bundles)
        return tuple(view for view in views if view is not None and not view.demo and is_listed(view.offer))

    def _catch_up(self) -> None:
        if self._seen is None:
            seen = self._store.last_change()  # before reading, so that a change meanwhile is looked at again
            self._ids = {stored.record.id for stored in self._store.records("offer") if _is_helpline(stored)}
            self._seen = seen
        while changes := self._store.changes_since(self._seen):
            changed = {change.record_id for change in changes if change.kind == "offer"}
            found = self._store.get_many(changed).values()
            self._ids = (self._ids - changed) | {stored.record.id for stored in found if _is_helpline(stored)}
            self._seen = changes[-1].seq


def emergency_views(store: Store) -> tuple[OfferView, ...]:
    """What everyone may see of the lines for an emergency, in their order; without those that the store lacks."""
    bundles = store.bundles(EMERGENCY)
    views = (offer_view(bundles[id_]) for id_ in EMERGENCY if id_ in bundles)
    return tuple(view for view in views if view is not None)


def _is_helpline(stored: Stored) -> bool:
    return stored.state is State.PRESENT and isinstance(stored.record, Offer) and is_listed(stored.record)
