"""Who in the neighbourhood can be which actor of the programme? (P5, P7, E1-E9, H1-H4)"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalogue import Answer, Part
from matching.candidates import Candidate
from matching.home import Home, Served
from tests.matching.perinatal.cases import TABLES, TODAY
from tests.matching.perinatal.neighbourhood import AALST, ASK_AREA, HOME, NINOVE, a_house, an_offer, names, nearby

ELSEWHERE = Served(municipalities=frozenset({NINOVE}))
BABY = {"child_birth_date": date(2026, 11, 1)}

WORLD = (
    an_offer("huisarts", "huisartsenpraktijk", "huisartsenzorg"),
    an_offer("vroedvrouw", "vroedvrouwenpraktijk", "zwangerschapsopvolging", "kraamzorg"),
    an_offer("gynaecoloog", "gynaecologie", "gynaecologische_zorg"),
    an_offer("k&g", "kind_en_gezin_team", "consultatiebureau"),
    an_offer("caw", "caw", "onthaal"),
    an_offer("dmw", "dmw", "onthaal", "rechtenverkenning"),
    an_offer("ocmw", "ocmw", "onthaal", "financiele_hulp"),
    an_offer("eck", "eck"),
    an_offer("coach", "lokaal_bestuur", "gezinsbegeleiding"),
    an_offer("coördinatie", None, "zorgcoordinatie"),
    an_offer("psycholoog", "eerstelijnspsycholoog", "psychologische_hulp"),
    an_offer("sportclub", "sportclub", "sport"),
    a_house("huis", functions={"consultatiebureau": "yes", "gezinscoaching": "yes"}),
)


@pytest.mark.parametrize(
    ("actor", "who"),
    [
        ("huisarts", ["Huisarts"]),
        ("vroedvrouw", ["Vroedvrouw"]),
        ("gynaecoloog", ["Gynaecoloog"]),
        ("huis_van_het_kind", ["Huis"]),
        ("kind_en_gezin", ["K&G"]),
        ("caw", ["Caw"]),
        ("dmw", ["Dmw"]),
        ("ocmw", ["Ocmw"]),
        ("eck", ["Eck"]),
        ("gezinscoach", ["Huis", "Coach"]),
        ("lid_van_het_team", ["Coördinatie"]),
        ("zorgverlener", ["Psycholoog"]),
        ("welzijnsactoren", ["Caw", "Dmw", "Ocmw"]),
    ],
)
def test_p7_each_actor_is_found_by_what_it_is_and_does(actor: str, who: list[str]) -> None:
    found = nearby(actor, *WORLD)
    assert (names(found), found.none) == (who, None)


def test_p5_every_actor_of_the_tables_finds_someone_or_says_why_not() -> None:
    for actor in TABLES.actors:
        found = nearby(actor.id, *WORLD)
        assert bool(found.found) is (found.none is None), actor.id
        empty = nearby(actor.id)
        assert empty.none is not None
        assert "{" not in empty.none.text, actor.id


def test_p5_where_there_is_nobody_that_is_said_of_the_map_and_not_of_the_world() -> None:
    assert nearby("vroedvrouw").none == ("P5", "Op de kaart staat in de buurt geen vroedvrouw.")


def test_p7_an_organisation_of_another_type_is_not_the_actor_whatever_it_offers() -> None:
    assert names(nearby("caw", an_offer("ocmw", "ocmw", "onthaal"))) == []
    assert names(nearby("vroedvrouw", an_offer("ziekenhuis", "ziekenhuis", "zwangerschapsopvolging"))) == []


def test_p7_of_the_right_type_but_for_something_else_is_not_the_actor() -> None:
    assert names(nearby("huisarts", an_offer("thuis", "wijkgezondheidscentrum", "thuisverpleging"))) == []


def test_where_it_is_not_known_what_an_organisation_of_the_type_does_it_is_told_and_asked() -> None:
    (one,) = nearby("vroedvrouw", an_offer("praktijk", "vroedvrouwenpraktijk")).found
    assert "niet bekend welke hulp dit aanbod geeft; vraag dit na" in [reason.text for reason in one.unknown]


def test_where_the_type_is_not_known_a_telling_function_is_enough_and_the_type_is_asked() -> None:
    (one,) = nearby("huisarts", an_offer("praktijk", None, "huisartsenzorg")).found
    assert [reason.text for reason in one.unknown] == ["niet bekend of dit een huisarts is; vraag dit na"]
    assert names(nearby("caw", an_offer("iemand", None, "onthaal"))) == []


def test_nearest_first_and_then_by_id_and_where_the_place_is_not_known_last() -> None:
    around = [an_offer(name, "caw", "onthaal", km=km) for name, km in (("c", 2), ("b", 2), ("ver", None), ("a", 9))]
    assert names(nearby("caw", *around)) == ["B", "C", "A"]
    assert names(nearby("caw", around[2], around[3])) == ["A", "Ver"]


def test_at_most_three_and_each_organisation_once_by_its_nearest_offer() -> None:
    one = {"organisation": "x:caw"}
    around = [an_offer("dichtst", "caw", "onthaal", km=1, **one), an_offer("tweede", "caw", "onthaal", km=2, **one)]
    around += [an_offer(f"ander-{number}", "caw", "onthaal", km=3 + number) for number in range(4)]
    assert names(nearby("caw", *around)) == ["Dichtst", "Ander-0", "Ander-1"]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"intake_stop": Answer.YES}, "E5"),
        ({"access": "decision"}, "E6"),
        ({"target_groups": ("gedetineerden",)}, "E4"),
        ({"ages": (65, None)}, "E3"),
    ],
)
def test_e3_e4_e5_e6_whom_a_rule_refuses_is_never_told_but_that_a_rule_refused_is(
    said: dict[str, Any], rule: str
) -> None:
    person = {"age": 34, "decision": "no", "target_groups": ["psychische_kwetsbaarheid"]}
    found = nearby("caw", an_offer("caw", "caw", "onthaal", **({"ages": (18, None)} | said)), profile=person)
    assert found.found == ()
    assert found.none is not None
    assert found.none.code == rule
    assert found.none.text.startswith("In de buurt staat wel een CAW op de kaart, maar een regel sluit die uit")


def test_e5_one_that_takes_nobody_in_gives_way_to_the_next() -> None:
    full = an_offer("vol", "caw", "onthaal", intake_stop=Answer.YES)
    assert names(nearby("caw", full, an_offer("open", "caw", "onthaal", km=5))) == ["Open"]


def test_e5_of_several_that_are_refused_the_rule_of_the_nearest_is_told() -> None:
    full = an_offer("vol", "caw", "onthaal", intake_stop=Answer.YES, km=1)
    closed = an_offer("dicht", "caw", "onthaal", access="decision", km=2)
    none = nearby("caw", closed, full, profile={"decision": "no"}).none
    assert none is not None
    assert none.code == "E5"


def test_e7_what_the_person_does_not_want_is_not_told() -> None:
    found = nearby("caw", *WORLD, profile={"vetoes": ["x:caw"]})
    assert (names(found), found.none and found.none.code) == ([], "E7")
    assert names(nearby("huis_van_het_kind", *WORLD, profile={"vetoes": ["x:huis"]})) == []


def test_e2_who_works_elsewhere_is_not_near_however_close() -> None:
    found = nearby("caw", an_offer("caw", "caw", "onthaal", area=ELSEWHERE))
    assert found.none == ("P7", "Op de kaart staat in de buurt geen CAW.")


def test_e2_not_knowing_where_one_works_is_no_refusal_within_the_border_of_near_and_is_asked() -> None:
    (one,) = nearby("caw", an_offer("caw", "caw", "onthaal", area=None, km=19.5)).found
    assert one.unknown == (ASK_AREA,)
    assert nearby("caw", an_offer("caw", "caw", "onthaal", area=None, km=20.5)).found == ()
    assert names(nearby("caw", an_offer("caw", "caw", "onthaal", km=80))) == ["Caw"], "known to serve Aalst"


def test_e2_a_few_without_a_known_place_or_area_are_told_last_and_of_many_none_by_chance() -> None:
    somewhere = [an_offer(f"caw-{number}", "caw", "onthaal", area=None, km=None) for number in range(4)]
    assert names(nearby("caw", *somewhere[:2], an_offer("hier", "caw", "onthaal"))) == ["Hier", "Caw-0", "Caw-1"]
    assert names(nearby("caw", *somewhere, an_offer("hier", "caw", "onthaal"))) == ["Hier"]
    none = nearby("caw", *somewhere).none
    assert none is not None
    assert none.code == "E2"
    assert none.text.startswith("Van geen CAW op de kaart is bekend")


def test_e3_a_consultation_asks_the_age_of_the_child_and_a_doctor_that_of_the_parent() -> None:
    for_babies = an_offer("k&g", "kind_en_gezin_team", "consultatiebureau", ages=(0, 3))
    for_adults = an_offer("huisarts", "huisartsenpraktijk", "huisartsenzorg", ages=(18, None))
    for question in (BABY, {"weeks": 30}):
        assert names(nearby("kind_en_gezin", for_babies, question=question, profile={"age": 30})) == ["K&G"]
        assert names(nearby("huisarts", for_adults, question=question, profile={"age": 30})) == ["Huisarts"]
    for_schoolchildren = an_offer("k&g", "kind_en_gezin_team", "consultatiebureau", ages=(4, None))
    assert names(nearby("kind_en_gezin", for_schoolchildren, question=BABY, profile={"age": 30})) == []


@pytest.mark.parametrize("ages", [(0, 12), (18, None)])
def test_e3_help_with_upbringing_fits_where_it_fits_the_child_or_the_parent(ages: tuple[int, int | None]) -> None:
    offer = an_offer("k&g", "kind_en_gezin_team", "opvoedingsondersteuning", ages=ages)
    assert names(nearby("kind_en_gezin", offer, question=BABY, profile={"age": 30})) == ["K&G"]
    neither = an_offer("k&g", "kind_en_gezin_team", "opvoedingsondersteuning", ages=(40, 50))
    assert names(nearby("kind_en_gezin", neither, question=BABY, profile={"age": 30})) == []


def test_e3_a_profile_of_the_child_itself_says_nothing_of_the_age_of_the_parent() -> None:
    for_adults = an_offer("huisarts", "huisartsenpraktijk", "huisartsenzorg", ages=(18, None))
    (one,) = nearby("huisarts", for_adults, question={"child_birth_date": date(2025, 1, 1)}, profile={"age": 1}).found
    assert [reason.code for reason in one.unknown] == ["E3"]


def test_e4_who_is_pregnant_belongs_to_that_group_without_saying_so_and_is_refused_by_no_other() -> None:
    def unknown(*groups: str) -> list[list[str]]:
        offer = an_offer("huisarts", "huisartsenpraktijk", "huisartsenzorg", target_groups=groups)
        return [[reason.code for reason in one.unknown] for one in nearby("huisarts", offer).found]

    assert unknown("zwangeren") == unknown("gezinnen", "gedetineerden") == [[]]
    assert unknown("gedetineerden") == [["E4"]]


def test_e6_a_referral_that_is_needed_is_told() -> None:
    offer = an_offer(
        "gynaecoloog", "gynaecologie", "gynaecologische_zorg", access="referral", referral_by=("huisarts",)
    )
    (one,) = nearby("gynaecoloog", offer, profile={"referral": "yes"}).found
    assert ("referral_needed", "u hebt een doorverwijzing nodig (van: huisarts)") in one.notes


def test_p7_an_expertise_centre_helps_professionals_so_no_rule_about_the_family_looks_at_it() -> None:
    centre = an_offer("eck", "eck", ages=(40, 50), access=None, intake_stop=Answer.UNKNOWN)
    (one,) = nearby("eck", centre, profile={"age": 30}).found
    assert one.unknown == ()
    assert names(nearby("eck", an_offer("eck", "eck", area=ELSEWHERE))) == []
    assert names(nearby("eck", centre, profile={"vetoes": ["x:eck"]})) == []


def test_p1_extra_care_is_looked_for_by_each_positive_indicator_so_none_takes_the_place_of_another() -> None:
    debts = [an_offer(f"schuld-{number}", "ocmw", "schuldhulp", km=number) for number in range(5)]
    refuge = an_offer("vluchthuis", "caw", "vluchthuis", "woonbegeleiding", km=30)
    question = {"weeks": 20, "indicators": {"financial": "yes", "violence": "yes", "housing": "yes"}}
    found = nearby("bijkomende_zorg", *debts, refuge, question=question)
    assert names(found) == ["Schuld-0", "Schuld-1", "Schuld-2", "Vluchthuis"]
    assert set(found.found[-1].functions) == {"vluchthuis", "woonbegeleiding"}


def test_p1_without_a_known_vulnerability_there_is_nothing_to_look_for() -> None:
    none = nearby("bijkomende_zorg", *WORLD).none
    assert none is not None
    assert none.text == "Dit zoeken wij zodra er een kwetsbaarheid bekend is."


def test_h1_h2_of_a_house_it_is_told_which_elements_are_there_are_not_and_are_not_known() -> None:
    house = a_house(functions={"open_onthaal": "yes", "ontmoeting": "no", "gezinscoaching": "yes"})
    (one,) = nearby("huis_van_het_kind", house).found
    assert (one.kind, one.id, one.organisation) == ("partnership", "x:huis", None)
    assert one.functions_known is not None
    assert len(one.functions_known) == 9
    assert [one.functions_known[term].value for term in ("open_onthaal", "ontmoeting", "info_loket")] == [
        "yes",
        "no",
        "unknown",
    ]
    assert [(reason.code, reason.text) for reason in one.unknown] == [
        (
            "H1",
            "niet bekend of dit er is: informatie en loket, consultatiebureau, laagdrempelig open aanbod; vraag dit na",
        )
    ]


def test_h2_a_house_without_any_trajectory_function_is_no_family_coach_and_one_of_which_it_is_unknown_may_be() -> None:
    none = dict.fromkeys(("vraagverheldering", "gezinscoaching", "expertise", "trajectondersteuning"), "no")
    assert names(nearby("gezinscoach", a_house(functions=none))) == []
    assert names(nearby("huis_van_het_kind", a_house(functions=none))) == ["Huis"]
    (one,) = nearby("gezinscoach", a_house(functions=none | {"gezinscoaching": "unknown"})).found
    assert [reason.code for reason in one.unknown] == ["H2"]


def test_h3_h4_a_house_says_for_whom_it_is_and_that_the_municipality_is_in_a_pilot_region() -> None:
    (one,) = nearby("huis_van_het_kind", a_house()).found
    assert [note.code for note in one.notes] == ["H3", "H4"]
    assert "tot 12 jaar" in one.notes[0].text


def test_h1_a_house_of_the_municipality_goes_before_offers_even_where_its_place_is_not_known() -> None:
    offer = an_offer("opvoedwinkel", "huis_van_het_kind", "opvoedingsondersteuning", km=0.1)
    found = nearby("huis_van_het_kind", offer, a_house(km=None))
    assert [(one.name, one.distance_km is None) for one in found.found] == [("Huis", True), ("Opvoedwinkel", False)]


def test_h1_the_three_nearest_houses_are_told_nearest_first() -> None:
    houses = [a_house(f"huis-{9 - km}", km=km) for km in (4, 1, 3, 2)]
    assert names(nearby("huis_van_het_kind", *houses)) == ["Huis-8", "Huis-7", "Huis-6"]
    offer = an_offer("opvoedwinkel", "huis_van_het_kind", "opvoedingsondersteuning", km=0.1)
    assert len(nearby("huis_van_het_kind", *houses, offer).found) == 3


def test_h1_a_house_of_which_the_area_is_not_known_or_is_over_is_asked_about_where_it_is_near() -> None:
    over = {"municipalities": [AALST], "valid_to": "2026-01-01"}
    for area in (None, over):
        (one,) = nearby("huis_van_het_kind", a_house(area=area, km=3)).found
        assert one.unknown[0] == ASK_AREA
        assert nearby("huis_van_het_kind", a_house(area=area, km=30)).found == ()
        assert nearby("huis_van_het_kind", a_house(area=area, km=None)).found == ()


def test_h1_a_house_of_one_part_of_the_municipality_is_asked_about_where_the_part_of_the_home_is_not_known() -> None:
    somewhere = Home(AALST, ("regio-aalst", "dender"), None, HOME.point)
    (one,) = nearby("huis_van_het_kind", a_house(), home=somewhere).found
    assert ASK_AREA in one.unknown
    elsewhere = a_house(parts=frozenset({Part(AALST, "dender")}))
    assert nearby("huis_van_het_kind", elsewhere).found == ()


def test_what_is_made_up_is_marked() -> None:
    made_up = an_offer("caw", "caw", "onthaal", demo=True)
    assert [one.demo for one in nearby("caw", made_up).found] == [True]
    assert [one.demo for one in nearby("huis_van_het_kind", a_house(demo=True)).found] == [True]


def test_the_order_in_which_the_map_gives_them_does_not_matter() -> None:
    for actor in TABLES.actors:
        assert nearby(actor.id, *WORLD) == nearby(actor.id, *reversed(WORLD)), actor.id


def test_an_offer_at_two_places_is_told_at_the_nearest() -> None:
    far = an_offer("caw", "caw", "onthaal", km=9)
    near = an_offer(
        "caw", "caw", "onthaal", km=2, candidate=Candidate("x:caw@b", "x:caw", "Caw", "b", "caw", point=HOME.point)
    )
    (one,) = nearby("caw", far, near, today=TODAY).found
    assert one.distance_km == 0
