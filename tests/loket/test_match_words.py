"""What `loket match` says beside who does what: who is who, what is made up, the casemanager, the young child."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loket.conftest import Command

MADE_UP = " VOORBEELD, niet echt "
HELP = {"kind": "offer", "functions": ["rouwzorg"], "access": "direct", "intake_stop": "no"}


def _place(name: str, organisation: str, postcode: str, nis: str) -> dict[str, Any]:
    address = {"street": "Proefstraat", "postcode": postcode, "nis": nis}
    return {"kind": "location", "id": f"proef:{name}", "organisation": f"proef:{organisation}", "address": address}


def _recognised(name: str, organisation: str, zone: str, **about: Any) -> dict[str, Any]:
    return {
        "kind": "recognition",
        "id": f"proef:{name}",
        "organisation": f"proef:{organisation}",
        "recognised_for": "casemanagement",
        "authority": "Overheid",
        "zones": [zone],
        "valid_from": "2026-01-01",
        **about,
    }


def _waiting(name: str, place: str, weeks: int) -> Iterator[dict[str, Any]]:
    """Help in Aalst, from a place near or far, with a waiting time."""
    waiting = {"value": weeks, "unit": "weeks", "measured_on": "2026-11-01"}
    about = {"functions": ["palliatieve_zorg"], "area": {"municipalities": ["41002"]}, "waiting": waiting}
    yield HELP | about | {"id": f"proef:{name}", "organisation": "proef:steun", "name": name}
    yield {
        "kind": "offer_at_location",
        "id": f"proef:{name}-{place}",
        "offer": f"proef:{name}",
        "location": f"proef:{place}",
    }


ROWS: list[dict[str, Any]] = [
    {"kind": "organisation", "id": "proef:steun", "name": "Steunpunt"},
    _place("aalst", "steun", "9300", "41002"),
    _place("ninove", "steun", "9400", "41048"),
    HELP | {"id": "proef:rouw", "organisation": "proef:steun", "name": "Rouwen"},
    {"kind": "offer_at_location", "id": "proef:rouw-aalst", "offer": "proef:rouw", "location": "proef:aalst"},
    {"kind": "offer_at_location", "id": "proef:rouw-ninove", "offer": "proef:rouw", "location": "proef:ninove"},
    *_waiting("traag", "aalst", weeks=30),
    *_waiting("vlug", "ninove", weeks=0),
    {"kind": "organisation", "id": "proef:verzonnen", "name": "Verzinsel", "demo": True},
    HELP
    | {"id": "proef:schijn", "organisation": "proef:verzonnen", "name": "Schijn", "functions": ["beschut_wonen"]}
    | {"area": {"municipalities": ["41002"]}, "demo": True},
    {"kind": "organisation", "id": "proef:buren", "name": "Burenbureau"},
    _recognised("erkend-buren", "buren", "dender", room="yes", how_to_ask="Bel of schrijf.", languages=["nl"]),
    {"kind": "organisation", "id": "proef:hier", "name": "Streekbureau"},
    _place("truiden", "hier", "3800", "71053"),
    _recognised("erkend-hier", "hier", "haspengouw", demo=True),
]


@pytest.fixture(scope="module")
def mapped(filled: Command, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The shipped content with a few organisations more."""
    path = tmp_path_factory.mktemp("more") / "proef.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    assert filled("ingest", "records", path).exit_code == 0
    assert filled("sync").exit_code == 0
    return filled


@pytest.fixture
def said(mapped: Command, tmp_path: Path) -> Any:
    """What the command says to a profile of someone in Aalst."""

    def ask(**told: Any) -> str:
        path = tmp_path / "profiel.json"
        needs = [{"function": "rouwzorg"}]
        path.write_text(json.dumps({"place": "9300 Aalst", "age": 34, "today": "2026-11-23", "needs": needs} | told))
        run = mapped("match", path)
        assert run.exit_code == 0, run.output
        return run.stdout

    return ask


def test_an_organisation_that_occurs_twice_stands_there_with_its_municipality(said: Any) -> None:
    shown = said()
    assert " - Steunpunt (Aalst): Hulp bij rouw" in shown
    assert " - Steunpunt (Ninove): Hulp bij rouw" in shown
    assert "Verzinsel (" not in said(needs=[{"function": "beschut_wonen"}])


