"""The front page, organisations, the page about the data, what search engines may read, and what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.testclient import TestClient

from catalogue import read_record
from indexer.helplines import Helplines
from store import Store
from tests.web.conftest import LOADED, NOW, shipped
from tests.web.reading import Seen, read
from web import PageContext, error_page, pages
from web.sitemap import parts, site_map


def see(client: TestClient, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200
    return read(response.text)


def test_the_front_page_asks_one_question_and_has_the_lines_for_an_emergency(client: TestClient) -> None:
    page = see(client, "/")
    assert page.headings == ["Waarmee kunnen we u helpen?"]
    assert page.value("q") == page.value("place") == ""
    for number in ("112", "1813", "1712", "0800 13 500"):
        assert page.links[f"Bel {number}"] == f"tel:{number.replace(' ', '')}"
    assert page.canonical == "https://kaart.invalid/"


def test_the_front_page_links_to_the_headings_and_says_how_much_there_is(
    client: TestClient, context: PageContext
) -> None:
    page = see(client, "/")
    assert page.links["Wonen"] == "/zoek?theme=wonen"
    assert "Sociale huur" not in page.links
    made_up = context.store.count_demo("offer")
    real = context.store.count("offer") - made_up
    assert f"{real} soorten hulp en activiteiten op de kaart." in page.text
    assert made_up == 1
    assert "Daarbij staat 1 verzonnen voorbeeld." in page.text
    assert client.get(page.links["Wonen"]).status_code == 200


def test_an_emergency_number_is_that_of_the_record(context: PageContext, tmp_path: Path) -> None:
    line = next(row for row in shipped() if row["id"] == "loket:hulplijn-caw")
    organisation = next(row for row in shipped() if row["id"] == line["organisation"])
    store = Store.open(f"sqlite:///{tmp_path / 'other.db'}", context.sources, create=True)
    with store.begin_run("loket", "other", now=LOADED) as run:
        run.compare([read_record(row) for row in (organisation, line | {"phones": [{"number": "000 00 00 99"}]})])
        run.finish({}, now=LOADED)
    app = FastAPI()
    app.include_router(pages(replace(context, store=store, helplines=Helplines(store))))
    page = see(TestClient(app), "/")
    assert [name for name in page.links if name.startswith("Bel")] == ["Bel 000 00 00 99"]
    store.close()


def test_an_organisation_with_its_contacts_places_and_offers(client: TestClient) -> None:
    page = see(client, "/organisatie/proef:huis")
    assert page.headings == ["Proefhuis De Brug"]
    assert page.links["Hulp bij huurschulden"] == "/aanbod/proef:huur"
    for hidden in ("Verborgen aanbod", "Zomerwerking van vorig jaar", "Vroegere huurhulp"):
        assert hidden not in page.text
    for fact in (
        "Ondernemingsnummer (KBO) 0000.000.097",
        "Officiële naam De Brug vzw",
        "Betaald door de Vlaamse overheid",
        "onthaal@proef.invalid",
        "Onthaalpunt Aalst Proefstraat 12 bus 3 9300 Aalst",
        "Veilige plek Adres: niet bekend",
    ):
        assert fact in page.text
    (block,) = page.data
    assert json.loads(block)["name"] == "Proefhuis De Brug"


def test_hidden_fields_of_an_organisation_are_as_if_unknown(client: TestClient) -> None:
    html = client.get("/organisatie/proef:stil").text
    assert "Telefoon, e-mail en website: niet bekend" in html
    assert "geheim@proef.invalid" not in html
    assert "000 00 00 55" not in html


def test_a_former_id_of_an_organisation_leads_to_the_present_one(client: TestClient) -> None:
    response = client.get("/organisatie/proef:oud-huis")
    assert (response.status_code, response.headers["location"]) == (301, "/organisatie/proef:huis")


@pytest.mark.parametrize(
    "address",
    [
        "/organisatie/niets",
        "/organisatie/proef:schuilplaats",
        "/organisatie/proef:huur",
        "/bestaat-niet",
        "/static/geen.js",
    ],
)
def test_an_unknown_address_says_so_in_dutch(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert read(response.text).headings == ["Deze pagina bestaat niet"]


def test_the_page_about_the_data_tells_what_is_real_from_where_and_how_old(
    client: TestClient, context: PageContext
) -> None:
    text = see(client, "/gegevens").text
    assert "Oasis Online hulplijnendata, nagekeken op de officiële sites" in text
    assert "1 augustus 2026" in text
    assert "zelfde licentie als de toepassing" in text
    assert f"{len(context.gazetteer.zones)} eerstelijnszones" in text
    assert "20 november 2026: proef.jsonl (klaar)" in text
    assert "We bewaren niet wat u zoekt." in text
    assert "Nagekeken in de laatste 6 maanden 1 " in text


def test_the_page_about_the_data_never_adds_what_is_made_up_to_what_is_real(
    client: TestClient, context: PageContext
) -> None:
    text = see(client, "/gegevens").text
    real, made_up = text.split("Wat is verzonnen?")
    offers = context.surveyor.survey(NOW).kinds["offer"]
    assert f"Soorten hulp en activiteiten {offers} " in real
    assert "Er staan ook 2 verzonnen gegevens op deze kaart" in made_up
    assert "Organisaties 1 Plaatsen 0 Soorten hulp en activiteiten 1 " in made_up
    assert "loket demo remove" in made_up


def test_robots_may_read_all_but_searches_and_find_the_site_map(client: TestClient) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /zoek" in text
    assert "Sitemap: https://kaart.invalid/sitemap.xml" in text


def test_the_site_map_has_real_public_present_pages_alone(client: TestClient) -> None:
    response = client.get("/sitemap.xml")
    assert response.headers["content-type"] == "application/xml"
    assert "<loc>https://kaart.invalid/aanbod/proef:huur</loc>" in response.text
    assert "<loc>https://kaart.invalid/organisatie/proef:huis</loc>" in response.text
    for absent in ("demo:", "proef:verborgen", "proef:voorbij", "proef:vervangen"):
        assert absent not in response.text
    assert client.get("/sitemap-1.xml").text == response.text
    for none in ("/sitemap-2.xml", "/sitemap-0.xml", "/sitemap-x.xml"):
        assert client.get(none).status_code == 404


def test_a_large_site_map_is_told_in_parts() -> None:
    cut = parts([f"https://kaart.invalid/{n}" for n in range(5)], size=2)
    assert [len(part) for part in cut.values()] == [2, 2, 1]
    index = bytes(site_map(cut, "https://kaart.invalid").body).decode()
    assert "<loc>https://kaart.invalid/sitemap-3.xml</loc>" in index


def test_a_file_with_its_digest_in_the_address_may_be_kept_for_ever(client: TestClient) -> None:
    sheet = next(part for part in client.get("/").text.split('"') if part.startswith("/static/base.css?v="))
    assert "immutable" in client.get(sheet).headers["cache-control"]
    assert "immutable" not in client.get("/static/base.css").headers.get("cache-control", "")
    assert client.get("/static/../pages.py").status_code == 404
    assert client.get("/static/..%2fpages.py").status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/zoek?q=huur", "/aanbod/proef:huur", "/gegevens", "/robots.txt", "/sitemap.xml"]
)
def test_every_page_answers_head(client: TestClient, address: str) -> None:
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (404, "Deze pagina bestaat niet"),
        (405, "We begrijpen deze vraag niet"),
        (410, "Dit staat niet meer op de sociale kaart"),
        (422, "We begrijpen deze vraag niet"),
        (429, "Even wachten"),
        (500, "Er ging iets mis bij ons"),
        (503, "Zoeken lukt nu even niet"),
        (504, "Er ging iets mis bij ons"),
    ],
)
def test_an_error_page_says_what_happened_and_who_can_help(context: PageContext, status: int, heading: str) -> None:
    page = error(context, status, None)
    assert page.headings == [heading]
    assert "Bel 0800 13 500" in page.links
    assert ("Probeer opnieuw" in page.links) == (status in (429, 500, 503))
    assert page.robots == "noindex"


def test_an_error_page_tells_what_is_particular(context: PageContext) -> None:
    assert "Wacht <even>." in error(context, 429, "Wacht <even>.").text


def test_an_error_page_comes_even_when_the_store_is_what_broke(context: PageContext, tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    store = Store.open(f"sqlite:///{path}", context.sources, create=True)
    store.close()
    path.write_bytes(b"no database" * 1000)
    page = error(replace(context, store=store, helplines=Helplines(store)), 500, None)
    store.close()
    assert page.headings == ["Er ging iets mis bij ons"]
    assert "Dringend hulp nodig?" not in page.text


def error(context: PageContext, status: int, message: str | None) -> Seen:
    app = FastAPI()

    @app.get("/stuk")
    def broken(request: Request) -> Response:
        return error_page(context, request, status, message)

    response = TestClient(app).get("/stuk?q=huur")
    assert response.status_code == status
    page = read(response.text)
    assert page.links.get("Probeer opnieuw", "/stuk?q=huur") == "/stuk?q=huur"
    return page
