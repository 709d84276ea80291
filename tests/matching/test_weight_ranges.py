"""How far a weight can go: weighed anew by the scale at the borders and one step beyond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Vocabulary
from geo import Point
from matching.candidates import CandidateOffer, Wait
from matching.points import Scale
from matching.proposal import ProposedTeam, TeamProposal, WeightRange
from matching.weight_ranges import MOST
from tests.matching.offers import NEEDS, POLICIES, names, propose, provider, some_offers
from tests.matching.people import HOME, TODAY


def weighed(team: ProposedTeam, scale: Scale, severity: int = 2) -> int:
    """What the team costs on another scale, member by member."""
    points = 0
    for member in team.members:
        seat = member.seat
        if seat.kind != "provider" or seat.candidate is None:
            points += sum(member.points.values())
            continue
        services = {function: seat.services[sorted(NEEDS).index(function)] for function in member.serves}
        way = max(one.way for one in services.values())
        points += sum(scale.place(seat.candidate, way).values())
        points += sum(scale.join(seat.informal).values()) + member.points.get("coordination", 0)
        for function, one in services.items():
            points += sum(scale.service(one.offer, function, severity, one.verdict.unknown, False).values())
    return points


def first_stays(proposal: TeamProposal, scale: Scale) -> bool:
    first, *others = (weighed(team, scale) for team in proposal.teams)
    return all(first <= other for other in others)


def ranges(proposal: TeamProposal) -> Mapping[str, WeightRange]:
    return {one.weight.id: one for one in proposal.weights}


def varied(offers: Sequence[CandidateOffer], random: Random) -> list[CandidateOffer]:
    """The same, each at a distance and with a waiting time and a language of its own."""
    return [
        replace(
            one,
            candidate=replace(
                one.candidate,
                point=random.choice((None, Point(HOME.point.lat + random.uniform(0, 0.6), HOME.point.lon))),
                zones=random.choice((("regio-aalst",), ("dender",))),
            ),
            wait=random.choice((None, Wait(random.randint(0, 120), TODAY))),
            languages=random.choice((None, ("nl",), ("fr",))),
            access=random.choice(("direct", "referral", "decision")),
        )
        for one in offers
    ]


@pytest.mark.parametrize("preset", [None, "nearest", "fastest"])
@given(seed=st.integers(0, 100_000))
def test_within_its_borders_the_first_stays_first_and_one_step_beyond_it_does_not(
    vocabulary: Vocabulary, preset: str | None, seed: int
) -> None:
    random = Random(seed)
    offers = varied(some_offers(seed), random)
    proposal = propose(vocabulary, offers, *NEEDS, person_coordinates="no", languages=["nl"], preset=preset)
    scale = Scale(POLICIES.weights.points(preset), frozenset({"nl"}), HOME)
    told = ranges(proposal)
    assert all(weighed(team, scale) == team.points for team in proposal.teams)
    for weight in POLICIES.weights.weight:
        if weight.id not in told:
            others = [scale.at(weight.id, value) for value in (0, 7, MOST)]
            assert all(weighed(team, other) == team.points for team in proposal.teams for other in others)
            continue
        one = told[weight.id]
        assert one.points == scale.points[weight.id]
        highest = MOST if one.highest is None else one.highest
        assert one.lowest <= one.points <= highest
        inside = {one.lowest, highest, *(random.randint(one.lowest, highest) for _ in range(4))}
        assert all(first_stays(proposal, scale.at(weight.id, value)) for value in inside)
        if one.lowest > 0:
            assert not first_stays(proposal, scale.at(weight.id, one.lowest - 1))
        if one.highest is not None:
            assert not first_stays(proposal, scale.at(weight.id, one.highest + 1))


def test_who_is_near_stays_first_until_a_week_of_waiting_counts_too_much(vocabulary: Vocabulary) -> None:
    offers = [provider("dicht", "leefloon", km=1, wait=Wait(5, TODAY)), provider("snel", "leefloon", km=15.1)]
    proposal = propose(vocabulary, offers, "leefloon")
    assert names(proposal) == ["dicht"]
    waiting, travel = ranges(proposal)["waiting_week"], ranges(proposal)["travel_per_10_km"]
    assert (waiting.lowest, waiting.highest) == (0, 3)  # 2 + 10 a week against 33 minutes
    assert (travel.points, travel.highest) == (22, 710)  # farther than 90 minutes is all the same: 20 + 71 against 90


def test_a_weight_on_which_no_team_depends_is_not_told(vocabulary: Vocabulary) -> None:
    assert "no_common_language" not in ranges(propose(vocabulary, [provider("een", "leefloon")], "leefloon"))


def test_of_one_team_alone_no_weight_has_a_border(vocabulary: Vocabulary) -> None:
    told = propose(vocabulary, [provider("een", "leefloon")], "leefloon").weights
    assert {(one.lowest, one.highest) for one in told} == {(0, None)}
