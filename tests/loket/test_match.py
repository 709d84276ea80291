"""`loket match`: a team for a need profile in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from loket.app import create_app
from loket.settings import Settings
from tests.loket.conftest import Command


@pytest.fixture(scope="module")
def server(home: Path, filled: Command) -> Iterator[TestClient]:
    """The server over the same folder."""
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        yield client


def profile(folder: Path, **said: Any) -> str:
    path = folder / "profiel.json"
    needs = [{"function": "leefloon", "severity": 3}, {"function": "sport"}]
    path.write_text(json.dumps({"place": "9300 Aalst", "age": 34, "needs": needs} | said))
    return str(path)


def test_a_team_is_shown_with_its_reasons_and_what_stays_open(filled: Command, tmp_path: Path) -> None:
    shown = filled("match", profile(tmp_path)).stdout
    assert "Plaats: Aalst, 9300\n\n" in shown
    assert "Team 1" in shown
    assert "Zorgcoördinator: de persoon kiest" in shown
    assert "blijft open: Sporten" in shown or "helpt met" in shown
    assert "Casemanager: " in shown


def test_on_request_it_gives_the_answer_of_the_api(filled: Command, server: TestClient, tmp_path: Path) -> None:
    path = profile(tmp_path, today="2026-11-23")
    answer = json.loads(filled("match", path, "--json").stdout)
    asked = server.post("/api/v1/teams", json=json.loads(Path(path).read_text()))
    assert answer == asked.json()


def test_a_place_that_can_be_another_one_is_told_with_the_others(filled: Command, tmp_path: Path) -> None:
    shown = filled("match", profile(tmp_path, place="Aalst")).stdout
    assert shown.startswith("Plaats: Aalst\n  of bedoelde u Aalst (Sint-Truiden), 3800?\n")


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"place": "geheimwoord"}, "place"),
    ({"place": "Parijs"}, "place"),
    ({"place": "regio-aalst"}, "place"),
    ({"needs": [{"function": "geheimwoord"}]}, "needs.0.function"),
    ({"needs": ["geheimwoord"]}, "needs.0"),
    ({"age": "geheimwoord"}, "age"),
    ({"birth_date": 86400}, "birth_date"),
    ({"plek": "geheimwoord"}, "plek"),
    ({"situation": {"no_team": "yes", "goals_not_met": "yes"}}, "situation.goals_not_met"),
    ({"existing_team": [{"organisation": "x:geheimwoord"}]}, "existing_team.0.organisation"),
]


@pytest.mark.parametrize(("said", "field"), FAULTS)
def test_d1_a_fault_is_told_by_field_in_the_words_of_the_api_and_never_the_value(
    filled: Command, server: TestClient, tmp_path: Path, said: dict[str, Any], field: str
) -> None:
    path = profile(tmp_path, **said)
    run = filled("match", path)
    told = server.post("/api/v1/teams", json=json.loads(Path(path).read_text())).json()["errors"]
    assert run.exit_code == 1
    assert run.stderr == "".join(f"loket: {one['field']}: {one['reason']}\n" for one in told)
    assert [one["field"] for one in told] == [field]
    assert "geheimwoord" not in run.output


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (b'{\n  "place": "geheimwoord",\n  "needs": [}\n}', "is geen geldige JSON (regel 3, kolom 13)"),
        (b"", "is geen geldige JSON (regel 1, kolom 1)"),
        (b"[" * 100_000, "is geen geldige JSON"),
        (b'{"age": ' + b"9" * 5000 + b"}", "is geen geldige JSON"),
        (b'{"place": "geheimwoord\xe9"}', "is geen tekst; bewaar het profiel als JSON in UTF-8"),
    ],
)
def test_a_file_that_is_not_json_is_told_with_the_place_where_it_breaks(
    loket: Command, tmp_path: Path, written: bytes, reason: str
) -> None:
    path = tmp_path / "profiel.json"
    path.write_bytes(written)
    run = loket("match", path)
    assert (run.exit_code, run.output) == (1, f"loket: {path}: {reason}\n")


def test_a_profile_is_an_object(loket: Command, tmp_path: Path) -> None:
    path = tmp_path / "profiel.json"
    path.write_text('["geheimwoord"]')
    run = loket("match", path)
    assert (run.exit_code, run.output) == (1, "loket: profiel.json: moet een JSON-object zijn\n")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("er-is-niets.json", "dit bestand bestaat niet"),
        (".", "is een map; geef een bestand met een profiel"),
        ("x" * 300, "dit bestand kan niet gelezen worden"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_wrong_command_line(
    loket: Command, tmp_path: Path, name: str, reason: str
) -> None:
    run = loket("match", tmp_path / name)
    assert (run.exit_code, run.output) == (2, f"loket: {tmp_path / name}: {reason}\n")
