"""D1: what is asked about a person is used and forgotten; it stands in no log and in no file of the server."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

CASEMANAGERS, PERINATAL = "/api/v1/casemanagers", "/api/v1/perinatal"
PLACE, TYPED, BIRTH = "50.93871,4.03917", "zeerpersoonlijk", "2025-03-17"
ASKED = (PLACE, TYPED, BIRTH, "improvement_asked", "mental_health")
"""What is looked for: values, and names of flags that would tell as much."""

QUESTIONS: tuple[tuple[str, Any, int], ...] = (
    (CASEMANAGERS, {"place": PLACE, "situation": {"improvement_asked": "yes"}, "team": ["loket:ocmw-41002"]}, 200),
    (CASEMANAGERS, {"place": TYPED, "situation": {"improvement_asked": "yes"}}, 422),
    (CASEMANAGERS, {"place": PLACE, "team": [TYPED], "situation": {"improvement_asked": TYPED}}, 422),
    (CASEMANAGERS, {"place": PLACE, "languages": [TYPED], "programme": TYPED}, 422),
    (PERINATAL, {"place": PLACE, "child_birth_date": BIRTH, "indicators": {"mental_health": "yes"}}, 200),
    (PERINATAL, {"child_birth_date": TYPED, "indicators": {"mental_health": TYPED}}, 422),
    (PERINATAL, {"weeks": 20, "child_birth_date": BIRTH}, 422),
)


def test_d1_a_question_about_a_person_is_in_no_log_output_or_file(
    home: Path, client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for path, question, status in QUESTIONS:
        assert client.post(path, json=question).status_code == status, (path, status)
    client.post(CASEMANAGERS, content=f'{{"place": "{TYPED}', headers={"content-type": "application/json"})
    written, errors = capfd.readouterr()
    logged = "\n".join(f"{record.name} {record.getMessage()} {record.args}" for record in caplog.records)
    assert "loket.access POST /casemanagers 200" in logged
    assert [one for one in ASKED if one in written + errors + logged] == []
    for file in home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert [one for one in ASKED if one.encode() in content] == [], file


def test_a_question_of_more_than_64_kib_is_refused_before_it_is_read(client: TestClient) -> None:
    for path in (CASEMANAGERS, PERINATAL):
        response = client.post(path, json={"place": "Aalst", "languages": ["nl" * 40_000]})
        assert response.status_code == 413
        assert response.headers["content-type"] == "application/problem+json"
