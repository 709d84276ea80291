"""A small world behind the pages: a real store and engine with the shipped records and a few made-up ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from catalogue import Glossary, Sources, Vocabulary, offer_view, read_record
from geo import Gazetteer
from indexer.helplines import Helplines
from indexer.projection import Projection
from indexer.quality import Surveyor
from indexer.zones import Pilots, ZoneOverviews
from search import Analyser, Engine, Languages, Phrasebook, Searcher, Wishes, open_embedded
from store import Store
from tests.teams import teams_of
from tests.web.network_world import NETWORKS
from tests.web.serving import serving, site_of
from tests.web.team_world import TEAM_WORLD
from tests.web.world import HIDDEN_WILL_GO, WILL_GO, WORLD, Row
from web import PageContext

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
    index(store, engine, Projection(gazetteer, vocabulary))
    yield engine
    engine.close()


def index(store: Store, engine: Engine, projection: Projection) -> None:
    """Put every offer of the store in the engine."""
    bundles = store.bundles([stored.id for stored in store.records("offer")]).values()
    documents = (projection.document(offer_view(bundle)) for bundle in bundles)
    engine.rebuild((document for document in documents if document), store.last_change())


@pytest.fixture(scope="session")
def context(
    store: Store,
    engine: Engine,
    analyser: Analyser,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    glossary: Glossary,
    wishes: Wishes,
) -> PageContext:
    languages = Languages.load(DATA / "relevance" / "languages.toml")
    searcher = Searcher(
        engine, gazetteer, vocabulary, analyser, Phrasebook(languages=languages, wishes=wishes, glossary=glossary)
    )
    return context_of(store, engine, searcher, gazetteer, vocabulary, glossary)


def context_of(
    store: Store, engine: Engine, searcher: Searcher, gazetteer: Gazetteer, vocabulary: Vocabulary, glossary: Glossary
) -> PageContext:
    """What the pages need, over a store."""
    zones = ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(DATA / "reference"))
    return PageContext(
        store=store,
        searcher=searcher,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        glossary=glossary,
        helplines=Helplines(store),
        zones=zones,
        shapes=None,
        sources=Sources.load(DATA / "reference" / "sources.toml"),
        surveyor=Surveyor(store, gazetteer, vocabulary),
        teams=teams_of(store, engine, zones, gazetteer, vocabulary),
        clock=lambda: NOW,
        base_url="https://kaart.invalid",
    )


@pytest.fixture(scope="session")
def team_context(
    tmp_path_factory: pytest.TempPathFactory,
    analyser: Analyser,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    glossary: Glossary,
) -> Iterator[PageContext]:
    """A map on which a few made-up providers can help together, beside the shipped records."""
    folder = tmp_path_factory.mktemp("team")
    store = Store.open(f"sqlite:///{folder}/loket.db", Sources.load(DATA / "reference" / "sources.toml"), create=True)
    for source, rows in (("loket", shipped()), ("proef", TEAM_WORLD)):
        with store.begin_run(source, f"{source}.jsonl", now=LOADED) as run:
            outcomes = run.compare([read_record(row) for row in rows])
            assert [outcome.reason for outcome in outcomes if outcome.status == "rejected"] == []
            run.finish({"read": len(rows)}, now=LOADED)
    engine = open_embedded(folder / "index", analyser, writer=True)
    index(store, engine, Projection(gazetteer, vocabulary))
    searcher = Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(glossary=glossary))
    yield context_of(store, engine, searcher, gazetteer, vocabulary, glossary)
    engine.close()
    store.close()


@pytest.fixture(scope="session")
def site(context: PageContext) -> FastAPI:
    return site_of(context)


@pytest.fixture(scope="session")
def client(site: FastAPI) -> TestClient:
    return TestClient(site, follow_redirects=False)


@pytest.fixture(scope="module")
def server(site: FastAPI) -> Iterator[str]:
    """The address of the site; a module that serves another site says so."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A desktop window in which no script runs."""
    context = browser.new_context(
        base_url=server, java_script_enabled=False, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.fixture(params=["light", pytest.param("dark", marks=pytest.mark.long)])
def watched(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone on which a checker may run, in light or dark."""
    context = browser.new_context(
        base_url=server, color_scheme=request.param, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()
