"""`POST /perinatal`: the contract, field errors without values, nothing kept."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.world import HIDDEN, Row, World

ADDRESS = "/api/v1/perinatal"

AROUND: tuple[Row, ...] = (
    {"kind": "organisation", "id": "x:praktijk", "name": "De Praktijk", "type": "huisartsenpraktijk"},
    {
        "kind": "offer",
        "id": "x:dokter",
        "organisation": "x:praktijk",
        "name": "Huisarts",
        "functions": ["huisartsenzorg"],
        "area": {"municipalities": ["41002"]},
        "demo": True,
    },
    {
        "kind": "partnership",
        "id": "x:huis-van-het-kind",
        "name": "Huis van het Kind",
        "type": "huis_van_het_kind",
        "area": {"municipalities": ["41002"]},
        "locations": ["x:sociaal-huis", "x:vluchthuis"],
        "functions": {"consultatiebureau": "yes"},
    },
)


@pytest.fixture
def around(own_world: World) -> TestClient:
    """A world with a doctor and a Huis van het Kind in Aalst."""
    own_world.give(AROUND)
    return own_world.client()


def links(answer: Any, actor: str) -> list[Any]:
    """The links of an actor over all activities."""
    return [one for activity in answer["activities"] for one in activity["links"] if one["actor"] == actor]


def ask(client: TestClient, **question: Any) -> Any:
    """On Monday 23 November 2026."""
    response = client.post(ADDRESS, json=question)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_answer_has_the_shape_of_the_contract(client: TestClient) -> None:
    answer = ask(client, weeks=20, indicators={"financial": "yes", "violence": "unknown"}, screened="yes")
    assert {"scenario", "at_least", "at_most", "period", "activities"} <= answer.keys()
    assert (answer["scenario"], answer["at_least"], answer["at_most"]) == (None, "A", "B")
    assert answer["period"] == "prenatal"
    ppa = next(one for one in answer["activities"] if one["id"] == "ppa")
    assert {"id", "applies", "by", "until", "why"} <= ppa.keys()
    assert (ppa["applies"], ppa["by"], ppa["until"]) == ("yes", ["huisarts", "gynaecoloog", "vroedvrouw"], None)
    assert ppa["why"][0]["code"] == "P5"


def test_p5_each_activity_says_with_which_terms_its_actors_are_found(
    client: TestClient,
) -> None:
    answer = ask(client, weeks=20)
    lists = {"functions": "function", "organisation_types": "organisation_type"}
    known = {
        field: {term["id"] for term in client.get(f"/api/v1/vocabulary/{name}").json()["terms"]}
        for field, name in lists.items()
    }
    for activity in answer["activities"]:
        assert set(activity["by"]) <= {link["actor"] for link in activity["links"]}
        for link in activity["links"]:
            assert all(set(link[field]) <= terms for field, terms in known.items())


def test_p5_h1_with_a_place_each_actor_says_who_it_can_be_nearby(around: TestClient) -> None:
    answer = ask(around, weeks=20, place="9300 Aalst")
    assert answer["place"]["municipality"] == "Aalst"
    doctor, *_ = links(answer, "huisarts")
    assert doctor["none_nearby"] is None
    (one,) = doctor["nearby"]
    assert (one["kind"], one["id"], one["organisation"], one["name"]) == ("offer", "x:dokter", "x:praktijk", "Huisarts")
    assert (one["functions_known"], one["distance_km"], one["demo"]) == (None, None, True)
    assert {reason["code"] for reason in one["unknown"]} >= {"E3", "E5"}
    (house,) = links(answer, "huis_van_het_kind")[0]["nearby"]
    assert (house["kind"], house["organisation"], house["demo"]) == ("partnership", None, False)
    assert house["functions_known"]["consultatiebureau"] == "yes"
    assert house["functions_known"]["ontmoeting"] == "unknown"
    assert house["distance_km"] == pytest.approx(0, abs=3)
    assert [note["code"] for note in house["notes"]] == ["H3", "H4"]


def test_p7_where_nobody_is_known_nearby_that_is_said(around: TestClient) -> None:
    midwife, *_ = links(ask(around, weeks=20, place="9300"), "vroedvrouw")
    assert midwife["nearby"] == []
    assert midwife["none_nearby"] == {"code": "P5", "text": "Op de kaart staat in de buurt geen vroedvrouw."}


def test_p5_without_a_place_nothing_is_looked_for_and_nothing_is_said_to_be_missing(around: TestClient) -> None:
    answer = ask(around, weeks=20)
    assert answer["place"] is None
    for activity in answer["activities"]:
        assert [(link["nearby"], link["none_nearby"]) for link in activity["links"]] == [([], None)] * len(
            activity["links"]
        )


def test_nothing_hidden_is_told_nearby(around: TestClient) -> None:
    text = around.post(ADDRESS, json={"weeks": 20, "place": "9300"}).text
    assert [one for one in HIDDEN if one in text] == []


@pytest.mark.parametrize("place", ["Nergenshuizen", "Regio Aalst", "Amsterdam"])
def test_a_place_that_is_not_known_or_is_a_whole_zone_is_told_by_field(client: TestClient, place: str) -> None:
    response = client.post(ADDRESS, json={"weeks": 20, "place": place})
    assert response.status_code == 422
    assert [one["field"] for one in response.json()["errors"]] == ["place"]
    assert place not in response.text


def test_d1_where_someone_lives_and_what_they_told_stands_in_no_log(
    around: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="httpx2")  # a route planner, once opened, makes it tell less
    ask(around, child_birth_date="2025-03-17", place="50.93871,4.03917", indicators={"violence": "yes"})
    logged = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert "perinatal" in logged
    assert [one for one in ("50.93871", "2025-03-17", "violence", "41002") if one in logged] == []


@pytest.mark.parametrize(
    ("today", "period"),
    [("2026-11-16", "postnatal"), ("2026-12-27", "postnatal"), ("2026-12-28", "young_child"), ("2029-11-16", None)],
)
def test_p4_the_day_of_the_question_decides_the_period(client: TestClient, today: str, period: str | None) -> None:
    assert ask(client, child_birth_date="2026-11-16", today=today)["period"] == period


def test_p4_without_a_day_it_is_today_in_belgium(client: TestClient) -> None:
    assert ask(client, child_birth_date="2026-11-23")["period"] == "postnatal"


def test_p8_the_last_day_of_the_programme_is_told(client: TestClient) -> None:
    assert ask(client, weeks=1)["programme_until"] == "2028-12-31"
    after = ask(client, weeks=1, today="2029-01-01")
    assert {one["applies"] for one in after["activities"]} == {"no"}


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ({}, {"weeks", "child_birth_date"}),
        ({"weeks": 3, "child_birth_date": "2026-11-01"}, {"weeks", "child_birth_date"}),
        ({"child_birth_date": "2026-11-24"}, {"child_birth_date"}),
        ({"child_birth_date": "2026-11-24", "today": "2026-11-23"}, {"child_birth_date"}),
        ({"child_birth_date": "24/11/2026"}, {"child_birth_date"}),
        ({"child_birth_date": 20261101}, {"child_birth_date"}),
        ({"weeks": -1}, {"weeks"}),
        ({"weeks": 46}, {"weeks"}),
        ({"weeks": "20"}, {"weeks"}),
        ({"weeks": 20.5}, {"weeks"}),
        ({"weeks": True}, {"weeks"}),
        ({"weeks": 20, "indicators": {"financial": "ja"}}, {"indicators.financial"}),
        ({"weeks": 20, "indicators": {"geld": "yes"}}, {"indicators.geld"}),
        ({"weeks": 20, "indicators": ["financial"]}, {"indicators"}),
        ({"weeks": 20, "screened": 1}, {"screened"}),
        ({"weeks": 20, "naam": "Fatima"}, {"naam"}),
        ({"weeks": 20, "place": ""}, {"place"}),
        ({"weeks": 20, "place": 9300}, {"place"}),
    ],
)
def test_what_cannot_be_answered_is_told_by_field_in_words(
    client: TestClient, question: dict[str, Any], fields: set[str]
) -> None:
    response = client.post(ADDRESS, json=question)
    assert response.status_code == 422
    told = {one["field"]: one["reason"] for one in response.json()["errors"]}
    assert told.keys() == fields
    assert "is niet geldig" not in told.values()
    assert response.headers["cache-control"] == "no-store"


def test_d1_a_refusal_never_repeats_what_was_asked(client: TestClient) -> None:
    for question in ({"weeks": "zeerpersoonlijk"}, {"weeks": 20, "indicators": {"violence": "zeerpersoonlijk"}}):
        response = client.post(ADDRESS, json=question)
        assert response.status_code == 422
        assert "zeerpersoonlijk" not in response.text


def test_d1_no_cache_keeps_an_answer(client: TestClient) -> None:
    assert client.post(ADDRESS, json={"weeks": 20}).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["CasemanagersQuestion", "SituationFlags", "PerinatalQuestion", "Indicators"])
def test_every_field_of_a_question_says_what_it_is_and_gives_an_example(client: TestClient, name: str) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    for field, about in schemas[name]["properties"].items():
        assert about["description"], field
        assert about["examples"], field
