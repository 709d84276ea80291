"""`POST /teams`: the contract, field errors without values, nothing hidden, nothing kept, changes at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.world import HIDDEN, RECORDS, Row, World, helplines, opened

ADDRESS = "/api/v1/teams"
NEED = {"function": "schuldhulp", "severity": 3}
AREA = {"municipalities": ["41002"]}

MORE: list[Row] = [
    {
        "kind": "offer",
        "id": "x:schulden",
        "organisation": "x:ocmw",
        "name": "Schuldhulp",
        "functions": ["schuldhulp"],
        "sector": "lokaal_bestuur",
        "area": AREA,
        "access": "direct",
        "intake_stop": "no",
        "line": 1,
        "waiting": {"value": 2, "unit": "weeks", "measured_on": "2026-11-01"},
    },
    {"kind": "offer_at_location", "id": "x:schulden-in-huis", "offer": "x:schulden", "location": "x:sociaal-huis"},
    {"kind": "offer_at_location", "id": "x:schulden-stil", "offer": "x:schulden", "location": "x:vluchthuis"},
    {
        "kind": "offer",
        "id": "x:schulden-verborgen",
        "organisation": "x:verborgen-org",
        "name": "geheim",
        "functions": ["schuldhulp"],
    },
    {
        "kind": "offer",
        "id": "x:lijn",
        "organisation": "x:ocmw",
        "name": "Hulplijn",
        "functions": ["gesprek"],
        "helpline": True,
    },
    {
        "kind": "offer",
        "id": "x:elders",
        "organisation": "x:ocmw",
        "name": "Opvoeden in Ninove",
        "functions": ["opvoedingsondersteuning"],
        "area": {"municipalities": ["41048"]},
    },
    {
        "kind": "offer",
        "id": "x:verzonnen-elders",
        "organisation": "x:ocmw",
        "name": "Dagbesteding in Ninove",
        "functions": ["handicap_dagbesteding"],
        "area": {"municipalities": ["41048"]},
        "demo": True,
    },
]


@pytest.fixture(scope="module")
def helping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with opened(tmp_path_factory.mktemp("teams")) as world:
        world.give([*RECORDS, *MORE])
        yield world


@pytest.fixture(scope="module")
def asked(helping: World) -> TestClient:
    return helping.client()


def ask(client: TestClient, **profile: Any) -> Any:
    response = client.post(ADDRESS, json={"place": "Aalst", "needs": [NEED]} | profile)
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    return response.json()


def providers(answer: Any) -> list[str]:
    return [one["id"] for one in answer["teams"][0]["members"] if one["kind"] == "provider"]


def test_the_answer_has_the_shape_of_the_contract(asked: TestClient) -> None:
    answer = ask(asked, birth_date="1992-03-01", languages=["nl"], vetoes=["x:vluchthuis"])
    assert {"rules_version", "teams", "coordinators", "casemanagement", "perinatal", "demo"} <= answer.keys()
    person, member = answer["teams"][0]["members"]
    assert (person["kind"], person["coordinates"]) == ("person", True)
    assert (member["organisation"], member["location"], member["offers"]) == (
        "x:ocmw",
        "x:sociaal-huis",
        ["x:schulden"],
    )
    assert member["serves"] == ["schuldhulp"]
    assert member["points"]["waiting"] == 2 * 3 * 2
    assert sum(member["points"].values()) == answer["teams"][0]["points"]
    assert {"code": "E4", "text": "niet bekend of de doelgroep en het budget passen; vraag dit na"} in member["unknown"]
    assert member["price_of_leaving_out"]["gap"] == 3
    assert answer["coordinators"][0] == {
        "member": "person",
        "name": "de persoon",
        "rank": 1,
        "why": answer["coordinators"][0]["why"],
        "pay": {"status": "no", "unmet": [], "unknown": [], "payer": "unknown"},
    }


def test_an_answer_with_a_made_up_nearest_miss_says_so(asked: TestClient) -> None:
    answer = ask(asked, needs=[{"function": "handicap_dagbesteding", "severity": 3}])
    assert answer["teams"][0]["gaps"][0]["nearest_miss"]["demo"]
    assert answer["demo"]
    assert not ask(asked)["demo"]


def test_nothing_hidden_is_ever_in_a_team(asked: TestClient) -> None:
    told = str(ask(asked, needs=[NEED, {"function": "gesprek"}], vetoes=["x:schulden"])).lower()
    assert not any(secret in told for secret in HIDDEN)


def test_a_helpline_is_no_member_of_a_team(asked: TestClient) -> None:
    assert ask(asked, needs=[{"function": "gesprek"}])["teams"][0]["gaps"][0]["reason"]["code"] == "nobody"


def test_a_gap_says_how_many_each_rule_removed_and_who_comes_nearest(asked: TestClient) -> None:
    (gap,) = ask(asked, needs=[{"function": "opvoedingsondersteuning"}])["teams"][0]["gaps"]
    assert (gap["function"], gap["lost"]) == ("opvoedingsondersteuning", {"E2": 1})
    assert gap["nearest_miss"]["offer"] == "x:elders"
    assert gap["nearest_miss"]["refused_by"] == [{"code": "E2", "text": "werkt niet in uw gemeente"}]


def test_e7_vetoing_everything_gives_an_honest_empty_proposal(asked: TestClient) -> None:
    answer = ask(asked, vetoes=["x:ocmw"])
    assert providers(answer) == []
    assert answer["teams"][0]["gaps"][0]["lost"] == {"E7": 1}


def test_the_casemanager_and_the_perinatal_programme_are_part_of_the_answer(asked: TestClient) -> None:
    answer = ask(asked, situation={"no_care": "yes", "no_team": "yes"}, perinatal={"weeks": 20})
    assert answer["casemanagement"]["mode"] == "startkabel"
    assert answer["casemanagement"]["gap"] is not None
    assert answer["perinatal"]["period"] == "prenatal"
    assert ask(asked)["perinatal"] is None


def test_why_not_changes_ranges_and_axes_are_part_of_the_answer(asked: TestClient) -> None:
    said = {"why_not": ["x:elders", "x:weg"], "previous_team": ["x:weg@x:huis"], "axes": True}
    answer = ask(asked, needs=[NEED, {"function": "opvoedingsondersteuning"}], **said)
    assert [(one["asked"], one["status"], one["reason"]["code"]) for one in answer["why_not"]] == [
        ("x:elders", "refused", "E2"),
        ("x:weg", "unknown", "unknown"),
    ]
    assert answer["changed"]["joined"] == ["x:ocmw@x:sociaal-huis"]
    assert [left["member"] for left in answer["changed"]["left"]] == ["x:weg@x:huis"]
    ranges = {one["id"]: (one["points"], one["lowest"], one["highest"]) for one in answer["weights"]}
    assert ranges["waiting_week"] == (2, 0, None)
    assert [(one["label"], one["same_as"]) for one in answer["axes"]][:2] == [
        ("Zo dicht mogelijk", 1),
        ("Zo snel mogelijk", 1),
    ]
    plain = ask(asked)
    assert (plain["why_not"], plain["axes"], plain["changed"]) == ([], [], None)


def test_hidden_and_unknown_are_told_alike(asked: TestClient) -> None:
    hidden, unknown = ask(asked, why_not=["x:verborgen-org", "x:bestaat-niet"])["why_not"]
    assert {**hidden, "asked": ""} == {**unknown, "asked": ""}


def test_an_empty_map_gives_an_honest_empty_proposal(tmp_path: Path) -> None:
    with opened(tmp_path) as world:
        answer = ask(world.client(), why_not=["x:ocmw"], axes=True)
    (team,) = answer["teams"]
    assert [(gap["function"], gap["reason"]["code"]) for gap in team["gaps"]] == [("schuldhulp", "nobody")]
    assert (team["points"], answer["casemanagement"]["candidates"], answer["weights"]) == (0, [], [])
    assert [one["status"] for one in answer["why_not"]] == ["unknown"]
    assert {one["same_as"] for one in answer["axes"]} == {1}


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        ({"needs": [{"function": "geheimwoord"}]}, "needs.0.function"),
        ({"needs": [NEED] * 13}, "needs"),
        ({"birth_date": "2027-01-01"}, "birth_date"),
        ({"birth_date": 86400}, "birth_date"),
        ({"place": "geheimwoord"}, "place"),
        ({"place": "Parijs"}, "place"),
        ({"place": "regio-aalst"}, "place"),
        ({"person_coordinates": "geheimwoord"}, "person_coordinates"),
        ({"geheim": 1}, "geheim"),
        ({"coordinator": "x:geheimwoord"}, "coordinator"),
        ({"situation": {"no_team": "yes", "goals_not_met": "yes"}}, "situation.goals_not_met"),
        ({"perinatal": {"child_birth_date": "2027-01-01"}}, "perinatal.child_birth_date"),
        ({"needs": [NEED | {"age": 151}]}, "needs.0.age"),
        ({"why_not": ["x:geheimwoord"] * 21}, "why_not"),
        ({"why_not": ["geheim woord"]}, "why_not.0"),
        ({"pins": ["x:a"], "replace": ["x:a"]}, "replace"),
    ],
)
def test_d1_a_fault_names_the_field_and_repeats_nothing(asked: TestClient, profile: dict[str, Any], field: str) -> None:
    response = asked.post(ADDRESS, json={"place": "Aalst", "needs": [NEED]} | profile)
    assert response.status_code == 422
    told = response.json()
    assert [one["field"] for one in told["errors"]] == [field]
    assert "geheimwoord" not in response.text


def test_d1_nothing_of_a_profile_is_logged(asked: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        ask(asked, carers=[{"label": "geheimwoord"}], age=47)
        asked.post(ADDRESS, json={"place": "geheimwoord"})
    assert "geheimwoord" not in caplog.text


def test_the_same_question_gives_the_same_bytes(asked: TestClient) -> None:
    asking = {"place": "Aalst", "needs": [NEED, {"function": "onthaal"}], "today": "2026-11-23"}
    turned = asking | {"needs": [{"function": "onthaal"}, NEED]}
    first, again, other = (asked.post(ADDRESS, json=body).content for body in (asking, asking, turned))
    assert first == again == other


def test_what_changes_in_the_store_is_in_the_next_answer(helping: World, asked: TestClient) -> None:
    new: Row = {
        "kind": "offer",
        "id": "x:nieuw",
        "organisation": "x:ocmw",
        "name": "Voedselhulp",
        "functions": ["voedselhulp"],
    }
    need = {"needs": [{"function": "voedselhulp"}]}
    assert providers(ask(asked, **need)) == []
    helping.give([new])
    assert providers(ask(asked, **need)) == ["x:ocmw"]
    helping.give([{**new, "visibility": {"*": "hidden"}}])
    assert providers(ask(asked, **need)) == []


@pytest.mark.parametrize("hidden_or_unknown", ["x:verborgen-org", "x:schulden-verborgen", "x:bestaat-niet"])
def test_who_helps_already_must_be_on_the_map_or_have_a_name(asked: TestClient, hidden_or_unknown: str) -> None:
    helping = {"organisation": hidden_or_unknown}
    assert refused(asked, existing_team=[helping]) == {
        "existing_team.0.organisation": "is geen organisatie die wij kennen"
    }
    assert refused(asked, existing_team=[{"organisation": "x:ocmw"}, {"offer": hidden_or_unknown}]) == {
        "existing_team.1.offer": "is geen aanbod dat wij kennen"
    }
    named = ask(asked, existing_team=[{**helping, "name": "thuisverpleging"}])
    assert "thuisverpleging" in [one["name"] for one in named["teams"][0]["members"]]


@pytest.mark.parametrize(
    "on_the_map",
    [
        {"organisation": "x:ocmw"},
        {"organisation": "x:oud-ocmw"},
        {"organisation": "x:zonder-aanbod"},
        {"offer": "x:schulden"},
        {"offer": "x:lijn"},
    ],
)
def test_who_is_on_the_map_may_help_already(helping: World, asked: TestClient, on_the_map: dict[str, str]) -> None:
    helping.give([{"kind": "organisation", "id": "x:zonder-aanbod", "name": "Zonder aanbod"}])
    members = ask(asked, existing_team=[on_the_map])["teams"][0]["members"]
    assert "existing-1" in [one["id"] for one in members]


def test_an_old_id_leads_to_who_has_another_one_today(asked: TestClient) -> None:
    members = ask(asked, existing_team=[{"organisation": "x:oud-ocmw"}])["teams"][0]["members"]
    assert [one["serves"] for one in members if one["organisation"] == "x:ocmw"] == [["schuldhulp"]]
    assert providers(ask(asked, vetoes=["x:oud-ocmw"])) == []
    assert providers(ask(asked, replace=["x:oud-ocmw"], previous_team=["x:oud-ocmw@x:sociaal-huis"])) == []
    answer = ask(asked, pins=["x:oud-ocmw"], previous_team=["x:oud-ocmw@x:sociaal-huis"], why_not=["x:oud-ocmw"])
    assert (answer["unmet_pins"], answer["changed"]["stayed"]) == ([], ["x:ocmw@x:sociaal-huis"])
    assert [one["status"] for one in answer["why_not"]] == ["in_team"]
    assert refused(asked, pins=["x:oud-ocmw"], vetoes=["x:ocmw"]) == {
        "pins": "wat u kiest, staat ook bij wat u niet wilt"
    }


def test_who_is_to_be_replaced_is_on_the_map_or_was_in_the_team(asked: TestClient) -> None:
    unknown = {"replace.0": "staat niet op de kaart en niet in het vorige team"}
    assert refused(asked, replace=["x:bestaat-niet"]) == unknown
    assert refused(asked, replace=["x:verborgen-org"], previous_team=["x:ocmw@x:sociaal-huis"]) == unknown
    assert refused(asked, replace=["carer-2"], carers=[{"label": "zus"}]) == unknown
    gone = ask(asked, replace=["x:bestaat-niet"], previous_team=["x:bestaat-niet", "carer-1", "existing-2"])
    assert [one["member"] for one in gone["changed"]["left"]] == ["x:bestaat-niet"]
    assert providers(ask(asked, replace=["x:ocmw", "carer-1"], carers=[{"label": "zus"}])) == []


def test_who_was_in_the_previous_team_is_a_member_and_not_a_word(asked: TestClient) -> None:
    assert refused(asked, previous_team=["person", "ocmw"]) == {"previous_team.1": "is geen lid van een team"}


def test_an_id_that_the_answer_itself_tells_of_is_no_fault(asked: TestClient) -> None:
    answer = ask(asked, pins=["x:bestaat-niet"], vetoes=["x:bestaat-niet-meer"], why_not=["x:bestaat-niet"])
    assert [one["pin"] for one in answer["unmet_pins"]] == ["x:bestaat-niet"]
    assert [one["status"] for one in answer["why_not"]] == ["unknown"]
    assert providers(answer) == providers(ask(asked))


def refused(client: TestClient, **profile: Any) -> dict[str, str]:
    response = client.post(ADDRESS, json={"place": "Aalst", "needs": [NEED]} | profile)
    assert response.status_code == 422, response.text
    return {one["field"]: one["reason"] for one in response.json()["errors"]}


@pytest.mark.parametrize(
    ("address", "question"),
    [(ADDRESS, {"place": "Aalst", "needs": [NEED]}), ("/api/v1/perinatal", {"place": "Aalst", "weeks": 20})],
)
def test_when_the_engine_is_down_the_answer_says_whom_to_call(own_world: World, address: str, question: Any) -> None:
    own_world.give(helplines())
    own_world.context.engine.close()
    response = own_world.client().post(address, json=question)
    assert (response.status_code, response.json()["type"]) == (503, "/problems/search-unavailable")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert {"loket:hulplijn-112", "loket:hulplijn-1712"} <= {one["id"] for one in response.json()["helplines"]}
