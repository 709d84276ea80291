"""The page of one offer."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from catalogue import Offer, in_language, offer_view
from web.context import PageContext
from web.errors import error_page
from web.linked_data import offer_data
from web.links import offer_url
from web.lookup import opened
from web.rendering import render


def offer_page(context: PageContext, request: Request, id_: str) -> Response:
    """The offer, its new address (301), that it is gone (410), or that there is none (404)."""
    found = opened(context, request, Offer, id_, offer_url)
    if isinstance(found, Response):
        return found
    bundle = context.store.bundle(found.id)
    view = offer_view(bundle) if bundle else None
    if view is None:
        return error_page(context, request, 404)
    offer, organisation = view.offer, view.organisation
    texts = (in_language(text) for text in (offer.name, offer.summary, offer.description, offer.professional))
    return render(
        context,
        "offer.html",
        path=offer_url(offer.id),
        view=view,
        offer=offer,
        sector=offer.sector or (organisation.sector if organisation else None),
        sector_words=context.glossary.words_in(*texts),
        source=context.sources.__getitem__,
        data=offer_data(view, context.gazetteer, context.base_url),
    )
