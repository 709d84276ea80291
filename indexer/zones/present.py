"""Which stored records stand on the map under their own id."""

from __future__ import annotations

from catalogue import Record, public
from store import State, Store, Stored


def shown(store: Store, stored: Stored) -> Record | None:
    """The public form of a present record; `None` where it is hidden, gone, or another record takes its place.

    A replacement that nobody knows hides nothing.
    """
    if stored.state is State.GONE:
        return None
    if stored.record.replaced_by is not None:
        found = store.get(stored.id)
        if found is not None and found.id != stored.id and found.state is State.PRESENT:
            return None
    return public(stored.record)
