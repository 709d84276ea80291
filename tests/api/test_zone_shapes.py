"""The borders of the zones as GeoJSON."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from geo.shapes import Parts, Shapes
from tests.api.world import World

SHAPE = "/api/v1/zones/regio-aalst.geojson"
ALL = "/api/v1/zones.geojson"


def a_square(west: float, south: float, size: float) -> Parts:
    east, north = west + size, south + size
    return ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)


SHAPES = Shapes(
    detail={"regio-aalst": a_square(4.0, 50.75, 0.25), "dender": a_square(4.25, 50.75, 0.25)},
    overview={"regio-aalst": a_square(4.0, 50.75, 0.5), "dender": a_square(4.5, 50.75, 0.5)},
    indicative_zones=frozenset({"dender"}),
    attribution="Proef, © niemand",
    made_on=date(2026, 11, 22),
)


@pytest.fixture
def with_shapes(world: World) -> TestClient:
    return world.client(shapes=SHAPES)


def test_a_zone_is_a_feature_of_geojson_in_detail(with_shapes: TestClient) -> None:
    answer = with_shapes.get(SHAPE)
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.json() == {
        "type": "Feature",
        "id": "regio-aalst",
        "properties": {
            "id": "regio-aalst",
            "name": "Regio Aalst",
            "indicative": False,
            "attribution": "Proef, © niemand",
        },
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [[[[4.0, 50.75], [4.25, 50.75], [4.25, 51.0], [4.0, 51.0], [4.0, 50.75]]]],
        },
    }


@pytest.mark.parametrize(("query", "east"), [("", 4.5), ("?level=overview", 4.5), ("?level=detail", 4.25)])
def test_all_zones_come_at_the_level_that_is_asked_for(with_shapes: TestClient, query: str, east: float) -> None:
    answer = with_shapes.get(ALL + query)
    assert answer.headers["content-type"] == "application/geo+json"
    features = {feature["id"]: feature for feature in answer.json()["features"]}
    assert features.keys() == {"regio-aalst", "dender"}
    assert features["regio-aalst"]["geometry"]["coordinates"][0][0][1] == [east, 50.75]
    assert features["dender"]["properties"]["indicative"] is True
    assert answer.json()["indicative"] is True
    assert answer.json()["attribution"] == "Proef, © niemand"


@pytest.mark.parametrize("path", [SHAPE, ALL, ALL + "?level=detail"])
def test_what_a_client_has_already_is_not_sent_again(with_shapes: TestClient, path: str) -> None:
    first = with_shapes.get(path)
    again = with_shapes.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert with_shapes.head(path).headers["etag"] == first.headers["etag"]


def test_levels_have_a_tag_of_their_own(with_shapes: TestClient) -> None:
    tags = {with_shapes.get(f"{ALL}?level={level}").headers["etag"] for level in ("overview", "detail")}
    assert len(tags) == 2


@pytest.mark.parametrize("written", ["REGIO-AALST", "Regio Aalst", "regio%20aalst"])
def test_a_code_or_a_name_leads_on_to_the_id(with_shapes: TestClient, written: str) -> None:
    answer = with_shapes.get(f"/api/v1/zones/{written}.geojson")
    assert (answer.status_code, answer.headers["location"]) == (301, SHAPE)


def test_a_zone_that_does_not_exist_is_not_found(with_shapes: TestClient) -> None:
    for id_ in ("nergens", "x" * 300):
        answer = with_shapes.get(f"/api/v1/zones/{id_}.geojson")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "loket zones make" not in answer.json()["detail"]


@pytest.mark.parametrize("query", ["?level=fine", "?level=", "?levels=detail"])
def test_a_level_that_does_not_exist_is_a_wrong_question(with_shapes: TestClient, query: str) -> None:
    assert with_shapes.get(ALL + query).json()["type"] == "/problems/invalid-request"


@pytest.mark.parametrize("path", [SHAPE, ALL])
def test_where_shapes_were_never_made_the_problem_says_how_to_make_them(world: World, path: str) -> None:
    answer = world.client(shapes=None).get(path)
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"
    assert "loket zones make" in answer.json()["detail"]


def test_the_zone_itself_is_still_at_its_own_address(with_shapes: TestClient) -> None:
    assert with_shapes.get("/api/v1/zones/regio-aalst").json()["id"] == "regio-aalst"


def test_the_answers_fit_the_document(with_shapes: TestClient) -> None:
    document = with_shapes.get("/api/v1/openapi.json").json()
    for path, address in (("/api/v1/zones.geojson", ALL), ("/api/v1/zones/{id}.geojson", SHAPE)):
        (media_type,) = document["paths"][path]["get"]["responses"]["200"]["content"]
        assert media_type == "application/geo+json"
        told = document["paths"][path]["get"]["responses"]["200"]["content"][media_type]
        schema = {**told["schema"], "components": document["components"]}
        for body in (told["example"], with_shapes.get(address).json()):
            Draft202012Validator(schema).validate(body)
