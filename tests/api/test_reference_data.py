"""Places, zones and terms."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_all_zones_are_listed_with_their_municipalities(client: TestClient) -> None:
    zones = client.get("/api/v1/zones").json()["zones"]
    assert len(zones) == 60
    aalst = next(zone for zone in zones if zone["id"] == "regio-aalst")
    assert aalst["code"] == "elz36"
    assert aalst["province"] == "Oost-Vlaanderen"
    assert {"nis": "41002", "name": "Aalst"} in aalst["municipalities"]


def test_one_zone_is_what_the_list_says_of_it(client: TestClient) -> None:
    zones = client.get("/api/v1/zones").json()["zones"]
    assert client.get(f"/api/v1/zones/{zones[0]['id']}").json() == zones[0]


@pytest.mark.parametrize("other", ["elz36", "ELZ36", "Regio Aalst"])
def test_a_code_or_a_name_of_a_zone_leads_to_its_id(client: TestClient, other: str) -> None:
    response = client.get(f"/api/v1/zones/{other}")
    assert (response.status_code, response.headers["location"]) == (301, "/api/v1/zones/regio-aalst")


def test_an_unknown_zone_is_not_found(client: TestClient) -> None:
    assert client.get("/api/v1/zones/atlantis").status_code == 404


def test_an_ambiguous_name_gives_every_place_the_likeliest_first(client: TestClient) -> None:
    places = client.get("/api/v1/places", params={"q": "Aalst"}).json()["places"]
    assert [place["municipality"] for place in places] == ["Aalst", "Sint-Truiden"]
    assert places[0]["zones"] == [{"id": "regio-aalst", "name": "Regio Aalst"}]
    assert places[0]["type"] == "municipality"
    assert 50.9 < places[0]["lat"] < 51 < 51.1
    assert 4.0 < places[0]["lon"] < 4.1


def test_a_postcode_and_a_point_are_places_too(client: TestClient) -> None:
    assert client.get("/api/v1/places", params={"q": "9300"}).json()["places"][0]["municipality_nis"] == "41002"
    assert client.get("/api/v1/places", params={"q": "50.938,4.039"}).json()["places"][0]["type"] == "point"


@pytest.mark.parametrize("words", ["Nergenshuizen", "", "0,0"])
def test_no_place_gives_an_empty_list(client: TestClient, words: str) -> None:
    assert client.get("/api/v1/places", params={"q": words}).json() == {"places": []}


def test_without_words_no_place_can_be_looked_for(client: TestClient) -> None:
    response = client.get("/api/v1/places")
    assert response.status_code == 422
    assert response.json()["errors"] == [{"field": "q", "reason": "is verplicht"}]


def test_the_lists_of_terms_can_be_found(client: TestClient) -> None:
    lists = client.get("/api/v1/vocabulary").json()["lists"]
    assert {"theme", "function", "mode", "sector", "target_group"} <= set(lists)
    for name in lists:
        assert client.get(f"/api/v1/vocabulary/{name}").json()["terms"], name


def test_a_term_has_its_labels_and_the_term_above_it(client: TestClient) -> None:
    terms = {one["id"]: one for one in client.get("/api/v1/vocabulary/theme").json()["terms"]}
    assert terms["algemene-sociale-hulp"] == {
        "id": "algemene-sociale-hulp",
        "label": {"nl": "Algemene sociale hulp"},
        "broader": None,
    }
    assert terms["caw-en-jac"]["broader"] == "algemene-sociale-hulp"


def test_an_unknown_list_is_not_found(client: TestClient) -> None:
    assert client.get("/api/v1/vocabulary/zomaar").status_code == 404
