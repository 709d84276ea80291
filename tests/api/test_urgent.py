"""Urgent help for programs: before the results, by POST as well, and when the engine is down."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search import Analyser, Searcher
from tests.api.world import DATA, World, helplines, opened
from tests.search.urgent.alert import urgent_help

Json = dict[str, Any]


@pytest.fixture(scope="module")
def alert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The shipped helplines, one care centre with an address, and urgent help, as the server has it."""
    with opened(tmp_path_factory.mktemp("alert")) as world:
        world.give([*helplines(), *CENTRES], complete=True)
        world.follower.follow()
        context = world.context
        searcher = Searcher(
            context.engine,
            context.gazetteer,
            context.vocabulary,
            Analyser.load(DATA / "relevance"),
            urgent=urgent_help(context.helplines, context.gazetteer, context.vocabulary),
        )
        yield replace(world, context=replace(context, searcher=searcher))


def _centre(town: str, nis: str, postcode: str) -> list[Json]:
    """A care centre as a source would give it; none of its facts are those of a real one."""
    name = f"x:zsg-{town.lower()}"
    return [
        {"kind": "location", "id": f"{name}-huis", "organisation": "x:zsg", "type": "physical",
         "address": {"municipality": town, "nis": nis, "postcode": postcode}},
        {"kind": "offer", "id": name, "organisation": "x:zsg", "name": f"Zorgcentrum {town}", "description": "Zorg.",
         "themes": ["seksueel-geweld", "luisterlijnen-en-online-hulp"], "languages": ["nl"],
         "urgent_topics": ["seksueel_geweld"], "hours": {"always": True}},
        {"kind": "offer_at_location", "id": f"{name}-hier", "offer": name, "location": f"{name}-huis"},
    ]  # fmt: skip


CENTRES: list[Json] = [
    {"kind": "organisation", "id": "x:zsg", "name": "Zorgcentra"},
    *_centre("Aalst", "41002", "9300"),
    *_centre("Hasselt", "71022", "3500"),
]


@pytest.fixture(scope="module")
def program(alert: World) -> TestClient:
    return alert.client()


def search(program: TestClient, **asked: str) -> Json:
    response = program.get("/api/v1/search", params=asked)
    assert response.status_code == 200
    answer: Json = response.json()
    return answer


def lines(answer: Json) -> list[str]:
    return [hit["id"] for hit in answer["urgent"]]


def test_someone_who_wants_to_die_gets_the_line_for_it_with_what_to_do(program: TestClient) -> None:
    answer = search(program, q="ik wil niet meer leven")
    assert lines(answer)[0] == "loket:hulplijn-1813"
    (topic,) = answer["urgent_topics"]
    assert (topic["id"], topic["language"]) == ("zelfdoding", "nl")
    assert "1813" in topic["say"]
    line = answer["urgent"][0]
    assert (line["phone"], line["hours"]["always"]) == ("1813", True)
    assert line["chat"].startswith("https://")
    assert line["why"] == [{"code": "urgent", "text": "dringend"}]


def test_a_topic_says_whether_a_rule_recognised_it(program: TestClient) -> None:
    (topic,) = search(program, q="ik wil niet meer leven")["urgent_topics"]
    assert topic["sure"] is True
    answer = search(program, q="said my goodbyes, just waiting until the house is quiet")
    (topic,) = answer["urgent_topics"]
    assert (topic["id"], topic["sure"]) == ("zelfdoding", False)
    assert topic["say"].startswith("Can it not wait?")
    assert "loket:hulplijn-chs-helpline" in lines(answer)


def test_an_ordinary_question_has_none(program: TestClient) -> None:
    answer = search(program, q="opleiding zelfmoordpreventie")
    assert (answer["urgent"], answer["urgent_topics"]) == ([], [])


def test_the_same_is_told_to_who_asks_by_post(program: TestClient) -> None:
    body = {"q": "mijn man slaat mij"}
    assert program.post("/api/v1/search", json=body).json() == search(program, **body)


@pytest.mark.parametrize(
    ("words", "line", "language"),
    [
        ("je veux mourir", "loket:hulplijn-centre-de-prevention-du-suicide", "fr"),
        ("I want to kill myself", "loket:hulplijn-chs-helpline", "en"),
        ("mon mari me frappe", "loket:hulplijn-ecoute-violences-conjugales", "fr"),
    ],
)
def test_who_asks_in_another_language_gets_a_line_that_speaks_it(
    program: TestClient, words: str, line: str, language: str
) -> None:
    answer = search(program, q=words)
    assert line in lines(answer)
    assert answer["urgent_topics"][0]["language"] == language


def test_of_places_the_nearest_comes_first(program: TestClient) -> None:
    for town, nearest in (("Aalst", "x:zsg-aalst"), ("Hasselt", "x:zsg-hasselt")):
        places = [line for line in lines(search(program, q="ik ben verkracht", place=town)) if line.startswith("x:")]
        assert places[0] == nearest


def test_what_is_open_now_comes_before_what_is_closed(alert: World) -> None:
    night = alert.client(clock=lambda: datetime(2026, 11, 22, 3, 0))
    answer = search(night, q="mijn man slaat mij")
    assert [hit["open_now"] for hit in answer["urgent"]] == sorted(
        (hit["open_now"] for hit in answer["urgent"]), key=[True, None, False].index
    )
    assert lines(answer)[0] == "loket:hulplijn-politie"


def test_the_most_specific_line_comes_first_and_never_more_than_four(program: TestClient) -> None:
    answer = search(program, q="mijn kind heeft javel gedronken en ademt niet meer en mijn man slaat mij")
    assert len(answer["urgent"]) == 4
    assert "loket:hulplijn-112" in lines(answer)
    assert lines(search(program, q="kind heeft javel gedronken"))[0] == "loket:hulplijn-antigifcentrum"


def test_who_has_no_bed_is_told_what_is_true(program: TestClient) -> None:
    (topic,) = search(program, q="ik heb vannacht geen slaapplaats")["urgent_topics"]
    for said in ("geen lijn die de hele nacht", "OCMW", "morgenvroeg", "Bel 112"):
        assert said in topic["say"]


def test_an_unknown_place_or_a_filter_takes_nothing_away(program: TestClient) -> None:
    assert lines(search(program, q="ik wil dood", function="onthaal")) == ["loket:hulplijn-1813"]


def test_when_the_engine_is_down_the_problem_carries_it(
    alert: World, caplog: pytest.LogCaptureFixture, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with opened(tmp_path_factory.mktemp("down")) as world, caplog.at_level(logging.DEBUG):
        context = world.context
        help_ = urgent_help(alert.context.helplines, context.gazetteer, context.vocabulary)
        analyser = Analyser.load(DATA / "relevance")
        searcher = Searcher(context.engine, context.gazetteer, context.vocabulary, analyser, urgent=help_)
        context.engine.close()
        program = world.client(searcher=searcher)
        urgent = program.get("/api/v1/search", params={"q": "zoontje dronk bleekwater"})
        ordinary = program.get("/api/v1/search", params={"q": "huur"})
    assert urgent.status_code == ordinary.status_code == 503
    assert urgent.json()["urgent"][0]["phone"] == "070 245 245"
    assert urgent.json()["urgent_topics"][0]["id"] == "vergiftiging"
    assert "urgent" not in ordinary.json()
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert not any("bleekwater" in message for message in ours)
