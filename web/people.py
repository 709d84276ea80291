"""Help by a person: the lines for an emergency, and who to call when searching did not help.

The numbers come from the records in the store, so that they are corrected in one place.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import OfferView, Phone, in_language
from catalogue.helplines import ANY_QUESTION
from geo import Place
from indexer.helplines import Helplines, onthaal_near
from search.answer import PlaceAnswer
from store import Store

__all__ = ["ANY_QUESTION", "Line", "emergency_lines", "line_of", "onthaal_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """Someone to call; a phone or summary that is not known is `None`."""

    id: str
    name: str
    summary: str | None
    phone: Phone | None
    chat: str | None


def emergency_lines(helplines: Helplines) -> tuple[Line, ...]:
    """The emergency lines that are known, in their order. Raises `StoreUnavailable` where the store never answered."""
    return tuple(map(line_of, helplines.emergency_views()))


def onthaal_of(store: Store, place: Place | PlaceAnswer | None) -> Line | None:
    """The welcome desk of the OCMW of a place: see `onthaal_near`."""
    view = onthaal_near(store, place)
    return line_of(view) if view else None


def line_of(view: OfferView) -> Line:
    """What to call of an offer."""
    phones = view.contact.phones.value if view.contact.phones else ()
    return Line(
        id=view.offer.id,
        name=in_language(view.offer.name) or view.offer.id,
        summary=in_language(view.offer.summary),
        phone=next((phone for phone in phones if phone.type != "fax"), None),
        chat=view.contact.chat.value if view.contact.chat else None,
    )
