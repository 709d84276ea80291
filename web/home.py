"""The front page: one question, one place, a few headings, and the lines for an emergency."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from web.context import PageContext
from web.rendering import render


def home(context: PageContext) -> HTMLResponse:
    """The front page."""
    themes = context.vocabulary.lists.get("theme", {}).values()
    return render(
        context,
        "home.html",
        path="/",
        themes=[theme for theme in themes if theme.broader is None],
        offers=context.store.count("offer"),
    )
