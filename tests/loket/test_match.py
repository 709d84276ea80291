"""`loket match`: a team for a need profile in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.loket.conftest import Command


def profile(folder: Path, **said: Any) -> str:
    path = folder / "profiel.json"
    needs = [{"function": "leefloon", "severity": 3}, {"function": "sport"}]
    path.write_text(json.dumps({"place": "Aalst", "age": 34, "needs": needs} | said))
    return str(path)


def test_a_team_is_shown_with_its_reasons_and_what_stays_open(filled: Command, tmp_path: Path) -> None:
    shown = filled("match", profile(tmp_path)).stdout
    assert "Plaats: Aalst" in shown
    assert "Team 1" in shown
    assert "Zorgcoördinator: de persoon kiest" in shown
    assert "blijft open: Sporten" in shown or "helpt met" in shown
    assert "Casemanager: " in shown


def test_on_request_it_gives_the_answer_of_the_api(filled: Command, tmp_path: Path) -> None:
    answer = json.loads(filled("match", profile(tmp_path), "--json").stdout)
    assert {"teams", "coordinators", "casemanagement", "rules_version"} <= answer.keys()


def test_d1_a_fault_names_the_field_and_never_the_value(filled: Command, tmp_path: Path) -> None:
    for said in ({"place": "geheimwoord"}, {"needs": [{"function": "geheimwoord"}]}):
        run = filled("match", profile(tmp_path, **said))
        assert run.exit_code == 1
        assert next(iter(said)) in run.stderr
        assert "geheimwoord" not in run.stderr + run.stdout
