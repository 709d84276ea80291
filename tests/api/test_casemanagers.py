"""`POST /casemanagers`: the contract, field errors without values, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.world import HIDDEN, SECRET, Row, World, opened

ADDRESS = "/api/v1/casemanagers"


def an_organisation(name: str, **about: Any) -> Row:
    return {"kind": "organisation", "id": f"x:{name}", "name": f"Organisatie {name}", **about}


def a_recognition(name: str, zones: Sequence[str] = ("regio-aalst",), **about: Any) -> Row:
    return {
        "kind": "recognition",
        "id": f"x:erkenning-{name}",
        "organisation": f"x:{name}",
        "recognised_for": "casemanagement",
        "authority": "Overheid",
        "zones": list(zones),
        "valid_from": "2026-01-01",
        "valid_until": "2027-12-31",
        **about,
    }


ROWS: Sequence[Row] = (
    an_organisation("bureau", aliases=["x:oud-bureau"]),
    an_organisation("verder"),
    an_organisation("buren"),
    an_organisation("zuid"),
    {**an_organisation("geheim"), "name": f"Bureau {SECRET}", "visibility": {"*": "hidden"}},
    a_recognition("bureau", languages=["nl", "ar"], programmes=["perinatal"], how_to_ask="Bel of schrijf.", demo=True),
    a_recognition("verder", room="yes"),
    a_recognition("buren", ["dender"]),
    a_recognition("zuid", ["antwerpen-zuid"]),
    a_recognition("geheim"),
    {
        "kind": "location",
        "id": "x:bureau-thuis",
        "organisation": "x:bureau",
        "address": {"street": "Markt", "number": "1", "postcode": "9300", "municipality": "Aalst", "nis": "41002"},
    },
)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program that asks a map with a few recognised organisations."""
    with opened(tmp_path_factory.mktemp("casemanagers")) as world:
        world.give(ROWS)
        yield world.client()


def ask(client: TestClient, **question: Any) -> Any:
    """Someone in Aalst without a team on Monday 23 November 2026, unless said otherwise."""
    body = {"place": "9300 Aalst", "team_exists": "no", **question}
    response = client.post(ADDRESS, json=body)
    assert response.status_code == 200, response.text
    return response.json()


def refused(client: TestClient, **question: Any) -> dict[str, str]:
    """The fields that are refused, with the reason."""
    response = client.post(ADDRESS, json={"place": "9300 Aalst", **question})
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return {one["field"]: one["reason"] for one in response.json()["errors"]}


def test_the_answer_has_the_shape_of_the_contract(asking: TestClient) -> None:
    answer = ask(asking)
    contract = {"mode", "because", "to_ask", "candidates", "elsewhere", "answer_by", "gap"}
    assert contract <= answer.keys()
    assert answer["mode"] == "startkabel"
    assert answer["because"] == ["M3"]
    assert answer["to_ask"] == ["no_care", "nobody_can_start", "goals_not_met", "improvement_asked"]
    assert answer["answer_by"] == "2026-12-02"
    (bureau,) = (one for one in answer["candidates"] if one["organisation"] == "x:bureau")
    assert bureau == {
        "organisation": "x:bureau",
        "name": "Organisatie bureau",
        "zone": "regio-aalst",
        "recognised_from": "2026-01-01",
        "recognised_until": "2027-12-31",
        "programmes": ["perinatal"],
        "distance_km": 0.0,
        "languages": ["nl", "ar"],
        "room": "unknown",
        "how_to_ask": "Bel of schrijf.",
        "neutral": "yes",
        "demo": True,
    }


def test_m5_team_exists_wins_over_the_flag_no_team(asking: TestClient) -> None:
    with_team = ask(asking, team_exists="yes", situation={"no_team": "yes", "goals_not_met": "yes"})
    assert with_team["mode"] == "procesbegeleiding"
    assert ask(asking, team_exists="no", situation={"no_team": "no"})["mode"] == "startkabel"
    assert ask(asking, team_exists="unknown", situation={})["mode"] == "unknown"


def test_m7_the_day_of_the_question_can_be_given(asking: TestClient) -> None:
    assert ask(asking, today="2026-12-18")["answer_by"] == "2026-12-30"


def test_m2_the_day_decides_which_recognition_holds(asking: TestClient) -> None:
    assert ask(asking, today="2027-12-31")["candidates"]
    later = ask(asking, today="2028-01-01")
    assert later["candidates"] == []
    assert later["gap"]["code"] == "none_in_force"


def test_m1_a_team_named_by_an_old_id_is_the_same_organisation(asking: TestClient) -> None:
    for id_ in ("x:bureau", "x:oud-bureau"):
        answer = ask(asking, team=[id_])
        assert [one["organisation"] for one in answer["candidates"]] == ["x:verder"]
    gap = ask(asking, team=["x:oud-bureau", "x:verder"])["gap"]
    assert (gap["code"], gap["lost"]) == ("none_neutral", {"none_neutral": 2})


def test_m11_a_programme_leaves_out_who_is_recognised_for_another(asking: TestClient) -> None:
    found = ask(asking, programme="vulnerable_persons")["candidates"]
    assert [one["organisation"] for one in found] == ["x:verder"]


def test_the_language_of_the_person_comes_first(asking: TestClient) -> None:
    assert [one["organisation"] for one in ask(asking)["candidates"]] == ["x:verder", "x:bureau"]
    in_arabic = ask(asking, languages=["ar"])["candidates"]
    assert [one["organisation"] for one in in_arabic] == ["x:bureau", "x:verder"]


