"""Is a casemanager called for, and for what? (M3, M4, M5)"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import get_args

import pytest

from catalogue import Answer, Vocabulary
from matching.casemanager import Decision, SituationFlag, SituationFlags, decide
from tests.matching.casemanager.situations import POLICY

FLAGS: tuple[SituationFlag, ...] = get_args(SituationFlag)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def decided(team_exists: Answer = UNKNOWN, **flags: Answer) -> Decision:
    return decide(SituationFlags(**flags).settled(team_exists), POLICY)


def all_known(**flags: Answer) -> dict[str, Answer]:
    return {**dict.fromkeys(FLAGS, NO), **flags}


def test_m3_the_flags_are_those_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert set(FLAGS) == set(SituationFlags.model_fields) == set(vocabulary["situation_flag"])
    assert {signal.flag for signal in POLICY.signals} == set(FLAGS)


@pytest.mark.parametrize("flag", ["no_care", "no_team", "nobody_can_start"])
def test_m3_one_of_three_reasons_is_enough_for_a_startkabel(flag: str) -> None:
    found = decided(**all_known(**{flag: YES}))
    assert (found.mode, found.because) == ("startkabel", ("M3",))
    assert [reason.code for reason in found.reasons] == [flag]
    assert found.to_ask == ()


@pytest.mark.parametrize("flag", ["goals_not_met", "improvement_asked"])
def test_m4_a_team_that_does_not_get_there_gets_procesbegeleiding(flag: str) -> None:
    found = decided(**all_known(**{flag: YES}))
    assert (found.mode, found.because) == ("procesbegeleiding", ("M4",))


def test_m5_coordination_is_the_norm_and_casemanagement_the_exception() -> None:
    found = decided(**all_known())
    assert (found.mode, found.because, found.to_ask) == ("none", ("M5",), ())
    assert "uitzondering" in found.reasons[0].text


def test_m5_without_a_team_it_is_a_startkabel_whatever_else_is_asked() -> None:
    found = decided(**all_known(no_team=YES, improvement_asked=YES))
    assert (found.mode, found.because) == ("startkabel", ("M3", "M4"))


def test_m5_with_a_team_the_wish_to_improve_goes_before_care_that_is_lacking() -> None:
    found = decided(YES, no_care=YES, improvement_asked=YES)
    assert (found.mode, found.because) == ("procesbegeleiding", ("M4", "M3"))
    assert [reason.code for reason in found.reasons] == ["improvement_asked", "no_care"]


def test_m5_with_a_team_and_no_flag_of_m4_care_that_is_lacking_asks_for_a_startkabel() -> None:
    found = decided(YES, nobody_can_start=YES)
    assert found.mode == "startkabel"
    assert found.to_ask == ("no_care", "goals_not_met", "improvement_asked")


def test_m5_what_is_not_known_is_asked_and_never_taken_for_no() -> None:
    found = decided()
    assert (found.mode, found.to_ask) == ("unknown", FLAGS)
    assert decided(**{**all_known(), "no_care": UNKNOWN}).mode == "unknown"


def test_m5_that_there_may_be_no_team_is_said_where_procesbegeleiding_is_proposed_without_knowing() -> None:
    found = decided(improvement_asked=YES)
    assert found.mode == "procesbegeleiding"
    assert "M5" in [reason.code for reason in found.reasons]
    assert "no_team" in found.to_ask


@pytest.mark.parametrize(("team_exists", "mode"), [(YES, "none"), (NO, "startkabel")])
def test_m5_team_exists_wins_over_no_team(team_exists: Answer, mode: str) -> None:
    contrary = all_known(no_team=team_exists)
    assert decided(team_exists, **contrary).mode == mode


def expected(team: Answer, flags: Mapping[SituationFlag, Answer]) -> str:
    """The precedence as RULES.md words it; a team of which nobody knows is no reason not to decide."""
    process = YES in (flags["goals_not_met"], flags["improvement_asked"])
    start = YES in (flags["no_care"], flags["nobody_can_start"])
    if team is NO:
        return "startkabel"
    if process:
        return "procesbegeleiding"
    if start:
        return "startkabel"
    others = [value for flag, value in flags.items() if flag != "no_team"]
    return "unknown" if UNKNOWN in (team, *others) else "none"


def test_m5_the_mode_of_all_729_situations() -> None:
    modes = set()
    for team_exists, *values in product(Answer, repeat=6):
        flags = dict(zip(FLAGS, values, strict=True))
        team = team_exists
        if team is UNKNOWN and flags["no_team"] is not UNKNOWN:
            team = NO if flags["no_team"] is YES else YES
        found = decided(team_exists, **flags)
        assert found.mode == expected(team, flags), (team_exists, flags)
        unknown = {flag for flag, value in flags.items() if value is UNKNOWN and flag != "no_team"}
        assert set(found.to_ask) - {"no_team"} == unknown
        assert ("no_team" in found.to_ask) is (team is UNKNOWN)
        modes.add(found.mode)
    assert modes == {"startkabel", "procesbegeleiding", "none", "unknown"}


def test_m5_a_team_that_is_not_there_cannot_miss_its_goals() -> None:
    assert SituationFlags(goals_not_met=YES).settled(NO).contradictions() == ("goals_not_met",)
    assert SituationFlags(goals_not_met=YES, no_team=YES).contradictions() == ("goals_not_met",)
    assert SituationFlags(goals_not_met=YES, no_team=YES).settled(YES).contradictions() == ()
    assert SituationFlags(improvement_asked=YES, no_team=YES).contradictions() == ()
