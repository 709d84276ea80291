"""A small made-up world behind the API: a real store, a real index, and things that no one may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api import ApiContext, api_routes, problem_of, problem_response
from catalogue import Glossary, Sources, Vocabulary, read_record
from geo import Gazetteer
from indexer.document_terms import DocumentTerms
from indexer.helplines import Helplines
from indexer.projection import Projection
from indexer.quality import Surveyor
from indexer.sync import Follower
from indexer.zones import Pilots, ZoneOverviews
from search import Analyser, Engine, Phrasebook, Searcher, SearchError, Wishes, open_embedded
from store import Store, StoreError
from tests.teams import teams_of

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 11, 23, 10, 0)  # a Monday
SECRET = "geheim"
"""Stands in every hidden value, and in nothing else."""

Row = Mapping[str, Any]

_HOURS = {"weekly": [{"day": "mo", "opens": "09:00", "closes": "12:00"}]}
_SOURCE = {"provenance": {"source": "test", "source_date": "2026-11-01", "confirmed_on": "2026-11-02"}}

RECORDS: Sequence[Row] = (
    {
        "kind": "organisation",
        "id": "x:ocmw",
        "aliases": ["x:oud-ocmw"],
        "name": "OCMW Voorbeeld",
        "parent": "x:verborgen-org",
        "phones": [{"number": "053 00 00 01"}],
        "email": f"{SECRET}@voorbeeld.be",
        "visibility": {"email": "hidden"},
    },
    {
        "kind": "location",
        "id": "x:sociaal-huis",
        "organisation": "x:ocmw",
        "name": "Sociaal Huis",
        "address": {"street": "Markt", "number": "1", "postcode": "9300", "municipality": "Aalst", "nis": "41002"},
        "hours": _HOURS,
    },
    {
        "kind": "location",
        "id": "x:vluchthuis",
        "organisation": "x:verborgen-org",
        "name": "Vluchthuis",
        "address": {"street": f"{SECRET}straat", "municipality": "Ninove", "nis": "41048"},
        "point": {"lat": 50.123456, "lon": 4.654321, "precision": "address"},
        "transport": f"Tram naar {SECRET}",
        "visibility": {"address": "hidden"},
    },
    {
        "kind": "offer",
        "id": "x:onthaal",
        "aliases": ["x:oud-onthaal"],
        "organisation": "x:ocmw",
        "partnership": "x:huis",
        "name": {"nl": "Onthaal bij schulden", "en": "Help with debts"},
        "description": "Wij helpen u als u uw huur niet meer kunt betalen.",
        "themes": ["geld-en-administratie"],
        "modes": ["onsite"],
        "intake_stop": "yes",
        "intake_stop_until": "2026-12-31",
        "competent_authority": f"{SECRET} bestuur",
        "visibility": {"competent_authority": "professional"},
    },
    {
        "kind": "offer_at_location",
        "id": "x:onthaal-in-huis",
        "offer": "x:onthaal",
        "location": "x:sociaal-huis",
        "phones": [{"number": "053 00 00 02"}],
    },
    {"kind": "offer_at_location", "id": "x:onthaal-in-vluchthuis", "offer": "x:onthaal", "location": "x:vluchthuis"},
    {
        "kind": "offer",
        "id": "x:verborgen-aanbod",
        "aliases": ["x:oud-verborgen"],
        "organisation": "x:ocmw",
        "name": f"Aanbod {SECRET}",
        "visibility": {"*": "hidden"},
    },
    {
        "kind": "organisation",
        "id": "x:verborgen-org",
        "name": f"Vluchthuis {SECRET}",
        "visibility": {"*": "hidden"},
    },
    {
        "kind": "offer",
        "id": "x:aanbod-van-verborgen",
        "organisation": "x:verborgen-org",
        "partnership": "x:huis",
        "name": f"Opvang {SECRET}",
    },
    {
        "kind": "partnership",
        "id": "x:verborgen-netwerk",
        "name": f"Netwerk {SECRET}",
        "visibility": {"*": "hidden"},
    },
    {
        "kind": "partnership",
        "id": "x:stil-netwerk",
        "name": "Netwerk dat iedereen mag kennen",
    },
    {
        "kind": "offer",
        "id": "x:in-verborgen-netwerk",
        "organisation": "x:ocmw",
        "partnership": "x:verborgen-netwerk",
        "name": "Budgetbegeleiding",
    },
    {
        "kind": "offer",
        "id": "x:stil-lid",
        "organisation": "x:ocmw",
        "partnership": "x:stil-netwerk",
        "name": "Stil lid van een netwerk",
        "visibility": {"partnership": "hidden"},
    },
    {
        "kind": "partnership",
        "id": "x:huis",
        "name": "Huis van het Kind Voorbeeld",
        "locations": ["x:sociaal-huis", "x:vluchthuis"],
        "partners": [
            {"organisation": "x:ocmw", "name": "OCMW Voorbeeld", "role": "trekker"},
            {"organisation": "x:verborgen-org", "name": f"Vluchthuis {SECRET}"},
            {"name": "Vrijwilligers van de wijk"},
        ],
    },
    {
        "kind": "offer",
        "id": "x:vervangen",
        "replaced_by": "x:onthaal",
        "organisation": "x:ocmw",
        "name": "Onthaal zoals het vroeger heette",
    },
    {
        "kind": "offer",
        "id": "x:verzonnen",
        "organisation": "x:ocmw",
        "name": "Verzonnen buurtsoep",
        "demo": True,
    },
)
LEAVING: Sequence[Row] = (
    {"kind": "offer", "id": "x:weg", "aliases": ["x:oud-weg"], "organisation": "x:ocmw", "name": "Klusdienst"},
    {
        "kind": "offer",
        "id": "x:verborgen-weg",
        "organisation": "x:ocmw",
        "name": f"Weg {SECRET}",
        "visibility": {"*": "hidden"},
    },
)
"""What the source gave at first and not any more."""

HIDDEN_IDS = ("x:verborgen-aanbod", "x:verborgen-org", "x:verborgen-netwerk", "x:aanbod-van-verborgen")
HIDDEN = (SECRET, "50.123", "4.654", *HIDDEN_IDS)
"""What may stand in no answer, in whatever case."""


@dataclass(frozen=True)
class World:
    """The rooms with the small world in them."""

    context: ApiContext
    follower: Follower

    @property
    def store(self) -> Store:
        return self.context.store

    def give(self, rows: Sequence[Row], *, complete: bool = False) -> None:
        """Take rows in as a source gives them; `complete`: what it no longer gives is gone. The index stays behind."""
        now = datetime.now(UTC)
        with self.store.begin_run("test", "rows", now=now) as run:
            outcomes = run.compare([read_record(_SOURCE | dict(row)) for row in rows])
            refused = [outcome for outcome in outcomes if outcome.status == "rejected"]
            assert not refused, refused
            if complete:
                run.mark_gone()
            run.finish({}, now=now)

    def client(self, **other: Any) -> TestClient:
        """A program that asks; `other` replaces parts of the context."""
        return TestClient(app_of(replace(self.context, **other)), raise_server_exceptions=False, follow_redirects=False)

    def restarted_client(self) -> TestClient:
        """A program that asks after the server has forgotten what it kept in memory."""
        searcher = Searcher(
            self.context.engine, self.context.gazetteer, self.context.vocabulary, Analyser.load(DATA / "relevance")
        )
        return self.client(searcher=searcher)


def app_of(context: ApiContext) -> FastAPI:
    """An application of nothing but the API, which tells errors as the server does."""
    app = FastAPI(title="loket", version="1", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.include_router(api_routes(context))

    async def tell(request: Request, error: Exception) -> Response:
        return problem_response(problem_of(error), request)

    for kind in (HTTPException, RequestValidationError, SearchError, StoreError, Exception):
        app.add_exception_handler(kind, tell)
    return app


@contextmanager
def opened(folder: Path, address: str | None = None) -> Iterator[World]:
    """A world of its own in a folder, its records in the database at `address` where one is given."""
    vocabulary, gazetteer = Vocabulary.load(DATA / "vocabulary"), Gazetteer.load(DATA / "reference")
    analyser = Analyser.load(DATA / "relevance")
    store = Store.open(address or f"sqlite:///{folder / 'loket.sqlite'}", Sources({}), create=True)
    version = DocumentTerms.of(vocabulary).version
    engine: Engine = open_embedded(folder / "index", analyser, writer=True, vocabulary_version=version)
    glossary = Glossary.load(DATA / "reference", vocabulary)
    wishes = Wishes.load(DATA / "relevance", vocabulary)
    searcher = Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(wishes=wishes, glossary=glossary))
    zones = ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(DATA / "reference"))
    teams = teams_of(store, engine, zones, gazetteer, vocabulary)
    context = ApiContext(
        store=store,
        searcher=searcher,
        engine=engine,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        glossary=glossary,
        helplines=Helplines(store),
        zones=zones,
        casemanagers=teams.casemanagers,
        teams=teams,
        shapes=None,
        surveyor=Surveyor(store, gazetteer, vocabulary),
        clock=lambda: NOW,
        base_url="http://localhost:8000",
        follower_failure=lambda: None,
        is_slow=lambda: False,
    )
    try:
        yield World(context, Follower(store, engine, Projection(gazetteer, vocabulary)))
    finally:
        engine.close()
        store.close()


def helplines() -> list[Row]:
    """The helplines that the program ships with."""
    return [orjson.loads(line) for line in (DATA / "content" / "helplines.jsonl").read_bytes().splitlines()]
