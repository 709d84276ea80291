"""D1: a whole need profile, full of words that stand nowhere else, is in no log, header, database or index."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

TEAMS, CASEMANAGERS, PERINATAL = "/api/v1/teams", "/api/v1/casemanagers", "/api/v1/perinatal"
WORD, PLACE, BORN, CHILD = "merkwoord", "50.9377419,4.0381673", "1957-08-19", "2025-02-27"
MARKERS = (WORD, *PLACE.split(","), BORN, CHILD, "geen_enkel_veld")
"""What is looked for: words, a place, dates, and the name of a field that does not exist."""

PERINATAL_QUESTION = {"child_birth_date": CHILD, "indicators": {"violence": "yes"}}
SITUATION = {"no_team": "no", "goals_not_met": "yes"}
PROFILE: Mapping[str, Any] = {
    "place": PLACE,
    "birth_date": BORN,
    "vaph_recognised": "yes",
    "languages": ["ar"],
    "target_groups": ["slachtoffers"],
    "budgets": ["pvb"],
    "programme": "perinatal",
    "needs": [{"function": "leefloon", "severity": 3, "age": 17}, {"function": "geweldhulp", "severity": 3}],
    "existing_team": [{"name": f"Dokter {WORD}", "serves": ["huisartsenzorg"]}],
    "carers": [{"label": f"zus {WORD}", "serves": ["oppas"]}],
    "pins": [f"x:{WORD}-gekozen"],
    "vetoes": [f"x:{WORD}-geweigerd"],
    "previous_team": [f"x:{WORD}-vroeger", f"x:{WORD}-vervangen"],
    "why_not": [f"x:{WORD}-waarom-niet"],
    "replace": [f"x:{WORD}-vervangen"],
    "axes": True,
    "coordination": {"instrument": f"schaal {WORD}"},
    "perinatal": PERINATAL_QUESTION,
    "situation": SITUATION,
}

ASKED: tuple[tuple[str, Any, int], ...] = (
    (TEAMS, PROFILE, 200),
    (TEAMS, {**PROFILE, "today": "2026-11-23", "preset": "nearest", "alternatives": 1}, 200),
    (TEAMS, {**PROFILE, "place": WORD}, 422),
    (TEAMS, {**PROFILE, "needs": [{"function": WORD}]}, 422),
    (TEAMS, {**PROFILE, "geen_enkel_veld": WORD}, 422),
    (TEAMS, {**PROFILE, "age": 12}, 422),
    (CASEMANAGERS, {"place": PLACE, "situation": SITUATION, "languages": ["ar"]}, 200),
    (CASEMANAGERS, {"place": PLACE, "team": [f"x:{WORD}"], "situation": {"no_team": WORD}}, 422),
    (PERINATAL, PERINATAL_QUESTION, 200),
    (PERINATAL, {"weeks": 20, **PERINATAL_QUESTION}, 422),
    (PERINATAL, {"child_birth_date": CHILD, "indicators": {WORD: "yes"}}, 422),
)


def found(text: str) -> list[str]:
    return [marker for marker in MARKERS if marker in text]


def test_d1_a_profile_is_in_no_log_no_header_and_no_file(
    home: Path, client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for path, question, status in ASKED:
        response = client.post(path, json=question)
        assert response.status_code == status, (path, response.text)
        assert found(str(response.headers.multi_items()) + str(response.url)) == []
    for path in (TEAMS, CASEMANAGERS, PERINATAL):
        cut = client.post(path, content=f'{{"place": "{WORD}', headers={"content-type": "application/json"})
        assert cut.status_code in (400, 422)
        assert found(cut.text) == []
    logged = caplog.text + "".join(f"{one.name} {one.getMessage()} {one.__dict__}\n" for one in caplog.records)
    assert "loket.access POST /teams 200" in logged
    assert found(logged + "".join(capfd.readouterr())) == []
    files = [file for file in home.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".sqlite"}
    assert [(file, word) for file in files for word in MARKERS if word.encode() in file.read_bytes()] == []


def test_d1_the_words_would_be_found_if_they_were_kept(home: Path, client: TestClient) -> None:
    """What is written down on purpose is found by the same search: the files are read as they are on disk."""
    left = home / "index" / "achtergelaten"
    left.write_text(f"zus {WORD}", encoding="utf-8")
    try:
        assert [file.name for file in home.rglob("*") if file.is_file() and WORD.encode() in file.read_bytes()] == [
            "achtergelaten"
        ]
    finally:
        left.unlink()
