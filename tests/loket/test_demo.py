"""The made-up world as an operator meets it: made, written to a file, refused to other machines, removed for good."""

from __future__ import annotations

import gzip
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from catalogue import Vocabulary
from catalogue.demo import World
from geo import Gazetteer
from loket.app import create_app
from loket.cli import app
from loket.composition import Loket
from loket.settings import SHIPPED, Settings
from tests.loket.conftest import Command

OFFERS = 300
PATIENCE = 30.0
"""Seconds."""
PAGES = {"offer": "/aanbod", "organisation": "/organisatie", "partnership": "/partnerschap"}
"""Kinds of record that have a page."""
MADE_UP = re.compile(r"demo:[a-z]|\(fictief\)|Voorbeeldstraat|\.example\b|organisatie is verzonnen", re.IGNORECASE)
"""What stands in made-up records and in nothing else."""


@pytest.fixture(scope="module")
def made(loket: Command) -> Command:
    """The shipped content with a small made-up world beside it."""
    assert loket("init", "--no-demo").exit_code == 0
    run = loket("demo", "make", "--offers", str(OFFERS))
    assert run.exit_code == 0, run.output
    return loket


def small_world() -> World:
    gazetteer, vocabulary = Gazetteer.load(SHIPPED / "reference"), Vocabulary.load(SHIPPED / "vocabulary")
    return World.load(SHIPPED / "demo", gazetteer, vocabulary, OFFERS)


def made_up_records(home: Path) -> int:
    with Loket(Settings(data_dir=home)) as opened:
        return opened.store.count_demo()


def elsewhere(home: Path, *arguments: str, **settings: str) -> Result:
    """The same command line with other settings."""
    environment = {"LOKET_DATA_DIR": str(home), **settings}
    return CliRunner().invoke(app, list(arguments), env=environment, catch_exceptions=False)


def test_making_says_how_many_and_every_record_goes_in_without_a_remark(made: Command, home: Path) -> None:
    expected = sum(1 for _ in small_world().records())
    assert made_up_records(home) == expected
    again = made("demo", "make", "--offers", str(OFFERS))
    assert f"{expected} made-up records" in again.stderr
    assert "remark" not in again.stderr


def test_making_the_same_world_twice_changes_nothing(made: Command) -> None:
    before = made("export", "records").stdout
    again = made("demo", "make", "--offers", str(OFFERS)).stderr
    total = next(line for line in again.splitlines() if line.startswith("total")).split()[1:]
    assert [total[0], total[1], total[3], total[4]] == ["0"] * 4  # new, changed, rejected, gone
    assert made("export", "records").stdout == before


def test_a_smaller_world_takes_the_place_of_a_larger_one(made: Command, home: Path) -> None:
    larger = made_up_records(home)
    made("demo", "make", "--offers", "200")
    assert made_up_records(home) < larger
    made("demo", "make", "--offers", str(OFFERS))
    assert made_up_records(home) == larger


@pytest.mark.parametrize("name", ["world.jsonl", "world.jsonl.gz"])
def test_a_world_can_be_written_to_a_file_and_nothing_is_taken_in(loket: Command, tmp_path: Path, name: str) -> None:
    home = tmp_path / "nothing"
    path = tmp_path / name
    run = elsewhere(home, "demo", "make", "--offers", "120", "--output", str(path), LOKET_HOST="0.0.0.0")
    assert run.exit_code == 0, run.output
    assert not home.exists()
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    records = [orjson.loads(line) for line in raw.splitlines()]
    assert Counter(one["kind"] for one in records)["offer"] == 120
    assert f"{len(records)} records" in run.stderr


def test_a_folder_that_is_not_there_is_refused_before_anything_is_made(loket: Command) -> None:
    refused = loket("demo", "make", "--output", "/nowhere/x.jsonl")
    assert (refused.exit_code, "--output" in refused.output) == (2, True)


def test_where_other_machines_can_reach_it_no_world_is_made_unless_a_setting_says_so_and_no_demo_removes_it(
    tmp_path: Path,
) -> None:
    home = tmp_path / "var"
    run = elsewhere(home, "init", LOKET_HOST="0.0.0.0")
    assert run.exit_code == 0
    assert len([line for line in run.stderr.splitlines() if "LOKET_ALLOW_DEMO" in line]) == 1
    assert made_up_records(home) == 0
    refused = elsewhere(home, "demo", "make", "--offers", "60", LOKET_HOST="0.0.0.0")
    assert (refused.exit_code, "LOKET_ALLOW_DEMO" in refused.stderr) == (1, True)
    assert made_up_records(home) == 0
    allowed = elsewhere(home, "demo", "make", "--offers", "60", LOKET_HOST="0.0.0.0", LOKET_ALLOW_DEMO="true")
    assert allowed.exit_code == 0
    assert made_up_records(home) > 60
    assert elsewhere(home, "init", "--no-demo").exit_code == 0
    assert made_up_records(home) == 0


