"""Offers, organisations and partnerships by id."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from tests.api.world import World, app_of

Json = dict[str, Any]


def get(client: TestClient, path: str) -> Json:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    body: Json = response.json()
    return body


def test_an_offer_comes_with_who_offers_it(client: TestClient) -> None:
    offer = get(client, "offers/x:onthaal")
    assert (offer["kind"], offer["id"], offer["version"], offer["demo"]) == ("offer", "x:onthaal", 1, False)
    assert offer["name"] == {"nl": "Onthaal bij schulden", "en": "Help with debts"}
    assert offer["organisation"] == {"id": "x:ocmw", "name": "OCMW Voorbeeld"}
    assert offer["partnership"] == {"id": "x:huis", "name": "Huis van het Kind Voorbeeld"}


def test_what_is_not_known_is_not_there(client: TestClient) -> None:
    offer = get(client, "offers/x:onthaal")
    assert not {"languages", "costs", "ages", "waiting", "complex_needs"} & offer.keys()


def test_a_place_marks_what_it_takes_over_and_from_whom(client: TestClient) -> None:
    here = get(client, "offers/x:onthaal")["locations"][0]
    assert here["location"]["address"]["street"] == "Markt"
    assert here["contact"]["phones"] == {
        "value": [{"number": "053 00 00 02"}],
        "inherited": False,
        "said_by": "offer_at_location",
    }
    assert (here["hours"]["inherited"], here["hours"]["said_by"]) == (True, "location")
    assert here["intake_stop"] == {"value": "yes", "inherited": True, "said_by": "offer"}
    assert here["intake_stop_until"] == "2026-12-31"
    assert here["waiting"] is None


def test_an_offer_without_a_phone_shows_that_of_its_organisation_as_such(client: TestClient) -> None:
    phones = get(client, "offers/x:onthaal")["contact"]["phones"]
    assert phones == {"value": [{"number": "053 00 00 01"}], "inherited": True, "said_by": "organisation"}


def test_made_up_records_say_so_in_every_list(client: TestClient) -> None:
    assert get(client, "offers/x:verzonnen")["demo"] is True
    offers = {one["id"]: one["demo"] for one in get(client, "organisations/x:ocmw")["offers"]}
    assert offers["x:verzonnen"] is True
    assert offers["x:onthaal"] is False


def test_an_organisation_lists_its_offers_and_places(client: TestClient) -> None:
    organisation = get(client, "organisations/x:ocmw")
    assert {"id": "x:onthaal", "name": "Onthaal bij schulden", "demo": False} in organisation["offers"]
    assert [place["id"] for place in organisation["locations"]] == ["x:sociaal-huis"]


def test_a_partnership_lists_its_members_places_and_own_offers(client: TestClient) -> None:
    partnership = get(client, "partnerships/x:huis")
    assert partnership["partners"] == [
        {"organisation": {"id": "x:ocmw", "name": "OCMW Voorbeeld"}, "name": "OCMW Voorbeeld", "role": "trekker"},
        {"organisation": None, "name": "Vrijwilligers van de wijk"},
    ]
    assert [place["id"] for place in partnership["locations"]] == ["x:sociaal-huis"], "the other is of a hidden house"
    assert [offer["id"] for offer in partnership["offers"]] == ["x:onthaal"]


@pytest.mark.parametrize(
    ("old", "canonical"),
    [
        ("offers/x:oud-onthaal", "offers/x:onthaal"),
        ("offers/x:vervangen", "offers/x:onthaal"),
        ("organisations/x:oud-ocmw", "organisations/x:ocmw"),
    ],
)
def test_an_old_id_leads_to_the_record_of_today(client: TestClient, old: str, canonical: str) -> None:
    for ask in (client.get, client.head):
        response = ask(f"/api/v1/{old}")
        assert (response.status_code, response.headers["location"]) == (301, f"/api/v1/{canonical}")


def test_what_was_there_and_is_no_more_is_gone_under_all_its_ids(client: TestClient) -> None:
    for record_id in ("x:weg", "x:oud-weg"):
        response = client.get(f"/api/v1/offers/{record_id}")
        assert (response.status_code, response.json()["type"]) == (410, "/problems/gone")


@pytest.mark.parametrize(
    "path",
    [
        "offers/x:niets",
        "offers/does-not-exist",
        "offers/x:ocmw",
        "organisations/x:onthaal",
        "partnerships/x:ocmw",
        "offers/x:sociaal-huis",
        "organisations/x:weg",
    ],
)
def test_an_unknown_record_or_one_of_another_kind_is_not_found(client: TestClient, path: str) -> None:
    response = client.get(f"/api/v1/{path}")
    assert (response.status_code, response.json()["type"]) == (404, "/problems/not-found")


@pytest.mark.parametrize(
    "record_id",
    [
        "%00",
        "x:%00",
        "x:onthaal%0A",
        "%ED%A0%80",
        "%FF",
        "x:" + "a" * 5000,
        "é:ü",
        "..%2F..",
        "%0D%0ASet-Cookie:a",
        " ",
    ],
)
def test_an_id_that_cannot_exist_is_simply_not_found(client: TestClient, record_id: str) -> None:
    for folder in ("offers", "organisations", "partnerships", "zones", "vocabulary"):
        response = client.get(f"/api/v1/{folder}/{record_id}")
        assert response.status_code == 404, folder
        assert response.headers["content-type"] == "application/problem+json"


def test_an_id_that_no_database_can_be_asked_for_is_not_found_either(world: World) -> None:
    """A server that decodes paths otherwise than the test client does may pass on half a character."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/offers/x:\ud800",
        "query_string": b"",
        "headers": [],
        "server": ("test", 80),
    }
    statuses = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if message["type"] == "http.response.start" else [])

    asyncio.run(app_of(world.context)(scope, receive, send))
    assert statuses == [404]