def test_an_organisation_that_moves_is_measured_from_its_new_place(own_world: World) -> None:
    own_world.give(ROWS)
    client = own_world.client()
    here = {one["organisation"]: one["distance_km"] for one in ask(client)["candidates"]}
    moved = {"street": "Grote Markt", "number": "1", "postcode": "9400", "municipality": "Ninove", "nis": "41048"}
    own_world.give([{**row, "address": moved} if row["id"] == "x:bureau-thuis" else row for row in ROWS])
    there = {one["organisation"]: one["distance_km"] for one in ask(client)["candidates"]}
    assert here["x:bureau"] == 0.0
    assert there["x:bureau"] > 10
    assert here["x:verder"] is there["x:verder"] is None


def test_m2_antwerpen_as_a_whole_has_four_zones_and_a_postcode_of_it_one(asking: TestClient) -> None:
    whole = ask(asking, place="Antwerpen")
    assert [one["zone"] for one in whole["candidates"]] == ["antwerpen-zuid"]
    assert len(whole["place"]["zones"]) == 4
    assert ask(asking, place="2030 Antwerpen")["candidates"] == []
    away = ask(asking, place="Antwerpen", team=["x:zuid"])
    zones = "Antwerpen Centrum, Antwerpen Oost, Antwerpen Zuid en Noord Antwerpen"
    assert zones in away["gap"]["text"]


def test_m10_the_zones_nearby_stand_apart_and_it_is_said_how_they_were_found(asking: TestClient) -> None:
    near = ask(asking, place="Zottegem")
    assert near["candidates"] == []
    assert near["gap"]["code"] == "none_in_zone"
    assert near["elsewhere"]
    assert near["elsewhere_by"] == "distance"
    assert ask(asking)["elsewhere"] == []


def test_m0_without_any_recognition_the_answer_says_so(client: TestClient) -> None:
    answer = ask(client)
    assert answer["gap"]["code"] == "no_framework"
    assert answer["notes"][0]["code"] == "M0"


def test_the_place_that_was_taken_is_told_with_what_else_it_could_be(asking: TestClient) -> None:
    place = ask(asking, place="Meldert")["place"]
    assert place["name"]
    assert place["alternatives"]


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ({"place": "Luik"}, {"place"}),
        ({"place": "Nergenshuizen"}, {"place"}),
        ({"place": ""}, {"place"}),
        ({"place": "48.85,2.35"}, {"place"}),
        ({"place": 9300}, {"place"}),
        ({"languages": ["nl", "klingon"]}, {"languages.1"}),
        ({"languages": "nl"}, {"languages"}),
        ({"programme": "iets"}, {"programme"}),
        ({"situation": {"no_team": "misschien"}}, {"situation.no_team"}),
        ({"situation": {"no_team": True}}, {"situation.no_team"}),
        ({"situation": {"iets": "yes"}}, {"situation.iets"}),
        ({"situation": {"no_team": "yes", "goals_not_met": "yes"}}, {"situation.goals_not_met"}),
        ({"team_exists": "no", "situation": {"goals_not_met": "yes"}}, {"situation.goals_not_met"}),
        ({"team": ["x:bureau", "x:nooit"]}, {"team.1"}),
        ({"team": ["x:erkenning-bureau"]}, {"team.0"}),
        ({"team": [None]}, {"team.0"}),
        ({"team": ["x:bureau"] * 51}, {"team"}),
        ({"team_exists": None}, {"team_exists"}),
        ({"today": "gisteren"}, {"today"}),
        ({"today": 1700000000}, {"today"}),
        ({"today": "9999-12-31"}, {"today"}),
        ({"today": "2026-02-30"}, {"today"}),
        ({"naam": "Jan"}, {"naam"}),
        ({"languages": ["q"], "programme": "q", "team": ["q"]}, {"languages.0", "programme", "team.0"}),
    ],
)
def test_what_cannot_be_answered_is_told_by_field_in_words(
    asking: TestClient, question: dict[str, Any], fields: set[str]
) -> None:
    told = refused(asking, **question)
    assert told.keys() == fields
    assert all(told.values())


def test_d1_a_refusal_never_repeats_what_was_asked(asking: TestClient) -> None:
    typed = "zeerpersoonlijk"
    for question in (
        {"place": typed},
        {"languages": [typed]},
        {"programme": typed},
        {"team": [typed]},
        {"team_exists": typed},
        {"today": typed},
        {"situation": {"no_care": typed}},
    ):
        response = asking.post(ADDRESS, json={"place": "Aalst", **question})
        assert response.status_code == 422
        assert typed not in response.text


def test_a_hidden_organisation_is_neither_proposed_nor_known(asking: TestClient) -> None:
    answer = asking.post(ADDRESS, json={"place": "Aalst"}).text.lower()
    assert not [secret for secret in HIDDEN if secret in answer]
    hidden, never = refused(asking, team=["x:geheim"]), refused(asking, team=["x:nooit"])
    assert hidden == never


def test_d1_no_cache_keeps_an_answer_or_a_refusal(asking: TestClient) -> None:
    for body in ({"place": "Aalst"}, {"place": "Luik"}, {}):
        assert asking.post(ADDRESS, json=body).headers["cache-control"] == "no-store"


def test_d1_the_question_cannot_be_put_in_an_address(asking: TestClient) -> None:
    assert asking.get(ADDRESS, params={"place": "Aalst"}).status_code == 405


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"Aalst"', b"null"])
def test_what_is_no_question_is_refused(asking: TestClient, body: bytes) -> None:
    response = asking.post(ADDRESS, content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert response.json()["type"] == "/problems/invalid-request"


def test_the_day_is_that_of_the_clock_in_belgium_where_none_is_given(asking: TestClient) -> None:
    assert ask(asking)["answer_by"] == ask(asking, today=date(2026, 11, 23).isoformat())["answer_by"]
