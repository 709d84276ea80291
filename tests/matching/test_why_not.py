"""Why someone is not in the team: asked by any name, answered by a rule, by the needs, or by an exact price."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from catalogue import Answer, Vocabulary
from matching.candidates import CandidateOffer, Wait
from matching.home import Served
from matching.proposal import WhyNot
from matching.team.instance import Cost
from tests.matching.instances import by_hand
from tests.matching.offers import (
    NEEDS,
    a_profile,
    matcher,
    names,
    propose,
    provider,
    serving_one_need,
    some_offers,
)
from tests.matching.people import HOME, NINOVE, TODAY

NEAR, FAR = provider("dicht", "leefloon", km=1), provider("ver", "leefloon", km=30)


def why_not(vocabulary: Vocabulary, offers: list[CandidateOffer], asked: str, *needs: str, **said: Any) -> WhyNot:
    (answer,) = propose(vocabulary, offers, *needs, why_not=[asked], **said).why_not
    assert answer.asked == asked
    return answer


@pytest.mark.parametrize("asked", ["x:ver", "x:huis-ver", "x:ver@x:huis-ver", "x:aanbod-ver"])
def test_who_may_help_but_is_farther_has_a_price_by_whatever_id(vocabulary: Vocabulary, asked: str) -> None:
    answer = why_not(vocabulary, [NEAR, FAR], asked, "leefloon")
    assert (answer.status, answer.gap, answer.points) == ("possible", 0, 63)  # 65 against 2 minutes of travel
    assert answer.reason.code == "points"
    assert "kost 63 punten meer" in answer.reason.text


@pytest.mark.parametrize("asked", ["x:dicht", "x:huis-dicht", "x:dicht@x:huis-dicht", "x:aanbod-dicht", "person"])
def test_who_is_in_the_team_is_told_so(vocabulary: Vocabulary, asked: str) -> None:
    answer = why_not(vocabulary, [NEAR, FAR], asked, "leefloon")
    assert (answer.status, answer.reason.code, answer.points) == ("in_team", "in_team", 0)


def test_of_who_is_refused_the_rule_is_told_for_the_need_at_which_they_come_furthest(vocabulary: Vocabulary) -> None:
    elsewhere = Served(municipalities=frozenset({NINOVE}))
    offers = [NEAR, provider("vol", "leefloon", area=elsewhere)]
    assert why_not(vocabulary, offers, "x:vol", "leefloon").reason.code == "E2"
    here = replace(offers[1], id="x:ander-aanbod", functions=("schuldhulp",), area=None, intake_stop=Answer.YES)
    answer = why_not(vocabulary, [*offers, here], "x:vol", "leefloon", "schuldhulp")
    assert (answer.status, answer.name) == ("refused", "vol")
    assert answer.reason == ("E5", "neemt nu niemand nieuw aan")


def test_who_does_nothing_that_is_needed_and_who_is_not_on_the_map(vocabulary: Vocabulary) -> None:
    offers = [NEAR, provider("ander", "schuldhulp")]
    assert why_not(vocabulary, offers, "x:ander", "leefloon").status == "not_needed"
    unknown = why_not(vocabulary, offers, "x:weg", "leefloon")
    assert (unknown.status, unknown.name) == ("unknown", None)


def test_e7_who_is_not_wanted_stays_out_by_the_choice_of_the_asker(vocabulary: Vocabulary) -> None:
    answer = why_not(vocabulary, [NEAR, FAR], "x:dicht", "leefloon", vetoes=["x:dicht"])
    assert (answer.status, answer.reason) == ("refused", ("E7", "u wilt deze dienst niet"))


@pytest.mark.parametrize(("asked", "name"), [("carer-1", "zus"), ("existing-1", "de huisarts"), ("carer-2", None)])
def test_e7_a_carer_or_helper_who_is_not_wanted(vocabulary: Vocabulary, asked: str, name: str | None) -> None:
    known: dict[str, Any] = {"carers": [{"label": "zus"}], "existing_team": [{"name": "de huisarts"}]}
    answer = why_not(vocabulary, [], asked, "leefloon", vetoes=[asked], **known)
    assert (answer.status, answer.name) == ("refused" if name else "unknown", name)


def test_e9_an_offer_of_who_helps_already_is_in_the_team(vocabulary: Vocabulary) -> None:
    helping = [{"organisation": "x:dicht", "serves": ["leefloon"]}]
    assert why_not(vocabulary, [NEAR], "x:aanbod-dicht", "leefloon", existing_team=helping).status == "in_team"


def test_another_offer_of_a_member_has_the_price_of_taking_that_one(vocabulary: Vocabulary) -> None:
    dearer = replace(NEAR, id="x:duurder", line=3)
    answer = why_not(vocabulary, [NEAR, dearer], "x:duurder", "leefloon")
    assert (answer.status, answer.points, answer.name) == ("possible", 12, "Schuldhulp, dicht")


def test_the_price_of_an_offer_is_that_of_taking_it_and_not_something_else_of_the_same_provider(
    vocabulary: Vocabulary,
) -> None:
    beside = replace(NEAR, id="x:beside", functions=("schuldhulp",), wait=Wait(30, TODAY))
    offers = [NEAR, beside, provider("goed", "schuldhulp", km=1)]
    assert names(propose(vocabulary, offers, "leefloon", "schuldhulp")) == ["dicht", "goed"]
    answer = why_not(vocabulary, offers, "x:beside", "leefloon", "schuldhulp")
    assert (answer.status, answer.points) == ("possible", 30 * 2 * 2 - 20 - 2)  # waiting for a member and its travel


def test_who_is_as_good_is_told_to_be(vocabulary: Vocabulary) -> None:
    twins = [provider(name, "leefloon") for name in ("een", "twee")]
    (chosen,) = names(propose(vocabulary, twins, "leefloon"))
    other = {"een": "twee", "twee": "een"}[chosen]
    answer = why_not(vocabulary, twins, f"x:{other}", "leefloon")
    assert (answer.status, answer.points, answer.reason.code) == ("possible", 0, "equal")


def test_with_someone_who_may_not_coordinate_more_can_stay_open(vocabulary: Vocabulary) -> None:
    offers = [NEAR, provider("buurt", "leefloon", km=100, line=0)]
    answer = why_not(vocabulary, offers, "x:buurt", "leefloon", person_coordinates="no")
    assert (answer.status, answer.gap, answer.reason.code) == ("possible", 1, "gap")


def test_answers_come_in_the_order_asked_and_made_up_records_are_labelled(vocabulary: Vocabulary) -> None:
    offers = [NEAR, replace(FAR, demo=True)]
    answers = propose(vocabulary, offers, "leefloon", why_not=["x:weg", "x:ver", "x:dicht"]).why_not
    assert [(one.asked, one.demo) for one in answers] == [("x:weg", False), ("x:ver", True), ("x:dicht", False)]


def test_more_than_twenty_questions_is_too_many() -> None:
    with pytest.raises(ValidationError):
        a_profile("leefloon", why_not=[f"x:{number}" for number in range(21)])


@settings(max_examples=25)
@given(st.integers(0, 5000))
def test_the_price_is_that_of_the_best_of_all_teams_with_them(vocabulary: Vocabulary, seed: int) -> None:
    random = Random(seed)
    offers = [*some_offers(seed)[:8], *(serving_one_need(one, random) for one in some_offers(seed + 1)[:4])]
    asked = [one.candidate.id for one in offers]
    profile = a_profile(*NEEDS[:3], person_coordinates="no", why_not=asked, budgets=["none"])
    everyone = replace(matcher(vocabulary, offers).weighed(profile, HOME, TODAY), keep=10_000)
    teams = list(by_hand(everyone.search.instance))
    best = min(cost for cost, _ in teams)
    numbers = {seat.id: number for number, seat in enumerate(everyone.roster.seats)}
    told = matcher(vocabulary, offers).propose(profile, HOME, TODAY).why_not
    for one in (one for one in told if one.status == "possible"):
        with_them: Cost = min(cost for cost, team in teams if numbers[one.asked] in team)
        assert (one.gap, one.points) == (with_them.gap - best.gap, with_them.points - best.points)