def test_a_client_that_has_this_version_is_not_sent_it_again(client: TestClient) -> None:
    for path in ("offers/x:onthaal", "organisations/x:ocmw", "partnerships/x:huis", "zones", "vocabulary/theme"):
        tag = client.get(f"/api/v1/{path}").headers["etag"]
        assert tag.startswith('"'), "a strong tag"
        for named in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            response = client.get(f"/api/v1/{path}", headers={"If-None-Match": named})
            assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)
        assert client.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("record_id", "change"),
    [
        ("x:onthaal", {"summary": {"nl": "Anders"}}),
        ("x:ocmw", {"phones": [{"number": "053 99 99 99"}]}),
        ("x:sociaal-huis", {"transport": {"nl": "Bus 1"}}),
        ("x:onthaal-in-huis", {"description": {"nl": "Aan het loket"}}),
        ("x:huis", {"visibility": {"*": "hidden"}}),
    ],
)
def test_the_tag_of_an_offer_changes_with_everything_that_it_shows(
    own_world: World, record_id: str, change: Json
) -> None:
    client = own_world.client()
    before = client.get("/api/v1/offers/x:onthaal").headers["etag"]
    now = datetime.now(UTC)
    own_world.store.edit(record_id, change, who="editor", why="test", expected_version=1, now=now)
    response = client.get("/api/v1/offers/x:onthaal", headers={"If-None-Match": before})
    assert response.status_code == 200
    assert response.headers["etag"] != before


def test_a_changed_record_has_a_higher_version(own_world: World) -> None:
    client = own_world.client()
    changes = {"summary": {"nl": "Anders"}}
    now = datetime.now(UTC)
    own_world.store.edit("x:onthaal", changes, who="editor", why="test", expected_version=1, now=now)
    assert get(client, "offers/x:onthaal")["version"] == 2


def test_records_may_be_kept_but_must_be_asked_for_again(client: TestClient) -> None:
    assert client.get("/api/v1/offers/x:onthaal").headers["cache-control"] == "no-cache"
    assert client.get("/api/v1/offers/x:oud-onthaal").headers["cache-control"] == "no-cache"
