"""Which stored records stand on the map under their own id."""

from __future__ import annotations

from catalogue import Record, public
from store import State, Store, Stored


def shown(store: Store, stored: Stored) -> Record | None:
    """The public form of a present record; `None` where it is hidden, gone, or another record takes its place."""
    replaced = stored.record.replaced_by is not None and store.is_replaced(stored.id)
    return None if stored.state is State.GONE or replaced else public(stored.record)
