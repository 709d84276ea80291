"""The headings in citizen words: all of them with how much there is, and one with what it means and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from catalogue import OfferView, TermEntry, Vocabulary
from catalogue.helplines import HEADING
from search import EngineUnavailable
from search.question import SearchRequest
from web.context import PageContext
from web.errors import error_page
from web.links import theme_url
from web.people import Line, line_of
from web.rendering import render

Counts = Mapping[str, int] | None
"""Offers per heading, with those of the headings below it; `None` where nobody can count now."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the headings right below it; `offers` is `None` where nobody can count now."""

    term: TermEntry
    offers: int | None
    below: tuple[Heading, ...]


def themes_page(context: PageContext) -> HTMLResponse:
    """All headings."""
    terms, counts = context.vocabulary["theme"].values(), _counts(context)
    headings = tuple(_heading(term, context.vocabulary, counts) for term in terms if term.broader is None)
    made_up = context.store.count_demo() > 0
    return render(
        context, "themes.html", path="/themas", headings=headings, counted=counts is not None, made_up=made_up
    )


def theme_page(context: PageContext, request: Request, id_: str) -> HTMLResponse:
    """One heading, or that there is none (404)."""
    term = context.vocabulary["theme"].get(id_)
    if term is None:
        return error_page(context, request, 404)
    here = context.vocabulary.narrower("theme", id_)
    return render(
        context,
        "theme.html",
        path=theme_url(id_),
        heading=_heading(term, context.vocabulary, _counts(context)),
        above=context.vocabulary["theme"][term.broader] if term.broader else None,
        functions=functions_of(here, context.vocabulary),
        helplines=_lines_of(here, context.helplines.views()),
        all_lines=id_ == HEADING,
        made_up=context.store.count_demo() > 0,
    )


def functions_of(themes: Iterable[str], vocabulary: Vocabulary) -> tuple[TermEntry, ...]:
    """The functions that stand under one of these headings, in the order of their list."""
    wanted = frozenset(themes)
    functions = vocabulary["function"].values()
    return tuple(one for one in functions if wanted.intersection(one.details.get("themes", ())))


def _counts(context: PageContext) -> Counts:
    """From the facet of a search for everything; a heading without offers is absent."""
    try:
        answer = context.searcher.search(SearchRequest(size=1), context.clock())
    except EngineUnavailable:
        return None
    return {found.id: found.count for found in answer.facets.get("theme", ())}


def _heading(term: TermEntry, vocabulary: Vocabulary, counts: Counts) -> Heading:
    below = (one for one in vocabulary["theme"].values() if one.broader == term.id)
    offers = None if counts is None else counts.get(term.id, 0)
    return Heading(term, offers, tuple(_heading(one, vocabulary, counts) for one in below))


def _lines_of(themes: frozenset[str], views: Iterable[OfferView]) -> tuple[Line, ...]:
    """The helplines under these headings, those for what cannot wait first; the heading of all helplines counts not.

    Places and sites that only stand beside helplines are no line to call.
    """
    wanted = themes - {HEADING}
    found = [view for view in views if view.offer.helpline and wanted.intersection(view.offer.themes)]
    found.sort(key=lambda view: (not view.offer.urgent_topics, "nl" not in (view.offer.languages or ("nl",))))
    return tuple(line_of(view) for view in found)
