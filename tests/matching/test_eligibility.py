"""Who may help whom: one test at least for each rule, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from catalogue import Answer, Recognition, Vocabulary
from matching.candidates import Candidate
from matching.eligibility import EligibilityTable, usual_sectors
from matching.home import Served
from tests.matching.people import AALST, NINOVE, POLICY, TODAY, a_person, an_offer, judged, refused_by

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
VAPH: dict[str, Any] = {"functions": ("handicap_begeleiding",), "sector": "handicap"}


def asked(**said: Any) -> set[str]:
    """The ids of the rules on which nothing is known."""
    return {rule.id for rule in judged(a_person(), an_offer(**said)).to_ask}


def test_an_offer_of_which_all_is_known_and_fits_is_taken_without_a_question() -> None:
    verdict = judged(a_person(), an_offer())
    assert (verdict.eligible, verdict.to_ask, verdict.warnings) == (True, (), ())


def a_recognition(**said: Any) -> Recognition:
    known: dict[str, Any] = {"valid_from": date(2026, 1, 1), "zones": ("regio-aalst",)}
    return Recognition(
        id="x:e", organisation="x:o", recognised_for="casemanagement", authority="Voorbeeld", **(known | said)
    )


@pytest.mark.parametrize(
    ("recognitions", "refused"),
    [
        ((a_recognition(),), None),
        ((a_recognition(zones=("antwerpen-centrum",)),), "E1"),
        ((a_recognition(valid_until=date(2026, 11, 21)),), "E1"),
        ((a_recognition(suspended=YES),), "E1"),
        ((), None),
    ],
)
def test_e1_where_a_recognition_is_needed_it_must_hold_today_and_here(
    recognitions: tuple[Recognition, ...], refused: str | None
) -> None:
    candidate = Candidate("x:o", "x:o", "O", recognitions=recognitions)
    verdict = judged(a_person(), an_offer(candidate, functions=("casemanagement",)))
    assert refused_by(verdict) == refused
    assert ("E1" in {rule.id for rule in verdict.to_ask}) is (recognitions == ())


def test_e2_the_offer_next_door_that_does_not_serve_your_municipality_cannot_help() -> None:
    assert refused_by(judged(a_person(), an_offer(area=Served(municipalities=frozenset({NINOVE}))))) == "E2"


@pytest.mark.parametrize("area", [None, Served(), Served(municipalities=frozenset({AALST}), valid_to=date(2026, 1, 1))])
def test_e2_a_service_area_that_nobody_knows_never_refuses_and_is_asked(area: Served | None) -> None:
    assert "E2" in asked(area=area)


@pytest.mark.parametrize(("age", "refused"), [(11, None), (12, None), (13, "E3")])
def test_e3_tot_en_met_12_means_that_a_child_of_12_is_welcome(age: int, refused: str | None) -> None:
    assert refused_by(judged(a_person(age=age), an_offer(ages=(None, 12)))) == refused


@pytest.mark.parametrize(
    ("age", "recognised", "refused"),
    [(64, NO, None), (65, NO, "E3"), (65, YES, None), (80, YES, None), (65, UNKNOWN, None)],
)
@pytest.mark.parametrize("ages", [(18, 64), (18, None)])
def test_e3_help_of_the_vaph_after_65_is_for_who_was_recognised_before(
    age: int, recognised: Answer, refused: str | None, ages: tuple[int, int | None]
) -> None:
    verdict = judged(a_person(age=age, vaph_recognised=recognised), an_offer(ages=ages, **VAPH))
    assert refused_by(verdict) == refused
    assert ("E3" in {rule.id for rule in verdict.to_ask}) is (age == 65 and recognised is UNKNOWN)


def test_e3_an_earlier_recognition_does_not_open_what_is_closed_by_another_age() -> None:
    assert refused_by(judged(a_person(age=70, vaph_recognised=YES), an_offer(ages=(18, 40), **VAPH))) == "E3"


@pytest.mark.parametrize(
    ("told", "groups", "refused"),
    [
        (set(), ("psychische_kwetsbaarheid",), None),
        ({"mantelzorgers"}, ("psychische_kwetsbaarheid",), "E4"),
        ({"mantelzorgers"}, ("mantelzorgers", "ouderen"), None),
        ({"mantelzorgers"}, ("volwassenen",), None),
        (set(), ("kinderen",), "E4"),
    ],
)
def test_e4_the_groups_that_someone_names_and_those_of_the_age_decide(
    told: set[str], groups: tuple[str, ...], refused: str | None
) -> None:
    assert refused_by(judged(a_person(told_groups=frozenset(told)), an_offer(target_groups=groups))) == refused


@pytest.mark.parametrize(
    ("has", "needs", "refused"),
    [
        (set(), ("pvb",), None),
        ({"pvb"}, ("pvb",), None),
        ({"none"}, ("pvb",), "E4"),
        ({"zorgbudget_ouderen"}, ("pvb", "pab"), "E4"),
        ({"none"}, ("rth",), None),
    ],
)
def test_e4_a_budget_that_someone_does_not_have_refuses_one_that_was_not_told_does_not(
    has: set[str], needs: tuple[str, ...], refused: str | None
) -> None:
    assert refused_by(judged(a_person(budgets=frozenset(has)), an_offer(budgets=needs))) == refused


@given(st.lists(st.sampled_from(["none", "rth", "pvb", "pab", "zorgbudget_ouderen"]), unique=True), st.data())
def test_l2_a_pvb_never_closes_anything(needs: list[str], data: st.DataObject) -> None:
    sector = data.draw(st.sampled_from(["werk", "wonen", "handicap", None]))
    verdict = judged(a_person(budgets=frozenset({"pvb"})), an_offer(budgets=tuple(needs), sector=sector))
    assert verdict.eligible


def test_l2_rth_beside_a_pvb_is_a_remark() -> None:
    verdict = judged(a_person(budgets=frozenset({"pvb"})), an_offer(budgets=("rth",)))
    assert [warning.id for warning in verdict.warnings] == ["rth_beside_pvb"]
    assert judged(a_person(budgets=frozenset({"pvb"})), an_offer(budgets=("rth", "pvb"))).warnings == ()


@pytest.mark.parametrize(("today", "refused"), [(date(2026, 11, 22), "E5"), (date(2026, 11, 23), None)])
def test_e5_the_day_after_an_intake_stop_the_offer_is_open_again(today: date, refused: str | None) -> None:
    stopped = an_offer(intake_stop=YES, intake_stop_until=date(2026, 11, 22))
    assert refused_by(judged(a_person(), stopped, today)) == refused


@pytest.mark.parametrize("access", ["referral", "decision"])
@pytest.mark.parametrize(("there", "refused"), [(YES, None), (NO, "E6"), (UNKNOWN, None)])
def test_e6_a_way_in_that_is_known_to_be_closed_refuses(access: str, there: Answer, refused: str | None) -> None:
    verdict = judged(a_person(**{access: there}), an_offer(access=access))
    assert refused_by(verdict) == refused
    if refused is None:
        assert [warning.id for warning in verdict.warnings] == [f"{access}_needed"]


@pytest.mark.parametrize("unwanted", ["x:schuldhulp", "x:ocmw", "x:ocmw@x:huis", "x:huis"])
def test_e7_what_the_person_does_not_want_is_out_by_whatever_name(unwanted: str) -> None:
    candidate = Candidate("x:ocmw@x:huis", "x:ocmw", "OCMW", location="x:huis")
    assert refused_by(judged(a_person(vetoes=frozenset({unwanted})), an_offer(candidate))) == "E7"


def test_e8_an_unusual_sector_is_a_remark_and_an_unknown_one_a_question() -> None:
    assert [warning.id for warning in judged(a_person(), an_offer(sector="wonen")).warnings] == ["unusual_sector"]
    assert "E8" in asked(sector=None)


def test_e9_who_helps_already_stays_whatever_the_other_rules_say() -> None:
    far = an_offer(area=Served(municipalities=frozenset({NINOVE})), intake_stop=YES, access=None)
    assert judged(a_person(existing=frozenset({("x:ocmw", "schuldhulp")})), far).to_ask == ()
    assert judged(a_person(existing=frozenset({("x:ocmw", "schuldhulp")})), far).eligible
    vetoed = a_person(existing=frozenset({("x:ocmw", "schuldhulp")}), vetoes=frozenset({"x:ocmw"}))
    assert refused_by(judged(vetoed, far)) == "E9"


def test_e9_another_service_of_who_helps_already_follows_the_rules_of_everyone() -> None:
    helped = a_person(existing=frozenset({("x:ocmw", "leefloon")}))
    assert refused_by(judged(helped, an_offer(intake_stop=YES))) == "E5"


def test_what_nobody_knows_never_refuses() -> None:
    blank = an_offer(
        area=None, ages=None, target_groups=None, budgets=None, access=None, intake_stop=UNKNOWN, sector=None
    )
    verdict = judged(a_person(age=None, age_groups=frozenset()), blank)
    assert verdict.eligible
    assert {rule.id for rule in verdict.to_ask} == {"E2", "E3", "E4", "E5", "E6", "E8"}


def test_the_rules_are_those_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    table = EligibilityTable.load(POLICY)
    assert {rule.term for rule in table.rule} == set(vocabulary["eligibility"])
    assert table.vaph.functions <= vocabulary["function"].keys()
    assert table.ages.keys() <= vocabulary["target_group"].keys()
    assert (table.budgets.open | table.budgets.flexible | table.budgets.beside_rth) <= vocabulary["budget"].keys()


def test_a_rule_that_looks_at_facts_cannot_go_before_the_place_for_what_is_far_is_never_read() -> None:
    table = EligibilityTable.load(POLICY)
    first_age = sorted(table.rule, key=lambda rule: rule.id != "E3")
    with pytest.raises(ValidationError, match="only rules that look at names"):
        EligibilityTable.model_validate(table.model_dump() | {"rule": first_age})


def test_usual_sectors_are_those_of_the_whole_life_domain(vocabulary: Vocabulary) -> None:
    assert "wonen" in usual_sectors(vocabulary)["nachtopvang"]
    assert "ziekenhuis" not in usual_sectors(vocabulary)["nachtopvang"]


def test_a_border_of_days_is_included(vocabulary: Vocabulary) -> None:
    area = Served(municipalities=frozenset({NINOVE}), valid_to=TODAY)
    assert refused_by(judged(a_person(), an_offer(area=area))) == "E2"
    assert judged(a_person(), an_offer(area=replace(area, valid_to=date(2026, 11, 21)))).eligible
