"""The headings in citizen words, what each leads to, and the lists of terms that people can read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Searcher, open_embedded
from tests.web.reading import Seen, read
from tests.web.world import MANY
from web import PageContext, pages


def see(client: TestClient, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200, address
    return read(response.text)


def test_every_heading_leads_to_its_page(client: TestClient, vocabulary: Vocabulary) -> None:
    page = see(client, "/themas")
    assert page.headings == ["Thema’s"]
    for theme in vocabulary["theme"].values():
        assert f"/themas/{theme.id}" in page.links.values(), theme.id
    assert page.links["Sociale huur"] == "/themas/sociale-huur"
    assert (vocabulary["theme"]["wonen"].definition or "?") in page.text


def test_a_heading_counts_its_offers_with_those_below_it_and_leads_to_them(client: TestClient) -> None:
    counted = {url: name for name, url in see(client, "/themas").links.items() if url.startswith("/zoek?theme=")}
    assert counted["/zoek?theme=schuldbemiddeling-en-budgetbeheer"].endswith("voor Schuldbemiddeling en budgetbeheer")
    assert {"/zoek?theme=geld-en-administratie", "/zoek?theme=geweld"} <= counted.keys()
    for url, name in counted.items():
        found = re.match(r"([\d.]+) result(aat|aten) voor ", name)
        assert found, name
        assert f" {found[1]} result{found[2]}" in see(client, url).text, name


def test_a_heading_without_offers_says_so(client: TestClient) -> None:
    assert "Pleegzorg nog niets" in see(client, "/themas").text
    page = see(client, "/themas/pleegzorg")
    assert "staat nog geen hulp op de kaart. Dat betekent niet dat die hulp niet bestaat." in page.text
    assert see(client, page.links["Zoek een onthaal dicht bij u"])


def test_the_page_of_a_heading_says_what_it_means_and_what_professionals_call_it(
    client: TestClient, vocabulary: Vocabulary
) -> None:
    page = see(client, "/themas/sociale-rechten-en-tegemoetkomingen")
    theme = vocabulary["theme"]["sociale-rechten-en-tegemoetkomingen"]
    assert page.headings == [theme.label]
    assert theme.definition is not None
    assert theme.definition in page.text
    assert f"Hulpverleners zeggen: {theme.professional}" in page.text
    assert page.links["Geld en administratie"] == "/themas/geld-en-administratie"
    assert page.canonical == "https://kaart.invalid/themas/sociale-rechten-en-tegemoetkomingen"


def test_the_questions_of_citizens_lead_to_who_helps(client: TestClient) -> None:
    page = see(client, "/themas/schuldbemiddeling-en-budgetbeheer")
    assert page.links["Ik kan mijn facturen niet meer betalen. Wie helpt mij?"] == "/zoek?function=schuldhulp"
    assert "/zoek?function=voedselhulp" not in page.links.values()
    above = see(client, "/themas/geld-en-administratie")
    assert "/zoek?function=schuldhulp" in above.links.values(), "questions of the headings below stand there too"


def test_a_top_heading_shows_the_headings_below_it_with_how_much_there_is(client: TestClient) -> None:
    page = see(client, "/themas/geld-en-administratie")
    (name,) = (name for name, url in page.links.items() if url == "/themas/schuldbemiddeling-en-budgetbeheer")
    found = re.fullmatch(r"Schuldbemiddeling en budgetbeheer (\d+)", name)
    assert found
    assert int(found[1]) >= len(MANY)


def test_every_heading_has_a_page_with_a_question(client: TestClient, vocabulary: Vocabulary) -> None:
    for id_ in vocabulary["theme"]:
        page = see(client, f"/themas/{id_}")
        assert any(url.startswith("/zoek?function=") for url in page.links.values()), id_


def test_the_place_field_searches_this_heading_there(client: TestClient) -> None:
    page = see(client, "/themas/schuldbemiddeling-en-budgetbeheer")
    assert page.value("theme") == "schuldbemiddeling-en-budgetbeheer"
    assert page.value("place") == ""
    fields = {one["name"]: one.get("value", "") for one in page.inputs if one.get("name")}
    found = client.get("/zoek", params=fields | {"place": "9300"})
    assert found.status_code == 200
    assert "Aalst" in read(found.text).text


def test_the_helplines_of_a_heading_stand_there_and_no_others(client: TestClient) -> None:
    page = see(client, "/themas/geweld")
    assert page.links["Bel 1712 (1712)"] == "tel:1712"
    assert page.links["Alle hulplijnen"] == "/hulplijnen"
    other = see(client, "/themas/klusdienst")
    assert "Bel 1712 (1712)" not in other.links
    assert "Alle hulplijnen" not in other.links


def test_the_heading_of_the_helplines_leads_to_all_of_them(client: TestClient) -> None:
    page = see(client, "/themas/luisterlijnen-en-online-hulp")
    assert page.links["Alle hulplijnen"] == "/hulplijnen"
    assert "Bel 1712 (1712)" not in page.links


def test_an_unknown_heading_is_not_found(client: TestClient) -> None:
    assert client.get("/themas/zomaar").status_code == 404
    assert client.get("/themas/schuldhulp").status_code == 404


@pytest.fixture
def without_engine(
    context: PageContext, tmp_path: Path, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser
) -> TestClient:
    """The site while the search engine does not answer."""
    engine = open_embedded(tmp_path, analyser, writer=True)
    searcher = Searcher(engine, gazetteer, vocabulary, analyser)
    engine.close()
    app = FastAPI()
    app.include_router(pages(replace(context, searcher=searcher)))
    return TestClient(app)


def test_without_an_engine_the_headings_can_still_be_read(without_engine: TestClient) -> None:
    page = see(without_engine, "/themas")
    assert "Tellen lukt nu even niet." in page.text
    assert "nog niets" not in page.text, "unknown is not none"
    page = see(without_engine, "/themas/wonen")
    assert "Tellen lukt nu even niet." in page.text
    assert "geen hulp op de kaart" not in page.text
    assert page.links["Sociale huur"] == "/themas/sociale-huur"


def test_the_headings_stand_in_the_site_map(client: TestClient) -> None:
    text = client.get("/sitemap.xml").text
    for path in ("themas", "themas/wonen", "begrippen/lijsten"):
        assert f"<loc>https://kaart.invalid/{path}</loc>" in text


def test_every_shown_list_can_be_read_and_no_other(client: TestClient, vocabulary: Vocabulary) -> None:
    page = see(client, "/begrippen/lijsten")
    for name, info in vocabulary.infos.items():
        url = f"/begrippen/lijsten/{name}"
        assert (url in page.links.values()) == info.shown, name
        assert client.get(url).status_code == (200 if info.shown else 404), name
    assert client.get("/begrippen/lijsten/zomaar").status_code == 404


def test_a_list_tells_of_each_term_what_it_means_and_which_id_it_has(
    client: TestClient, vocabulary: Vocabulary
) -> None:
    html = client.get("/begrippen/lijsten/right").text
    page = read(html)
    assert page.headings == ["Rechten"]
    for right in vocabulary["right"].values():
        assert f'id="{right.id}"' in html
        assert f"<code>{right.id}</code>" in html
        assert right.definition is not None
        assert right.definition in page.text


def test_a_term_of_a_filter_leads_to_a_search_with_it(client: TestClient) -> None:
    functions = see(client, "/begrippen/lijsten/function")
    assert functions.links["Zoek hiermee: Hulp bij schulden"] == "/zoek?function=schuldhulp"
    themes = see(client, "/begrippen/lijsten/theme")
    assert themes.links["Meer over dit thema: Wonen"] == "/themas/wonen"
    assert themes.links["Geld en administratie"] == "#geld-en-administratie"
    assert "Zoek hiermee" not in see(client, "/begrippen/lijsten/right").text
