"""The whole loket on OpenSearch: the same commands and pages, and a second server beside the first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient
from typer.testing import CliRunner

from geo.shapes import Shapes
from loket.app import create_app
from loket.cli import app
from loket.composition import Loket
from loket.settings import Settings
from search import Analyser, Boosts
from search.engine.made_by import MadeBy
from search.engine.opensearch import Address
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import STRUCTURE
from search.engine.opensearch.state import read_state, write_state
from tests.loket.conftest import Command
from tests.loket.processes import within
from tests.search.indices import Indices


@pytest.fixture(scope="module")
def settings(home: Path, opensearch_url: str, analyser: Analyser, boosts: Boosts) -> Iterator[Settings]:
    """With indices of its own, which are removed afterwards."""
    indices = Indices(Address(opensearch_url), analyser, boosts)
    yield Settings(
        data_dir=home,
        engine="opensearch",
        opensearch_url=opensearch_url,
        opensearch_prefix=indices.prefix(home),
        opensearch_timeout=30,
    )
    indices.remove_all()


def environment(settings: Settings) -> dict[str, str]:
    """Of a process with these settings."""
    return {
        "LOKET_DATA_DIR": str(settings.data_dir),
        "LOKET_ENGINE": "opensearch",
        "LOKET_OPENSEARCH_URL": str(settings.opensearch_url),
        "LOKET_OPENSEARCH_PREFIX": settings.opensearch_prefix,
        "LOKET_OPENSEARCH_TIMEOUT": "30",
    }


@pytest.fixture(scope="module")
def loket(settings: Settings) -> Command:
    """As everywhere, on OpenSearch."""
    given_by = environment(settings)
    return lambda *given: CliRunner().invoke(app, list(map(str, given)), env=given_by, catch_exceptions=False)


@pytest.fixture
def server(filled: Command, settings: Settings) -> Iterator[TestClient]:
    """One that answers and follows, while other processes do what a test is about."""
    with TestClient(create_app(settings), client=("127.0.0.1", 50000)) as server:
        yield server


def test_the_commands_are_the_same(filled: Command, settings: Settings) -> None:
    assert "1. Onthaal OCMW Aalst" in filled("search", "OCMW", "--place", "Aalst").stdout
    assert f"index: OpenSearch at {settings.opensearch_url}, under {settings.opensearch_prefix}" in (
        filled("doctor").stdout
    )
    assert not settings.index_dir.exists()
    assert "0 changes applied" in filled("sync").stderr


def test_doctor_compares_the_shapes_that_opensearch_has_and_sync_brings_them(
    filled: Command, settings: Settings, tmp_path: Path
) -> None:
    place = {"kind": "location", "id": "proef:p1", "organisation": "proef:o1", "name": "Onthaalpunt"}
    there = {
        "address": {"nis": "41002", "postcode": "9300"},
        "point": {"lat": 50.938, "lon": 4.04, "precision": "address"},
    }
    records = (
        {"kind": "organisation", "id": "proef:o1", "name": "Proefhuis"},
        place | there,
        {"kind": "offer", "id": "proef:a1", "organisation": "proef:o1", "name": "Proef", "description": "Proef."},
        {"kind": "offer_at_location", "id": "proef:al1", "offer": "proef:a1", "location": "proef:p1"},
    )
    (tmp_path / "one.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert filled("ingest", "records", tmp_path / "one.jsonl").exit_code == 0
    filled("sync")
    well = filled("doctor")
    assert (well.exit_code, ": 0 of 10 offers lie in another zone" in well.stdout) == (0, True), well.stdout
    shapes = Shapes.read(settings.shapes_file)
    assert shapes is not None
    swapped = {**shapes.detail, "gent": shapes.detail["regio-aalst"], "regio-aalst": shapes.detail["gent"]}
    try:
        replace(shapes, detail=swapped).write(settings.shapes_file)
        assert "OpenSearch has other shapes of the zones than are here, or none" in filled("doctor").stdout
        assert f"Borders of {len(swapped)} zones" in filled("sync").stderr
        astray = filled("doctor")
        assert "of 10 offers lie in another zone than they carry, most of them in gent, regio-aalst\n" in astray.stdout
        assert astray.exit_code == 1
    finally:
        shapes.write(settings.shapes_file)
    assert "Borders of" in filled("sync").stderr
    assert "Borders of" not in filled("sync").stderr


def test_two_servers_answer_beside_each_other(server: TestClient, settings: Settings) -> None:
    with TestClient(create_app(settings), client=("127.0.0.1", 50000)) as other:
        asked = {"q": "OCMW", "place": "9300"}
        answers = [each.get("/api/v1/search", params=asked).json() for each in (server, other)]
        assert answers[0]["results"][0]["name"] == "Onthaal OCMW Aalst"
        assert answers[0]["results"] == answers[1]["results"]
        assert [each.get("/health/ready").status_code for each in (server, other)] == [200, 200]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs to know where OpenSearch answers"),
        ({"opensearch_url": "https://loket:geheim@zoek.example"}, "pattern"),
        ({"opensearch_url": "http://one.example, http://other.example"}, "pattern"),
        ({"opensearch_url": "http://zoek.example", "opensearch_prefix": "Loket*"}, "pattern"),
    ],
)
def test_a_setting_that_cannot_work_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Settings.model_validate({"engine": "opensearch"} | given)


def test_a_password_is_never_shown() -> None:
    settings = Settings.model_validate({"opensearch_password": "heel geheim"})
    assert "heel geheim" not in f"{settings!r} {settings}"


def test_beside_a_server_the_index_is_made_anew_checked_and_taken_back(
    server: TestClient, loket: Command, settings: Settings, tmp_path: Path
) -> None:
    """Another process does it, while this one answers and follows. Why: the words of the vocabulary are others."""
    spoil_vocabulary(settings)
    ready = server.get("/health/ready")
    assert (ready.status_code, "is veranderd sinds de zoekindex gemaakt is" in ready.json()["advice"]) == (200, True)
    assert "look vocabulary: the word list of the catalogue changed" in loket("doctor").stdout
    done = loket("rebuild")
    assert (done.exit_code, done.stderr.count("ok  ")) == (0, 5)
    fresh = server.get("/health/freshness").json()
    assert fresh["advice"] is None
    assert (fresh["rebuild"]["state"], len(fresh["rebuild"]["findings"])) == ("done", 5)
    assert [line.split()[0] for line in loket("index", "list").stdout.splitlines()[1:3]] == ["previous", "live"]
    told = json.loads(loket("index", "status", "--json").stdout)
    assert (told["state"], told["documents"]) == ("done", fresh["index"]["documents"])
    (row := tmp_path / "row.jsonl").write_text(
        '{"kind": "organisation", "id": "x:o", "name": "Huis Proef"}\n'
        '{"kind": "offer", "id": "x:a", "organisation": "x:o", "name": "Kwikstaart"}\n'
    )
    assert loket("ingest", "records", row).exit_code == 0
    within(30, lambda: finds(server, "kwikstaart"))
    assert "2 changes behind" in loket("index", "rollback").stderr
    within(30, lambda: finds(server, "kwikstaart"))
    assert "Removed: nothing" in loket("index", "prune").stderr
    assert settings.opensearch_prefix in loket("index", "prune", "--all").stderr
    refused = CliRunner().invoke(app, ["index", "rollback"], env=environment(settings))
    assert "geen vorige zoekindex" in str(refused.exception)


def test_an_index_of_another_version_gives_helplines_until_another_process_has_made_it_anew(
    server: TestClient, loket: Command, settings: Settings
) -> None:
    """As where servers are brought up to date one by one."""
    with Loket(settings, writer=True) as operator:
        spoil_version(operator)
    away = server.get("/api/v1/search", params={"q": "huur"})
    assert (away.status_code, server.get("/health/ready").status_code) == (503, 503)
    assert away.json()["helplines"]
    assert server.get("/zoek", params={"q": "huur"}).status_code == 503
    assert "live" in loket("index", "list").stdout
    assert loket("rebuild").exit_code == 0
    assert server.get("/api/v1/search", params={"q": "huur"}).status_code == 200
    within(30, lambda: server.get("/health/ready").status_code == 200)


def finds(server: TestClient, word: str) -> bool:
    """Whether a server finds one offer by a word, and has every change."""
    found = server.get("/api/v1/search", params={"q": word}).json()["total"] == 1
    return bool(found) and server.get("/health/ready").status_code == 200


def spoil_vocabulary(settings: Settings) -> None:
    """Make the live index one that tells of another vocabulary."""
    connection = Connection(Address(str(settings.opensearch_url)))
    connection.write("PUT", f"/{settings.opensearch_prefix}/_mapping", {"_meta": {"vocabulary_version": "0123"}})
    connection.close()


def spoil_version(loket: Loket) -> None:
    """Make the live index one that another version of the program made."""
    connection = Connection(Address(str(loket.settings.opensearch_url)))
    made_by = MadeBy.now(STRUCTURE, loket.analyser.version)
    state = read_state(connection, loket.settings.opensearch_prefix, made_by)
    other = replace(made_by, schema_version=0)
    write_state(connection, state.index, state.reached, state.generation, other, state)
    connection.close()
