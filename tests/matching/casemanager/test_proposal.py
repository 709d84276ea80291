"""The whole answer: gaps, neighbouring zones, dates, what holds for everyone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from catalogue import Answer, Recognition, Vocabulary
from geo import Gazetteer
from geo.shapes import Shapes
from matching.casemanager import (
    CasemanagerPolicy,
    Neighbourhood,
    SituationFlags,
    TeamMember,
    recognised_on,
)
from tests.matching.casemanager.situations import (
    AALST,
    AMALO,
    DENDER,
    NO_TEAM,
    POLICY,
    TODAY,
    names,
    proposal,
    recognised,
)

ALL_WELL = SituationFlags(**dict.fromkeys(SituationFlags.model_fields, Answer.NO))


def test_m0_until_a_recognition_is_known_the_gap_says_so_and_a_note_that_a_framework_is_coming() -> None:
    found = proposal()
    assert found.gap is not None
    assert found.gap.reason.code == "no_framework"
    assert found.notes[0].code == "M0"
    assert "kader" in found.notes[0].text


def test_m0_a_made_up_recognition_does_not_make_the_framework_exist() -> None:
    assert proposal(recognised(demo=True)).notes[0].code == "M0"
    assert "M0" not in [note.code for note in proposal(recognised()).notes]


def test_m7_the_answer_to_a_request_of_today_comes_in_seven_working_days() -> None:
    assert proposal(recognised()).answer_by == date(2026, 12, 2)
    assert proposal(recognised(), today=date(2026, 12, 24)).answer_by == date(2027, 1, 6)


def test_m8_the_follow_up_is_six_months_after_the_intervention() -> None:
    assert proposal(recognised()).follow_up_months == 6


@pytest.mark.parametrize("code", ["M1", "M6", "M7", "M8", "M9", "M10", "M11", "M12"])
def test_m6_m9_m10_m12_what_holds_for_every_request_is_said(code: str) -> None:
    assert [note.code for note in proposal(recognised()).notes].count(code) == 1


def test_m6_where_the_mode_is_unknown_one_can_ask_all_the_same() -> None:
    found = proposal(recognised(), situation=SituationFlags())
    assert found.decision.mode == "unknown"
    assert names(found) == ["bureau"]
    assert found.answer_by is not None


def test_m5_where_none_is_called_for_nobody_is_proposed_and_nothing_is_lacking() -> None:
    found = proposal(recognised(), situation=ALL_WELL)
    assert found.decision.mode == "none"
    assert (found.candidates, found.elsewhere, found.answer_by, found.gap) == ((), (), None, None)


def test_m10_neighbouring_zones_stand_under_their_own_heading_and_only_where_the_own_zone_has_nobody() -> None:
    beside = recognised("buur", zones=(DENDER,))
    far = recognised("ver", zones=("leuven",))
    found = proposal(beside, far)
    assert found.candidates == ()
    assert [(one.organisation.name, one.zone) for one in found.elsewhere] == [("buur", DENDER)]
    assert found.elsewhere_by == "border"
    assert found.gap is not None
    assert "Regio Aalst" in found.gap.reason.text
    with_own = proposal(recognised(), beside)
    assert (names(with_own), with_own.elsewhere, with_own.elsewhere_by) == (["bureau"], (), None)


def test_m1_nobody_of_the_team_is_proposed_from_elsewhere_either() -> None:
    beside = recognised("buur", zones=(AMALO,))
    assert proposal(beside, team=(TeamMember("x:buur"),)).elsewhere == ()


def test_the_gap_counts_what_each_step_removed() -> None:
    found = proposal(
        recognised("voorbij", valid_until=date(2026, 1, 31)),
        recognised("geschorst", suspended="yes"),
        recognised("vol", room="no"),
    )
    assert found.gap is not None
    assert found.gap.reason.code == "none_with_room"
    assert found.gap.lost == {"none_in_force": 2, "none_with_room": 1}


def test_m12_a_casemanager_of_another_law_is_never_among_the_recognitions(vocabulary: Vocabulary) -> None:
    assert set(vocabulary["recognition_kind"]) == {"casemanagement"}
    other = Recognition.model_validate(
        {
            "id": "x:1",
            "organisation": "x:gtb",
            "recognised_for": "casemanager_werk",
            "authority": "VDAB",
            "zones": [AALST],
            "valid_from": "2026-01-01",
        }
    )
    assert recognised_on([other], {}, TODAY) == ()


def test_without_shapes_the_nearest_zones_are_neighbours_and_that_is_said(gazetteer: Gazetteer) -> None:
    found = Neighbourhood(gazetteer, None, 5).of([AALST])
    assert (len(found.zones), found.by) == (5, "distance")
    assert DENDER in found.zones
    assert AALST not in found.zones


def test_with_shapes_neighbours_share_a_border(gazetteer: Gazetteer) -> None:
    west = ((((4.0, 50.9), (4.1, 50.9), (4.1, 51.0), (4.0, 51.0), (4.0, 50.9)),),)
    east = ((((4.1, 50.9), (4.2, 50.9), (4.2, 51.0), (4.1, 51.0), (4.1, 50.9)),),)
    away = ((((5.1, 50.9), (5.2, 50.9), (5.2, 51.0), (5.1, 51.0), (5.1, 50.9)),),)
    zones = {AALST: west, DENDER: east, "leuven": away}
    shapes = Shapes(zones, zones, frozenset(), "", None)
    found = Neighbourhood(gazetteer, shapes, 5).of([AALST])
    assert (found.zones, found.by) == ((DENDER,), "border")
    assert Neighbourhood(gazetteer, shapes, 5).of([AALST, DENDER]).zones == ()


def test_a_policy_that_is_not_one_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "casemanager.toml").write_text('version = "1"\nneutrality = "nobody"\n', "utf-8")
    with pytest.raises(ValueError, match="neutrality"):
        CasemanagerPolicy.load(tmp_path)


@pytest.mark.parametrize("code", list(type(POLICY.gaps).model_fields))
def test_every_gap_has_a_sentence(code: str) -> None:
    text = getattr(POLICY.gaps, code)
    assert text.endswith(".")
    assert "{" not in text.replace("{zones}", "")


def test_the_same_question_gets_the_same_answer() -> None:
    providers = [recognised(name) for name in ("a", "b")]
    assert proposal(*providers, situation=NO_TEAM) == proposal(*providers, situation=NO_TEAM)
