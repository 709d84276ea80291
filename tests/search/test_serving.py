"""Who serves my municipality: a filter and a fact, apart from how far it is."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from search import Hit
from tests.search.conftest import Ask
from tests.search.world import AALST, GENT, NINOVE, a_site, an_offer, area

ANTWERPEN = "11002"
CENTRE = area(ANTWERPEN, partly=(ANTWERPEN,), zones=("antwerpen-centrum",))


def text_of(hit: Hit, code: str) -> list[str]:
    return [why.text for why in hit.why if why.code == code]


@pytest.mark.parametrize(
    ("place", "served"),
    [
        ("2060", True),  # Antwerpen Centrum
        ("2100", False),  # Deurne, in Antwerpen Oost
        ("Deurne", False),
        ("2170 Antwerpen", False),  # Merksem
        ("Antwerpen", None),  # one of four zones
        ("51.23,4.42", None),  # a point lies only near a known place
        ("Aalst", False),
    ],
)
def test_of_antwerpen_the_zone_decides_where_it_is_known(ask: Ask, place: str, served: bool | None) -> None:
    asking = ask(an_offer("centrum", area=CENTRE))
    assert asking.first(place=place).serves_here is served


def test_who_says_only_antwerpen_is_told_to_ask(ask: Ask) -> None:
    hit = ask(an_offer("centrum", area=CENTRE)).first(place="Antwerpen")
    assert text_of(hit, "serves_unknown") == ["niet bekend of dit ook in Antwerpen werkt: vraag dit na"]


def test_all_four_zones_serve_whoever_says_antwerpen(ask: Ask) -> None:
    zones = ("antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen")
    asking = ask(an_offer("alle", area=area(ANTWERPEN, partly=(ANTWERPEN,), zones=zones)))
    assert asking.first(place="Antwerpen").serves_here is True


@pytest.mark.parametrize(("place", "found"), [("2060", True), ("2100", False), ("Antwerpen", True), (None, True)])
def test_the_filter_knows_the_part_of_antwerpen_from_the_place(ask: Ask, place: str | None, found: bool) -> None:
    asking = ask(an_offer("centrum", area=CENTRE), an_offer("elders", area=area(AALST)))
    assert asking.ids(serves=ANTWERPEN, place=place) == (["centrum"] if found else [])


def test_the_filter_is_for_its_own_municipality_whatever_the_place(ask: Ask) -> None:
    asking = ask(an_offer("gent", area=area(GENT)), an_offer("aalst", area=area(AALST)))
    assert asking.ids(serves=GENT, place="Aalst") == ["gent"]


@pytest.mark.parametrize("place", ["Aalst", "Ninove", "Gent"])
def test_what_works_in_several_zones_is_found_from_each(ask: Ask, place: str) -> None:
    wide = area(AALST, NINOVE, GENT, zones=("regio-aalst", "dender-zuid", "gent"))
    asking = ask(an_offer("caw", area=wide, sites=(a_site(GENT),)))
    nis = {"Aalst": AALST, "Ninove": NINOVE, "Gent": GENT}[place]
    assert asking.first(place=place, serves=nis).serves_here is True
    assert asking.ids(place=place, zone=wide.zones[("Aalst", "Ninove", "Gent").index(place)]) == ["caw"]


def test_serving_and_distance_are_two_things(ask: Ask) -> None:
    next_door = an_offer("naast-de-deur", sites=(a_site(),), area=area(GENT))
    far = an_offer("ver", sites=(a_site(GENT),), area=area(AALST))
    answer = ask(next_door, far)(place="Aalst")
    assert [(hit.id, hit.serves_here, (hit.distance_km or 0) < 1) for hit in answer.results] == [
        ("t:ver", True, False),
        ("t:naast-de-deur", False, True),
    ]


def test_what_a_radius_may_reach_is_not_known_and_never_refused(ask: Ask) -> None:
    around = area(GENT, perhaps=(AALST,))
    asking = ask(an_offer("rond-gent", area=around))
    assert asking.first(place="Aalst").serves_here is None
    assert asking.first(place="Ninove").serves_here is False
    assert asking.ids(serves=AALST) == ["rond-gent"]
    assert asking.ids(serves=NINOVE) == []
    assert asking.ids(place="Aalst", radius_km=5) == ["rond-gent"]
    assert asking.ids(place="Ninove", radius_km=5) == []


@pytest.mark.parametrize(
    ("day", "served"),
    [(date(2026, 11, 30), None), (date(2026, 12, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), None)],
)
def test_an_area_holds_on_both_its_border_days(ask: Ask, day: date, served: bool | None) -> None:
    december = area(AALST, valid_from=date(2026, 12, 1), valid_to=date(2026, 12, 31))
    asking = ask(an_offer("december", area=december), now=datetime(day.year, day.month, day.day, 23, 59))
    assert asking.first(place="Aalst").serves_here is served
    assert asking.first(place="Gent").serves_here is (None if served is None else False)
