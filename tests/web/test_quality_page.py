"""The pages on which a zorgraad sees what is known, how old it is and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from catalogue import read_record
from catalogue.quality import CHECKS
from indexer import Surveyor
from indexer.helplines import Helplines
from indexer.zones import ZoneOverviews
from store import Store
from tests.web.conftest import LOADED
from tests.web.reading import Seen, read
from tests.web.world import Row
from web import PageContext, pages

SOURCE: Row = {"provenance": {"source": "proef", "source_date": "2026-01-15"}}
ORGANISATION: Row = {"kind": "organisation", "id": "q:o", "name": "Dienst Proef", "website": "http://proef.invalid"}
PLACE: Row = {"kind": "location", "id": "q:l", "organisation": "q:o", "name": "Huis zonder gemeente"}
PARTNERSHIP: Row = {"kind": "partnership", "id": "q:p", "name": "Leeg netwerk"}
RECOGNITION: Row = {
    "kind": "recognition",
    "id": "q:r",
    "organisation": "q:o",
    "recognised_for": "casemanager",
    "authority": "Departement Zorg",
    "valid_from": "2020-01-01",
    "valid_until": "2021-01-01",
    "room": "yes",
}
OFFER: Row = {
    "kind": "offer",
    "organisation": "q:o",
    "description": "Een beschrijving die lang genoeg is om te tellen.",
    "functions": ["schuldhulp"],
    "sector": "algemeen_welzijn",
    "area": {"zones": ["regio-aalst"]},
}
SITE: Row = {
    "kind": "offer_at_location",
    "id": "q:x",
    "offer": "q:a000",
    "location": "q:l",
    "phones": [{"number": "9300"}],
}
HIDDEN: Row = {**OFFER, "id": "q:geheim", "name": "Geheime opvang", "visibility": {"*": "hidden"}}
MADE_UP: Row = {
    **OFFER,
    "id": "demo:a",
    "name": "Voorbeeldhulp (fictief)",
    "demo": True,
    "area": {"zones": ["leuven"]},
    "ages": {"minimum": 18},
    "provenance": {"source": "demo"},
}
MANY = 130
"""Offers without a theme: more than a page of a check."""

WORLD: list[Row] = [
    ORGANISATION,
    PLACE,
    PARTNERSHIP,
    RECOGNITION,
    SITE,
    HIDDEN,
    MADE_UP,
    *({**OFFER, "id": f"q:a{n:03}", "name": f"Aanbod {n}"} for n in range(MANY)),
]


@pytest.fixture(scope="module")
def quality(context: PageContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages over a store in which much is broken."""
    yield from opened(context, tmp_path_factory.mktemp("quality"), WORLD)


@pytest.fixture
def empty(context: PageContext, tmp_path: Path) -> Iterator[TestClient]:
    """The pages over a store in which nothing was taken in."""
    yield from opened(context, tmp_path, [])


def opened(context: PageContext, folder: Path, rows: list[Row]) -> Iterator[TestClient]:
    store = Store.open(f"sqlite:///{folder / 'loket.db'}", context.sources, create=True)
    if rows:
        with store.begin_run("proef", "rows", now=LOADED) as run:
            outcomes = run.compare([read_record(SOURCE | row) for row in rows])
            assert [one.reason for one in outcomes if one.status == "rejected"] == []
            run.finish({}, now=LOADED)
    app = FastAPI(openapi_url=None)
    gazetteer, vocabulary = context.gazetteer, context.vocabulary
    zones = ZoneOverviews(store, context.searcher, gazetteer, vocabulary, context.zones.pilots)
    surveyor = Surveyor(store, gazetteer, vocabulary)
    other = replace(context, store=store, helplines=Helplines(store), zones=zones, surveyor=surveyor)
    app.include_router(pages(other))
    yield TestClient(app)
    store.close()


def see(client: TestClient, address: str, status: int = 200) -> Seen:
    response = client.get(address)
    assert response.status_code == status
    assert "style=" not in response.text
    assert "Geheime opvang" not in response.text
    return read(response.text)


def chosen(page: Seen) -> set[str]:
    return {one["value"] for one in page.inputs if "selected" in one}


def test_the_page_shows_what_is_known_how_old_it_is_and_what_is_broken(quality: TestClient) -> None:
    page = see(quality, "/kwaliteit")
    assert page.headings == ["Hoe goed zijn de gegevens?"]
    assert f"{MANY} soorten hulp en activiteiten geteld" in page.text
    for said in (
        "U ziet alleen echte gegevens. De verzonnen voorbeelden tellen niet mee.",
        f"In welke gemeenten 100% {MANY} 0 0",
        f"Voor welke leeftijd 0% 0 {MANY} 0",
        f"Niet bekend wanneer nagekeken {MANY}",
        "Oudste datum bij een bron 15 januari 2026",
        f"Geen rubriek {MANY} Er is geen rubriek",
        "controles vonden niets",
    ):
        assert said in page.text
    assert page.canonical == "https://kaart.invalid/kwaliteit"


def test_each_broken_record_leads_to_the_page_on_which_it_is_seen(quality: TestClient) -> None:
    page = see(quality, "/kwaliteit")
    assert page.links["Leeg netwerk"] == "/partnerschap/q:p"
    assert page.links["Huis zonder gemeente"] == "/organisatie/q:o"
    assert page.links["Dienst Proef"] == "/organisatie/q:o"
    assert page.links["Aanbod 0"] == "/aanbod/q:a000"
    for check in ("phone_implausible", "recognition_ended", "website_not_https", "partnership_empty"):
        listed = see(quality, f"/kwaliteit/{check}")
        (address,) = (link for link in listed.links.values() if link.startswith(("/aanb", "/org", "/partn")))
        assert quality.get(address).status_code == 200


