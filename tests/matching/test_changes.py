"""Replacing someone of a proposed team, and what is told about the difference."""

from __future__ import annotations

from typing import Any

import pytest

from catalogue import Answer, Vocabulary
from matching.candidates import CandidateOffer
from matching.profile import faults_of
from matching.proposal import Changed, TeamProposal
from tests.matching.offers import a_profile, id_of, member, names, propose, provider
from tests.matching.people import TODAY

MANY = [provider(f"geld-{number}", "leefloon", km=number) for number in range(1, 9)]
DEBTS = [provider(f"schuld-{number}", "schuldhulp", km=number) for number in range(1, 9)]
BOTH = ("leefloon", "schuldhulp")


def differences(proposal: TeamProposal) -> Changed:
    assert proposal.changed is not None
    return proposal.changed


def why_left(vocabulary: Vocabulary, offers: list[CandidateOffer], previous: str, *needs: str, **said: Any) -> str:
    (left,) = differences(propose(vocabulary, offers, *needs, previous_team=[previous], **said)).left
    assert left.member == previous
    return left.reason.code


def test_without_a_previous_team_nothing_is_told(vocabulary: Vocabulary) -> None:
    assert propose(vocabulary, MANY, "leefloon").changed is None


@pytest.mark.parametrize("named", ["x:geld-8", "x:geld-8@x:huis-geld-8", "x:huis-geld-8"])
def test_one_is_replaced_and_the_others_stay_though_they_are_not_the_best(vocabulary: Vocabulary, named: str) -> None:
    previous = ["person", id_of("geld-8"), id_of("schuld-8")]
    proposal = propose(vocabulary, [*MANY, *DEBTS], *BOTH, previous_team=previous, replace=[named])
    assert all("schuld-8" in names(proposal, number) for number in range(len(proposal.teams)))
    assert names(proposal) == ["geld-1", "schuld-8"]
    told = differences(proposal)
    assert (told.joined, told.stayed) == ((id_of("geld-1"),), (id_of("schuld-8"),))
    assert [(left.member, left.name, left.reason.code) for left in told.left] == [(id_of("geld-8"), "geld-8", "E7")]
    assert "iemand anders" in told.left[0].reason.text


def test_who_is_kept_is_told_so_and_is_no_choice_that_cannot_be(vocabulary: Vocabulary) -> None:
    gone = provider("vol", "voedselhulp", intake_stop=Answer.YES)
    previous = [id_of("geld-2"), id_of("schuld-2"), id_of("vol")]
    proposal = propose(vocabulary, [*MANY, *DEBTS, gone], *BOTH, previous_team=previous, replace=["x:geld-2"])
    assert member(proposal, "schuld-2").why[0].code == "kept"
    assert proposal.unmet_pins == ()


def test_without_replacing_anyone_nobody_is_kept_for_being_there_before(vocabulary: Vocabulary) -> None:
    proposal = propose(vocabulary, MANY, "leefloon", previous_team=[id_of("geld-8")])
    assert names(proposal) == ["geld-1"]


def test_a_member_that_stays_out_is_told_why(vocabulary: Vocabulary) -> None:
    full = provider("vol", "leefloon", intake_stop=Answer.YES)
    offers = [*MANY, *DEBTS, full]
    assert why_left(vocabulary, offers, id_of("geld-8"), "leefloon", vetoes=["x:geld-8"]) == "E7"
    assert why_left(vocabulary, offers, id_of("vol"), "leefloon") == "E5"
    assert why_left(vocabulary, offers, id_of("schuld-1"), "leefloon") == "not_needed"
    assert why_left(vocabulary, offers, id_of("geld-8"), "leefloon") == "points"
    assert why_left(vocabulary, offers, "x:weg@x:huis-weg", "leefloon") == "unknown"


def test_the_same_team_has_not_changed(vocabulary: Vocabulary) -> None:
    told = differences(propose(vocabulary, MANY, "leefloon", previous_team=["person", id_of("geld-1")]))
    assert told == Changed((), (id_of("geld-1"),), ())


def test_who_leaves_cannot_be_chosen_too(vocabulary: Vocabulary) -> None:
    profile = a_profile("leefloon", pins=["x:a"], replace=["x:a"])
    assert [fault.field for fault in faults_of(profile, vocabulary, TODAY)] == ["replace"]
