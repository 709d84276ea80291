"""Whom a service area serves: in municipalities of today, and parts of the one that lies in several zones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Radius, RecordError, Regions, ServiceArea, read_record
from catalogue.around import Spot
from catalogue.regions import Reach
from catalogue.where import MAXIMUM_RADIUS_KM
from geo import Gazetteer, Point, distance_km

AALST, ANTWERPEN, BRUSSEL, GENT, LEDE, NINOVE = "41002", "11002", "21004", "44021", "41034", "41048"
IN_AALST = Point(50.9378, 4.0392)


@pytest.fixture(scope="module")
def regions(gazetteer: Gazetteer) -> Regions:
    return Regions(gazetteer)


def reach(regions: Regions, *places: Spot | None, **area: Any) -> Reach:
    found = regions.reach(ServiceArea(**area), places)
    assert found is not None
    return found


def test_flanders_and_brussels_are_everyone_and_nobody_is_in_both(regions: Regions, gazetteer: Gazetteer) -> None:
    flanders, brussels = reach(regions, flanders=True), reach(regions, brussels=True)
    assert (len(flanders.municipalities), len(brussels.municipalities)) == (285, 19)
    assert flanders.municipalities | brussels.municipalities == {one.nis for one in gazetteer.municipalities}
    assert (BRUSSEL in brussels.municipalities, BRUSSEL in flanders.municipalities) == (True, False)
    assert brussels.zones == {"bruzel"}
    assert len(flanders.zones) == 59


@pytest.mark.parametrize(
    ("area", "everywhere"),
    [
        ({"everywhere": True}, True),
        ({"flanders": True, "brussels": True}, True),
        ({"flanders": True}, False),
        ({"brussels": True}, False),
        ({}, False),
    ],
)
def test_everywhere_is_flanders_with_brussels(area: dict[str, bool], everywhere: bool) -> None:
    assert ServiceArea.model_validate(area).is_everywhere is everywhere


def test_the_parts_of_an_area_add_up(regions: Regions) -> None:
    both = reach(regions, brussels=True, municipalities=(AALST,), zones=("dender-zuid",))
    assert {AALST, BRUSSEL, NINOVE} <= both.municipalities
    assert GENT not in both.municipalities


def test_a_code_of_before_a_merger_is_the_municipality_of_today(regions: Regions, gazetteer: Gazetteer) -> None:
    for one in gazetteer.municipalities:
        for former in one.former_nis:
            assert one.nis in reach(regions, municipalities=(former,)).municipalities


def test_a_zone_of_antwerpen_is_a_part_of_it_and_all_four_are_all_of_it(regions: Regions, gazetteer: Gazetteer) -> None:
    four = tuple(zone.id for zone in gazetteer.zones_of(ANTWERPEN))
    centre = reach(regions, zones=("antwerpen-centrum",))
    assert centre.municipalities == centre.partly == {ANTWERPEN}
    whole = reach(regions, zones=four)
    assert ANTWERPEN in whole.municipalities
    assert whole.partly == frozenset()
    with_the_city = reach(regions, municipalities=(ANTWERPEN,), zones=("antwerpen-centrum",))
    assert with_the_city.partly == frozenset()


def test_a_radius_reaches_the_municipalities_whose_point_lies_within(regions: Regions, gazetteer: Gazetteer) -> None:
    found = reach(regions, radius={"km": 15, "centre": {"lat": IN_AALST.lat, "lon": IN_AALST.lon}})
    within = {one.nis for one in gazetteer.municipalities if distance_km(one.point, IN_AALST) <= 15}
    assert found.municipalities == within
    assert {AALST, LEDE, NINOVE} <= within
    assert GENT not in within


def test_a_radius_around_a_place_always_reaches_its_own_municipality(regions: Regions, gazetteer: Gazetteer) -> None:
    outskirts = gazetteer.postcode("9310")  # Moorsel, a village of Aalst
    assert outskirts is not None
    small = reach(regions, Spot(outskirts.point, AALST), radius={"km": 0.1})
    assert small.municipalities == {AALST}
    assert reach(regions, Spot(outskirts.point), radius={"km": 0.1}).municipalities == {AALST}


def test_a_municipality_of_which_only_a_village_lies_within_is_perhaps_reached(
    regions: Regions, gazetteer: Gazetteer
) -> None:
    moorsel, aalst = gazetteer.postcode("9310"), gazetteer.municipality(AALST)
    assert moorsel is not None
    assert aalst is not None
    towards = Point(2 * moorsel.point.lat - aalst.point.lat, 2 * moorsel.point.lon - aalst.point.lon)
    km = distance_km(towards, moorsel.point) + 0.1
    found = reach(regions, Spot(towards, "23060"), radius={"km": km})  # Opwijk
    assert AALST in found.perhaps
    assert AALST not in found.municipalities


def test_a_small_radius_does_not_reach_all_of_antwerpen(regions: Regions, gazetteer: Gazetteer) -> None:
    antwerpen = gazetteer.municipality(ANTWERPEN)
    assert antwerpen is not None
    assert ANTWERPEN in reach(regions, Spot(antwerpen.point, ANTWERPEN), radius={"km": 3}).perhaps
    assert ANTWERPEN in reach(regions, Spot(antwerpen.point, ANTWERPEN), radius={"km": 20}).municipalities


@pytest.mark.parametrize("places", [(), (None,), (Spot(IN_AALST, AALST), None)])
def test_around_a_place_that_is_not_known_nothing_is_known(regions: Regions, places: tuple[Spot | None, ...]) -> None:
    around_its_places = Radius(km=5)
    assert regions.reach(ServiceArea(radius=around_its_places), places) is None
    assert regions.reach(ServiceArea(radius=around_its_places, municipalities=(GENT,)), places) is None


@given(km=st.floats(0.1, 60), more=st.floats(0.1, 40))
def test_a_larger_radius_never_reaches_fewer(regions: Regions, km: float, more: float) -> None:
    small, large = (reach(regions, Spot(IN_AALST, AALST), radius={"km": each}) for each in (km, km + more))
    assert small.municipalities <= large.municipalities
    assert small.perhaps <= large.perhaps | large.municipalities


@pytest.mark.parametrize("km", [0, -1, MAXIMUM_RADIUS_KM + 1, float("inf"), float("nan"), "ver"])
def test_a_radius_has_limits(km: object) -> None:
    with pytest.raises(RecordError, match="radius"):
        read_record({"kind": "offer", "id": "x:a", "organisation": "x:o", "name": "A", "area": {"radius": {"km": km}}})


def test_a_partnership_has_no_radius() -> None:
    with pytest.raises(RecordError, match="has no radius"):
        read_record({"kind": "partnership", "id": "x:p", "name": "P", "area": {"radius": {"km": 5}}})


@pytest.mark.parametrize(("day", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
def test_an_area_holds_from_its_first_to_its_last_day(day: int, holds: bool) -> None:
    first = date(2026, 11, 20)
    area = ServiceArea(flanders=True, valid_from=first, valid_to=first + timedelta(days=9))
    assert area.holds_on(first + timedelta(days=day)) is holds
