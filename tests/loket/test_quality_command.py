"""`loket quality`: the report for whoever keeps the data true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.quality import CHECKS, FACTS
from tests.loket.conftest import Command

ROWS: tuple[dict[str, Any], ...] = (
    {"kind": "organisation", "id": "q:o", "name": "Dienst"},
    {
        "kind": "offer",
        "id": "q:verwijs",
        "organisation": "q:o",
        "name": "Hulp na doorverwijzing",
        "access": "referral",
        "area": {"zones": ["leuven"]},
        "provenance": {"source": "proef", "confirmed_on": "2020-01-01"},
    },
    {
        "kind": "offer",
        "id": "q:geheim",
        "organisation": "q:o",
        "name": "Geheime hulp",
        "access": "referral",
        "visibility": {"*": "hidden"},
    },
    {
        "kind": "offer",
        "id": "demo:q",
        "organisation": "q:o",
        "name": "Voorbeeld (fictief)",
        "access": "referral",
        "demo": True,
        "provenance": {"source": "verzonnen"},
    },
)


@pytest.fixture(scope="module")
def quality(loket: Command, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The command over what ships with the program and a few rows more."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_text("".join(json.dumps({"provenance": {"source": "proef"}} | row) + "\n" for row in ROWS), "utf-8")
    assert loket("init", "--no-demo").exit_code == 0
    assert loket("ingest", "records", path).exit_code == 0
    return lambda *arguments: loket("quality", *arguments)


def test_the_report_is_tables_that_a_person_can_read(quality: Command) -> None:
    shown = quality("--source", "proef").stdout
    for said in (
        "bron: proef; alleen echte gegevens",
        "1 keer aanbod geteld",
        "hoe u er terechtkunt",
        "1 (100%)",
        "langer dan twee jaar geleden nagekeken",
        "referral_by_nobody",
    ):
        assert said in shown, said


def test_a_list_is_ids_one_a_line_without_the_hidden_ones(quality: Command) -> None:
    assert quality("--list", "referral_by_nobody", "--source", "proef").stdout == "q:verwijs\n"
    assert quality("--list", "referral_by_nobody", "--zone", "leuven", "--source", "proef").stdout == "q:verwijs\n"
    assert quality("--list", "referral_by_nobody", "--zone", "dender-zuid", "--source", "proef").stdout == ""


def test_made_up_records_count_only_where_they_are_asked_for(quality: Command) -> None:
    both = quality("--list", "referral_by_nobody", "--demo", "all").stdout.splitlines()
    assert {"demo:q", "q:verwijs"} <= set(both)
    assert "demo:q" not in quality("--list", "referral_by_nobody").stdout.splitlines()
    assert "alleen verzonnen voorbeelden" in quality("--source", "verzonnen").stdout


def test_the_figures_are_written_to_a_file(quality: Command, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    assert quality("--zone", "Leuven", "--source", "proef", "--json", target).exit_code == 0
    told = json.loads(target.read_text("utf-8"))
    assert (told["zone"], told["source"], told["demo"], told["offers"]) == ("leuven", "proef", "real", 1)
    assert [fact["id"] for fact in told["facts"]] == list(FACTS)
    assert {check["id"]: check["count"] for check in told["checks"]}["referral_by_nobody"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--zone", "Atlantis"), "Atlantis"),
        (("--source", "niemand"), "niemand"),
        (("--demo", "soms"), "soms"),
        (("--list", "bestaat_niet"), "bestaat_niet"),
        (("--json", "/nowhere/report.json"), "/nowhere"),
    ],
)
def test_a_choice_that_does_not_exist_is_a_clear_message_and_exit_code_2(
    quality: Command, arguments: tuple[str, str], said: str
) -> None:
    outcome = quality(*arguments)
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert f"{arguments[0]}" in outcome.stderr


def test_what_ships_with_the_program_has_no_contradictions(quality: Command, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    for source in ("loket", "hulplijnen"):
        quality("--source", source, "--json", target)
        counts = {check["id"]: check["count"] for check in json.loads(target.read_text("utf-8"))["checks"]}
        impossible = (
            "free_with_amount",
            "ages_exclude_groups",
            "helpline_unreachable",
            "website_not_https",
            "phone_implausible",
            "area_unknown_names",
            "organisation_gone",
        )
        assert {check: counts[check] for check in impossible} == dict.fromkeys(impossible, 0)
    assert set(counts) == set(CHECKS)
