"""Places and zones."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from geo.shapes import Shapes
from tests.api.world import World


def test_all_zones_are_listed_with_their_municipalities(client: TestClient) -> None:
    zones = client.get("/api/v1/zones").json()["zones"]
    assert len(zones) == 60
    aalst = next(zone for zone in zones if zone["id"] == "regio-aalst")
    assert aalst["code"] == "elz36"
    assert aalst["province"] == "Oost-Vlaanderen"
    in_zone = {"nis": "41002", "name": "Aalst", "postcodes": ["9300", "9308", "9310", "9320"]}
    assert in_zone in aalst["municipalities"]
    assert (aalst["valid_from"], aalst["valid_to"], aalst["care_region"]) == (None, None, None)


def test_the_zone_that_holds_a_point_is_told_and_kept_by_no_cache(client: TestClient) -> None:
    answer = client.get("/api/v1/zones", params={"lat": 50.94, "lon": 4.04})
    every = client.get("/api/v1/zones").json()["zones"]
    assert answer.json()["zones"] == [zone for zone in every if zone["id"] == "regio-aalst"]
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/api/v1/zones", params={"lat": 48.85, "lon": 2.35}).json() == {"zones": []}  # Parijs


@pytest.mark.parametrize(
    ("asked", "field", "reason"),
    [
        ("lat=50.94", "query", "moet lat en lon samen hebben"),
        ("lat=51&lon=4&on=2024-12-31", "query", "mag geen dag hebben bij een punt: de grenzen zijn die van vandaag"),
        ("lat=nan&lon=4.04", "lat", "moet 90.0 of minder zijn"),
        ("lat=50.94&lon=181", "lon", "moet 180.0 of minder zijn"),
    ],
)
def test_what_is_no_point_is_refused(client: TestClient, asked: str, field: str, reason: str) -> None:
    answer = client.get(f"/api/v1/zones?{asked}")
    assert answer.status_code == 422
    assert [(one["field"], one["reason"]) for one in answer.json()["errors"]] == [(field, reason)]


def test_the_zones_of_a_day_bear_the_names_and_have_the_municipalities_of_that_day(client: TestClient) -> None:
    answer = client.get("/api/v1/zones", params={"on": "2024-12-31"}).json()["zones"]
    then = {zone["id"]: zone for zone in answer}
    now = {zone["id"]: zone for zone in client.get("/api/v1/zones").json()["zones"]}
    assert (then["middenkust"]["name"], now["middenkust"]["name"]) == ("Oostende-Bredene", "Middenkust")
    assert then["middenkust"]["valid_to"] == "2024-12-31"
    assert now["middenkust"]["valid_from"] == "2025-01-01"
    assert "De Haan" in {one["name"] for one in then["oostkust"]["municipalities"]}
    assert "De Haan" not in {one["name"] for one in now["oostkust"]["municipalities"]}
    assert "Borgloon" in {one["name"] for one in then["haspengouw"]["municipalities"]}


@pytest.mark.parametrize("day", ["gisteren", "2024-13-01", "31-12-2024"])
def test_what_is_no_day_is_told(client: TestClient, day: str) -> None:
    response = client.get("/api/v1/zones", params={"on": day})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "on"


def test_one_zone_is_what_the_list_says_of_it_and_what_it_has(client: TestClient) -> None:
    zones = client.get("/api/v1/zones").json()["zones"]
    one = client.get("/api/v1/zones/regio-aalst").json()
    listed = next(zone for zone in zones if zone["id"] == "regio-aalst")
    assert {key: one[key] for key in listed} == listed
    assert one.keys() - listed.keys() == {"postcodes", "neighbours", "zorgraad", "offers"}
    assert {"9300", "9320", "9420", "9473"} <= set(one["postcodes"])
    search = client.get("/api/v1/search", params={"zone": "regio-aalst"}).json()
    assert one["offers"] == search["total"] > 0


def test_the_zone_of_a_zorgraad_names_it(own_world: World) -> None:
    record = {"kind": "organisation", "id": "loket:zorgraad-regio-aalst", "name": "Zorgraad", "type": "zorgraad"}
    own_world.give([record])
    assert own_world.client().get("/api/v1/zones/regio-aalst").json()["zorgraad"] == "loket:zorgraad-regio-aalst"
    assert own_world.client().get("/api/v1/zones/dender").json()["zorgraad"] is None


def test_the_neighbours_of_a_zone_are_those_of_the_shapes(own_world: World) -> None:
    square = {
        "regio-aalst": ((((4.0, 50.9), (4.1, 50.9), (4.1, 51.0), (4.0, 51.0), (4.0, 50.9)),),),
        "dender": ((((4.1, 50.9), (4.2, 50.9), (4.2, 51.0), (4.1, 51.0), (4.1, 50.9)),),),
    }
    client = own_world.client(shapes=Shapes(square, square, frozenset(), "proef", None))
    assert client.get("/api/v1/zones/regio-aalst").json()["neighbours"] == ["dender"]
    assert client.get("/api/v1/zones/gent").json()["neighbours"] == []


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


def test_a_place_says_how_it_was_understood(client: TestClient) -> None:
    (guess,) = client.get("/api/v1/places", params={"q": "Antwerpem"}).json()["places"]
    assert (guess["matched"], guess["approximate"], guess["swapped"]) == ("fuzzy", False, False)
    (point,) = client.get("/api/v1/places", params={"q": "4.039, 50.938"}).json()["places"]
    assert (point["lat"], point["lon"]) == (50.938, 4.039)
    assert (point["approximate"], point["swapped"]) == (True, True)


@pytest.mark.parametrize("words", ["Nergenshuizen", "", "0,0"])
def test_no_place_gives_an_empty_list(client: TestClient, words: str) -> None:
    assert client.get("/api/v1/places", params={"q": words}).json() == {"places": []}


def test_without_words_no_place_can_be_looked_for(client: TestClient) -> None:
    response = client.get("/api/v1/places")
    assert response.status_code == 422
    assert response.json()["errors"] == [{"field": "q", "reason": "is verplicht"}]
