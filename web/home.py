"""The front page: one question, one place, a few headings, and the lines for an emergency."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from web.context import PageContext
from web.rendering import render


def home(context: PageContext) -> HTMLResponse:
    """The front page; it counts what is real and what is made up apart."""
    made_up = context.store.count_demo("offer")
    themes = context.vocabulary.lists.get("theme", {}).values()
    return render(
        context,
        "home.html",
        path="/",
        themes=[theme for theme in themes if theme.broader is None],
        offers=context.store.count("offer") - made_up,
        made_up=made_up,
    )
