"""The real files of the samples, taken in by the commands and found again by people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.loket.conftest import Command


@pytest.fixture(scope="module")
def with_samples(filled: Command, shared: Path) -> Command:
    """The shipped content, the three files of the local governments and the American directory."""
    samples = shared / "samples"
    for arguments in (
        ("csv", samples / "lblod" / "ocmw_en_welzijnsverenigingen.csv", "--mapping", "lblod_ocmw"),
        ("oslo", samples / "lblod" / "welzijnsverenigingen_2024.ttl.gz", "--source", "oslo_welzijnsverenigingen"),
        ("oslo", samples / "lblod" / "bestuurseenheden_wegwijs_2022.ttl.gz", "--source", "oslo_wegwijs"),
        ("hsds", samples / "hsds_miami_2019", "--source", "miami"),
    ):
        run = filled("ingest", *arguments)
        assert run.exit_code == 0, run.output
    assert filled("sync").exit_code == 0
    return filled


def found(loket: Command, *arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(loket("search", *arguments, "--json").stdout)
    return answer


def test_ocmw_near_9300_is_first_the_ocmw_of_aalst_once_with_its_distance(with_samples: Command) -> None:
    answer = found(with_samples, "OCMW", "--place", "9300")
    first = answer["results"][0]
    assert first["name"] == "Onthaal OCMW Aalst"
    assert first["serves_here"] is True
    assert first["distance_km"] < 5
    assert [hit["name"] for hit in answer["results"]].count("Onthaal OCMW Aalst") == 1


def test_a_welzijnsvereniging_is_found_by_that_word(with_samples: Command) -> None:
    answer = found(with_samples, "welzijnsvereniging")
    assert answer["total"] >= 58
    assert all(hit["why"] for hit in answer["results"])


def test_the_page_of_an_ocmw_says_that_the_address_is_a_seat_and_who_gave_it(
    with_samples: Command, client: TestClient
) -> None:
    page = client.get("/aanbod/loket:ocmw-41002-onthaal").text
    assert "Dit is de zetel: het officiële adres." in page
    assert "adres volgens: Lokale besturen als Linked Open Data" in page


@pytest.mark.parametrize("word", ["food", "housing"])
def test_the_american_directory_answers_in_its_own_words(with_samples: Command, word: str) -> None:
    answer = found(with_samples, word)
    assert answer["total"] > 20
    texts = " ".join(hit["name"] + " " + (hit["summary"] or "") for hit in answer["results"]).lower()
    assert word in texts


def test_a_second_run_of_every_file_leaves_the_same_state(with_samples: Command, shared: Path) -> None:
    before = with_samples("export", "records").stdout
    csv = shared / "samples" / "lblod" / "ocmw_en_welzijnsverenigingen.csv"
    again = with_samples("ingest", "csv", csv, "--mapping", "lblod_ocmw")
    assert again.exit_code == 0
    assert with_samples("export", "records").stdout == before


def test_each_ocmw_is_one_organisation_whatever_number_of_files_speak_of_it(with_samples: Command) -> None:
    exported = map(json.loads, with_samples("export", "records").stdout.splitlines())
    names = [record["name"] for record in exported if record["kind"] == "organisation" and record.get("type") == "ocmw"]
    assert len(names) == len(set(names)) == 285
