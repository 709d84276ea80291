"""The lists of terms that the map uses, for people: what each list is, and what each of its terms means."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from web.context import PageContext
from web.errors import error_page
from web.links import term_list_url
from web.messages import FACETS
from web.rendering import render


def term_lists_page(context: PageContext) -> HTMLResponse:
    """The lists whose terms a person may meet, by their Dutch names."""
    shown = [(name, info) for name, info in context.vocabulary.infos.items() if info.shown]
    lists = sorted(shown, key=lambda one: one[1].label.casefold())
    return render(context, "term_lists.html", path="/begrippen/lijsten", lists=lists)


def term_list_page(context: PageContext, request: Request, name: str) -> HTMLResponse:
    """The terms of one list, or that there is no such list to show (404)."""
    info = context.vocabulary.infos.get(name)
    if info is None or not info.shown:
        return error_page(context, request, 404)
    return render(
        context,
        "term_list.html",
        path=term_list_url(name),
        name=name,
        info=info,
        terms=context.vocabulary[name].values(),
        can_be_searched=name in FACETS,
    )
