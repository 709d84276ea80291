"""Made-up partnerships and recognitions around Aalst, and a site over a store of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from catalogue import read_record
from indexer.helplines import Helplines
from indexer.zones import Pilots, ZoneOverviews
from store import Store
from tests.web.world import Row
from web import PageContext, pages

DATA = Path(__file__).parents[2] / "data"
LOADED = datetime(2026, 11, 20, tzinfo=UTC)
SOURCE: Row = {"provenance": {"source": "proef", "source_date": "2026-09-01"}}

CAW: Row = {"kind": "organisation", "id": "proef:caw", "name": "Proef-CAW Dender", "type": "caw"}
SECRET: Row = {
    "kind": "organisation",
    "id": "proef:geheim-lid",
    "name": "Geheim lid",
    "visibility": {"*": "hidden"},
}
PLACE: Row = {
    "kind": "location",
    "id": "proef:speelplek",
    "organisation": "proef:caw",
    "name": "Speelplek",
    "address": {"street": "Proefplein", "number": "1", "postcode": "9300", "municipality": "Aalst", "nis": "41002"},
    "hours": {"weekly": [{"day": "mo", "opens": "09:00", "closes": "12:00"}]},
}
SECRET_PLACE: Row = {
    "kind": "location",
    "id": "proef:geheime-speelplek",
    "organisation": "proef:geheim-lid",
    "name": "Geheime speelplek",
    "address": {"street": "Geheimlaan", "postcode": "9300", "municipality": "Aalst", "nis": "41002"},
}
BLURRED_PLACE: Row = {
    "kind": "location",
    "id": "proef:stille-plek",
    "organisation": "proef:caw",
    "name": "Stille plek",
    "address": {"street": "Geheimdreef", "postcode": "9300", "municipality": "Aalst", "nis": "41002"},
    "visibility": {"address": "hidden"},
}
GBO: Row = {
    "kind": "partnership",
    "id": "proef:gbo",
    "name": "GBO Proefstad",
    "type": "gbo",
    "area": {"municipalities": ["41002"]},
    "phones": [{"number": "000 00 00 21"}],
    "valid_from": "2025-01-01",
    "partners": [
        {"organisation": "proef:caw", "name": "Proef-CAW Dender", "role": "trekker", "leads": ["schuldhulp"]},
        {"organisation": "proef:geheim-lid", "name": "Geheim lid", "leads": ["vluchthuis"]},
        {"name": "Vrijwilligers van de wijk", "valid_from": "2027-01-01"},
        {"name": "Proefbond", "valid_to": "2026-11-23"},
    ],
}
HOUSE: Row = {
    "kind": "partnership",
    "id": "proef:hvk",
    "aliases": ["proef:oud-hvk"],
    "name": "Huis van het Kind Proefstad",
    "type": "huis_van_het_kind",
    "area": {"municipalities": ["41002"]},
    "email": "hvk@proef.invalid",
    "locations": ["proef:speelplek", "proef:geheime-speelplek", "proef:stille-plek"],
    "functions": {"open_onthaal": "yes", "consultatiebureau": "no", "ontmoeting": "unknown", "gezinscoaching": "yes"},
    "partners": [
        {"organisation": "proef:caw", "name": "Proef-CAW Dender"},
        {"organisation": "proef:geheim-lid", "name": "Geheim lid"},
    ],
}
PLAY: Row = {
    "kind": "offer",
    "id": "proef:spel",
    "organisation": "proef:caw",
    "partnership": "proef:hvk",
    "name": "Spelnamiddag voor kleuters",
}
NETWORK: Row = {
    "kind": "partnership",
    "id": "demo:netwerk",
    "name": "Voorbeeldnetwerk (fictief)",
    "type": "ggz_netwerk",
    "area": {"zones": ["regio-aalst"]},
    "demo": True,
}
OFFICE: Row = {"kind": "organisation", "id": "demo:bureau", "name": "Voorbeeldbureau (fictief)", "demo": True}
RECOGNITION: Row = {
    "kind": "recognition",
    "id": "demo:erkenning",
    "organisation": "demo:bureau",
    "recognised_for": "casemanagement",
    "authority": "Voorbeeldoverheid",
    "zones": ["regio-aalst"],
    "programmes": ["perinatal"],
    "valid_from": "2026-01-01",
    "valid_until": "2026-11-23",
    "how_to_ask": "Bel of schrijf.",
    "demo": True,
}
IN_GENT: Row = {
    "kind": "recognition",
    "id": "proef:erkenning-gent",
    "organisation": "proef:caw",
    "recognised_for": "casemanagement",
    "authority": "Proefoverheid",
    "decision": "proefbesluit 1",
    "zones": ["gent"],
    "valid_from": "2026-01-01",
    "suspended": "no",
}
ZORGRAAD: Row = {
    "kind": "organisation",
    "id": "loket:zorgraad-regio-aalst",
    "name": "Proefzorgraad",
    "type": "zorgraad",
    "website": "https://zorgraad.invalid/",
}
REAL: Sequence[Row] = (CAW, SECRET, PLACE, SECRET_PLACE, BLURRED_PLACE, GBO, HOUSE, PLAY, IN_GENT)
NETWORKS: Sequence[Row] = tuple(SOURCE | row for row in REAL)
"""For the world that all pages share."""

ALL: Sequence[Row] = (*REAL, NETWORK, OFFICE, RECOGNITION, ZORGRAAD)


@contextmanager
def site_with(
    context: PageContext, folder: Path, *rows: Row, gone: Sequence[Row] = (), now: datetime | None = None
) -> Iterator[TestClient]:
    """The pages over a store with these records, and with those that are gone; what is counted is the shared index."""
    store = Store.open(f"sqlite:///{folder / 'networks.db'}", context.sources, create=True)
    for given in ((*rows, *gone), rows):
        with store.begin_run("proef", "networks", now=LOADED) as run:
            outcomes = run.compare([read_record(SOURCE | row) for row in given])
            assert [one.reason for one in outcomes if one.status == "rejected"] == []
            run.mark_gone()
            run.finish({}, now=LOADED)
    pilots = Pilots.load(DATA / "reference")
    zones = ZoneOverviews(store, context.searcher, context.gazetteer, context.vocabulary, pilots)
    moment = context.clock() if now is None else now
    app = FastAPI(openapi_url=None)
    other = replace(context, store=store, helplines=Helplines(store), zones=zones, clock=lambda: moment)
    app.include_router(pages(other))
    yield TestClient(app, follow_redirects=False)
    store.close()
