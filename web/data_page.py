"""The page about the data: how much there is, where it comes from, how old it is, what is not known."""

from __future__ import annotations

from itertools import islice

from fastapi.responses import HTMLResponse

from catalogue.demo import SOURCE as MADE_UP
from catalogue.quality import Scope, report
from web.context import PageContext
from web.rendering import render

RUNS_SHOWN = 10

RUNS_READ = 100
"""As many are looked at, for the runs of a made-up world that is gone are not told."""


def data_page(context: PageContext) -> HTMLResponse:
    """The figures of the last survey, real and made-up records apart, and the latest runs of the sources."""
    survey = context.surveyor.survey(context.clock())
    runs = (run for run in context.store.runs(RUNS_READ) if survey.demo or run.source != MADE_UP)
    return render(
        context,
        "data.html",
        path="/gegevens",
        survey=survey,
        report=report(survey, Scope(demo="real")),
        runs=tuple(islice(runs, RUNS_SHOWN)),
        source=context.sources.__getitem__,
    )
