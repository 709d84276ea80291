"""Whether an index and the store have one history: where a backup is put back, numbers of the change log are used anew.

The log never loses a line. So the change up to which an index has followed stands in it, with the mark that the index
kept, or the index followed what never happened here.
"""

from __future__ import annotations

from search import Reached, SearchError
from store import Change, Store


class OtherHistory(SearchError):
    """The index followed changes that this store does not have; only a rebuild makes it this store's own."""

    def __init__(self) -> None:
        super().__init__(
            "De zoekindex hoort niet bij deze stand van de databank: er is een reservekopie teruggezet, of het is een "
            "andere databank. Tot hij opnieuw gemaakt is, verandert er niets in. Een server maakt hem zelf opnieuw, "
            "tenzij de databank veel kleiner is of een controle faalt. Is dit de juiste, typ dan `loket rebuild`."
        )


def changes_after(store: Store, reached: Reached, limit: int) -> list[Change]:
    """The changes that an index does not have yet, oldest first, at most `limit`; one query.

    Raises `OtherHistory`. Of an index without a mark that shows only while the log ends before its number.
    """
    found = store.changes_since(reached.position - 1, limit + 1)
    at = found.pop(0) if found and found[0].seq == reached.position else None
    is_beyond = reached.position > 0 and at is None and not found
    is_other = reached.mark is not None and (at is None or at.mark != reached.mark)
    if is_beyond or is_other:
        raise OtherHistory
    return found[:limit]


def other_history(store: Store, reached: Reached) -> OtherHistory | None:
    """What is wrong and what to do, in Dutch, where an index is of another history; `None` where all is well."""
    try:
        changes_after(store, reached, 0)
    except OtherHistory as other:
        return other
    return None


def end_of(store: Store) -> Reached:
    """The place of the last change, for an index that is made of all that the store has now."""
    last = store.last_change()
    return next((Reached(one.seq, one.mark) for one in store.changes_since(last - 1, 1)), Reached(0))
