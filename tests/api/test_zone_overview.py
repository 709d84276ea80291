"""The overview of a zone, as a program reads it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.world import SECRET, World

Row = dict[str, Any]

ORGANISATION: Row = {"kind": "organisation", "id": "x:caw", "name": "CAW Voorbeeld", "type": "caw"}
GBO: Row = {
    "kind": "partnership",
    "id": "x:gbo",
    "name": "GBO Voorbeeld",
    "type": "gbo",
    "area": {"municipalities": ["41002"]},
    "partners": [
        {"organisation": "x:caw", "name": "CAW Voorbeeld", "leads": ["schuldhulp"]},
        {"organisation": "x:verborgen-org", "name": f"Vluchthuis {SECRET}", "leads": ["vluchthuis"]},
    ],
}
RECOGNITION: Row = {
    "kind": "recognition",
    "id": "x:erkenning",
    "organisation": "x:caw",
    "recognised_for": "casemanagement",
    "authority": "Een overheid",
    "zones": ["regio-aalst"],
    "programmes": ["perinatal"],
    "valid_from": "2026-01-01",
    "valid_until": "2026-11-23",
    "demo": True,
}
PATH = "/api/v1/zones/regio-aalst/overview"


def overview(client: TestClient, zone: str = "regio-aalst") -> Row:
    response = client.get(f"/api/v1/zones/{zone}/overview")
    assert response.status_code == 200, response.text
    body: Row = response.json()
    return body


@pytest.fixture
def around_aalst(own_world: World) -> TestClient:
    own_world.give([ORGANISATION, GBO, RECOGNITION])
    return own_world.client()


def test_what_there_is_stands_per_heading_of_the_first_level(client: TestClient) -> None:
    supply = overview(client)["supply"]
    counts = {theme["id"]: theme["count"] for theme in supply["themes"]}
    found = client.get("/api/v1/search", params={"zone": "regio-aalst", "size": 1}).json()
    assert supply["offers"] == found["total"]
    told = {theme["id"]: theme["count"] for theme in found["facets"]["theme"] if theme["id"] in counts}
    assert {id_: count for id_, count in counts.items() if count} == told
    assert 0 in counts.values()
    assert supply["organisations"] == 1
    assert supply["made_up"] is True


def test_where_it_is_and_what_lies_only_partly_in_it(client: TestClient) -> None:
    body = overview(client, "noord-antwerpen")
    assert (body["id"], body["day"], body["provinces"]) == ("noord-antwerpen", "2026-11-23", ["Antwerpen"])
    assert body["municipalities"] == [
        {"nis": "11002", "name": "Antwerpen", "postcodes": ["2030", "2040", "2170", "2180"]},
        {"nis": "11040", "name": "Schoten", "postcodes": None},
        {"nis": "11044", "name": "Stabroek", "postcodes": None},
    ]


def test_l12_the_gbo_with_who_leads_and_the_ocmw_elsewhere(around_aalst: TestClient) -> None:
    onthaal = overview(around_aalst)["onthaal"]
    (gbo,) = onthaal["gbos"]
    assert gbo["partnership"] == {"id": "x:gbo", "name": "GBO Voorbeeld", "demo": False}
    assert gbo["municipalities"] == ["41002"]
    assert [(one["name"], one["leads"]) for one in gbo["leads"]] == [("CAW Voorbeeld", ["schuldhulp"])]
    assert gbo["unknown"] == ["welk OCMW", "welke dienst maatschappelijk werk"]
    assert len(onthaal["desks"]) == 4
    assert "niet bekend" in onthaal["note"]


def test_l13_the_partnerships_with_their_members(around_aalst: TestClient) -> None:
    (one,) = overview(around_aalst)["partnerships"]
    assert (one["id"], one["type"], one["municipalities"], one["demo"]) == ("x:gbo", "gbo", ["41002"], False)
    assert [member["name"] for member in one["partners"]] == ["CAW Voorbeeld"]
    assert one["partners"][0]["organisation"] == {"id": "x:caw", "name": "CAW Voorbeeld", "demo": False}


def test_m0_casemanagement_says_what_is_known_and_marks_what_is_made_up(around_aalst: TestClient) -> None:
    known = overview(around_aalst)["casemanagement"]
    assert known["status"] == "recognised"
    assert [(one["state"], one["demo"], one["suspended"]) for one in known["recognitions"]] == [
        ("current", True, "unknown")
    ]
    assert known["not_covered"] == ["vulnerable_persons", "childhood_obesity"]
    assert known["text"].startswith("De Vlaamse overheid bereidt een kader voor erkenning voor.")


def test_m0_where_no_recognition_is_known_nobody_is_said_to_be_absent(client: TestClient) -> None:
    known = overview(client, "gent")["casemanagement"]
    assert (known["status"], known["recognitions"]) == ("none_known", [])
    assert "Er is in deze kaart geen erkenning bekend voor Gent." in known["text"]


def test_what_is_hidden_is_not_there(around_aalst: TestClient) -> None:
    assert SECRET not in around_aalst.get(PATH).text


def test_it_need_not_be_sent_again_until_something_of_it_changes(own_world: World) -> None:
    client = own_world.client()
    tag = client.get(PATH).headers["etag"]
    assert client.get(PATH, headers={"If-None-Match": tag}).status_code == 304
    own_world.give([GBO | {"partners": []}])
    assert client.get(PATH, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("other", ["elz36", "Regio Aalst"])
def test_a_code_or_name_leads_to_the_overview_of_the_zone(client: TestClient, other: str) -> None:
    response = client.get(f"/api/v1/zones/{other}/overview")
    assert (response.status_code, response.headers["location"]) == (301, PATH)


def test_an_unknown_zone_is_not_found(client: TestClient) -> None:
    assert client.get("/api/v1/zones/atlantis/overview").status_code == 404


def test_when_nothing_can_be_counted_the_supply_is_not_known(own_world: World) -> None:
    own_world.give([GBO | {"partners": []}])
    own_world.context.engine.close()
    body = overview(own_world.client())
    assert body["supply"] is None
    assert [one["id"] for one in body["partnerships"]] == ["x:gbo"]
