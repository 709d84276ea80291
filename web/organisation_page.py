"""The page of one organisation: how to reach it, where it is, what it offers."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from catalogue import Location, Offer, Organisation, all_public, in_language
from store import Store
from web.context import PageContext
from web.linked_data import organisation_data
from web.links import organisation_url
from web.lookup import look_up, opened
from web.rendering import render


def organisation_page(context: PageContext, request: Request, id_: str) -> Response:
    """The organisation, its new address (301), that it is gone (410), or that there is none (404)."""
    organisation = opened(context, request, Organisation, id_, organisation_url)
    if isinstance(organisation, Response):
        return organisation
    return render(
        context,
        "organisation.html",
        path=organisation_url(organisation.id),
        organisation=organisation,
        parent=_parent(context.store, organisation),
        offers=_offers(context.store, organisation.id),
        places=_places(context.store, organisation.id),
        partnerships=context.zones.networks().of_organisation(organisation.id, context.clock().date()),
        source=context.sources.__getitem__,
        data=organisation_data(organisation, context.base_url),
    )


def _parent(store: Store, organisation: Organisation) -> Organisation | None:
    return look_up(store, Organisation, organisation.parent).record if organisation.parent else None


def _offers(store: Store, id_: str) -> list[Offer]:
    """By name; what has stopped or stands under another id is left out."""
    records = (stored.record for stored in store.offers_of(id_))
    seen = all_public(record for record in records if isinstance(record, Offer))
    current = (offer for offer in seen if offer.status != "defunct" and offer.replaced_by is None)
    return sorted(current, key=lambda offer: in_language(offer.name) or "")


def _places(store: Store, id_: str) -> list[Location]:
    """Where one can go or write to."""
    records = (stored.record for stored in store.locations_of(id_))
    return [place for place in all_public(r for r in records if isinstance(r, Location)) if place.type != "virtual"]
