"""Whom to call when search itself does not work, or found nothing that fits."""

from __future__ import annotations

import logging

from fastapi import Request, Response

from api.context import ApiContext
from api.problems import Helpline, problem_of, problem_response
from catalogue import OfferView, in_language
from catalogue.helplines import ANY_QUESTION
from indexer.helplines import Helplines, onthaal_near
from search import EngineUnavailable, SearchAnswer, SearchRequest
from store import Store

log = logging.getLogger(__name__)


def without_engine(error: EngineUnavailable, request: Request, **told: object) -> Response:
    """The answer while the search engine does not answer; `told` are members of the problem: whom to call."""
    log.error("the search engine does not answer: %s", error)
    return problem_response(problem_of(error).model_copy(update=told), request)


def general_helplines(helplines: Helplines) -> tuple[Helpline, ...]:
    """The general helplines that are known, in the order of `EMERGENCY`; none where the store never answered."""
    try:
        return tuple(map(_helpline, helplines.emergency_views()))
    except Exception:  # whatever broke the search may have broken the store too, and the answer must still go out
        log.exception("an answer without helplines: the store does not answer")
        return ()


def lines_without_search(context: ApiContext, asked: SearchRequest) -> tuple[Helpline, ...]:
    """The general helplines and, after them, the onthaal of the OCMW of the place that is asked for."""
    onthaal = onthaal_near(context.store, context.searcher.place_of(asked, context.clock()))
    return (*general_helplines(context.helplines), *([_helpline(onthaal)] if onthaal else []))


def human_help(helplines: Helplines, store: Store, answer: SearchAnswer) -> tuple[Helpline, ...]:
    """Who can help where a search did not: the onthaal of the OCMW of the place, and the line for any question."""
    onthaal = onthaal_near(store, answer.understood.place)
    lines = (line for line in general_helplines(helplines) if line.id == ANY_QUESTION)
    return (*([_helpline(onthaal)] if onthaal else []), *lines)


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
