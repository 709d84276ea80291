"""What is hidden stands in no answer of any endpoint, and cannot be told from what never was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.world import HIDDEN, HIDDEN_IDS, LEAVING, RECORDS, SECRET, World

FOLDERS = ("offers", "organisations", "partnerships", "zones", "vocabulary")
WORDS = (SECRET, "vluchthuis", "opvang", "netwerk", "onthaal", "Ninove", "budgetbegeleiding", "")


def every_address(client: TestClient) -> Iterator[str]:
    """Each path of the OpenAPI document that can be got, with every id and with words that reach for what is hidden."""
    ids = [str(row["id"]) for row in (*RECORDS, *LEAVING)]
    for path, methods in client.get("/api/v1/openapi.json").json()["paths"].items():
        if "get" not in methods:
            continue
        if "{" in path:
            yield from (path.partition("{")[0] + one for one in ids)
        elif path.endswith(("/search", "/suggest", "/places")):
            yield from (f"{path}?q={word}" for word in WORDS)
        else:
            yield path
    yield from (f"/api/v1/search?q={word}&place=Ninove&explain=true&size=50" for word in WORDS)


def test_no_endpoint_tells_anything_that_is_hidden(client: TestClient) -> None:
    asked = 0
    for address in every_address(client):
        answer = client.get(address)
        assert answer.status_code in (200, 301, 404, 410, 422), address
        body = answer.json() if answer.content else {}
        if isinstance(body, dict):
            body.pop("instance", None)  # the address as it was asked
            body.pop("understood", None)  # the words as they were asked
            body.pop("explain", None)
        told = (str(body) + answer.headers.get("location", "")).lower()
        assert [secret for secret in HIDDEN if secret in told] == [], address
        asked += 1
    assert asked > 100


def test_the_secrets_are_in_the_store_so_that_there_is_something_to_find(world: World) -> None:
    stored = str([stored.record for stored in world.store.records(state=None)])
    assert [secret for secret in HIDDEN if secret not in stored.lower()] == []


@pytest.mark.parametrize("record_id", [*HIDDEN_IDS, "x:oud-verborgen", "x:verborgen-weg"])
def test_a_hidden_record_answers_as_one_that_never_was(client: TestClient, record_id: str) -> None:
    for folder in FOLDERS:
        hidden = client.get(f"/api/v1/{folder}/{record_id}")
        never = client.get(f"/api/v1/{folder}/x:nooit-bestaan")
        assert hidden.status_code == never.status_code == 404
        assert {**hidden.json(), "instance": ""} == {**never.json(), "instance": ""}
        assert hidden.headers.keys() == never.headers.keys()


def test_that_something_is_hidden_is_not_told_either(client: TestClient) -> None:
    for path in ("offers/x:onthaal", "organisations/x:ocmw", "partnerships/x:huis", "offers/x:stil-lid"):
        assert "visibility" not in client.get(f"/api/v1/{path}").text


def test_a_partnership_that_an_offer_keeps_to_itself_is_not_named(client: TestClient) -> None:
    assert client.get("/api/v1/offers/x:stil-lid").json()["partnership"] is None
    assert client.get("/api/v1/partnerships/x:stil-netwerk").json()["offers"] == []


def test_of_a_hidden_address_nothing_is_left(client: TestClient) -> None:
    places = {
        one["location"]["id"]: one["location"] for one in client.get("/api/v1/offers/x:onthaal").json()["locations"]
    }
    assert not {"address", "point", "transport"} & places["x:vluchthuis"].keys()
    assert places["x:vluchthuis"]["organisation"] is None


def test_a_record_that_becomes_hidden_is_gone_from_the_api_at_once(own_world: World) -> None:
    client = own_world.client()
    tag = client.get("/api/v1/offers/x:onthaal").headers["etag"]
    own_world.give([{**row, "visibility": {"*": "hidden"}} for row in RECORDS if row["id"] == "x:onthaal"])
    assert client.get("/api/v1/offers/x:onthaal", headers={"If-None-Match": tag}).status_code == 404


def test_why_the_index_cannot_follow_is_told_without_the_record_that_caused_it(world: World) -> None:
    failing = world.client(follower_failure=lambda: f"ValueError: cannot project {{'address': '{SECRET}straat 1'}}")
    assert failing.get("/health/freshness").json()["follower"] == "ValueError"
