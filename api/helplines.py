"""Whom to call when search itself does not work."""

from __future__ import annotations

import logging

from api.problems import Helpline
from catalogue import OfferView, in_language, offer_view
from catalogue.helplines import EMERGENCY
from store import Store

log = logging.getLogger(__name__)


def general_helplines(store: Store) -> tuple[Helpline, ...]:
    """The general helplines that the store has, in the order of `EMERGENCY`; none where the store does not answer."""
    try:
        bundles = store.bundles(EMERGENCY)
    except Exception:  # whatever broke the search may have broken the store too, and the answer must still go out
        log.exception("an answer without helplines: the store does not answer")
        return ()
    views = (offer_view(bundles[line]) for line in EMERGENCY if line in bundles)
    return tuple(_helpline(view) for view in views if view is not None)


def _helpline(view: OfferView) -> Helpline:
    phones, website = view.contact.phones, view.contact.website
    return Helpline(
        id=view.offer.id,
        name=in_language(view.offer.name) or view.offer.id,
        phone=phones.value[0].number if phones else None,
        website=website.value if website else None,
    )
