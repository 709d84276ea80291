"""Who lay in which zone on which day."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer, Point

LAST_OF_2024, FIRST_OF_2025 = date(2024, 12, 31), date(2025, 1, 1)
days = st.dates(date(2019, 1, 1), date(2040, 1, 1))


def ids(gazetteer: Gazetteer, nis: str, postcode: str | None = None, on: date | None = None) -> list[str]:
    return [zone.id for zone in gazetteer.zones_of(nis, postcode, on)]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_municipality_of_2019_to_2024_lay_where_the_official_tables_say(
    gazetteer: Gazetteer, shared: Path
) -> None:
    names = {row["elz_code"]: row["elz_name"] for row in rows(shared / "geo" / "elz.csv")}
    assert len(names) == 60
    then: dict[str, set[str]] = defaultdict(set)
    now: dict[str, set[str]] = defaultdict(set)
    for row in rows(shared / "geo" / "elz.csv"):
        then[row["nis_code"]].add(row["elz_name_until_2024"])
        now[row["nis_code_2025"] or row["nis_code"]].add(row["elz_name"])
    assert (len(then), len(now)) == (319, 304)
    for nis, zones in then.items():
        assert {zone.name for zone in gazetteer.zones_of(nis, on=LAST_OF_2024)} == zones, nis
    for nis, zones in now.items():
        assert {zone.name for zone in gazetteer.zones_of(nis, on=FIRST_OF_2025)} == zones, nis
        assert {zone.name for zone in gazetteer.zones_of(nis)} == zones, nis


def test_all_old_codes_and_names_lead_to_the_municipality_of_today(gazetteer: Gazetteer, shared: Path) -> None:
    crosswalk = rows(shared / "geo" / "nis_crosswalk.csv")
    old = {row["nis_2018"] for row in crosswalk}, {row["nis_2019_2024"] for row in crosswalk}
    assert (len(old[0]), len(old[1]), len({row["nis_2025"] for row in crosswalk})) == (327, 319, 304)
    for row in crosswalk:
        for column in ("nis_2018", "nis_2019_2024", "nis_2025"):
            municipality = gazetteer.municipality(row[column])
            assert municipality is not None
            assert (municipality.nis, municipality.name) == (row["nis_2025"], row["name_2025"])
        for column in ("name_2018", "name_2019_2024", "name_2025"):
            assert gazetteer.resolve(row[column])[0].municipality_nis == row["nis_2025"], row[column]


def test_every_postcode_lies_in_its_official_zone_and_on_every_day_in_exactly_one(
    gazetteer: Gazetteer, shared: Path
) -> None:
    official = {row["postcode"]: row["elz_name"] for row in rows(shared / "geo" / "postcodes.csv")}
    assert len(official) == 543
    assert {one.code: one.zone.name for one in gazetteer.postcodes} == official
    for day in (LAST_OF_2024, FIRST_OF_2025):
        zones: dict[str, set[str]] = defaultdict(set)
        for row in gazetteer.division(day).members:
            for postcode in row.postcodes:
                zones[postcode].add(row.zone)
        assert zones.keys() == official.keys()
        assert all(len(one) == 1 for one in zones.values())


@pytest.mark.parametrize(
    ("name", "nis", "before", "after"),
    [
        ("Borsbeek", "11007", "zora", "antwerpen-oost"),
        ("Kortessem", "73040", "haspengouw", "herkenrode"),
        ("Borgloon", "73009", "haspengouw", "zolim"),
        ("Ranst", "11035", "pallieterland", "voorkempen"),
        ("De Haan", "35029", "oostkust", "middenkust"),
        ("Middelkerke", "35011", "westkust-polder", "middenkust"),
    ],
)
def test_six_moved_at_the_new_year_of_2025(gazetteer: Gazetteer, name: str, nis: str, before: str, after: str) -> None:
    assert ids(gazetteer, nis, on=LAST_OF_2024) == [before], name
    assert ids(gazetteer, nis, on=FIRST_OF_2025) == [after], name
    assert ids(gazetteer, nis) == [after], name


def test_only_those_six_moved(gazetteer: Gazetteer) -> None:
    old, new = gazetteer.division(LAST_OF_2024), gazetteer.division(FIRST_OF_2025)
    moved = {code for code, zone in old.of_postcode.items() if new.of_postcode[code].id != zone.id}
    assert moved == {
        *("2150", "2520", "3720", "3721", "3722", "3723", "3724", "3840", "8420", "8421"),
        *("8430", "8431", "8432", "8433", "8434"),
    }


def test_a_municipality_of_2025_lay_before_where_its_parts_lay(gazetteer: Gazetteer) -> None:
    assert ids(gazetteer, "71072", on=LAST_OF_2024) == ["haspengouw", "herkenrode"]  # Hasselt with Kortessem
    assert ids(gazetteer, "71072", "3720", LAST_OF_2024) == ["haspengouw"]
    assert ids(gazetteer, "71022", on=LAST_OF_2024) == ["herkenrode"]
    assert ids(gazetteer, "44029", on=LAST_OF_2024) == ["west-meetjesland"]  # a code of 2018
    assert ids(gazetteer, "99999", on=LAST_OF_2024) == []


def test_antwerpen_had_four_zones_before_borsbeek_too(gazetteer: Gazetteer) -> None:
    assert len(ids(gazetteer, "11002", on=LAST_OF_2024)) == 4
    assert ids(gazetteer, "11002", "2140", LAST_OF_2024) == ["antwerpen-oost"]
    assert ids(gazetteer, "11002", "2150", LAST_OF_2024) == ["zora"]


def test_a_zone_bears_the_name_of_the_day(gazetteer: Gazetteer) -> None:
    then = {zone.id: zone.name for zone in gazetteer.zones_on(LAST_OF_2024)}
    now = {zone.id: zone.name for zone in gazetteer.zones_on(FIRST_OF_2025)}
    assert {id_: (then[id_], name) for id_, name in now.items() if then[id_] != name} == {
        "middenkust": ("Oostende-Bredene", "Middenkust"),
        "kortrijk-kuurne-harelbeke": ("Regio Kortrijk", "Kortrijk-Kuurne-Harelbeke"),
    }
    assert len(then) == len(now) == 60
    assert gazetteer.zones_on() == gazetteer.zones_on(date(2026, 11, 22)) == gazetteer.zones


def test_a_zone_says_since_when_it_is_what_it_is(gazetteer: Gazetteer) -> None:
    dated = {zone.id for zone in gazetteer.zones if zone.valid_from == FIRST_OF_2025}
    assert dated == {
        *("antwerpen-oost", "haspengouw", "herkenrode", "kortrijk-kuurne-harelbeke", "middenkust", "oostkust"),
        *("pallieterland", "voorkempen", "westkust-polder", "zolim", "zora"),
    }
    assert all(zone.valid_from is None for zone in gazetteer.zones if zone.id not in dated)
    assert all(zone.valid_to is None for zone in gazetteer.zones)
    ended = {zone.id for zone in gazetteer.zones_on(LAST_OF_2024) if zone.valid_to == LAST_OF_2024}
    assert ended == dated


def test_a_merger_inside_a_zone_does_not_change_the_zone(gazetteer: Gazetteer) -> None:
    pajottenland = gazetteer.zone("pajottenland")
    assert pajottenland is not None
    assert pajottenland.valid_from is None
    then = {one.municipality for one in gazetteer.division(LAST_OF_2024).members_of("pajottenland")}
    now = {one.municipality for one in gazetteer.division().members_of("pajottenland")}
    assert {"Galmaarden", "Gooik", "Herne"} == then - now
    assert {"Pajottegem"} == now - then


def test_every_row_says_how_certain_it_is_and_who_says_so(gazetteer: Gazetteer) -> None:
    for row in gazetteer.divisions.memberships:
        assert set(row.evidence) <= {"A", "A-", "B", "C", "D"}
        assert "provinciesincijfers" in row.source
    unsure = {row.municipality for row in gazetteer.divisions.memberships if row.evidence == ("C",)}
    assert unsure == {"Ranst", "De Haan", "Middelkerke"}


@given(days, st.data())
def test_on_any_day_a_place_lies_in_one_zone_but_for_antwerpen(
    gazetteer: Gazetteer, day: date, data: st.DataObject
) -> None:
    division = gazetteer.division(day)
    nis = data.draw(st.sampled_from(sorted(division.of_municipality)))
    assert len(gazetteer.zones_of(nis, on=day)) == (4 if nis == "11002" else 1)
    postcode = data.draw(st.sampled_from(gazetteer.postcodes))
    (zone,) = gazetteer.zones_of(postcode.municipalities[0].nis, postcode.code, day)
    assert zone in gazetteer.zones_on(day)


@given(days)
def test_a_division_holds_until_the_day_before_the_next(gazetteer: Gazetteer, day: date) -> None:
    division = gazetteer.division(day)
    assert division.valid_from is None or division.valid_from <= day
    assert division.valid_to is None or day <= division.valid_to
    if division.valid_to is not None:
        assert gazetteer.division(division.valid_to + timedelta(days=1)).valid_from == FIRST_OF_2025


@given(st.floats(50.6, 51.6), st.floats(2.5, 6.0))
def test_a_point_lies_in_one_zone_of_today_at_the_most(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    zone = gazetteer.zone_at(Point(lat, lon))
    assert zone is None or zone in gazetteer.zones
    places = gazetteer.resolve(f"{lat:.6f}, {lon:.6f}")
    assert [one.zones for one in places] == ([(zone,)] if zone else [])


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Kortessem", ["haspengouw"]),
        ("Borsbeek", ["zora"]),
        ("Hasselt", ["haspengouw", "herkenrode"]),
        ("3500 Hasselt", ["herkenrode"]),
        ("8420", ["oostkust"]),
        ("ELZ Middenkust", ["middenkust"]),
    ],
)
def test_a_place_lay_in_the_zones_of_what_it_covers(gazetteer: Gazetteer, text: str, zones: list[str]) -> None:
    place = gazetteer.resolve(text)[0]
    assert [zone.id for zone in gazetteer.zones_of_place(place, on=date(2024, 12, 31))] == zones
    assert gazetteer.zones_of_place(place) == place.zones