def test_who_has_no_task_stays_involved_and_who_may_coordinate_is_not_said_to_do_so(said: Any) -> None:
    shown = said(existing_team=[{"name": "huisarts"}])
    assert " - huisarts: blijft betrokken\n" in shown
    assert " - de persoon: kan coördineren\n" in shown
    assert "de persoon" not in said(person_coordinates="no").split("Zorgcoördinator")[0]


def test_what_is_made_up_is_marked_wherever_it_is_named(said: Any) -> None:
    shown = said(needs=[{"function": "beschut_wonen"}], previous_team=["proef:steun@proef:aalst"], axes=True)
    assert [line for line in shown.splitlines() if "Verzinsel" in line and MADE_UP not in line] == []
    assert f" + Verzinsel {MADE_UP}" in shown
    assert f" 2. Verzinsel {MADE_UP}" in shown
    left = said(previous_team=["proef:verzonnen"])
    assert f" - Verzinsel {MADE_UP}: " in left


def test_a_weight_is_told_by_name_only(said: Any) -> None:
    shown = said(needs=[{"function": "palliatieve_zorg"}])
    assert "Team 1 blijft het eerste van deze teams zolang" in shown
    assert re.search(r"\n   wachttijd: \d+ (tot \d+|of meer) punten \(nu \d+\)\n", shown)
    assert "waiting" not in shown


def test_the_casemanager_is_told_with_the_reasons_what_to_ask_and_how_to_ask(said: Any) -> None:
    shown = said(place="3800", situation={"no_care": "yes", "no_team": "yes"}).split("Casemanager: ")[1]
    assert shown.startswith(
        "Startkabel\n      Er is nog geen team rond de persoon.\n      De persoon krijgt niet de zorg"
    )
    assert "nog na te vragen: " in shown
    assert f"Wie u kunt vragen\n   - Streekbureau {MADE_UP} (afstand: " in shown
    assert "plaats voor nieuwe vragen: niet bekend; talen: niet bekend" in shown
    assert "hoe vragen: niet bekend" in shown
    assert "antwoord ten laatste op 2 december 2026." in shown
    assert "hiernaast" not in shown


def test_casemanagers_of_neighbouring_zones_stand_apart_under_why_there_is_nobody_here(said: Any) -> None:
    shown = said(situation={"no_care": "yes", "no_team": "yes"}).split("Casemanager: ")[1]
    gap = "Er is in deze kaart geen organisatie bekend die erkend is voor casemanagement in Regio Aalst."
    heading = "In de zones hiernaast"
    assert shown.index(gap) < shown.index(heading) < shown.index("Burenbureau")
    assert "afstand: niet bekend; plaats voor nieuwe vragen: ja; talen: Nederlands" in shown
    assert "hoe vragen: Bel of schrijf." in shown
    assert "Wie u kunt vragen" not in shown


def test_without_a_perinatal_part_nothing_is_said_of_it(said: Any) -> None:
    assert "Zwangerschap" not in said()


def test_the_perinatal_part_says_the_scenario_the_period_what_applies_and_by_whom(said: Any) -> None:
    known = dict.fromkeys(
        ("financial", "housing", "social_support", "substance_use", "communication", "violence", "residence"), "no"
    )
    indicators = {**known, "mental_health": "no"}
    certain = said(perinatal={"weeks": 20, "indicators": indicators}).split("Zwangerschap of jong kind: ")[1]
    assert certain.startswith("hier is het scenario 0. Periode: zwangerschap. Het programma loopt tot en met ")
    assert " - Screening van psychosociale kwetsbaarheden: past hier\n" in certain
    assert "      door: Huisarts, Vroedvrouw, " in certain
    assert " - Zorg- en welzijnscoördinatie: past nu niet\n" in certain
    assert (
        said(perinatal={"weeks": 20}).split("Zwangerschap of jong kind: ")[1].startswith("hier is het nog niet bekend")
    )


def test_the_perinatal_part_says_once_who_each_actor_can_be_nearby_or_why_nobody_is_told(said: Any) -> None:
    shown = said(perinatal={"weeks": 20}).split("Wie dat is in de buurt\n")[1].splitlines()
    assert any(line.startswith("   OCMW:") for line in shown)
    assert any(line.startswith("    - ") and "OCMW Aalst" in line for line in shown)
    actors = [line.strip().split(":")[0] for line in shown if line.startswith("   ") and not line.startswith("    ")]
    assert len(actors) == len(set(actors))
    assert not [line for line in shown if "; vraag dit na" in line]
