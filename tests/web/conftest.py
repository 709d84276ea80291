"""A small world behind the pages: a real store and engine with the shipped records and a few made-up ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.testclient import TestClient
from starlette.middleware.base import RequestResponseEndpoint

from catalogue import Glossary, Sources, Vocabulary, offer_view, read_record
from geo import Gazetteer
from indexer.helplines import Helplines
from indexer.projection import Projection
from indexer.quality import Surveyor
from indexer.zones import Pilots, ZoneOverviews
from search import Analyser, Engine, Searcher, open_embedded
from store import Store
from tests.web.network_world import NETWORKS
from tests.web.world import HIDDEN_WILL_GO, WILL_GO, WORLD, Row
from web import CONTENT_SECURITY_POLICY, PageContext, error_page, pages

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 11, 23, 10, 0)
"""A Monday morning, in Belgium."""

LOADED = datetime(2026, 11, 20, tzinfo=UTC)


def shipped() -> list[Row]:
    """The helplines, and the OCMWs of two municipalities."""
    lines = (DATA / "content" / "helplines.jsonl").read_text("utf-8").splitlines()
    ocmws = (DATA / "content" / "ocmw.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines] + [json.loads(o) for o in ocmws if "41002" in o or "41048" in o]


def fill(store: Store) -> None:
    """Take everything in as sources do; two records are gone again afterwards."""
    world = [*WORLD, *NETWORKS]
    for source, rows in (("loket", shipped()), ("proef", [*world, WILL_GO, HIDDEN_WILL_GO]), ("proef", world)):
        with store.begin_run(source, f"{source}.jsonl", now=LOADED) as run:
            outcomes = run.compare([read_record(row) for row in rows])
            assert [outcome.reason for outcome in outcomes if outcome.status == "rejected"] == []
            run.mark_gone()
            run.finish({"read": len(rows)}, now=LOADED)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store") / "loket.db"
    store = Store.open(f"sqlite:///{path}", Sources.load(DATA / "reference" / "sources.toml"), create=True)
    fill(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def engine(
    tmp_path_factory: pytest.TempPathFactory,
    store: Store,
    analyser: Analyser,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
) -> Iterator[Engine]:
    engine = open_embedded(tmp_path_factory.mktemp("index"), analyser, writer=True)
    projection = Projection(gazetteer, vocabulary)
    bundles = store.bundles([stored.id for stored in store.records("offer")]).values()
    documents = (projection.document(offer_view(bundle)) for bundle in bundles)
    engine.rebuild((document for document in documents if document), store.last_change())
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def context(
    store: Store, engine: Engine, analyser: Analyser, gazetteer: Gazetteer, vocabulary: Vocabulary, glossary: Glossary
) -> PageContext:
    searcher = Searcher(engine, gazetteer, vocabulary, analyser)
    return PageContext(
        store=store,
        searcher=searcher,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        glossary=glossary,
        helplines=Helplines(store),
        zones=ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(DATA / "reference")),
        shapes=None,
        sources=Sources.load(DATA / "reference" / "sources.toml"),
        surveyor=Surveyor(store, gazetteer, vocabulary),
        clock=lambda: NOW,
        base_url="https://kaart.invalid",
    )


@pytest.fixture(scope="session")
def site(context: PageContext) -> FastAPI:
    """The pages as the front door serves them: with the headers, and a page for an unknown address."""
    app = FastAPI(openapi_url=None)
    app.include_router(pages(context))

    @app.middleware("http")
    async def headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response

    @app.exception_handler(404)
    async def not_found(request: Request, error: Exception) -> Response:
        return error_page(context, request, 404, None)

    return app


@pytest.fixture(scope="session")
def client(site: FastAPI) -> TestClient:
    return TestClient(site, follow_redirects=False)
