"""Whom can one ask? (M1, M2, M11, and the order)"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Answer
from geo import Point
from matching.casemanager import CasemanagerPolicy, Neutrality, Provider, TeamMember
from tests.matching.casemanager.situations import AALST, DENDER, HOME, POLICY, TODAY, names, proposal, recognised

NEAR, FAR = Point(50.95, 4.05), Point(51.2, 4.4)
BUREAU = TeamMember("x:bureau")


def scoped(scope: Neutrality) -> CasemanagerPolicy:
    return POLICY.model_copy(update={"neutrality": scope})


@pytest.mark.parametrize(("days_before", "held"), [(-1, False), (0, True)])
def test_m2_a_recognition_holds_from_its_first_day_on(days_before: int, held: bool) -> None:
    found = proposal(recognised(valid_from=TODAY - timedelta(days=days_before)))
    assert bool(found.candidates) is held


@pytest.mark.parametrize(("days_left", "held"), [(0, True), (-1, False)])
def test_m2_a_recognition_holds_up_to_and_including_its_last_day(days_left: int, held: bool) -> None:
    found = proposal(recognised(valid_until=TODAY + timedelta(days=days_left)))
    assert bool(found.candidates) is held


def test_m2_a_recognition_without_a_known_end_holds() -> None:
    assert names(proposal(recognised(valid_until=None))) == ["bureau"]


def test_m2_who_is_suspended_is_not_proposed_and_the_gap_says_that_nothing_is_in_force() -> None:
    found = proposal(recognised(suspended="yes"))
    assert found.candidates == ()
    assert found.gap is not None
    assert found.gap.reason.code == "none_in_force"
    assert found.gap.lost == {"none_in_force": 1}


def test_m2_an_organisation_that_stopped_is_not_proposed() -> None:
    assert proposal(recognised(status="defunct")).candidates == ()


def test_m2_a_recognition_of_another_zone_is_not_one_for_here() -> None:
    found = proposal(recognised(zones=(DENDER,)))
    assert found.candidates == ()
    assert found.gap is not None
    assert found.gap.reason.code == "none_in_zone"


def test_m2_someone_in_antwerpen_as_a_whole_may_ask_in_each_of_its_four_zones() -> None:
    zones = ("antwerpen-centrum", "antwerpen-oost", "antwerpen-zuid", "noord-antwerpen")
    found = proposal(*(recognised(zone, zones=(zone,)) for zone in zones), zones=zones)
    assert sorted(names(found)) == sorted(zones)
    assert {one.zone for one in found.candidates} == set(zones)


def test_m2_an_organisation_with_two_recognitions_is_proposed_once() -> None:
    two = (recognised(recognition="a", room="unknown"), recognised(recognition="b", room="yes"))
    found = proposal(*two)
    assert names(found) == ["bureau"]
    assert found.candidates[0].recognised.recognition.id == "x:b-erkenning"


def test_m11_who_is_recognised_for_another_programme_is_not_proposed() -> None:
    other = recognised("ander", programmes=("childhood_obesity",))
    right = recognised("juist", programmes=("perinatal", "vulnerable_persons"))
    assert names(proposal(other, right, programme="perinatal")) == ["juist"]


def test_m11_a_recognition_that_does_not_say_for_which_programme_it_is_stays() -> None:
    assert names(proposal(recognised(programmes=None), programme="perinatal")) == ["bureau"]


def test_m11_without_a_programme_of_the_person_none_is_a_reason_to_leave_someone_out() -> None:
    assert names(proposal(recognised(programmes=("perinatal",)))) == ["bureau"]


def test_m1_a_casemanager_is_never_from_an_organisation_of_the_team() -> None:
    found = proposal(recognised(), recognised("ander"), team=(BUREAU,))
    assert names(found) == ["ander"]
    assert found.candidates[0].neutral is Answer.YES


def test_m1_where_all_are_in_the_team_the_gap_says_that_none_is_neutral() -> None:
    found = proposal(recognised(), team=(BUREAU,))
    assert found.gap is not None
    assert found.gap.reason.code == "none_neutral"
    assert "neutraal" in found.gap.reason.text


def test_m1_a_member_known_by_name_only_leaves_it_unknown_whether_someone_is_neutral() -> None:
    found = proposal(recognised(), team=(TeamMember(None),))
    assert found.candidates[0].neutral is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("location", "points", "neutral"),
    [
        ("x:bureau-0", (HOME, FAR), [Answer.YES]),  # the other place can send someone
        ("x:bureau-0", (HOME,), []),
        (None, (HOME,), []),  # there is only one place to be from
        (None, (HOME, FAR), [Answer.UNKNOWN]),
        (None, (), [Answer.UNKNOWN]),
    ],
)
def test_m1_by_location_the_same_organisation_may_send_someone_from_another_place(
    location: str | None, points: tuple[Point, ...], neutral: list[Answer]
) -> None:
    member = TeamMember("x:bureau", location)
    found = proposal(recognised(points=points), team=(member,), policy=scoped("location"))
    assert [one.neutral for one in found.candidates] == neutral


def test_m1_by_person_an_organisation_in_the_team_makes_it_unknown() -> None:
    found = proposal(recognised(), recognised("ander"), team=(BUREAU,), policy=scoped("person"))
    assert {one.organisation.name: one.neutral for one in found.candidates} == {
        "bureau": Answer.UNKNOWN,
        "ander": Answer.YES,
    }


def test_m1_the_setting_that_ships_is_the_strictest() -> None:
    assert POLICY.neutrality == "organisation"


def test_who_has_no_room_is_not_proposed_and_who_may_have_room_is() -> None:
    assert names(proposal(recognised("vol", room="no"), recognised("misschien"))) == ["misschien"]
    gap = proposal(recognised(room="no")).gap
    assert gap is not None
    assert gap.reason.code == "none_with_room"


def test_the_order_is_language_then_room_then_distance_then_id() -> None:
    providers = [
        recognised("z-dichtbij", languages=("nl",), room="yes", points=(HOME,)),
        recognised("b-verder", languages=("nl",), room="yes", points=(FAR, NEAR)),
        recognised("a-verder", languages=("nl",), room="yes", points=(NEAR,)),
        recognised("waar", languages=("nl",), room="yes", points=(None,)),
        recognised("plaats", languages=("nl",), points=(HOME,)),
        recognised("taal", room="yes", points=(HOME,)),
        recognised("anders", languages=("fr",), room="yes", points=(HOME,)),
    ]
    order = ["z-dichtbij", "a-verder", "b-verder", "waar", "plaats", "taal", "anders"]
    assert names(proposal(*providers, languages=frozenset({"nl"}))) == order
    assert names(proposal(*reversed(providers), languages=frozenset({"nl"}))) == order


def test_without_a_language_of_the_person_language_does_not_order() -> None:
    far = recognised("ver", languages=("nl",), room="yes", points=(FAR,))
    near = recognised("dicht", languages=("fr",), room="yes", points=(NEAR,))
    assert names(proposal(far, near)) == ["dicht", "ver"]


def test_a_made_up_recognition_is_marked() -> None:
    assert proposal(recognised(demo=True)).candidates[0].recognised.demo
    assert not proposal(recognised()).candidates[0].recognised.demo


SOME = st.builds(
    recognised,
    name=st.sampled_from(["a", "b", "c", "d"]),
    recognition=st.uuids().map(lambda id_: str(id_)),
    zones=st.lists(st.sampled_from([AALST, DENDER]), min_size=1, unique=True).map(tuple),
    valid_from=st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    suspended=st.sampled_from(Answer),
    room=st.sampled_from(Answer),
    programmes=st.sampled_from([None, (), ("perinatal",), ("childhood_obesity",)]),
    points=st.lists(st.sampled_from([HOME, NEAR, FAR, None]), max_size=2).map(tuple),
)
TEAMS = st.lists(st.sampled_from([TeamMember("x:a"), TeamMember("x:b"), TeamMember(None)]), max_size=3).map(tuple)


@given(providers=st.lists(SOME, max_size=8), team=TEAMS, scope=st.sampled_from(["organisation", "location", "person"]))
def test_m1_m2_m11_every_candidate_holds_in_its_zone_today_and_is_not_known_to_be_unfit(
    providers: list[Provider], team: tuple[TeamMember, ...], scope: Neutrality
) -> None:
    found = proposal(*providers, team=team, programme="perinatal", policy=scoped(scope))
    assert len({one.organisation.id for one in found.candidates}) == len(found.candidates)
    for one in (*found.candidates, *found.elsewhere):
        recognition = one.recognised.recognition
        assert one.zone in recognition.zones
        assert recognition.holds_on(TODAY)
        assert recognition.room is not Answer.NO
        assert recognition.programmes is None or "perinatal" in recognition.programmes
        assert one.neutral is not Answer.NO
        if scope == "organisation":
            assert one.organisation.id not in {member.organisation for member in team}
    assert (found.gap is None) is bool(found.candidates)
    assert not (found.candidates and found.elsewhere)


@given(providers=st.lists(SOME, max_size=6), team=TEAMS, more=SOME)
def test_the_order_in_which_recognitions_are_given_changes_nothing_and_one_more_takes_no_one_away(
    providers: list[Provider], team: tuple[TeamMember, ...], more: Provider
) -> None:
    found = proposal(*providers, team=team)
    assert found == proposal(*reversed(providers), team=team)
    assert set(names(found)) <= set(names(proposal(*providers, more, team=team)))
