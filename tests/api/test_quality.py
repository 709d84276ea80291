"""Programs ask how good the data is."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from catalogue.quality import CHECKS, FACTS
from tests.api.world import HIDDEN, HIDDEN_IDS, World

AT = "/api/v1/quality"
Answer = dict[str, Any]


def ask(client: TestClient, path: str = "", status: int = 200, **asked: Any) -> Answer:
    response = client.get(AT + path, params=asked)
    assert response.status_code == status
    found: Answer = response.json()
    return found


def ids(client: TestClient, check: str, **asked: Any) -> list[str]:
    return [one["id"] for one in ask(client, f"/{check}", **asked)["records"]]


def test_the_figures_are_told_with_every_fact_and_check(client: TestClient) -> None:
    told = ask(client)
    assert (told["day"], told["zone"], told["source"], told["demo"]) == ("2026-11-23", None, None, "real")
    assert [fact["id"] for fact in told["facts"]] == list(FACTS)
    assert {check["id"]: check["name"] for check in told["checks"]} == {id_: c.name for id_, c in CHECKS.items()}
    for fact in told["facts"]:
        assert fact["known"] + fact["unknown"] + fact["not_applicable"] == told["offers"]
    assert sum(band["offers"] for band in told["dates"]["confirmed"]) == told["offers"]


def test_the_counts_are_those_of_the_lists(client: TestClient) -> None:
    for check in ask(client, demo="all")["checks"]:
        listed = ask(client, f"/{check['id']}", demo="all", size=1000)
        assert (listed["total"], len(listed["records"])) == (check["count"], check["count"])
        assert listed["meaning"] == check["meaning"]


def test_a_zone_is_known_by_id_code_or_name(client: TestClient) -> None:
    aalst = ask(client, zone="regio-aalst")
    assert aalst["offers"] < ask(client)["offers"]
    assert ask(client, zone="Regio Aalst") == aalst
    assert aalst["zone"] == "regio-aalst"
    assert "x:onthaal" in ids(client, "description_short", zone="none") + ids(client, "sector_missing", zone="elz36")


def test_a_source_counts_apart(client: TestClient) -> None:
    everything = ask(client)["offers"]
    by_source = [ask(client, source=source)["offers"] for source in ("test", "hulplijnen")]
    assert 0 < by_source[0] < everything


def test_made_up_records_are_told_apart(client: TestClient) -> None:
    assert "x:verzonnen" not in ids(client, "theme_missing")
    assert ids(client, "theme_missing", demo="demo") == ["x:verzonnen"]
    assert ask(client, "/theme_missing", demo="demo")["records"][0]["demo"] is True
    assert ask(client, demo="all")["offers"] == ask(client)["offers"] + ask(client, demo="demo")["offers"]


@pytest.mark.parametrize("demo", ["real", "demo", "all"])
def test_nothing_hidden_is_told(client: TestClient, demo: str) -> None:
    for check in CHECKS:
        answer = client.get(f"{AT}/{check}", params={"demo": demo, "size": 1000})
        assert not [one for one in HIDDEN if one.lower() in answer.text.lower()], check
    assert not set(HIDDEN_IDS) & {one for check in CHECKS for one in ids(client, check, demo=demo, size=1000)}


def test_a_long_list_comes_in_pages_without_losing_or_repeating_one(client: TestClient) -> None:
    whole = ids(client, "sector_missing", size=1000)
    assert len(whole) > 4
    walked: list[str] = []
    after: str | None = ""
    while after is not None:
        page = ask(client, "/sector_missing", size=2, after=after)
        assert page["total"] == len(whole)
        walked += [one["id"] for one in page["records"]]
        after = page["next"]
    assert walked == whole == sorted(whole)


@pytest.mark.parametrize(
    ("asked", "problem", "field"),
    [
        ({"zone": "Atlantis"}, "unknown-term", "zone"),
        ({"source": "niemand"}, "unknown-term", "source"),
        ({"demo": "soms"}, "invalid-request", "demo"),
        ({"zone": "x" * 101}, "invalid-request", "zone"),
        ({"gemeente": "Aalst"}, "invalid-request", "gemeente"),
    ],
)
@pytest.mark.parametrize("path", ["", "/theme_missing"])
def test_a_wrong_choice_is_told_as_a_problem(
    client: TestClient, path: str, asked: dict[str, str], problem: str, field: str
) -> None:
    told = ask(client, path, 422, **asked)
    assert told["type"] == f"/problems/{problem}"
    assert [error["field"] for error in told["errors"]] == [field]


def test_an_unknown_check_is_not_found(client: TestClient) -> None:
    assert ask(client, "/bestaat_niet", 404)["type"] == "/problems/not-found"


@pytest.mark.parametrize("path", ["", "/theme_missing"])
def test_an_answer_that_is_still_the_same_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(AT + path)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(AT + path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(AT + path, params={"demo": "demo"}, headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert client.head(AT + path).headers["etag"] == first.headers["etag"]


def test_a_record_that_was_hidden_since_is_listed_no_more(own_world: World) -> None:
    client = own_world.client()
    assert "x:onthaal" in ids(client, "sector_missing")
    own_world.give([{"kind": "organisation", "id": "x:ocmw", "name": "OCMW", "visibility": {"*": "hidden"}}])
    assert "x:onthaal" not in ids(client, "sector_missing")
