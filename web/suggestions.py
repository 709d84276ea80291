"""What goes on as someone types, as a list in HTML that a script puts under the field; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi.responses import Response

from search import Suggestion
from web.context import PageContext
from web.links import offer_url, organisation_url
from web.messages import SUGGESTED
from web.query import Query, search_url
from web.rendering import templates

LONGEST = 500
"""Letters that are looked at, as in a search."""


def suggestions_list(context: PageContext, q: str, place: str) -> Response:
    """The list, empty where nothing goes on as typed; no cache keeps it."""
    typed, where = q.strip()[:LONGEST], place.strip()[:LONGEST]
    found = context.searcher.suggest(typed, where or None, context.clock())
    options = [(one, suggestion_url(one, typed, where), SUGGESTED[one.kind]) for one in found]
    page = templates().get_template("suggestions.html").render(options=options)
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})


def suggestion_url(chosen: Suggestion, typed: str, place: str) -> str:
    """Where a suggestion leads: to a record, else to a search near the place that was filled in."""
    where: Query = (("place", place),) if place else ()
    if chosen.id is not None and chosen.kind in _PAGES:
        return _PAGES[chosen.kind](chosen.id)
    match chosen.kind:
        case "function" | "theme":
            return search_url(((chosen.kind, chosen.id or ""), *where))
        case "place":
            return search_url((("place", chosen.text),))
        case "urgent":
            return search_url((("q", typed), *where))
        case "abbreviation":
            return search_url((("q", chosen.explanation or chosen.text), *where))
        case _:
            return search_url((("q", chosen.text), *where))


_PAGES: Mapping[str, Callable[[str], str]] = {"offer": offer_url, "organisation": organisation_url}
