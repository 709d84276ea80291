"""Whom to call when search itself does not work."""

from __future__ import annotations

import logging

from api.context import ApiContext
from api.problems import Helpline
from catalogue import OfferView, in_language
from indexer.helplines import Helplines
from search import SearchRequest

log = logging.getLogger(__name__)


def general_helplines(helplines: Helplines) -> tuple[Helpline, ...]:
    """The general helplines that are known, in the order of `EMERGENCY`; none where the store never answered."""
    try:
        return tuple(map(_helpline, helplines.emergency_views()))
    except Exception:  # whatever broke the search may have broken the store too, and the answer must still go out
        log.exception("an answer without helplines: the store does not answer")
        return ()


def urgent_help(context: ApiContext, asked: SearchRequest) -> dict[str, object]:
    """The members `urgent` and `urgent_topics` of a problem; none for an ordinary question or without the store."""
    try:
        found = context.searcher.urgent(asked.q, asked.place, asked.lang, context.clock())
    except Exception:  # as above
        log.exception("an answer without urgent help: the store does not answer")
        return {}
    return dict(found) if found.urgent_topics else {}


def _helpline(view: OfferView) -> Helpline:
    phones, website = view.contact.phones, view.contact.website
    return Helpline(
        id=view.offer.id,
        name=in_language(view.offer.name) or view.offer.id,
        phone=phones.value[0].number if phones else None,
        website=website.value if website else None,
    )
