"""The server: pages for people and JSON for programs over one opened `Loket`."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from api import ApiContext, api_routes, freshness_of, problem_of, problem_response
from indexer import BackgroundFollower
from indexer.vectors import BackgroundVectors
from loket.composition import Loket, belgian_now
from loket.metrics import Metrics
from loket.middleware import AccessLog, BodyLimit, RateLimit, SafetyHeaders, route_of
from loket.settings import Settings
from search import EngineAway, SearchError
from search.read_ahead import BackgroundReadAhead
from store import StoreError
from web import PageContext, error_page, pages

log = logging.getLogger("loket")

OPENAPI = "/api/v1/openapi.json"


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. Opens database and index at once, so that a fault shows before the first request.

    Where the engine of other machines is away it serves all that needs none, and searches once it is back.

    Raises `StoreNotReady`, `IndexOutdated`, `EngineLocked` or `EngineUnavailable`, each saying what to do.
    """
    metrics = Metrics(lambda: freshness_of(api_context))
    loket = Loket(settings or Settings(), writer=True, engine_took=metrics.engine_took)
    try:
        loket.engine.info()
    except EngineAway as fault:
        log.error("searching begins when the engine is there: %s", fault)
    background = BackgroundFollower(loket.follower, "the index")
    candidates = BackgroundFollower(loket.candidates, "the list of candidates")
    helplines = BackgroundFollower(loket.helplines, "the list of helplines")
    ahead = BackgroundReadAhead(loket.engine.read_ahead)
    vectors = BackgroundVectors(loket.vectors, loket.meaning, loket.follower.behind)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # What is open now stays: full collections over it would be the slowest tenth of a second of some searches.
        gc.collect()
        gc.freeze()
        ahead.start()
        background.start()
        candidates.start()
        helplines.start()
        vectors.start()
        yield
        vectors.stop()
        helplines.stop()
        candidates.stop()
        background.stop()
        ahead.stop()
        loket.close()

    app = FastAPI(
        title="loket",
        version="1",
        description="A regional social map of Flanders: offers of help, the organisations behind them, and where.",
        openapi_url=OPENAPI,
        docs_url=None,  # the interactive page loads scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    page_context, api_context = _page_context(loket), _api_context(loket, background, ahead)
    app.include_router(api_routes(api_context))
    app.include_router(pages(page_context))
    if loket.settings.metrics:
        app.add_api_route("/metrics", metrics.page, include_in_schema=False)
    _answer_errors(app, page_context)
    _add_middleware(app, loket.settings, page_context, metrics)
    return app


def _page_context(loket: Loket) -> PageContext:
    return PageContext(
        store=loket.store,
        searcher=loket.searcher,
        gazetteer=loket.gazetteer,
        vocabulary=loket.vocabulary,
        glossary=loket.glossary,
        helplines=loket.helplines,
        zones=loket.zones,
        shapes=loket.shapes,
        surveyor=loket.surveyor,
        sources=loket.sources,
        teams=loket.teams,
        clock=belgian_now,
        base_url=loket.settings.public_url,
    )


def _api_context(loket: Loket, background: BackgroundFollower, ahead: BackgroundReadAhead) -> ApiContext:
    return ApiContext(
        store=loket.store,
        searcher=loket.searcher,
        engine=loket.engine,
        gazetteer=loket.gazetteer,
        vocabulary=loket.vocabulary,
        glossary=loket.glossary,
        helplines=loket.helplines,
        zones=loket.zones,
        casemanagers=loket.casemanagers,
        teams=loket.teams,
        shapes=loket.shapes,
        surveyor=loket.surveyor,
        clock=belgian_now,
        base_url=loket.settings.public_url,
        follower_failure=lambda: background.failure,
        is_slow=lambda: ahead.is_slow,
        meaning=loket.meaning,
        addresses=loket.addresses,
    )


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith(("/api/", "/health/"))


def _answer_errors(app: FastAPI, pages_: PageContext) -> None:
    """Problem details for programs, a plain Dutch page for people, from the same table of statuses."""

    async def answer(request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        if problem.status >= 500:
            # Where something is away for a while, the same trace for each question would only fill the disk.
            trace = error if problem.status == 500 else None
            told = f"{type(error).__name__}: {error}" if trace is None else type(error).__name__
            log.error("%s failed on %s: %s", request.method, route_of(request.scope), told, exc_info=trace)
        if _for_programs(request):
            return problem_response(problem, request)
        return error_page(pages_, request, problem.status, problem.detail)

    for kind in (HTTPException, RequestValidationError, SearchError, StoreError, Exception):
        app.add_exception_handler(kind, answer)


def _add_middleware(app: FastAPI, settings: Settings, pages_: PageContext, metrics: Metrics) -> None:
    async def refuse(request: Request, status: int) -> Response:
        if _for_programs(request):
            return problem_response(problem_of(HTTPException(status)), request)
        return error_page(pages_, request, status, None)

    app.add_middleware(BodyLimit, refuse=refuse)
    app.add_middleware(RateLimit, a_minute=settings.rate_limit, refuse=refuse)
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(SafetyHeaders)
    app.add_middleware(AccessLog, answered=metrics.answered)
    app.add_middleware(CorrelationIdMiddleware)
