"""What the shipped tables say, and that they are what the script makes of the sources."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from geo import BadTableError, Gazetteer

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
TABLES = (
    *("zones.csv", "zone_former_names.csv", "zone_membership.csv"),
    *("municipalities.csv", "postcodes.csv", "places.csv"),
)
BY_HAND = ("place_aliases.csv", "elsewhere.csv", "place_common_words.csv")


def rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_are_what_the_script_makes_of_the_sources(shared: Path, tmp_path: Path) -> None:
    script = [sys.executable, "-m", "scripts.make_reference"]
    subprocess.run([*script, "--sources", shared / "geo", "--to", tmp_path], check=True, cwd=ROOT)
    for table in TABLES:
        assert (tmp_path / table).read_bytes() == (REFERENCE / table).read_bytes(), table


def test_there_are_60_zones_of_which_59_in_flanders(gazetteer: Gazetteer) -> None:
    per_province = Counter(zone.province for zone in gazetteer.zones)
    assert per_province == {
        "Antwerpen": 16,
        "Limburg": 8,
        "Oost-Vlaanderen": 12,
        "Vlaams-Brabant": 11,
        "West-Vlaanderen": 12,
        "Brussels Hoofdstedelijk Gewest": 1,
    }
    assert len({zone.id for zone in gazetteer.zones}) == 60


def test_the_id_of_a_zone_is_plain_enough_for_an_address(gazetteer: Gazetteer) -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", zone.id) for zone in gazetteer.zones)
    assert {"regio-aalst", "antwerpen-centrum", "bruzel", "westkust-polder"} <= {zone.id for zone in gazetteer.zones}


def test_there_are_304_municipalities_of_which_19_in_brussels(gazetteer: Gazetteer) -> None:
    assert len({municipality.nis for municipality in gazetteer.municipalities}) == 304
    in_brussels = [municipality for municipality in gazetteer.municipalities if municipality.nis.startswith("210")]
    assert len(in_brussels) == 19
    assert {zone.id for municipality in in_brussels for zone in municipality.zones} == {"bruzel"}


def test_there_are_543_postcodes_each_in_one_zone_of_its_municipalities(gazetteer: Gazetteer) -> None:
    assert len({postcode.code for postcode in gazetteer.postcodes}) == 543
    for postcode in gazetteer.postcodes:
        assert postcode.municipalities, postcode.code
        assert all(postcode.zone in municipality.zones for municipality in postcode.municipalities), postcode.code


def test_every_zone_has_municipalities_and_postcodes(gazetteer: Gazetteer) -> None:
    assert {z for m in gazetteer.municipalities for z in m.zones} == set(gazetteer.zones)
    assert {postcode.zone for postcode in gazetteer.postcodes} == set(gazetteer.zones)


def test_only_antwerpen_lies_in_more_than_one_zone(gazetteer: Gazetteer) -> None:
    divided = [m for m in gazetteer.municipalities if len(m.zones) != 1]
    assert [m.name for m in divided] == ["Antwerpen"]
    zones = {zone.id for zone in divided[0].zones}
    assert zones == {"antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen"}


def test_six_zones_cross_a_border_of_reference_regions_and_bruzel_has_none(gazetteer: Gazetteer) -> None:
    crossing = {zone.name for zone in gazetteer.zones if len(zone.reference_regions) > 1}
    assert crossing == {
        "Druivenstreek",
        "Houtland en Polder",
        "Regio Waregem",
        "RITS",
        "Scheldekracht",
        "Vlaamse Ardennen",
    }
    assert [zone.name for zone in gazetteer.zones if not zone.reference_regions] == ["BruZEL"]


@pytest.mark.parametrize(
    ("nis", "grade"), [("41002", "A"), ("11035", "C"), ("35029", "C"), ("35011", "C"), ("21004", "D")]
)
def test_a_municipality_says_how_certain_its_zone_is(gazetteer: Gazetteer, nis: str, grade: str) -> None:
    municipality = gazetteer.municipality(nis)
    assert municipality is not None
    assert municipality.evidence == (grade,)


def test_every_municipality_has_a_postcode_and_a_point_in_its_own_zone(gazetteer: Gazetteer) -> None:
    for municipality in gazetteer.municipalities:
        assert municipality.postcodes, municipality.name
        assert gazetteer.zone_at(municipality.point) in municipality.zones, municipality.name


def test_every_other_name_lies_in_zones_and_postcodes_of_its_municipality(gazetteer: Gazetteer) -> None:
    for row in rows("places.csv"):
        municipality = gazetteer.municipality(row["nis"])
        assert municipality is not None
        postcodes = [code for code in row["postcodes"].split(";") if code]
        assert set(postcodes) <= set(municipality.postcodes), row
        zones = set(row["zones"].split(";"))
        assert zones <= {zone.id for zone in municipality.zones}, row
        for code in postcodes:
            postcode = gazetteer.postcode(code)
            assert postcode is not None
            assert postcode.zone.id in zones, row


def test_every_old_code_of_2018_and_2024_leads_to_one_municipality(gazetteer: Gazetteer) -> None:
    old = [code for m in gazetteer.municipalities for code in m.former_nis]
    assert len(old) == len(set(old)) == 42
    assert not set(old) & {m.nis for m in gazetteer.municipalities}
    assert {code for row in rows("places.csv") for code in row["former_nis"].split(";") if code} <= set(old)


@pytest.mark.parametrize(
    ("table", "broken", "reason"),
    [
        ("zones.csv", "kust,Kust\n", "zones.csv, line 62: a column too few or too many"),
        ("municipalities.csv", "99999,X,,Y,nergens,,51,4,,,\n", "municipalities.csv, line 306: 'nergens' is not known"),
        ("postcodes.csv", "9999,41002,regio-aalst,91,4,x\n", "postcodes.csv, line 545: not a latitude"),
        ("places.csv", "X,,dorp,41002,,regio-aalst,51,4,point,,,\n", "places.csv, line [0-9]+: 'dorp' is none of"),
    ],
)
def test_a_broken_row_is_named_with_its_file_its_line_and_the_reason(
    tmp_path: Path, table: str, broken: str, reason: str
) -> None:
    for name in (*TABLES, *BY_HAND):
        (tmp_path / name).write_bytes((REFERENCE / name).read_bytes())
    with (tmp_path / table).open("a", encoding="utf-8") as file:
        file.write(broken)
    with pytest.raises(BadTableError, match=reason):
        Gazetteer.load(tmp_path)


def test_a_missing_table_is_an_error_and_not_an_empty_map(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer.load(tmp_path)
