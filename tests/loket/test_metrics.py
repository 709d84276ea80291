"""What a Prometheus reads, and what stands in the log: times and ids, never what someone asked."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from loket.app import create_app
from loket.logs import LogFormat, log_to_stderr
from loket.settings import Settings
from search import Rebuild, RebuildState
from search.engine.embedded.engine import EmbeddedEngine
from tests.loket.conftest import Command

ASKED = {"q": "mijnziekte", "place": "9300"}


@pytest.fixture
def measured(home: Path, filled: Command) -> Iterator[TestClient]:
    settings = Settings(data_dir=home, metrics=True)
    with TestClient(create_app(settings), client=("127.0.0.1", 50000)) as client:
        yield client


def values(client: TestClient) -> dict[str, float]:
    """Each sample by its name and labels."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_each_answer_and_each_question_to_the_engine_is_measured(measured: TestClient) -> None:
    for _ in range(3):
        measured.get("/zoek", params=ASKED)
    measured.request("NONSENSE", "/zoek")
    told = values(measured)
    assert told["loket_request_seconds_count GET /zoek 200"] == 3
    assert told["loket_request_seconds_count other /zoek 405"] == 1
    assert told["loket_engine_seconds_count search"] >= 1


def test_the_state_of_the_index_is_told(measured: TestClient) -> None:
    told = values(measured)
    fresh = measured.get("/health/freshness").json()
    assert told["loket_index_up"] == told["loket_store_up"] == 1
    assert told["loket_changes_behind"] == 0
    assert told["loket_records"] == fresh["records"]
    assert told["loket_index_offers"] == fresh["index"]["documents"] > 0


def test_when_the_index_was_made_and_whether_it_is_being_made_anew_is_told(
    measured: TestClient, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = values(measured)
    assert time.time() - 3600 < told["loket_index_built_timestamp_seconds"] <= time.time()
    assert told["loket_rebuild_running"] == told["loket_rebuild_failing"] == 0
    begun = Rebuild("running", "build-000002", datetime.now(UTC), "proces 1")
    expected: tuple[tuple[RebuildState, int, int], ...] = (
        ("running", 1, 0),
        ("refused", 0, 1),
        ("broken off", 0, 1),
        ("done", 0, 0),
    )
    for state, running, failing in expected:
        now = replace(begun, state=state)
        monkeypatch.setattr(EmbeddedEngine, "last_rebuild", lambda engine, now=now: now)
        told = values(measured)
        assert (told["loket_rebuild_running"], told["loket_rebuild_failing"]) == (running, failing)


def test_how_many_offers_the_engine_did_not_take_is_told(measured: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert values(measured)["loket_index_refused"] == 0
    info = EmbeddedEngine.info
    monkeypatch.setattr(EmbeddedEngine, "info", lambda engine: replace(info(engine), refused=("proef:1", "proef:2")))
    assert values(measured)["loket_index_refused"] == 2


def test_an_index_of_another_history_is_told(measured: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert values(measured)["loket_index_other_history"] == 0
    info = EmbeddedEngine.info
    monkeypatch.setattr(EmbeddedEngine, "info", lambda engine: replace(info(engine), mark="of another history"))
    told = values(measured)
    assert told["loket_index_other_history"] == 1
    assert "loket_changes_behind" not in told


def test_no_word_of_a_question_is_in_the_measurements(measured: TestClient) -> None:
    measured.get("/zoek", params=ASKED)
    measured.get("/mijnziekte")
    assert "mijnziekte" not in measured.get("/metrics").text


def test_unless_a_setting_asks_for_them_there_are_no_measurements(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_an_answer_carries_the_id_of_its_request(client: TestClient) -> None:
    given = uuid4().hex
    assert client.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    made = [client.get("/health/live", headers={"X-Request-ID": "mijnziekte"}).headers["X-Request-ID"] for _ in "ab"]
    assert made[0] != made[1]
    assert all(len(id_) == 32 for id_ in made)


@pytest.fixture
def root_logger() -> Iterator[None]:
    """Logging as it was, afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []
    yield
    root.handlers, root.level = before, level


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_line_has_the_route_and_the_id_of_the_request_and_nothing_that_was_asked(
    client: TestClient,
    root_logger: None,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    form: LogFormat,
) -> None:
    caplog.set_level(logging.WARNING, logger="httpx2")  # the test's client
    log_to_stderr(form)
    given = uuid4().hex
    client.get("/zoek", params=ASKED, headers={"X-Request-ID": given})
    written = capsys.readouterr().err
    line = next(line for line in written.splitlines() if "GET /zoek 200" in line)
    assert given in line
    assert "mijnziekte" not in written
    if form == "json":
        told = json.loads(line)
        assert (told["method"], told["route"], told["status"], told["request"]) == ("GET", "/zoek", 200, given)
        assert told["milliseconds"] >= 0
