"""What cannot wait, on the page: first, calm, with a number that can be pressed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from search import Analyser, Engine, Languages, Phrasebook, Searcher, open_embedded
from tests.search.urgent.alert import urgent_help
from tests.web.reading import Seen, read
from web import PageContext, pages
from web.language_help import texts

TITLE = "Dringend? Hier kunt u nu terecht"
LANGUAGES = Languages.load(Path(__file__).parents[2] / "data" / "relevance" / "languages.toml")


def site_over(context: PageContext, engine: Engine, analyser: Analyser) -> TestClient:
    """The pages with urgent help."""
    help_ = urgent_help(context.helplines, context.gazetteer, context.vocabulary)
    searcher = Searcher(
        engine, context.gazetteer, context.vocabulary, analyser, Phrasebook(languages=LANGUAGES), urgent=help_
    )
    app = FastAPI()
    app.include_router(pages(replace(context, searcher=searcher)))
    return TestClient(app)


@pytest.fixture(scope="module")
def urgent(context: PageContext, engine: Engine, analyser: Analyser) -> TestClient:
    return site_over(context, engine, analyser)


def ask(client: TestClient, words: str, status: int = 200, **more: str) -> Seen:
    response = client.get("/zoek", params={"q": words, **more})
    assert response.status_code == status
    return read(response.text)


def test_it_stands_before_filters_and_results(urgent: TestClient) -> None:
    page = ask(urgent, "ik wil niet meer leven")
    assert page.links["Bel 1813 (Zelfmoordlijn 1813)"] == "tel:1813"
    assert page.links["Chat (Zelfmoordlijn 1813)"].startswith("https://")
    assert "U hoeft hier niet alleen mee te zitten." in page.text
    assert page.text.index(TITLE) < page.text.index("Dag en nacht") < page.text.index("Volgorde")


def test_it_is_the_first_suggestion_and_leads_to_the_results(urgent: TestClient) -> None:
    answer = urgent.get("/suggesties", params={"q": "ik wil niet meer leven", "place": "Aalst"})
    first, _, _ = answer.text.partition("</li>")
    assert "Bel nu 1813" in first
    assert 'data-url="/zoek?q=ik+wil+niet+meer+leven&amp;place=Aalst"' in first
    assert answer.headers["cache-control"] == "no-store"


def test_it_stands_there_without_results_and_with_a_wrong_field(urgent: TestClient) -> None:
    assert TITLE in ask(urgent, "zoontje dronk bleekwater", zone="regio-aalst", function="kraamzorg").text
    assert TITLE in ask(urgent, "zoontje dronk bleekwater", 422, age="oud").text


def test_an_ordinary_question_does_not_have_it(urgent: TestClient) -> None:
    assert TITLE not in ask(urgent, "huur betalen").text


@pytest.mark.parametrize(
    ("words", "marked"),
    [("mon mari me frappe", '<div class="say" lang="fr">'), ("i want to die", '<div class="say" lang="en">')],
)
def test_words_in_another_language_are_answered_and_marked_in_it(urgent: TestClient, words: str, marked: str) -> None:
    assert marked in urgent.get("/zoek", params={"q": words}).text


def test_it_stands_before_what_is_said_in_the_language_of_the_asker(urgent: TestClient) -> None:
    page = ask(urgent, "mon mari me frappe")
    assert page.text.index(TITLE) < page.text.index(texts()["fr"]["title"]) < page.text.index("Volgorde")


def test_when_the_engine_is_down_it_is_still_there(context: PageContext, analyser: Analyser, tmp_path: Path) -> None:
    closed = open_embedded(tmp_path, analyser, writer=True)
    closed.close()
    page = ask(site_over(context, closed, analyser), "mijn man slaat mij", 503)
    assert page.links["Bel 101 (Politie (dringend))"] == "tel:101"
    assert page.text.index(TITLE) < page.text.index("Zoek op de sociale kaart")


def test_what_only_the_net_hears_is_asked_and_not_stated(urgent: TestClient) -> None:
    page = ask(urgent, "doet het pijn om te sterven")
    assert TITLE not in page.text
    assert page.text.index("Gaat het om iets dat niet kan wachten?") < page.text.index("Denken aan zelfdoding?")
    assert page.links["Bel 1813 (Zelfmoordlijn 1813)"] == "tel:1813"


def test_its_suggestion_asks_as_well(urgent: TestClient) -> None:
    answer = urgent.get("/suggesties", params={"q": "doet het pijn om te sterven"})
    assert "Kan het niet wachten? Bel 1813" in answer.text
