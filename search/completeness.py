"""How much of what people ask first is known of an offer."""

from __future__ import annotations

from search.document import Document, DocumentSite
from search.fit import all_hours

ASKED_FIRST = ("open_now", "phone", "cost", "waiting", "access")
"""Fields of a `Hit` that say whether and how one gets help today; a result tells which of them are not known."""


def completeness(document: Document) -> float:
    """Which part of `ASKED_FIRST` is known, at one of its places at least; a helpline has no waiting."""
    places: tuple[Document | DocumentSite, ...] = (document, *document.sites)
    known = {
        "open_now": any(hours is not None and hours.says_when for hours in all_hours(document)),
        "phone": any(place.contact.phone for place in places),
        "cost": document.cost is not None,
        "waiting": any(place.waiting for place in places),
        "access": any(place.access for place in places),
    }
    asked = [name for name in ASKED_FIRST if not (name == "waiting" and document.helpline)]
    return sum(known[name] for name in asked) / len(asked)
