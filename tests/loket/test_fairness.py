"""`loket fairness`: what made-up people are proposed on the map as it is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.loket.conftest import Command


def test_the_report_says_what_it_is_and_what_it_does_not_prove(filled: Command) -> None:
    run = filled("fairness", "--profiles", "3")
    assert run.exit_code == 0
    for said in ("3 verzonnen profielen", "De kaart is die van vandaag", "95%-interval", "te weinig"):
        assert said in run.stdout, said
    assert "VOORBEELD" not in run.stdout


def test_the_same_seed_gives_the_same_bytes(filled: Command, tmp_path: Path) -> None:
    files = [tmp_path / "een.md", tmp_path / "twee.md"]
    for file in files:
        assert filled("fairness", "--profiles", "4", "--seed", "7", "--output", file).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    other = filled("fairness", "--profiles", "4", "--seed", "8").stdout
    assert other != files[0].read_text("utf-8")


def test_a_spreadsheet_and_json_hold_the_figures(filled: Command, tmp_path: Path) -> None:
    target = tmp_path / "cijfers.csv"
    assert filled("fairness", "--profiles", "4", "--fewest", "2", "--output", target).exit_code == 0
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    told = json.loads(filled("fairness", "--profiles", "4", "--fewest", "2", "--json").stdout)
    assert told["about"]["seed"] == 1
    assert told["all"]["profiles"] == 4
    share = next(row for row in rows if (row["part"], row["figure"]) == ("all", "need_open"))
    assert float(share["value"]) == pytest.approx(told["all"]["figures"]["need_open"]["value"], abs=1e-6)
    assert {row["part"] for row in rows} >= {"paired:language", "paired:budget", "paired:age", "zone", "province"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "verslag.txt"), ".md or .csv"),
        (("--output", "verslag.md", "--json"), ".json"),
        (("--output", "/nowhere/verslag.md"), "/nowhere"),
        (("--profiles", "0"), "--profiles"),
    ],
)
def test_a_choice_that_cannot_be_is_a_clear_message_and_exit_code_2(
    filled: Command, arguments: tuple[str, ...], said: str
) -> None:
    run = filled("fairness", *arguments)
    assert run.exit_code == 2
    assert said in run.stderr
