"""What an operator does, in the order in which an operator does it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from loket.cli import app
from store import NotCopied
from tests.loket.conftest import Command


def test_init_brings_the_content_that_is_shipped_and_a_second_time_changes_nothing(loket: Command, home: Path) -> None:
    first, second = loket("init", "--no-demo"), loket("init", "--no-demo")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (home / "loket.sqlite").exists()
    exported = loket("export", "records").stdout.splitlines()
    offers = [record for line in exported if (record := json.loads(line))["kind"] == "offer"]
    assert len([offer for offer in offers if offer["name"]["nl"].startswith("Onthaal OCMW")]) == 285
    assert "unchanged" in second.stderr


def test_search_answers_in_a_list_that_a_person_can_read(filled: Command) -> None:
    shown = filled("search", "OCMW", "--place", "Aalst").stdout
    first = shown.split("1. ", 1)[1].splitlines()[0]
    assert first == "Onthaal OCMW Aalst"
    assert "Plaats: Aalst (Aalst)" in shown


def test_search_explains_its_order_on_request(filled: Command) -> None:
    plain, told = (filled("search", "OCMW", "--place", "Aalst", *more).stdout for more in ((), ("--explain",)))
    assert "score" not in plain
    assert "volgorde: relevance: " in told
    first = told.split("1. ", 1)[1]
    score = next(line.strip() for line in first.splitlines() if line.strip().startswith("score "))
    assert re.fullmatch(r"score \d,\d{3} = \(words \d,\d{3} \+ meaning \d,\d{3}\)( × [a-z]+ \d,\d{3})+", score), score
    assert " × complete " in score


def test_search_gives_the_answer_of_the_api_on_request(filled: Command) -> None:
    answer = json.loads(filled("search", "1813", "--json").stdout)
    assert answer["results"][0]["id"] == "loket:hulplijn-1813"
    assert answer["results"][0]["phone"] == "1813"


def test_where_nothing_is_found_there_is_a_number_to_call(filled: Command) -> None:
    shown = filled("search", "qwrtzxvbn").stdout
    assert "Niets gevonden" in shown
    assert "CAW - Centrum Algemeen Welzijnswerk: 0800 13 500" in shown


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (("search", "hulp", "--place", "Xyzzyqwerty"), {}, "Xyzzyqwerty"),
        (("search", "--bbox", "4.1,50.8,3.9,50.9"), {}, "bbox: its west must lie west of its east"),
        (("search", "x" * 600), {}, "q: String should have at most 500 characters"),
        (("doctor",), {"LOKET_PORT": "abc"}, "LOKET_PORT: "),
        (("doctor",), {"LOKET_DATABASE_URL": "nonsense"}, "LOKET_DATABASE_URL: "),
        (("export", "records", "--output", "/nowhere/x"), {}, "/nowhere/x"),
        (("search", "hulp"), {"LOKET_DATA_DIR": "/nowhere"}, "loket init"),
    ],
)
def test_a_fault_that_can_be_mended_is_one_clear_line(
    filled: Command, home: Path, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "loket.cli", *arguments],
        env=os.environ | {"LOKET_DATA_DIR": str(home)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [("--country", "ZZZ"), ("--language", "zzz"), ("--source", "a b/c"), ("--report", "/nowhere/r.json")],
)
def test_a_wrong_option_is_refused_before_anything_is_read(
    filled: Command, tmp_path: Path, option: str, value: str
) -> None:
    (tmp_path / "services.json").write_text("[]", encoding="utf-8")
    refused = filled("ingest", "hsds", tmp_path / "services.json", option, value)
    assert (refused.exit_code, option in refused.output) == (2, True)


def test_doctor_is_content_after_init(filled: Command) -> None:
    seen = filled("doctor")
    assert seen.exit_code == 0, seen.stdout
    assert "look" not in seen.stdout
    assert "zones: 60 in the division since 2025-01-01, changes applied here: 0" in seen.stdout
    assert "shapes: 60 zones, 60 of them indicative" in seen.stdout
    assert "addresses: none" in seen.stdout


def test_search_in_a_box_without_places_says_that_it_looked_outside_it(filled: Command) -> None:
    shown = filled("search", "OCMW", "--bbox", "2.55,51.25,2.56,51.26").stdout
    assert "Niets gevonden dat helemaal past. We zochten ook buiten het gebied op de kaart." in shown


def test_doctor_sees_shapes_of_another_division(filled: Command, home: Path, tmp_path: Path) -> None:
    changes = tmp_path / "wijziging.csv"
    changes.write_text("municipality,postcode,zone\nNinove,,Regio Aalst\n")
    assert filled("zones", "apply", changes, "--from", "2026-01-01").exit_code == 0
    try:
        seen = filled("doctor")
        assert seen.exit_code == 1
        assert "changes applied here: 1" in seen.stdout
        assert "loket zones make" in seen.stdout
    finally:
        filled("zones", "undo")
    assert filled("doctor").exit_code == 0


def test_doctor_says_that_the_file_of_shapes_is_broken(filled: Command, home: Path) -> None:
    shapes = home / "shapes" / "zones.json"
    whole = shapes.read_bytes()
    shapes.write_bytes(whole[:1000])
    try:
        seen = filled("doctor")
        assert seen.exit_code == 1
        assert "is no file of shapes" in seen.stdout
    finally:
        shapes.write_bytes(whole)


def test_doctor_says_what_to_do_on_an_empty_machine(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from loket.cli import app

    seen = CliRunner().invoke(app, ["doctor"], env={"LOKET_DATA_DIR": str(tmp_path / "nothing")})
    assert seen.exit_code == 1
    assert "loket init" in seen.stdout


def test_the_schema_is_json_schema_with_descriptions(loket: Command) -> None:
    schema = json.loads(loket("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert all("description" in definition for definition in schema["$defs"].values() if "properties" in definition)


def test_an_export_can_be_taken_in_again_and_then_nothing_changes(filled: Command, tmp_path: Path) -> None:
    filled("export", "records", "--output", tmp_path / "all.jsonl")
    report = tmp_path / "report.json"
    run = filled("ingest", "records", tmp_path / "all.jsonl", "--report", report)
    assert run.exit_code == 0, run.stdout
    counts = json.loads(report.read_text("utf-8"))["total"]
    assert counts["new"] == counts["changed"] == counts["gone"] == counts["rejected"] == 0
    assert counts["unchanged"] > 500


def test_a_copy_of_the_database_has_all_that_is_in_it(filled: Command, tmp_path: Path) -> None:
    (copied := tmp_path / "copied").mkdir()
    assert "checked" in filled("backup", copied / "loket.sqlite").stderr
    there = CliRunner().invoke(app, ["export", "records"], env={"LOKET_DATA_DIR": str(copied)})
    assert there.stdout == filled("export", "records").stdout
    with pytest.raises(NotCopied, match="already"):
        filled("backup", copied / "loket.sqlite")


def test_a_dry_run_writes_nothing_and_prints_the_same_report(filled: Command, tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    path.write_text('{"kind":"organisation","id":"proef:o1","name":"Proef"}\n{"kind":"offer"}\n', encoding="utf-8")
    before = filled("export", "records").stdout
    dry = filled("ingest", "records", path, "--dry-run")
    assert filled("export", "records").stdout == before
    real = filled("ingest", "records", path)
    assert dry.exit_code == real.exit_code == 0
    assert [line for line in dry.stdout.splitlines() if "line 2" in line]
    assert "proef:o1" in filled("export", "records").stdout


def test_a_wrong_source_or_a_missing_mapping_is_explained(filled: Command, tmp_path: Path) -> None:
    assert "records, hsds, csv, oslo" in filled("ingest", "xml", tmp_path).output
    assert "--mapping" in filled("ingest", "csv", tmp_path).output


def test_too_many_records_gone_wait_for_a_yes(filled: Command, tmp_path: Path) -> None:
    path = tmp_path / "dwindling.jsonl"
    lines = [f'{{"kind":"organisation","id":"krimp:o{number}","name":"Krimp {number}"}}' for number in range(20)]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert filled("ingest", "records", path).exit_code == 0
    path.write_text("\n".join(lines[:10]), encoding="utf-8")
    held = filled("ingest", "records", path)
    assert (held.exit_code, "--yes" in held.stdout) == (3, True)
    assert "krimp:o19" in filled("export", "records").stdout
    assert filled("ingest", "records", path, "--yes").exit_code == 0
    assert "krimp:o19" not in filled("export", "records").stdout