def test_init_makes_the_world_of_the_recipe(tmp_path: Path) -> None:
    home = tmp_path / "var"
    assert elsewhere(home, "init").exit_code == 0
    with Loket(Settings(data_dir=home)) as opened:
        offers = (one.record for one in opened.store.records("offer"))
        assert sum(offer.demo for offer in offers) == 4000
        assert opened.engine.info().documents > 4000


# Last, for they take the world of this module away.


@pytest.fixture(scope="module")
def ids() -> list[tuple[str, str]]:
    """Kind and id of every record of the small world."""
    return [(one["kind"], one["id"]) for one in small_world().records()]


def eventually(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if true():
            return True
    return False


def test_removing_while_a_server_runs_empties_its_answers_without_a_restart(made: Command, home: Path) -> None:
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:

        def made_up() -> int:
            answer = client.get("/api/v1/search", params={"q": "fictief", "size": 50}).json()
            return sum(hit["demo"] for hit in answer["results"])

        assert eventually(lambda: made_up() > 0)
        removed = made("demo", "remove")
        assert removed.exit_code == 0
        assert "follows the database by itself" in removed.stderr
        assert eventually(lambda: made_up() == 0)
        assert eventually(lambda: client.get("/health/freshness").json()["change_log"]["behind"] == 0)
        every = client.get("/api/v1/search", params={"size": 1}).json()["total"]
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        assert client.get("/api/v1/search", params={"size": 1}).json()["total"] == every
    assert made("demo", "make", "--offers", str(OFFERS)).exit_code == 0


def test_after_removal_nothing_is_left_in_any_page_answer_export_suggestion_or_index(
    made: Command, home: Path, ids: list[tuple[str, str]]
) -> None:
    removed = made("demo", "remove")
    assert f"{len(ids)} made-up records removed" in removed.stderr
    assert not MADE_UP.search(made("export", "records").stdout)
    assert made_up_records(home) == 0
    server = create_app(Settings(data_dir=home))
    with TestClient(server, client=("127.0.0.1", 50000)) as client:
        told = {path: client.get(path) for path in every_address(server)}
        for path, answer in told.items():
            assert answer.status_code < 500, path
            assert not MADE_UP.search(answer.text), path
            assert '"demo":true' not in answer.text.replace(" ", ""), path
        assert "recipe.toml" not in told["/gegevens"].text
        for kind, path in (
            ("offer", "/aanbod/{}"),
            ("organisation", "/organisatie/{}"),
            ("partnership", "/partnerschap/{}"),
        ):
            for id_ in [one for of, one in ids if of == kind][::40]:
                for address in (path.format(id_), f"/api/v1/{kind}s/{id_}"):
                    assert client.get(address).status_code in (404, 410), address
    exported = [orjson.loads(line) for line in made("export", "records").stdout.splitlines()]
    with Loket(Settings(data_dir=home)) as opened:
        assert opened.engine.info().documents == sum(one["kind"] == "offer" for one in exported)


def every_address(server: FastAPI) -> Iterator[str]:
    """Every address that answers GET: those without a parameter, and the zones, lists, searches and suggestions."""
    for_programs = [path for path, ways in server.openapi()["paths"].items() if "get" in ways]
    for_people = [
        route.path for route in flat(server.routes) if not route.include_in_schema and "GET" in (route.methods or ())
    ]
    assert {"/api/v1/search", "/api/v1/vocabulary/{list}", "/health/freshness"} <= set(for_programs)
    assert {"/", "/zoek", "/gegevens", "/sitemap.xml"} <= set(for_people)
    gazetteer, vocabulary = Gazetteer.load(SHIPPED / "reference"), Vocabulary.load(SHIPPED / "vocabulary")
    fillings = {
        "/zone/{": [zone.id for zone in gazetteer.zones[::6]],
        "/zones/{": [zone.id for zone in gazetteer.zones[::6]],
        "/vocabulary/{": list(vocabulary.lists),
        "/sitemap-{": ["1"],
    }
    for path in (*for_programs, *for_people):
        if "{" not in path:
            yield path
        for start, values in fillings.items():
            if start in path and path.count("{") == 1:
                yield from (re.sub(r"\{[^}]*\}", quote(value), path) for value in values)
    for words in ("fictief", "voorbeeld", "Briselaard", "schulden", "casemanagement", "Voorbeeld OCMW"):
        yield f"/zoek?q={quote(words)}&size=50"
        yield f"/api/v1/search?q={quote(words)}&size=50"
        yield f"/api/v1/suggest?q={quote(words)}"


def flat(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """The routes with those of the routers within."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        within = getattr(route, "original_router", None)
        if within is not None:
            yield from flat(within.routes)
