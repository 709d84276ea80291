"""The page about the data: how much there is, where it comes from, how old it is, what is not known."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from web.context import PageContext
from web.rendering import render
from web.survey import Survey

RUNS_SHOWN = 10


def data_page(context: PageContext, survey: Survey) -> HTMLResponse:
    """The figures of a survey and the latest runs of the sources."""
    return render(
        context,
        "data.html",
        path="/gegevens",
        survey=survey,
        runs=context.store.runs(RUNS_SHOWN),
        source=context.sources.__getitem__,
    )