def test_only_the_first_records_are_named_and_the_rest_is_a_page_further(quality: TestClient) -> None:
    page = see(quality, "/kwaliteit?zone=regio-aalst")
    named = {name for name in page.links if name.startswith("Aanbod ")}
    assert named == {f"Aanbod {n}" for n in range(20)}
    first = see(quality, page.links[f"Toon alle {MANY} (Geen rubriek)"])
    assert first.headings == ["Geen rubriek"]
    assert "Gekozen: eerstelijnszone Regio Aalst." in first.text
    assert len([name for name in first.links if name.startswith("Aanbod ")]) == 100
    second = see(quality, first.links["Volgende"])
    assert len([name for name in second.links if name.startswith("Aanbod ")]) == MANY - 100
    assert "Volgende" not in second.links
    assert see(quality, second.links["Eerste bladzijde"]).text == first.text
    assert chosen(see(quality, second.links["Terug naar alle cijfers"])) == {"regio-aalst", "", "real"}


def test_a_choice_of_zone_source_and_made_up_records_stays_chosen(quality: TestClient) -> None:
    page = see(quality, "/kwaliteit?zone=leuven&source=demo&demo=demo")
    assert chosen(page) == {"leuven", "demo"}
    assert "1 aanbod geteld" in page.text
    assert "U ziet alleen verzonnen voorbeelden" in page.text
    assert "Voorbeeldhulp (fictief) voorbeeld, niet echt" in page.text
    assert "Aanbod 0" not in page.text


def test_a_zone_with_made_up_offers_alone_says_that_these_are_shown(quality: TestClient) -> None:
    assert "U ziet alleen verzonnen voorbeelden" in see(quality, "/kwaliteit?zone=leuven").text


def test_the_zones_say_how_much_they_have(quality: TestClient) -> None:
    text = see(quality, "/kwaliteit").text
    assert f"Regio Aalst ({MANY})" in text
    assert "Leuven (0)" in text
    assert "Leuven (1)" in see(quality, "/kwaliteit?demo=all").text


def test_a_choice_without_records_says_so_and_offers_the_examples(quality: TestClient) -> None:
    page = see(quality, "/kwaliteit?zone=leuven&demo=real")
    assert "Van deze keuze staat er geen aanbod op de kaart" in page.text
    assert "1 aanbod geteld" in see(quality, page.links["Toon ook de verzonnen voorbeelden"]).text


def test_without_any_records_every_page_still_answers(empty: TestClient) -> None:
    assert "Hier staat nog niets" in see(empty, "/kwaliteit").text
    assert "Niets gevonden." in see(empty, "/kwaliteit/theme_missing").text
    assert "Er zijn nog geen echte gegevens ingelezen." in see(empty, "/gegevens").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zone=Atlantis", "We kennen de zone “Atlantis” niet."),
        ("source=niemand", "Geen enkel gegeven komt van de bron “niemand”."),
        ("demo=soms", "“soms” is geen keuze."),
    ],
)
def test_a_choice_that_does_not_exist_is_told_at_its_field(quality: TestClient, asked: str, said: str) -> None:
    page = see(quality, f"/kwaliteit?{asked}", 422)
    assert said in page.text
    assert "geteld" not in page.text
    assert said in see(quality, f"/kwaliteit/theme_missing?{asked}", 422).text


def test_what_was_asked_comes_back_as_text(quality: TestClient) -> None:
    response = quality.get("/kwaliteit", params={"zone": "<script>alert(1)</script>"})
    assert "<script>" not in response.text


def test_a_check_that_does_not_exist_is_not_found(quality: TestClient) -> None:
    assert see(quality, "/kwaliteit/bestaat_niet", 404).headings == ["Deze pagina bestaat niet"]


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_a_page(quality: TestClient, check: str) -> None:
    page = see(quality, f"/kwaliteit/{check}?demo=all")
    assert page.headings == [CHECKS[check].name]
    assert page.robots == "noindex"


def test_the_page_about_the_data_leads_here_and_says_what_nobody_knows(quality: TestClient) -> None:
    page = see(quality, "/gegevens")
    assert page.links["Hoe goed zijn de gegevens, per eerstelijnszone en per bron?"] == "/kwaliteit"
    assert "Van geen enkel echt aanbod is bekend: voor welke leeftijd, voor wie, " in page.text
    assert f"Voor welke leeftijd {MANY} " in page.text
    assert page.links["Hoe volledig zijn de voorbeelden?"] == "/kwaliteit?demo=demo"


def test_the_page_about_the_data_tells_of_each_source_how_old_it_is(quality: TestClient) -> None:
    text = see(quality, "/gegevens").text
    assert f"proef {MANY + 5} gegevens. Alle gegevens zijn van 15 januari 2026. Licentie: niet bekend." in text
    assert "1 gegeven. Van welke dag ze zijn: niet bekend." in text


def test_search_engines_are_told_of_the_page(client: TestClient) -> None:
    assert "<loc>https://kaart.invalid/kwaliteit</loc>" in client.get("/sitemap.xml").text
