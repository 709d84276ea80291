"""A file changes the division from a day on; what was stays known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo import BadChangesError, BadTableError, Gazetteer

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
DAY, DAY_BEFORE = date(2027, 1, 1), date(2026, 12, 31)

HEADER = "municipality,postcode,zone,zone_name,new_nis,new_name,reference_region,source\n"
MERGER = "Zottegem,,,,41091,Zottegem-Herzele,,proef\nHerzele,,,,41091,Zottegem-Herzele,,proef\n"


def changed(rows: str, header: str = HEADER, day: date = DAY) -> Gazetteer:
    return Gazetteer.trying(REFERENCE, None, day, (header + rows).encode())


def faults(rows: str, header: str = HEADER, day: date = DAY) -> list[str]:
    with pytest.raises(BadChangesError) as wrong:
        changed(rows, header, day)
    return [str(fault) for fault in wrong.value.faults]


def ids(gazetteer: Gazetteer, nis: str, postcode: str | None = None, on: date | None = None) -> list[str]:
    return [zone.id for zone in gazetteer.zones_of(nis, postcode, on)]


def test_a_municipality_goes_to_another_zone_and_the_day_before_it_was_still_there() -> None:
    gazetteer = changed("Ninove,,Regio Aalst,,,,,besluit\n")
    assert ids(gazetteer, "41048", on=DAY_BEFORE) == ["dender-zuid"]
    assert ids(gazetteer, "41048", on=DAY) == ids(gazetteer, "41048") == ["regio-aalst"]
    assert gazetteer.resolve("Meerbeke")[0].zones[0].id == "regio-aalst"
    assert gazetteer.resolve("9400")[0].zones[0].id == "regio-aalst"
    aalst = gazetteer.zone("regio-aalst")
    assert aalst is not None
    assert (aalst.valid_from, aalst.valid_to) == (DAY, None)
    assert next(zone for zone in gazetteer.zones_on(DAY_BEFORE) if zone.id == "regio-aalst").valid_to == DAY_BEFORE


def test_a_part_of_a_municipality_may_go_alone_and_then_it_lies_in_two_zones() -> None:
    gazetteer = changed("11002,2600,antwerpen-zuid,,,,,\nAalst,9320,dender-zuid,,,,,\n")
    assert ids(gazetteer, "11002", "2600") == ["antwerpen-zuid"]
    assert ids(gazetteer, "11002", "2018") == ["antwerpen-centrum"]
    assert ids(gazetteer, "41002") == ["dender-zuid", "regio-aalst"]
    assert [zone.id for zone in gazetteer.resolve("Erembodegem")[0].zones] == ["dender-zuid"]
    assert [zone.id for zone in gazetteer.resolve("Moorsel")[0].zones] == ["regio-aalst"]
    assert [zone.id for zone in gazetteer.resolve("Berchem")[0].zones] == ["antwerpen-zuid"]


def test_municipalities_merge_and_are_found_under_their_old_names_and_codes() -> None:
    gazetteer = changed(MERGER)
    merged = gazetteer.municipality("41081")
    assert merged is not None
    assert (merged.nis, merged.name, merged.province) == ("41091", "Zottegem-Herzele", "Oost-Vlaanderen")
    assert set(merged.former_nis) == {"41081", "41027"}
    assert {"9620", "9550"} <= set(merged.postcodes)
    old = gazetteer.resolve("Zottegem")[0]
    assert (old.type, old.municipality, old.postcode) == ("former_municipality", "Zottegem-Herzele", "9620")
    assert gazetteer.resolve("Zottegem-Herzele")[0].type == "municipality"
    assert gazetteer.resolve("Velzeke-Ruddershove")[0].municipality_nis == "41091"
    assert ids(gazetteer, "41091", on=DAY_BEFORE) == ids(gazetteer, "41081") == ids(gazetteer, "41091")
    assert {one.municipality for one in gazetteer.division(DAY_BEFORE).members} >= {"Zottegem", "Herzele"}
    assert len(gazetteer.municipalities) == 303


def test_a_merger_of_two_zones_leaves_each_part_where_it_was() -> None:
    gazetteer = changed("Ninove,,,,41091,Aalst-Ninove,Denderregio,\nAalst,,,,41091,Aalst-Ninove,Denderregio,\n")
    assert ids(gazetteer, "41091") == ["dender-zuid", "regio-aalst"]
    assert ids(gazetteer, "41048") == ["dender-zuid"]
    assert [zone.id for zone in gazetteer.resolve("Erembodegem")[0].zones] == ["regio-aalst"]


def test_a_municipality_may_be_taken_up_by_another() -> None:
    gazetteer = changed("Herstappe,,zolim,,73111,Tongeren-Borgloon,,\n")
    assert gazetteer.resolve("Herstappe")[0].municipality == "Tongeren-Borgloon"
    assert ids(gazetteer, "73028") == ["zolim"]
    assert gazetteer.municipality("73083") == gazetteer.municipality("73028")


def test_a_zone_gets_another_name_and_keeps_its_id() -> None:
    gazetteer = changed(",,elz36,Denderstreek Noord,,,,\n")
    assert [zone.name for zone in gazetteer.zones if zone.id == "regio-aalst"] == ["Denderstreek Noord"]
    for name in ("Regio Aalst", "Denderstreek Noord"):
        zone = gazetteer.zone(name)
        assert zone is not None
        assert zone.id == "regio-aalst"
    assert {zone.name for zone in gazetteer.zones_on(DAY_BEFORE)} >= {"Regio Aalst"}


def test_a_zone_that_nothing_lies_in_any_more_is_a_zone_of_the_past() -> None:
    gazetteer = changed("Gent,,scheldekracht,,,,,\n")
    assert gazetteer.zone("gent") is None
    assert "gent" in {zone.id for zone in gazetteer.zones_on(DAY_BEFORE)}


def test_what_comes_later_is_not_in_force_yet_and_what_was_applied_stays_known(tmp_path: Path) -> None:
    folder = tmp_path / "zone_changes"
    folder.mkdir()
    (folder / "2027-01-01.csv").write_text(HEADER + "Ninove,,regio-aalst,,,,,\n")
    (folder / "2028-01-01.csv").write_text(HEADER + MERGER + "Ninove,,dender-zuid,,,,,\n")
    today = Gazetteer.load(REFERENCE, overlay=tmp_path, today=date(2026, 11, 22))
    assert ids(today, "41048") == ["dender-zuid"]
    assert ids(today, "41048", on=DAY) == ["regio-aalst"]
    assert today.resolve("Zottegem")[0].type == "municipality"
    later = Gazetteer.load(REFERENCE, overlay=tmp_path, today=date(2028, 1, 1))
    assert ids(later, "41048") == ["dender-zuid"]
    assert ids(later, "41048", on=date(2027, 6, 1)) == ["regio-aalst"]
    assert later.resolve("Zottegem")[0].type == "former_municipality"
    assert later.divisions.changed_on == (date(2025, 1, 1), DAY, date(2028, 1, 1))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("Atlantis,,regio-aalst,,,,,\n", "line 2, municipality: 'Atlantis' is not the name or NIS code of a municip"),
        ("Borsbeek,,zora,,,,,\n", "line 2, municipality: 'Borsbeek' is not a municipality now: it lies in Antwerpen"),
        ("Meldert,,zora,,,,,\n", "line 2, municipality: 'Meldert' is the name of 3 places, in Hoegaarden"),
        ("71022,,zora,,,,,\n", "line 2, municipality: 71022 is an old code; the municipality is now Hasselt (71072)"),
        ("Aalst,,atlantis,,,,,\n", "line 2, zone: 'atlantis' is not the id, code or name of a zone"),
        ("Aalst,9400,zora,,,,,\n", "line 2, postcode: 9400 is no postcode of Aalst (9300, 9308, 9310, 9320)"),
        ("Aalst,,,,,,,\n", "line 2, zone: neither a zone nor a new municipality: nothing changes"),
        ("Aalst,,regio-aalst,,,,,\n", "line 2, zone: it lies there already: nothing changes"),
        ("Gent,,zora,,,,,\nGent,,zolim,,,,,\n", "line 3, municipality: the same as on line 2"),
        ("Aalst,,,,4109,Groot,,\n", "line 2, new_nis: '4109' is not a NIS code of five digits"),
        ("Aalst,,,,,Groot,,\n", "line 2, new_nis: a new name without its NIS code"),
        ("Aalst,,,,41091,,,\n", "line 2, new_name: a NIS code without the name of the municipality"),
        ("Aalst,,,,44021,Aalst,,\n", "line 2, new_name: 44021 is Gent, not Aalst"),
        ("Aalst,,,,71022,Aalst,,\n", "line 2, new_nis: 71022 is an old code, of what is Hasselt now"),
        ("Aalst,,,,51091,Aalst,,\n", "line 2, new_nis: no arrondissement of Flanders or Brussels has codes that"),
        ("Aalst,9320,,,41091,Nieuw,,\n", "line 2, new_nis: a part of a municipality can only go to a municipality"),
        ("Etterbeek,,zennevallei,,,,,\n", "line 2, zone: 1040 would lie in two zones: bruzel;zennevallei"),
        (",,,Nieuw,,,,\n", "line 2, municipality: empty"),
        (
            "Aalst,,,,41091,A,,\nBrugge,,,,41091,A,,\n",
            "line 2, reference_region: those that merge lie in different reference regions",
        ),
        ("Aalst,,,,41091,A,,\nNinove,,,,41091,B,,\n", "line 3, new_name: 'B' where line 2 has 'A' for 41091"),
        ("Aalst,,zora\n", "line 2: 3 cells where the header has 8"),
        ("", "line 1: there are no rows under the header"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_field(rows: str, wrong: str) -> None:
    assert any(fault.startswith(wrong) for fault in faults(rows)), faults(rows)


def test_all_faults_are_told_at_once() -> None:
    assert len(faults("Atlantis,,zora,,,,,\nAalst,,nergens,,,,,\nNinove,1,zora,,,,,\n")) == 3


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        ("municipality,zone\n", "line 1, postcode: this column is missing"),
        ("municipality,postcode,zone,kleur\n", "line 1, kleur: not one of municipality, postcode"),
        ("municipality,postcode,zone,zone\n", "line 1, zone: this column is there twice"),
        ("\n", "line 1, municipality: this column is missing"),
    ],
)
def test_a_header_that_is_wrong_is_told(header: str, wrong: str) -> None:
    assert any(fault.startswith(wrong) for fault in faults("Aalst,,zora\n", header)), faults("Aalst,,zora\n", header)


def test_semicolons_and_a_byte_order_mark_are_fine() -> None:
    content = "\ufeffmunicipality;postcode;zone\nNinove;;regio-aalst\n".encode()
    gazetteer = Gazetteer.trying(REFERENCE, None, DAY, content)
    assert ids(gazetteer, "41048") == ["regio-aalst"]


def test_lines_in_another_encoding_are_named() -> None:
    content = HEADER.encode() + "Ninove,,regio-aalst,,,,,één\n".encode() + "Aalst,,zora,,,,,één\n".encode("latin-1")
    with pytest.raises(BadChangesError, match=r"line 3: not in UTF-8, near .*save the whole file in UTF-8"):
        Gazetteer.trying(REFERENCE, None, DAY, content)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2024, 6, 1)])
def test_a_change_comes_after_the_last_one(day: date) -> None:
    assert faults("Ninove,,regio-aalst,,,,,\n", day=day) == [
        f"line 1: from {day}: the division already changed on 2025-01-01; only later days can follow"
    ]


@pytest.mark.parametrize(
    ("file", "content", "wrong"),
    [
        ("2027-01-01.csv", "rommel\n", "zone_changes/2027-01-01.csv, line 1, municipality: this column is missing"),
        ("morgen.csv", HEADER, "zone_changes/morgen.csv: the name is no day"),
    ],
)
def test_a_file_that_was_broken_later_is_named(tmp_path: Path, file: str, content: str, wrong: str) -> None:
    (tmp_path / "zone_changes").mkdir()
    (tmp_path / "zone_changes" / file).write_text(content)
    with pytest.raises(BadTableError, match=wrong):
        Gazetteer.load(REFERENCE, overlay=tmp_path)


def test_a_regionale_zorgzone_is_not_known_until_a_list_is_loaded(gazetteer: Gazetteer, tmp_path: Path) -> None:
    assert {zone.care_region for zone in gazetteer.zones} == {None}
    (tmp_path / "care_regions.csv").write_text("zone,regionale_zorgzone\nelz36,Aalst\nDender Zuid,Aalst\n")
    listed = Gazetteer.load(REFERENCE, overlay=tmp_path)
    assert {zone.id for zone in listed.zones if zone.care_region == "Aalst"} == {"regio-aalst", "dender-zuid"}


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("zone\nelz36\n", "care_regions.csv, line 1, regionale_zorgzone: this column is missing"),
        ("zone,regionale_zorgzone\nelz99,A\n", "care_regions.csv, line 2, zone: 'elz99' is not the id"),
        ("zone,regionale_zorgzone\nelz36,A\nregio-aalst,B\n", "care_regions.csv, line 3, zone: .* twice"),
        ("zone,regionale_zorgzone\nelz36,\n", "care_regions.csv, line 2, regionale_zorgzone: empty"),
    ],
)
def test_a_list_of_zorgzones_that_is_wrong_is_named(tmp_path: Path, content: str, wrong: str) -> None:
    (tmp_path / "care_regions.csv").write_text(content)
    with pytest.raises(BadTableError, match=wrong):
        Gazetteer.load(REFERENCE, overlay=tmp_path)
