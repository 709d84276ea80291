"""How far a result is: in kilometres as the crow flies or in minutes, and the page says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fastapi import FastAPI
from fastapi.testclient import TestClient

from geo import Point
from search import Analyser, Engine, Searcher
from tests.web.reading import read
from web import PageContext, pages


class TwelveMinutes:
    """Everything takes twelve minutes."""

    label = "met de auto"

    def minutes(self, origin: Point, destinations: Sequence[Point]) -> tuple[float | None, ...]:
        """Twelve each."""
        return (12.2,) * len(destinations)


def test_a_distance_is_said_to_be_as_the_crow_flies(client: TestClient) -> None:
    page = read(client.get("/zoek?q=huurschulden&place=Gent").text)
    assert "9300 Aalst, op 26,6 km in vogelvlucht" in page.text
    assert "minuten" not in page.text


def test_a_travel_time_is_told_instead_with_how_one_travels(
    context: PageContext, engine: Engine, analyser: Analyser
) -> None:
    travelling = Searcher(engine, context.gazetteer, context.vocabulary, analyser, travel=TwelveMinutes())
    app = FastAPI(openapi_url=None)
    app.include_router(pages(replace(context, searcher=travelling)))
    page = read(TestClient(app).get("/zoek?q=huurschulden&place=Gent").text)
    assert "9300 Aalst, ongeveer 12 minuten met de auto" in page.text
    assert "vogelvlucht" not in page.text
