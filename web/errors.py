"""The page for when it did not work: what happened, what to do now, and who to call."""

from __future__ import annotations

import logging

from fastapi import Request
from fastapi.responses import HTMLResponse

from search import Urgent
from web.context import PageContext
from web.messages import trouble
from web.people import ANY_QUESTION, Line, emergency_lines
from web.rendering import render

log = logging.getLogger(__name__)

TRY_AGAIN = frozenset({429, 500, 503})
"""What may work a little later, so that the page offers the same address again."""


def error_page(
    context: PageContext,
    request: Request,
    status: int,
    message: str | None = None,
    urgent: Urgent | None = None,
    onthaal: Line | None = None,
) -> HTMLResponse:
    """The page of an error; `message` is what is particular to this one, in Dutch.

    `urgent`: what cannot wait; `onthaal`: who can be asked near by while nothing can be searched.
    """
    again = None
    if status in TRY_AGAIN and request.method in ("GET", "HEAD"):
        path = "/" + request.url.path.lstrip("/")  # two slashes would lead to another site
        again = f"{path}?{request.url.query}" if request.url.query else path
    return render(
        context,
        "error.html",
        path=request.url.path,
        status=status,
        lines=lines_if_possible(context),
        trouble=trouble(status),
        message=message,
        again=again,
        urgent=urgent or Urgent(),
        away=status == 503,
        onthaal=onthaal,
        any_question=ANY_QUESTION,
    )


def lines_if_possible(context: PageContext) -> tuple[Line, ...]:
    """The emergency lines, or none where the store is what broke."""
    try:
        return emergency_lines(context.helplines)
    except Exception:  # whatever made the page fail may make this fail too, and the visitor must still get an answer
        log.exception("an error page without emergency lines: the store does not answer")
        return ()
