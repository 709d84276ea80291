"""What ships beside the helplines: generated from the tables, with a source for everything, and nothing made up."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from catalogue import Vocabulary, read_record
from geo import Gazetteer
from scripts.make_content import FILES
from tests.content.reading import CONTENT, Row, all_rows, rows_of

ROOT = Path(__file__).parents[2]
HAND_KEPT = {"actors.jsonl", "helplines.jsonl"}


def offers(name: str) -> list[Row]:
    return [row for row in rows_of(name) if row["kind"] == "offer"]


def test_the_generated_files_are_what_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "scripts.make_content", "--to", str(tmp_path)], check=True, cwd=ROOT)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (CONTENT / name).read_bytes(), name
    assert {file.name for file in CONTENT.iterdir()} == FILES.keys() | HAND_KEPT


def test_every_row_is_a_record_of_known_terms(vocabulary: Vocabulary) -> None:
    for row in all_rows():
        assert [problem.reason for problem in vocabulary.problems(read_record(row))] == [], row["id"]


def test_no_id_stands_twice_and_every_reference_leads_somewhere() -> None:
    rows = all_rows()
    kinds = {row["id"]: row["kind"] for row in rows}
    assert len(kinds) == len(rows)
    for row in rows:
        for field in ("organisation", "partnership", "offer", "location"):
            if field in row:
                assert kinds[row[field]] == field, row["id"]


def test_every_row_says_who_says_so_and_of_when(data: Path) -> None:
    sources = tomllib.loads((data / "reference" / "sources.toml").read_text("utf-8"))
    for row in all_rows():
        assert row["provenance"]["source"] in sources, row["id"]
        assert row["provenance"]["source_date"], row["id"]
        assert {one["source"] for one in row.get("field_provenance", {}).values()} <= sources.keys(), row["id"]


def test_every_source_of_the_content_is_used(data: Path) -> None:
    sources = tomllib.loads((data / "reference" / "sources.toml").read_text("utf-8"))
    used = {row["provenance"]["source"] for row in all_rows()}
    used |= {one["source"] for row in all_rows() for one in row.get("field_provenance", {}).values()}
    assert sources.keys() - used <= {"lblod_ocmw", "oslo", "hsds", "demo"}


def test_nothing_is_made_up() -> None:
    for row in all_rows():
        assert not row.get("demo"), row["id"]
        assert row["id"].startswith("loket:"), row["id"]


def test_only_helplines_and_caws_have_a_telephone_number() -> None:
    callable_ids = {row["id"] for row in all_rows() if row.get("phones")}
    assert {id_.split("-")[0] for id_ in callable_ids} == {"loket:hulplijn", "loket:caw"}


def test_no_row_has_a_street_a_postcode_or_a_point() -> None:
    for row in all_rows():
        assert row.keys().isdisjoint({"point"}), row["id"]
        assert set(row.get("address", {})) <= {"municipality", "nis"}, row["id"]


def test_there_are_11_caws_and_an_area_only_where_a_source_names_a_province() -> None:
    caws = offers("caw.jsonl")
    assert len(caws) == 11
    areas = {caw["id"]: (caw["area"], caw["field_provenance"]["area"]) for caw in caws if "area" in caw}
    assert areas == {
        "loket:caw-limburg-onthaal": (
            {"provinces": ["Limburg"]},
            {"source": "hbvl", "source_date": "2022-01-01"},
        ),
        "loket:caw-oost-vlaanderen-onthaal": (
            {"provinces": ["Oost-Vlaanderen"]},
            {"source": "eerstelijnszone", "source_date": "2020-01-01"},
        ),
    }
    for caw in caws:
        assert "is op deze kaart niet bekend" in caw["description"], caw["id"]
        assert caw["field_provenance"]["phones"] == {"source": "caw_nummer", "source_date": "2022-10-23"}, caw["id"]


def test_every_flemish_municipality_has_its_ocmw(gazetteer: Gazetteer) -> None:
    served = [nis for row in offers("ocmw.jsonl") for nis in row["area"]["municipalities"]]
    flemish = [one.nis for one in gazetteer.municipalities if not one.nis.startswith("21")]
    assert sorted(served) == sorted(flemish)
    assert len(served) == 285


def test_each_of_the_60_zones_has_its_zorgraad(gazetteer: Gazetteer) -> None:
    led = [zone for row in offers("zorgraden.jsonl") for zone in row["area"]["zones"]]
    assert sorted(led) == sorted(zone.id for zone in gazetteer.zones)
    assert len(led) == 60


def test_a_zorgraad_does_not_coordinate_the_care_of_a_person() -> None:
    assert [row["id"] for row in offers("zorgraden.jsonl") if row.get("functions")] == []


def test_the_zorgraad_of_brussels_says_that_the_gbo_is_not_valid_there() -> None:
    told = [row["id"] for row in offers("zorgraden.jsonl") if "convenant" in row["description"]]
    assert told == ["loket:zorgraad-bruzel-samenwerking"]


@pytest.mark.parametrize("name", ["vertrouwenscentra.jsonl", "expertisecentra_kraamzorg.jsonl"])
def test_there_is_one_centre_in_each_province_and_one_in_brussels(name: str) -> None:
    areas = Counter(json.dumps(row["area"], sort_keys=True) for row in offers(name))
    provinces = {"Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"}
    assert areas.keys() == {json.dumps({"provinces": [one]}) for one in provinces} | {json.dumps({"zones": ["bruzel"]})}
    assert set(areas.values()) == {1}


def test_only_one_expertisecentrum_has_a_name_of_its_own() -> None:
    names = [row["name"] for row in rows_of("expertisecentra_kraamzorg.jsonl") if row["kind"] == "organisation"]
    assert [name for name in names if not name.startswith("Expertisecentrum Kraamzorg")] == ["De Kraamvogel"]


def test_the_nine_veilige_huizen_are_partnerships_in_nine_towns(gazetteer: Gazetteer) -> None:
    rows = rows_of("veilige_huizen.jsonl")
    towns = {row["address"]["municipality"]: row["address"]["nis"] for row in rows if row["kind"] == "location"}
    assert towns == {one.name: one.nis for one in gazetteer.municipalities if one.name in towns}
    partnerships = [row for row in rows if row["kind"] == "partnership"]
    assert {row["name"] for row in partnerships} == {f"Veilig Huis {town}" for town in towns}
    assert len(partnerships) == 9
    assert {row["type"] for row in partnerships} == {"family_justice_center"}
