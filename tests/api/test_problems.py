"""Which error is told how: the one table, row by row."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api import Problem, problem_of, problem_response
from api.problems import OF_ERROR, PROBLEM_TYPES
from search import (
    BadCursor,
    EngineLocked,
    EngineUnavailable,
    IndexOutdated,
    PlaceNeeded,
    SearchError,
    StaleCursor,
    UnknownPlace,
    UnknownTerm,
)
from store import RecordNotFound, StoreBusy, StoreNotReady, VersionConflict
from tests.api.world import World


def a_request(path: str = "/api/v1/search", query: bytes = b"") -> Request:
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": [], "server": ("x", 80)}
    return Request(scope)


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (UnknownPlace("Nergenshuizen"), 422, "unknown-place"),
        (PlaceNeeded(), 422, "place-needed"),
        (UnknownTerm("theme", "zomaar"), 422, "unknown-term"),
        (BadCursor(), 400, "bad-cursor"),
        (StaleCursor(), 410, "stale-cursor"),
        (EngineUnavailable(), 503, "search-unavailable"),
        (EngineLocked(4711, "2026-11-22T10:00"), 503, "search-unavailable"),
        (IndexOutdated("er is nog geen"), 503, "search-unavailable"),
        (SearchError("Zo kunnen wij niet zoeken."), 400, "bad-request"),
        (RecordNotFound("x:niets"), 404, "not-found"),
        (StoreBusy("busy"), 503, "unavailable"),
        (StoreNotReady("not ready"), 503, "unavailable"),
        (HTTPException(400), 400, "bad-request"),
        (HTTPException(404), 404, "not-found"),
        (HTTPException(405), 405, "method-not-allowed"),
        (HTTPException(410), 410, "gone"),
        (HTTPException(413), 413, "too-large"),
        (HTTPException(415), 415, "unsupported-media-type"),
        (HTTPException(422), 422, "invalid-request"),
        (HTTPException(429), 429, "too-many-requests"),
        (HTTPException(418), 418, "bad-request"),
        (HTTPException(503), 503, "unavailable"),
        (HTTPException(507), 507, "internal"),
        (KeyError("whatever"), 500, "internal"),
    ],
)
def test_each_error_has_its_status_and_kind(error: Exception, status: int, name: str) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.type) == (status, f"/problems/{name}")


def test_a_change_by_someone_else_is_a_conflict(own_world: World) -> None:
    with pytest.raises(VersionConflict) as caught:
        own_world.store.edit(
            "x:onthaal",
            {"status": "inactive"},
            who="editor",
            why="test",
            expected_version=7,
            now=datetime.now(UTC),
        )
    assert problem_of(caught.value).status == 409


def test_every_kind_of_problem_has_a_row_that_leads_to_it_and_a_name_of_its_own() -> None:
    assert len({kind.name for kind in PROBLEM_TYPES}) == len(PROBLEM_TYPES)
    assert set(OF_ERROR.values()) <= set(PROBLEM_TYPES)


def test_an_unexpected_fault_tells_nothing_of_itself() -> None:
    told = problem_of(RuntimeError("password=hunter2")).model_dump_json()
    assert "hunter2" not in told
    assert "RuntimeError" not in told


def test_what_an_engine_says_to_its_operator_is_not_told() -> None:
    assert "4711" not in problem_of(EngineLocked(4711, "2026-11-22T10:00")).model_dump_json()


def test_the_field_of_an_unknown_place_or_term_is_named() -> None:
    assert [one.field for one in problem_of(UnknownPlace("x")).errors or ()] == ["place"]
    assert [one.field for one in problem_of(UnknownTerm("mode", "x")).errors or ()] == ["mode"]


def test_the_answer_names_the_path_but_never_the_question() -> None:
    response = problem_response(problem_of(HTTPException(404)), a_request("/api/v1/é", b"q=mijn+schulden"))
    told = json.loads(bytes(response.body))
    assert told["instance"] == "/api/v1/%C3%A9"
    assert "schulden" not in bytes(response.body).decode()
    assert response.headers["content-type"] == "application/problem+json"


def test_the_headers_of_an_error_are_kept() -> None:
    response = problem_response(problem_of(HTTPException(405, headers={"Allow": "GET"})), a_request())
    assert response.headers["allow"] == "GET"
    assert "headers" not in json.loads(bytes(response.body))


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    response = client.delete("/api/v1/zones")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert response.json()["type"] == "/problems/method-not-allowed"


def test_the_kinds_of_problem_can_be_looked_up(client: TestClient) -> None:
    listed = client.get("/problems").json()["problems"]
    assert {one["type"] for one in listed} == {f"/problems/{kind.name}" for kind in PROBLEM_TYPES}
    for one in listed:
        assert Problem.model_validate(client.get(one["type"]).json()).title == one["title"]
    assert client.get("/problems/zomaar").status_code == 404


def test_a_fault_inside_is_a_500_in_problem_details(own_world: World) -> None:
    def broken_clock() -> None:
        raise RuntimeError("password=hunter2")

    response = own_world.client(clock=broken_clock).get("/api/v1/search")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "hunter2" not in response.text


def test_the_documentation_lists_every_kind_of_problem_with_its_status() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    for kind in PROBLEM_TYPES:
        assert f"| `/problems/{kind.name}` | {kind.status} |" in page
