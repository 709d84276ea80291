"""The best team under each labelled axis: what one would get by asking for that axis alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import Vocabulary
from matching.candidates import CandidateOffer, Wait
from matching.home import Home
from matching.matcher import Matcher
from matching.proposal import ProposedTeam
from tests.matching.offers import NEEDS, POLICIES, Offers, a_profile, names, propose, provider, some_offers
from tests.matching.people import HOME, TODAY

OFFERS = [
    provider("dicht", "leefloon", km=1, wait=Wait(9, TODAY)),
    provider("midden", "leefloon", km=8, wait=Wait(3, TODAY)),
    provider("snel", "leefloon", km=20, wait=Wait(0, TODAY)),
]


def tasks(team: ProposedTeam) -> set[tuple[str, tuple[str, ...], bool]]:
    return {(one.seat.id, one.serves, one.coordinates) for one in team.members}


def test_every_axis_has_its_dutch_label_and_its_team(vocabulary: Vocabulary) -> None:
    proposal = propose(vocabulary, OFFERS, "leefloon", axes=True)
    assert [one.label for one in proposal.axes] == [
        "Zo dicht mogelijk",
        "Zo snel mogelijk",
        "Zo weinig mogelijk mensen",
        "Eerst hulp uit de eigen omgeving",
        "Rechtstreeks toegankelijk",
    ]
    nearest, fastest, *_ = proposal.axes
    assert names(proposal, (nearest.same_as or 0) - 1) == ["dicht"]
    assert names(proposal, (fastest.same_as or 0) - 1) == ["snel"]


def test_a_team_that_is_not_shown_yet_is_shown_with_its_reasons(vocabulary: Vocabulary) -> None:
    proposal = propose(vocabulary, OFFERS, "leefloon", axes=True, alternatives=1)
    nearest = proposal.axes[0]
    assert nearest.same_as is None
    assert nearest.team is not None
    assert [one.seat.name for one in nearest.team.members if one.seat.kind == "provider"] == ["dicht"]
    assert nearest.team.points == sum(sum(one.points.values()) for one in nearest.team.members)


def test_the_axes_are_told_only_when_asked(vocabulary: Vocabulary) -> None:
    assert propose(vocabulary, OFFERS, "leefloon").axes == ()


def test_what_the_person_chooses_goes_before_every_axis(vocabulary: Vocabulary) -> None:
    proposal = propose(vocabulary, OFFERS, "leefloon", axes=True, pins=["x:midden"], vetoes=["x:snel"])
    for axis in proposal.axes:
        team = axis.team or proposal.teams[(axis.same_as or 0) - 1]
        told = {one.seat.name for one in team.members}
        assert "midden" in told
        assert "snel" not in told


@settings(max_examples=25)
@given(st.integers(0, 5000))
def test_an_axis_is_the_first_team_of_asking_for_it(vocabulary: Vocabulary, seed: int) -> None:
    offers = some_offers(seed)
    proposal = propose(vocabulary, offers, *NEEDS, person_coordinates="no", axes=True)
    assert [one.preset for one in proposal.axes] == list(POLICIES.weights.preset)
    for axis in proposal.axes:
        alone = propose(vocabulary, offers, *NEEDS, person_coordinates="no", preset=axis.preset).teams[0]
        if axis.team is None:
            assert axis.same_as is not None
            assert tasks(proposal.teams[axis.same_as - 1]) == tasks(alone)
        else:
            assert axis.same_as is None
            assert (tasks(axis.team), axis.team.points) == (tasks(alone), alone.points)
            assert tasks(alone) not in [tasks(team) for team in proposal.teams]


class _Counting(Offers):
    """Counts how many times offers are asked for."""

    def __init__(self, offers: Sequence[CandidateOffer]) -> None:
        super().__init__(offers)
        self.asked = 0

    def near(self, functions: Collection[str], home: Home, today: date) -> Sequence[CandidateOffer]:
        self.asked += 1
        return super().near(functions, home, today)


def test_the_rules_judge_once_for_all_axes(vocabulary: Vocabulary) -> None:
    source = _Counting(OFFERS)
    Matcher(source, vocabulary, POLICIES).propose(a_profile("leefloon", axes=True), HOME, TODAY)
    assert source.asked == 1
