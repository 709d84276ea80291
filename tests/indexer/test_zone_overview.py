"""What the map says of one eerstelijnszone: onthaal, partnerships, casemanagement, supply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import Part, Regions, ServiceArea, Vocabulary, read_record
from geo import Gazetteer
from indexer import Follower, Projection
from indexer.zones import Pilots, ZoneOverview, ZoneOverviews
from search import Analyser, Engine, Searcher, open_embedded
from store import Store

TODAY = date(2026, 11, 22)
AALST, DENDERLEEUW, NINOVE, ANTWERPEN, SCHOTEN, ANDERLECHT = "41002", "41011", "41048", "11002", "11040", "21001"
ANTWERPEN_ZONES = ("antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen")

Row = dict[str, Any]
SOURCE: Row = {"provenance": {"source": "test"}}


@dataclass
class World:
    """A store, an index that follows it, and the overviews over both."""

    store: Store
    engine: Engine
    follower: Follower
    overviews: ZoneOverviews
    gazetteer: Gazetteer

    def give(self, *rows: Row) -> World:
        """Take rows in as one source gives them, and index them."""
        now = datetime(2026, 11, 20)
        with self.store.begin_run("test", "rows", now=now) as run:
            outcomes = run.compare([read_record(SOURCE | row) for row in rows])
            assert [one.reason for one in outcomes if one.status == "rejected"] == []
            run.finish({}, now=now)
        self.follower.follow()
        return self

    def see(self, zone: str = "regio-aalst", day: date = TODAY) -> ZoneOverview:
        """The overview of a zone at ten in the morning."""
        found = self.gazetteer.zone(zone)
        assert found is not None
        return self.overviews.overview(found, datetime(day.year, day.month, day.day, 10))

    def partnerships(self, zone: str = "regio-aalst", day: date = TODAY) -> list[str]:
        """The ids of the partnerships in a zone."""
        return [one.partnership.id for group in self.see(zone, day).partnerships.values() for one in group]


@pytest.fixture
def world(
    store: Store, tmp_path: Path, data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser
) -> Iterator[World]:
    engine = open_embedded(tmp_path / "index", analyser, writer=True)
    searcher = Searcher(engine, gazetteer, vocabulary, analyser)
    overviews = ZoneOverviews(store, searcher, gazetteer, vocabulary, Pilots.load(data / "reference"))
    follower = Follower(store, engine, Projection(gazetteer, vocabulary))
    follower.rebuild()
    yield World(store, engine, follower, overviews, gazetteer)
    engine.close()


def organisation(id_: str, **values: Any) -> Row:
    return {"kind": "organisation", "id": id_, "name": f"Organisatie {id_}"} | values


def partnership(id_: str = "x:gbo", **values: Any) -> Row:
    return {
        "kind": "partnership",
        "id": id_,
        "name": f"Samenwerking {id_}",
        "type": "gbo",
        "area": {"municipalities": [AALST]},
    } | values


def recognition(id_: str = "x:erkenning", **values: Any) -> Row:
    return {
        "kind": "recognition",
        "id": id_,
        "organisation": "x:bureau",
        "recognised_for": "casemanagement",
        "authority": "Een overheid",
        "zones": ["regio-aalst"],
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
    } | values


def desk(nis: str) -> tuple[Row, Row]:
    """An OCMW with its welcome desk, under the ids of the shipped records."""
    return (
        organisation(f"loket:ocmw-{nis}", type="ocmw"),
        {
            "kind": "offer",
            "id": f"loket:ocmw-{nis}-onthaal",
            "organisation": f"loket:ocmw-{nis}",
            "name": f"Onthaal {nis}",
            "area": {"municipalities": [nis]},
        },
    )


def place(id_: str, organisation_id: str, nis: str, postcode: str, **values: Any) -> Row:
    address = {"postcode": postcode, "nis": nis, "municipality": "x"}
    return {"kind": "location", "id": id_, "organisation": organisation_id, "address": address} | values


# The parts of an area


def test_a_municipality_is_a_part_of_each_of_its_zones_and_a_zone_only_its_own_part(gazetteer: Gazetteer) -> None:
    regions = Regions(gazetteer)
    assert regions.parts(ServiceArea(municipalities=(ANTWERPEN,))) == {
        Part(ANTWERPEN, zone) for zone in ANTWERPEN_ZONES
    }
    assert regions.parts(ServiceArea(zones=("antwerpen-zuid",))) == {Part(ANTWERPEN, "antwerpen-zuid")}
    assert regions.parts(ServiceArea(municipalities=("99999",))) == frozenset()
    assert len({part.zone for part in regions.parts(ServiceArea(everywhere=True))}) == 60


# L12 and L5: the onthaal


def test_l12_the_gbo_in_force_does_the_onthaal_and_elsewhere_the_ocmw_does(world: World) -> None:
    world.give(*desk(AALST), *desk(DENDERLEEUW), partnership())
    onthaal = world.see().onthaal
    (gbo,) = onthaal.gbos
    assert gbo.partnership.id == "x:gbo"
    assert [one.name for one in gbo.municipalities] == ["Aalst"]
    desks = {one.municipality.nis: one.offer for one in onthaal.desks}
    assert AALST not in desks
    assert desks[DENDERLEEUW] == "loket:ocmw-41011-onthaal"
    assert onthaal.note is not None
    assert "Welk CAW en welke diensten maatschappelijk werk meewerken, is niet bekend." in onthaal.note


def test_l12_where_the_gbo_serves_the_whole_zone_nothing_is_left_open(world: World) -> None:
    onthaal = world.give(partnership(area={"zones": ["regio-aalst"]})).see().onthaal
    assert (onthaal.desks, onthaal.note) == ((), None)


def test_l12_an_ocmw_that_the_map_does_not_have_is_not_known(world: World) -> None:
    onthaal = world.see().onthaal
    assert len(onthaal.desks) == 5
    assert all(one.offer is None for one in onthaal.desks)


BORDERS = [("2026-01-01", -1, False), ("2026-01-01", 0, True), ("2026-12-31", 0, True), ("2026-12-31", 1, False)]
DATES = {"valid_from": "2026-01-01", "valid_to": "2026-12-31"}


@pytest.mark.parametrize(("border", "days", "holds"), BORDERS)
@pytest.mark.parametrize(
    "dated", [DATES, {"area": {"municipalities": [AALST]} | DATES}], ids=["the partnership", "its area"]
)
def test_l12_who_does_the_onthaal_is_a_fact_with_dates(
    world: World, dated: Row, border: str, days: int, holds: bool
) -> None:
    day = date.fromisoformat(border) + timedelta(days=days)
    seen = world.give(partnership(**dated)).see(day=day)
    assert bool(seen.onthaal.gbos) is holds
    assert (AALST in [one.municipality.nis for one in seen.onthaal.desks]) is not holds


def test_l12_it_names_who_leads_for_what_on_that_day(world: World) -> None:
    partners = [
        {"organisation": "x:caw", "name": "Het CAW", "leads": ["schuldhulp"], "valid_from": "2026-11-22"},
        {"name": "Wie vroeger leidde", "leads": ["leefloon"], "valid_to": "2026-11-21"},
    ]
    world.give(organisation("x:caw", type="caw"), partnership(partners=partners))
    (gbo,) = world.see().onthaal.gbos
    assert [(partner.name, found.id) for partner, found in gbo.leads if found] == [("Het CAW", "x:caw")]
    (before,) = world.see(day=date(2026, 11, 21)).onthaal.gbos
    assert [partner.name for partner, _ in before.leads] == ["Wie vroeger leidde"]


def test_l12_a_made_up_gbo_takes_the_place_of_no_real_ocmw(world: World) -> None:
    onthaal = world.give(*desk(AALST), partnership(demo=True)).see().onthaal
    assert [one.partnership.demo for one in onthaal.gbos] == [True]
    assert "loket:ocmw-41002-onthaal" in [one.offer for one in onthaal.desks]
    assert onthaal.note is not None
    assert onthaal.note.startswith("Wat hierboven als voorbeeld staat, is verzonnen.")


def test_l5_a_core_partner_that_nobody_named_is_unknown(world: World) -> None:
    partners = [{"organisation": "x:caw", "name": "Het CAW"}, {"name": "Een dienst zonder gegevens"}]
    world.give(organisation("x:caw", type="caw"), partnership(partners=partners))
    (gbo,) = world.see().onthaal.gbos
    assert gbo.unknown == ("welk OCMW", "welke dienst maatschappelijk werk")


def test_l5_in_brussels_no_gbo_does_the_onthaal_and_the_covenant_is_named(world: World) -> None:
    world.give(partnership(area={"municipalities": [ANDERLECHT]}))
    onthaal = world.see("bruzel").onthaal
    assert onthaal.gbos == ()
    assert onthaal.note is not None
    assert "convenant met de Vlaamse Gemeenschapscommissie" in onthaal.note
    assert world.partnerships("bruzel") == ["x:gbo"]


# L13: partnerships


@pytest.mark.parametrize(
    ("area", "works_here"),
    [
        ({"municipalities": [AALST]}, True),
        ({"municipalities": [NINOVE]}, False),
        ({"zones": ["regio-aalst"]}, True),
        ({"provinces": ["Oost-Vlaanderen"]}, True),
        ({"provinces": ["Limburg"]}, False),
        ({"regions": ["Denderregio"]}, True),
        ({"everywhere": True}, True),
        ({"note": "de ruime regio"}, False),
        (None, False),
    ],
)
def test_l13_a_partnership_works_where_its_area_reaches(world: World, area: Row | None, works_here: bool) -> None:
    assert bool(world.give(partnership(area=area)).partnerships()) is works_here


def test_l13_partnerships_stand_by_type_and_say_where_in_the_zone(world: World) -> None:
    world.give(
        partnership("x:net", type="ggz_netwerk", area={"zones": ["regio-aalst"]}),
        partnership("x:huis", type="huis_van_het_kind", name="Tweede huis"),
        partnership("x:ander-huis", type="huis_van_het_kind", name="Eerste huis"),
        partnership("x:zonder", type=None),
    )
    groups = world.see().partnerships
    assert list(groups) == ["huis_van_het_kind", "ggz_netwerk", None]
    assert [one.partnership.name for one in groups["huis_van_het_kind"]] == ["Eerste huis", "Tweede huis"]
    assert [one.name for one in groups["huis_van_het_kind"][0].municipalities] == ["Aalst"]
    assert groups["ggz_netwerk"][0].municipalities == ()


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily_closed"])
def test_l13_a_partnership_that_is_not_active_does_not_work_anywhere(world: World, status: str) -> None:
    assert world.give(partnership(status=status)).partnerships() == []


def test_in_antwerpen_each_of_the_four_zones_has_its_own_partnerships(world: World) -> None:
    world.give(
        partnership("x:stad", area={"municipalities": [ANTWERPEN]}),
        partnership("x:zuid", area={"zones": ["antwerpen-zuid"]}),
        partnership("x:schoten", area={"municipalities": [SCHOTEN]}),
    )
    assert {zone: world.partnerships(zone) for zone in ANTWERPEN_ZONES} == {
        "antwerpen-centrum": ["x:stad"],
        "antwerpen-oost": ["x:stad"],
        "antwerpen-zuid": ["x:stad", "x:zuid"],
        "noord-antwerpen": ["x:schoten", "x:stad"],
    }


def test_a_gbo_of_one_zone_of_antwerpen_leaves_the_other_three_to_the_ocmw(world: World) -> None:
    world.give(partnership(area={"zones": ["antwerpen-zuid"]}))
    left = [
        zone for zone in ANTWERPEN_ZONES if ANTWERPEN in [one.municipality.nis for one in world.see(zone).onthaal.desks]
    ]
    assert left == ["antwerpen-centrum", "antwerpen-oost", "noord-antwerpen"]


def test_of_antwerpen_only_the_postcodes_in_the_zone_are_named(world: World) -> None:
    inside = {one.municipality.name: one.postcodes for one in world.see("noord-antwerpen").municipalities}
    assert inside == {"Antwerpen": ("2030", "2040", "2170", "2180"), "Schoten": None, "Stabroek": None}


# What is hidden


def test_a_hidden_member_is_not_named_not_even_when_it_was_known_under_another_id(world: World) -> None:
    world.give(
        organisation("x:geheim", aliases=["x:oud-geheim"], visibility={"*": "hidden"}),
        partnership(partners=[{"organisation": "x:oud-geheim", "name": "Geheim vluchthuis"}, {"name": "De wijk"}]),
    )
    assert "eheim" not in str(world.see())
    assert "De wijk" in str(world.see())


def test_a_member_that_becomes_hidden_is_gone_at_once(world: World) -> None:
    member = organisation("x:lid", name="Vluchthuis")
    world.give(member, partnership(partners=[{"organisation": "x:lid", "name": "Vluchthuis", "leads": ["vluchthuis"]}]))
    assert "Vluchthuis" in str(world.see())
    world.give(member | {"visibility": {"*": "hidden"}})
    assert "Vluchthuis" not in str(world.see())


def test_a_hidden_partnership_and_the_recognition_of_a_hidden_organisation_are_not_there(world: World) -> None:
    world.give(
        organisation("x:bureau", visibility={"*": "hidden"}), recognition(), partnership(visibility={"*": "hidden"})
    )
    seen = world.see()
    assert (seen.partnerships, seen.casemanagement.recognitions) == ({}, ())
    assert seen.casemanagement.status == "none_known"


def test_a_hidden_area_is_an_area_that_is_not_known(world: World) -> None:
    assert world.give(partnership(visibility={"area": "hidden"})).partnerships() == []


def test_a_partnership_in_whose_place_another_stands_is_told_once(world: World) -> None:
    world.give(partnership("x:nieuw"), partnership("x:oud", replaced_by="x:nieuw"))
    assert world.partnerships() == ["x:nieuw"]


# Casemanagement


def test_m0_without_a_recognition_the_framework_is_being_prepared_and_nobody_is_said_to_be_absent(world: World) -> None:
    known = world.see().casemanagement
    assert known.status == "none_known"
    assert known.text == (
        "De Vlaamse overheid bereidt een kader voor erkenning voor. "
        "Er is in deze kaart geen erkenning bekend voor Regio Aalst."
    )
    assert "geen casemanager" not in known.text


def test_m0_a_made_up_recognition_is_marked_and_does_not_make_the_framework_exist(world: World) -> None:
    known = world.give(organisation("x:bureau"), recognition(demo=True)).see().casemanagement
    assert [one.demo for one in known.recognitions] == [True]
    assert known.text.startswith("De Vlaamse overheid bereidt een kader voor erkenning voor.")


def test_m0_a_recognition_of_a_made_up_organisation_is_made_up_as_well(world: World) -> None:
    known = world.give(organisation("x:bureau", demo=True), recognition()).see().casemanagement
    assert [one.demo for one in known.recognitions] == [True]


@pytest.mark.parametrize(
    ("day", "state", "status"),
    [
        (date(2025, 12, 31), "not_yet", "not_in_force"),
        (date(2026, 1, 1), "current", "recognised"),
        (date(2026, 12, 31), "current", "recognised"),
        (date(2027, 1, 1), "ended", "not_in_force"),
    ],
)
def test_m2_a_recognition_holds_on_both_its_border_days(world: World, day: date, state: str, status: str) -> None:
    known = world.give(organisation("x:bureau"), recognition()).see(day=day).casemanagement
    assert ([one.state for one in known.recognitions], known.status) == ([state], status)


@pytest.mark.parametrize(("suspended", "state"), [("yes", "suspended"), ("no", "current"), ("unknown", "current")])
def test_m2_a_suspension_takes_it_out_of_force_and_an_unknown_one_does_not(
    world: World, suspended: str, state: str
) -> None:
    known = world.give(organisation("x:bureau"), recognition(suspended=suspended)).see().casemanagement
    assert [one.state for one in known.recognitions] == [state]


def test_m2_a_recognition_is_for_its_zones_only(world: World) -> None:
    world.give(organisation("x:bureau"), recognition())
    assert world.see("gent").casemanagement.status == "none_known"


def test_m10_those_in_force_stand_first_by_name_of_the_organisation(world: World) -> None:
    world.give(
        organisation("x:bureau", name="Bureau"),
        organisation("x:a", name="Aan huis"),
        recognition("x:e1", valid_until="2026-11-21"),
        recognition("x:e2"),
        recognition("x:e3", organisation="x:a"),
    )
    known = world.see().casemanagement
    assert [one.recognition.id for one in known.recognitions] == ["x:e3", "x:e2", "x:e1"]
    assert [one.state for one in known.recognitions] == ["current", "current", "ended"]


@pytest.mark.parametrize(
    ("programmes", "not_covered"),
    [
        (["perinatal"], ("vulnerable_persons", "childhood_obesity")),
        ([], ("perinatal", "vulnerable_persons", "childhood_obesity")),
        (None, None),
    ],
)
def test_m11_the_programmes_without_a_known_recognition_are_a_gap(
    world: World, programmes: list[str] | None, not_covered: tuple[str, ...] | None
) -> None:
    known = world.give(organisation("x:bureau"), recognition(programmes=programmes)).see().casemanagement
    assert known.not_covered == not_covered


# Supply


def offer(id_: str, theme: str, at: str | None = None, **values: Any) -> tuple[Row, ...]:
    made: Row = {"kind": "offer", "id": id_, "organisation": "x:huis", "name": f"Aanbod {id_}", "themes": [theme]}
    link = {"kind": "offer_at_location", "id": f"{id_}-{at}", "offer": id_, "location": at}
    return (made | values, link) if at else (made | values,)


def test_supply_counts_what_has_a_place_in_the_zone_and_what_works_in_it(world: World) -> None:
    world.give(
        organisation("x:huis"),
        place("x:hier", "x:huis", AALST, "9300"),
        place("x:daar", "x:huis", NINOVE, "9400"),
        *offer("x:a1", "sociale-huur", "x:hier"),
        *offer("x:a2", "sociale-huur", area={"everywhere": True}),
        *offer("x:a3", "sociale-huur", "x:daar", area={"municipalities": [AALST]}),
        *offer("x:a4", "thuisverpleging", "x:hier"),
        *offer("x:a5", "sociale-huur", "x:daar", area={"municipalities": [NINOVE]}),
    )
    supply = world.see().supply
    assert supply is not None
    assert (supply.offers, supply.organisations) == (4, 1)
    counts = {theme.id: theme.count for theme in supply.themes}
    assert (counts["wonen"], counts["thuiszorg"], counts["geweld"]) == (3, 1, 0)
    assert "sociale-huur" not in counts


def test_an_organisation_counts_once_and_only_where_everyone_may_know_that_it_is(world: World) -> None:
    world.give(
        organisation("x:huis"),
        organisation("x:stil"),
        organisation("x:geheim", visibility={"*": "hidden"}),
        organisation("x:gestopt", status="defunct"),
        place("x:l1", "x:huis", AALST, "9300"),
        place("x:l2", "x:huis", DENDERLEEUW, "9470"),
        place("x:l3", "x:stil", AALST, "9300", visibility={"address": "hidden"}),
        place("x:l4", "x:geheim", AALST, "9300"),
        place("x:l5", "x:gestopt", AALST, "9300"),
        place("x:l6", "x:stil", AALST, "9300", type="postal"),
    )
    assert organisations(world) == 1


def test_the_count_follows_what_changes(world: World) -> None:
    world.give(organisation("x:huis"), place("x:l1", "x:huis", AALST, "9300"))
    assert organisations(world) == 1
    world.give(place("x:l1", "x:huis", NINOVE, "9400"))
    assert (organisations(world), organisations(world, "dender-zuid")) == (0, 1)
    world.give(organisation("x:huis", visibility={"*": "hidden"}))
    assert organisations(world, "dender-zuid") == 0


def test_a_place_in_antwerpen_without_a_postcode_is_in_none_of_its_four_zones(world: World) -> None:
    world.give(organisation("x:huis"), place("x:l1", "x:huis", ANTWERPEN, "2020"))
    assert [organisations(world, zone) for zone in ANTWERPEN_ZONES] == [0, 0, 1, 0]
    nowhere = {"nis": ANTWERPEN, "municipality": "Antwerpen"}
    world.give(place("x:l1", "x:huis", ANTWERPEN, "2020") | {"address": nowhere})
    assert [organisations(world, zone) for zone in ANTWERPEN_ZONES] == [0, 0, 0, 0]


def organisations(world: World, zone: str = "regio-aalst") -> int:
    supply = world.see(zone).supply
    assert supply is not None
    return supply.organisations


def test_it_says_whether_made_up_records_may_be_counted(world: World) -> None:
    assert "made_up=False" in str(world.give(organisation("x:huis")).see().supply)
    assert "made_up=True" in str(world.give(organisation("x:verzonnen", demo=True)).see().supply)


def test_when_nothing_can_be_counted_the_rest_is_still_told(world: World) -> None:
    world.give(partnership())
    world.engine.close()
    seen = world.see()
    assert seen.supply is None
    assert seen.onthaal.gbos


# The zorgraad, the pilots, what is kept


def test_the_zorgraad_is_the_record_of_its_zone_and_absent_is_not_known(world: World) -> None:
    world.give(organisation("loket:zorgraad-regio-aalst", type="zorgraad"))
    zorgraad = world.see().zorgraad
    assert zorgraad is not None
    assert zorgraad.id == "loket:zorgraad-regio-aalst"
    assert world.see("gent").zorgraad is None


def test_a_hidden_zorgraad_is_absent(world: World) -> None:
    world.give(organisation("loket:zorgraad-regio-aalst", type="zorgraad", visibility={"*": "hidden"}))
    assert world.see().zorgraad is None


def test_h4_pilot_regions_are_municipalities_of_today_and_not_zones(world: World) -> None:
    by_zone = {zone: [one.municipality for one in world.see(zone).pilots] for zone in ("regio-aalst", "middenkempen")}
    assert by_zone == {"regio-aalst": ["Aalst"], "middenkempen": ["Kasterlee", "Lille"]}
    rows = world.overviews.pilots.rows
    known = [world.gazetteer.municipality(row.nis) for row in rows]
    assert [one.name if one else None for one in known] == [row.municipality for row in rows]
    assert len({row.region for row in rows}) == 6
    assert [row.part for row in rows if row.part] == ["alleen Nieuwland en Brussel-Noord"]


def test_partnerships_are_read_again_only_after_a_change_that_concerns_them(world: World) -> None:
    kept = world.give(organisation("x:huis"), partnership()).overviews.networks()
    assert world.overviews.networks() is kept
    world.give(*offer("x:a1", "sociale-huur"), place("x:l1", "x:huis", AALST, "9300"))
    assert world.overviews.networks() is kept
    world.give(partnership("x:nog-een"))
    assert list(world.overviews.networks().partnerships) == ["x:gbo", "x:nog-een"]
