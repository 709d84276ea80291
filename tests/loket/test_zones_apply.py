"""An operator changes the division from a day on, and takes it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from loket.app import create_app
from loket.settings import Settings
from tests.loket.conftest import Command

HEADER = "municipality,postcode,zone,source\n"


RECORDS = (
    {"kind": "organisation", "id": "x:o", "name": "Voorbeelddienst"},
    {
        "kind": "location",
        "id": "x:p",
        "organisation": "x:o",
        "type": "physical",
        "address": {"postcode": "9400", "municipality": "Ninove", "nis": "41048"},
    },
    {"kind": "offer", "id": "x:a", "organisation": "x:o", "name": "Voorbeeldhulp"},
    {"kind": "offer_at_location", "id": "x:ap", "offer": "x:a", "location": "x:p"},
)


@pytest.fixture(scope="module")
def settled(filled: Command, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The same with an offer in Ninove."""
    path = tmp_path_factory.mktemp("records") / "ninove.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in RECORDS))
    assert filled("ingest", "records", path).exit_code == 0
    assert filled("sync").exit_code == 0
    return filled


@pytest.fixture
def changes(tmp_path: Path) -> Path:
    path = tmp_path / "wijziging.csv"
    path.write_text(HEADER + "Ninove,,Regio Aalst,proef\n")
    return path


def zone_of_ninove(home: Path) -> str:
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        (place,) = client.get("/api/v1/places", params={"q": "Ninove"}).json()["places"]
        zones = client.get("/api/v1/zones").json()["zones"]
        (zone,) = [one["id"] for one in zones if "41048" in {m["nis"] for m in one["municipalities"]}]
        assert [zone] == [one["id"] for one in place["zones"]]
        return str(zone)


def is_in(home: Path, zone: str) -> bool:
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        found = client.get("/api/v1/search", params={"zone": zone, "q": "voorbeeldhulp", "exact": "true"}).json()[
            "results"
        ]
    return "x:a" in {hit["id"] for hit in found}


def test_a_dry_run_shows_what_moves_and_changes_nothing(settled: Command, home: Path, changes: Path) -> None:
    tried = settled("zones", "apply", changes, "--from", "2026-01-01", "--dry-run")
    assert tried.exit_code == 0
    assert "Regio Aalst (regio-aalst): Aalst, Denderleeuw, Erpe-Mere, Haaltert, Lede, Ninove" in tried.stdout
    assert "2 zones change on 2026-01-01." in tried.stdout
    assert "location: 1 move\n  x:p: dender-zuid -> regio-aalst\n" in tried.stdout
    assert "loket:zorgraad-dender-zuid-samenwerking: no longer serves 9400" in tried.stdout
    assert "Nothing was changed" in tried.stderr
    assert not (home / "reference").exists()


def test_a_faulty_file_is_told_row_by_row_and_changes_nothing(settled: Command, home: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.csv"
    wrong.write_text(HEADER + "Atlantis,,Regio Aalst,\nNinove,,nergens,\n")
    refused = settled("zones", "apply", wrong, "--from", "2026-01-01")
    assert refused.exit_code == 3
    assert f"{wrong}, line 2, municipality: 'Atlantis' is not" in refused.stdout
    assert f"{wrong}, line 3, zone: 'nergens' is not" in refused.stdout
    assert "Nothing was changed: 2 faults." in refused.stderr
    assert not (home / "reference").exists()


def test_an_applied_change_is_in_the_answers_and_can_be_taken_back(settled: Command, home: Path, changes: Path) -> None:
    assert is_in(home, "dender-zuid")
    applied = settled("zones", "apply", changes, "--from", "2026-01-01")
    assert applied.exit_code == 0, applied.output
    assert (home / "reference" / "zone_changes" / "2026-01-01.csv").read_bytes() == changes.read_bytes()
    assert zone_of_ninove(home) == "regio-aalst"
    assert is_in(home, "regio-aalst")
    assert not is_in(home, "dender-zuid")
    again = settled("zones", "apply", changes, "--from", "2026-01-01")
    assert again.exit_code == 3
    assert "the division already changed on 2026-01-01" in again.stdout
    assert settled("zones", "undo").exit_code == 0
    assert zone_of_ninove(home) == "dender-zuid"
    assert is_in(home, "dender-zuid")
    assert settled("zones", "undo").exit_code == 1


def test_a_change_of_a_later_day_waits_for_that_day(settled: Command, home: Path, changes: Path) -> None:
    applied = settled("zones", "apply", changes, "--from", "2999-01-01")
    assert applied.exit_code == 0
    assert "It holds from 2999-01-01" in applied.stderr
    assert zone_of_ninove(home) == "dender-zuid"
    settled("zones", "undo")


def test_a_list_of_regionale_zorgzones_is_loaded_whole_or_not_at_all(
    settled: Command, home: Path, tmp_path: Path
) -> None:
    listed, wrong = tmp_path / "lijst.csv", tmp_path / "fout.csv"
    listed.write_text("zone;regionale_zorgzone\nelz36;Aalst\n")
    wrong.write_text("zone;regionale_zorgzone\nelz99;Aalst\n")
    assert settled("zones", "care-regions", wrong).exit_code == 3
    assert not (home / "reference" / "care_regions.csv").exists()
    loaded = settled("zones", "care-regions", listed)
    assert loaded.exit_code == 0
    assert "1 regionale zorgzones of 1 zones" in loaded.stderr
    assert "Not on the list: AMALO" in loaded.stderr
    with TestClient(create_app(Settings(data_dir=home)), client=("127.0.0.1", 50000)) as client:
        assert client.get("/api/v1/zones/regio-aalst").json()["care_region"] == "Aalst"
        assert client.get("/api/v1/zones/gent").json()["care_region"] is None
