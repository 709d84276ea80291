"""The API over a store on PostgreSQL: the same answers, and problem details while the database is away."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api.world import RECORDS, World, helplines, opened
from tests.postgresql import Databases

PATHS = (
    "/api/v1/search?q=budget&place=Aalst",
    "/api/v1/suggest?q=bud",
    "/api/v1/offers/loket:hulplijn-1813",
    "/api/v1/helplines",
    "/api/v1/zones/regio-aalst",
    "/api/v1/quality",
    "/api/v1/offers/x%00",
    "/api/v1/offers/x:nergens",
    "/health/ready",
)


def filled(world: World) -> World:
    world.give([*RECORDS, *helplines()])
    world.follower.follow()
    return world


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_it_answers_as_it_does_on_sqlite(address: str, tmp_path: Path) -> None:
    told = []
    for folder, where in (("one", address), ("other", None)):
        with opened(tmp_path / folder, where) as world:
            client = filled(world).client()
            told.append([(path, (answer := client.get(path)).status_code, answer.json()) for path in PATHS])
    assert told[0] == told[1]
    assert {status for _, status, _ in told[0]} == {200, 404}


def test_while_the_database_is_away_each_answer_is_a_problem_or_goes_without(
    postgresql: Databases, tmp_path: Path
) -> None:
    address = postgresql.new()
    with opened(tmp_path, address) as world:
        world = filled(world)
        world.context.helplines.follow()
        client: TestClient = world.client()
        postgresql.drop(address)
        assert client.get("/api/v1/search?q=budget").status_code == 200
        problem = client.get("/api/v1/offers/loket:hulplijn-1813")
        assert (problem.status_code, problem.json()["type"]) == (503, "/problems/unavailable")
        assert client.get("/health/ready").json()["reasons"] == ["de databank antwoordt niet"]
        world.context.engine.close()
        lines = client.get("/api/v1/search?q=budget").json()["helplines"]
        assert [line["phone"] for line in lines] == ["112", "1813", "1712", "0800 13 500"]
