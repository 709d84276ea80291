"""Which of many records may be published together: nothing of what belongs to a hidden record leaves.

The street of a refuge stands in its location, not in its organisation: hiding the organisation hides both.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.records import Kind, Location, Offer, OfferAtLocation, Organisation, Partnership, Record
from catalogue.view import without_radius
from catalogue.visibility import is_secret, public

OWNERS_FIRST: tuple[Kind, ...] = (
    "organisation",
    "location",
    "partnership",
    "offer",
    "offer_at_location",
    "recognition",
)
"""The order in which a `Publisher` must see the records."""

OWNERS: Mapping[Kind, tuple[str, ...]] = {
    "organisation": (),
    "location": ("organisation",),
    "partnership": (),
    "offer": ("organisation",),
    "offer_at_location": ("offer", "location"),
    "recognition": ("organisation",),
}
"""The records that a record belongs to: it is hidden where one of them is."""


class Publisher:
    """Gives the public form of records, kind by kind in the order of `OWNERS_FIRST`; remembers what is hidden.

    Of an organisation with a hidden place no area with a radius leaves: it may well lie around that place.
    """

    def __init__(self) -> None:
        """Nothing is hidden yet."""
        self._hidden: set[str] = set()
        self._with_a_secret: set[str] = set()

    def public(self, record: Record) -> Record | None:
        """The record as everyone may see it; `None` where it, or what it belongs to, is hidden as a whole."""
        seen = public(record)
        if isinstance(record, Location) and is_secret(record):
            self._with_a_secret |= {record.organisation, record.id}
        if seen is None or any(getattr(record, owner) in self._hidden for owner in OWNERS[record.kind]):
            self._hidden.add(record.id)
            return None
        if isinstance(seen, Partnership):
            partners = tuple(one for one in seen.partners if one.organisation not in self._hidden)
            places = tuple(place for place in seen.locations if place not in self._hidden)
            return seen.model_copy(update={"partners": partners, "locations": places})
        if isinstance(seen, Offer) and seen.organisation in self._with_a_secret:
            self._with_a_secret.add(seen.id)
            return without_radius(seen)
        if isinstance(seen, OfferAtLocation) and {seen.offer, seen.location} & self._with_a_secret:
            return without_radius(seen)
        if isinstance(seen, Organisation) and seen.parent in self._hidden:
            return seen.model_copy(update={"parent": None})
        return seen
