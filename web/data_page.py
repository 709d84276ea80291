"""The page about the data: how much there is, where it comes from, how old it is, what is not known."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from catalogue.quality import Scope, report
from web.context import PageContext
from web.rendering import render

RUNS_SHOWN = 10


def data_page(context: PageContext) -> HTMLResponse:
    """The figures of the last survey, real and made-up records apart, and the latest runs of the sources."""
    survey = context.surveyor.survey(context.clock())
    return render(
        context,
        "data.html",
        path="/gegevens",
        survey=survey,
        report=report(survey, Scope(demo="real")),
        runs=context.store.runs(RUNS_SHOWN),
        source=context.sources.__getitem__,
    )
