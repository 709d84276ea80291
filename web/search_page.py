"""The page of /zoek: from the address to a question, from the answer to what the template shows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from fastapi import Request
from fastapi.responses import Response

from search import (
    BadCursor,
    EngineUnavailable,
    PlaceNeeded,
    SearchAnswer,
    Searcher,
    StaleCursor,
    UnknownPlace,
    UnknownTerm,
    Urgent,
)
from search.answer import PlaceAnswer
from search.question import SearchRequest
from search.why import MISFITS
from store import StoreError
from web import messages
from web.chips import chips, without_choices
from web.context import PageContext
from web.errors import error_page
from web.facets import groups
from web.language_help import language_help
from web.people import ANY_QUESTION, onthaal_of
from web.precision import precision_words
from web.query import (
    REPEATED,
    Query,
    first_page,
    next_page,
    page_number,
    previous_page,
    read_query,
    request_of,
    search_url,
    value,
    values,
    with_value,
    without,
)
from web.rendering import render

log = logging.getLogger(__name__)

KEPT = frozenset({"zone", "bbox", "at", "size"})
"""Parameters without a field on the page; the form sends them along."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a question: the query that was answered in the end, its answer, and what must be told.

    `wrong` has a message per parameter that is not right; then there is no answer. `notes` tell what was left out of
    the question so that it could be answered.
    """

    query: Query
    request: SearchRequest | None
    answer: SearchAnswer | None
    wrong: dict[str, str]
    notes: tuple[str, ...] = ()


def find(query: Query, searcher: Searcher, now: datetime, *, exact: bool = False) -> Found:
    """Ask, and where only the place or the page is unknown, or a radius has no place, ask again without it.

    `exact`: an answer without results is not widened.
    """
    request, wrong = request_of(query)
    if request is None:
        return Found(query, None, None, wrong)
    request = request.model_copy(update={"exact": exact})
    try:
        return Found(query, request, searcher.search(request, now), {})
    except (BadCursor, StaleCursor):
        return _again(first_page(query), searcher, now, messages.STALE_CURSOR, exact)
    except UnknownPlace as unknown:
        note = messages.UNKNOWN_PLACE.format(place=unknown.text)
        if unknown.elsewhere is not None:
            note = messages.PLACE_ELSEWHERE.format(place=unknown.text, where=unknown.elsewhere)
        return _again(_without_place(query), searcher, now, note, exact)
    except PlaceNeeded as needed:
        return _again(without(query, "radius_km"), searcher, now, needed.message, exact)
    except UnknownTerm as unknown:
        return Found(query, None, None, {unknown.parameter: messages.WRONG_CHOICE})


def _again(query: Query, searcher: Searcher, now: datetime, note: str, exact: bool) -> Found:
    """The smaller question; each round takes something away, so it ends."""
    found = find(query, searcher, now, exact=exact)
    return Found(found.query, found.request, found.answer, found.wrong, (note, *found.notes))


def _without_place(query: Query) -> Query:
    """The query without its place, and without the radius that was measured from it."""
    return without(without(query, "place"), "radius_km")


def _right(found: Found) -> Query:
    """The query without the values that are wrong in a field of their own; a wrong choice stays, to be taken away."""
    return tuple(pair for pair in found.query if pair[0] not in found.wrong or pair[0] in REPEATED)


MOST_MEANT = 6
"""Terms that are shown as understood: of a long story the surest ones say enough."""


def place_words(place: PlaceAnswer) -> str:
    """A place as it can be asked for: "Aalst", "9300 Aalst", "Aalst (Sint-Truiden)"."""
    if place.type in ("zone", "point") or place.municipality is None or place.municipality in place.name:
        return place.name
    return f"{place.name} {place.municipality}" if place.type == "postcode" else f"{place.name} ({place.municipality})"


def urgent_of(query: Query, context: PageContext) -> Urgent:
    """What cannot wait in a question that has no answer; nothing where the store does not answer either."""
    try:
        return context.searcher.urgent(value(query, "q"), value(query, "place") or None, "nl", context.clock())
    except StoreError:
        log.exception("a page without urgent help: the store does not answer")
        return Urgent()


def _place_of(query: Query, context: PageContext) -> PlaceAnswer | None:
    """The place of a question that has no answer."""
    request, _ = request_of(query)
    return context.searcher.place_of(request, context.clock()) if request is not None else None


def search_page(context: PageContext, request: Request) -> Response:
    """The results of a question, or what is wrong with it (422), or that searching is down (503)."""
    typed = read_query(request.query_params.multi_items())
    try:
        found = find(typed, context.searcher, context.clock())
    except EngineUnavailable:  # its message is for the operator
        onthaal = onthaal_of(context.store, _place_of(typed, context))
        return error_page(context, request, 503, None, urgent_of(typed, context), onthaal)
    answer = found.answer
    place = answer.understood.place if answer else None
    back = previous_page(found.query)
    return render(
        context,
        "search.html",
        path="/zoek",
        status=422 if found.wrong else 200,
        typed=typed,
        query=found.query,
        answer=answer,
        urgent=answer or urgent_of(typed, context),
        language_help=language_help(answer.understood.language, found.query, context.helplines) if answer else None,
        wrong=found.wrong,
        notes=found.notes,
        place=place,
        place_words=place_words,
        precision=precision_words(
            value(found.query, "place"), place, addresses=context.gazetteer.addresses is not None
        ),
        place_url=lambda name: search_url(with_value(found.query, "place", name)),
        not_meant_url=lambda id_: search_url(with_value(found.query, "not_meant", id_)),
        literal_url=search_url(with_value(found.query, "literal", "true")),
        most_meant=MOST_MEANT,
        sectors_url=lambda ids: search_url((*first_page(found.query), *(("sector", id_) for id_ in ids))),
        sectors_found=frozenset(count.id for count in answer.facets.get("sector", ())) if answer else frozenset(),
        misfits=MISFITS,
        chips=chips(_right(found), context.vocabulary, context.gazetteer, context.searcher.name_of),
        plain_url=search_url(without_choices(found.query)),
        without_place_url=search_url(_without_place(found.query)),
        groups=groups(found.query, answer.facets if answer else {}, context.vocabulary),
        chosen=partial(value, typed),
        chosen_themes=values(found.query, "theme"),
        kept=[pair for pair in found.query if pair[0] in KEPT and pair[0] not in found.wrong],
        page=page_number(found.query),
        size=found.request.size if found.request else 0,
        previous_url=search_url(back) if back is not None else None,
        next_url=search_url(next_page(found.query, answer.cursor)) if answer and answer.cursor else None,
        onthaal=onthaal_of(context.store, place),
        any_question=ANY_QUESTION,
    )
