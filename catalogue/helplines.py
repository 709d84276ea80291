"""What makes an offer a helpline, and what people must know of one: its channels and how old its number is."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.base import Provenance
from catalogue.records import Offer
from catalogue.view import OfferView

EMERGENCY = ("loket:hulplijn-112", "loket:hulplijn-1813", "loket:hulplijn-1712", "loket:hulplijn-caw")
"""Shipped helplines that stand on every page: danger to life, suicide, violence, and any other worry."""

ANY_QUESTION = "loket:hulplijn-caw"
"""The line for any question about wellbeing."""

HEADING = "luisterlijnen-en-online-hulp"
"""The heading (list theme) of helplines, and of the places and sites that belong in one list with them."""

CHANNELS: Mapping[str, str] = {"phone": "Telefoon", "chat": "Chat", "online": "E-mail of website"}
"""The ways to reach a helpline, with what people call them."""


def is_listed(offer: Offer) -> bool:
    """Whether it belongs in the list of helplines: one can call or chat at once (L4), or it stands under `HEADING`.

    What is replaced or not active does not. Whether it is made up is for the whole view to say.
    """
    here = offer.helpline or HEADING in offer.themes
    return here and offer.status == "active" and offer.replaced_by is None


def channels(view: OfferView) -> tuple[str, ...]:
    """The keys of `CHANNELS` by which it can be reached, as far as is known; a place or site is reached online."""
    contact, modes = view.contact, view.offer.modes or ()
    open_to = {
        "phone": contact.phones is not None,
        "chat": contact.chat is not None or "chat" in modes,
        "online": contact.email is not None or "email" in modes or not view.offer.helpline,
    }
    return tuple(channel for channel in CHANNELS if open_to[channel])


def line_source(view: OfferView) -> Provenance | None:
    """Who gave the number to call, or where there is none the chat; `None` where nobody is known to have."""
    field, given = ("phones", view.contact.phones) if view.contact.phones else ("chat", view.contact.chat)
    inherited = given is not None and given.said_by == "organisation"
    record = view.organisation if inherited and view.organisation else view.offer
    return record.field_provenance.get(field, record.provenance)
