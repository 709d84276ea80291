"""What always holds of a proposal, whatever the map and whatever is asked: tried on maps made up by the hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Answer, Vocabulary
from geo import Point
from indexer.teams import Teams
from matching.candidates import CandidateOffer
from matching.days import birthday
from matching.matcher import Matcher
from matching.profile import NeedProfile
from matching.proposal import ProposedTeam, TeamProposal
from tests.api.world import Row, opened
from tests.matching.maps import an_offer_by, may_not_serve, offers
from tests.matching.offers import NEEDS, POLICIES, Offers, provider
from tests.matching.people import HOME, POLICY, TODAY

VOCABULARY = Vocabulary.load(POLICY.parent / "vocabulary")
SEEDS = st.integers(0, 5000)
ANSWERS = st.sampled_from(["yes", "no", "unknown"])
SAID = st.fixed_dictionaries(
    {
        "budgets": st.sampled_from([[], ["none"], ["pvb"]]),
        "referral": ANSWERS,
        "person_coordinates": ANSWERS,
        "carers": st.sampled_from([[], [{"label": "zus"}], [{"label": "zus", "serves": ["voedselhulp"]}]]),
        "existing_team": st.sampled_from(
            [[], [{"name": "de huisarts", "coordinates": "yes"}], [{"organisation": "x:03", "serves": ["leefloon"]}]]
        ),
        "pins": st.sampled_from([[], ["x:05"], ["x:05", "x:11"]]),
        "vetoes": st.sampled_from([[], ["x:01"], ["x:huis-02", "x:aanbod-04"], ["person"]]),
        "preset": st.sampled_from([None, "nearest", "fastest", "smallest", "informal_first", "direct_access"]),
    }
)
"""What someone of 34 in Aalst may say besides what is needed."""


def propose(on_the_map: Sequence[CandidateOffer], **said: Any) -> TeamProposal:
    needs = [{"function": one, "severity": 1 + number % 3} for number, one in enumerate(NEEDS)]
    profile = NeedProfile.model_validate({"place": "Aalst", "age": 34, "needs": needs} | said)
    return Matcher(Offers(on_the_map), VOCABULARY, POLICIES).propose(profile, HOME, TODAY)


def providers(team: ProposedTeam) -> set[str]:
    return {one.seat.id for one in team.members if one.seat.kind == "provider"}


def used(team: ProposedTeam) -> set[str]:
    """The new providers that serve something."""
    return {one.seat.id for one in team.members if one.seat.kind == "provider" and one.serves}


def tasks(team: ProposedTeam) -> list[tuple[str, tuple[str, ...], bool, dict[str, int]]]:
    """Who does what for how many points."""
    return [(one.seat.id, one.serves, one.coordinates, dict(one.points)) for one in team.members]


def cost(team: ProposedTeam) -> tuple[int, int]:
    return team.gap, team.points


@given(SEEDS, SAID)
def test_every_member_may_serve_what_it_serves(seed: int, said: dict[str, Any]) -> None:
    for team in propose(offers(seed), **said).teams:
        for member in team.members:
            if member.seat.kind != "provider":
                continue
            assert {function for one in member.offers for function in one.functions} >= set(member.serves)
            assert not any(may_not_serve(one, said["budgets"], said["referral"]) for one in member.offers)
            assert not any({*one.ids} & {*said["vetoes"]} for one in member.offers)


@given(SEEDS, SAID)
def test_a_need_stays_open_only_where_nobody_may_serve_it(seed: int, said: dict[str, Any]) -> None:
    alone = said | {"carers": [], "existing_team": []}
    on_the_map = offers(seed, 6)
    able = {
        function
        for one in on_the_map
        for function in one.functions
        if not may_not_serve(one, said["budgets"], said["referral"]) and not {*one.ids} & {*said["vetoes"]}
    }
    for team in propose(on_the_map, **alone).teams:
        assert {gap.function for gap in team.gaps} - {"zorgcoordinatie"} == set(NEEDS) - able


@given(SEEDS, SAID)
def test_the_gap_of_a_team_is_the_severity_of_what_it_leaves_open(seed: int, said: dict[str, Any]) -> None:
    severity = {one: 1 + number % 3 for number, one in enumerate(NEEDS)} | {"zorgcoordinatie": 1}
    for team in propose(offers(seed, 5), **said).teams:
        assert team.gap == sum(severity[gap.function] for gap in team.gaps)


ONLY_NEW: dict[str, Any] = {"person_coordinates": "no", "carers": [], "existing_team": []}
"""So that someone who is new must coordinate."""


@given(SEEDS, SAID, st.booleans())
def test_c1_one_member_coordinates_and_comes_first_among_who_could(
    seed: int, said: dict[str, Any], only_new: bool
) -> None:
    proposal = propose(offers(seed), **said | (ONLY_NEW if only_new else {}))
    for team in proposal.teams:
        who = [one.seat.id for one in team.members if one.coordinates]
        assert len(who) == ("zorgcoordinatie" not in {gap.function for gap in team.gaps})
    who = [one.seat.id for one in proposal.teams[0].members if one.coordinates]
    assert who == [one.seat.id for one in proposal.coordinators[:1]]


@given(SEEDS, SAID, SEEDS)
def test_one_more_provider_never_makes_it_worse(seed: int, said: dict[str, Any], more: int) -> None:
    fewer = offers(seed)
    another = an_offer_by(Random(more), "nieuw")
    before, after = (propose(some, **said).teams[0] for some in (fewer, [*fewer, another]))
    assert cost(after) <= cost(before)
    if another.candidate.id not in providers(after):
        assert tasks(after) == tasks(before)


@given(SEEDS, SAID)
def test_who_is_not_in_the_team_can_go_without_changing_it(seed: int, said: dict[str, Any]) -> None:
    on_the_map = offers(seed)
    before = propose(on_the_map, **said | {"existing_team": []}).teams[0]
    kept = [one for one in on_the_map if one.candidate.id in providers(before)]
    after = propose(kept, **said | {"existing_team": []}).teams[0]
    assert tasks(after) == tasks(before)


@given(SEEDS, SAID)
def test_who_moves_closer_stays_in_the_team(seed: int, said: dict[str, Any]) -> None:
    on_the_map = offers(seed)
    before = propose(on_the_map, **said).teams[0]
    for mover in sorted(used(before)):
        closer = [_moved(one, HOME.point) if one.candidate.id == mover else one for one in on_the_map]
        assert mover in used(propose(closer, **said).teams[0])


def _moved(offer: CandidateOffer, to: Point) -> CandidateOffer:
    return replace(offer, candidate=replace(offer.candidate, point=to))


@given(SEEDS, SAID)
def test_an_alternative_leaves_nothing_more_open_and_differs_enough_from_each_before_it(
    seed: int, said: dict[str, Any]
) -> None:
    with_one_task_each = [replace(one, functions=one.functions[:1]) for one in offers(seed, 20)]
    teams = propose(with_one_task_each, **said | {"pins": []}).teams
    assert {team.gap for team in teams} == {teams[0].gap}
    assert [team.points for team in teams] == sorted(team.points for team in teams)
    new = [
        {one.seat.id for one in team.members if one.seat.kind == "provider" and not one.seat.informal} for team in teams
    ]
    for number, own in enumerate(new):
        for before in new[:number]:
            assert len(before - own) >= max(1, (len(before) + 1) // 2)


@given(SEEDS, SAID)
def test_the_price_of_someone_else_is_that_of_a_map_where_nobody_else_does_one_of_their_tasks(
    seed: int, said: dict[str, Any]
) -> None:
    told = said | {"pins": [], "vetoes": [], "existing_team": [], "carers": []}
    on_the_map = offers(seed)
    proposal = propose(on_the_map, **told, why_not=[one.id for one in on_the_map])
    gap, points = cost(proposal.teams[0])
    for own, answer in zip(on_the_map, proposal.why_not, strict=True):
        if answer.status == "possible":
            alone = (
                [one if one is own else _doing_another_thing(one, task) for one in on_the_map] for task in own.functions
            )
            forced = min(cost(propose(some, **told).teams[0]) for some in alone)
            assert forced == (gap + answer.gap, points + answer.points)


def _doing_another_thing(offer: CandidateOffer, than: str) -> CandidateOffer:
    """The same, with something that nobody needs in the place of that function."""
    return replace(offer, functions=tuple("sport" if one == than else one for one in offer.functions))


CONDITIONS = ("appointed", "alivia", "score_over_cutoff", "at_home", "return_within_14_days", "paid_this_year")


@given(
    told=st.fixed_dictionaries(dict.fromkeys(CONDITIONS, ANSWERS)),
    process=st.sampled_from(["limited", "complex", "unknown"]),
    programme=st.sampled_from([None, "perinatal"]),
    assigned=st.sampled_from(list(Answer)),
    instrument=st.sampled_from([None, "BelRAI"]),
)
def test_c5_coordinating_is_never_paid_while_one_condition_is_not_met_or_not_known(
    told: dict[str, str],
    process: str,
    programme: str | None,
    assigned: Answer,
    instrument: str | None,
) -> None:
    offer = provider("dienst", "leefloon")
    dienst = replace(offer, candidate=replace(offer.candidate, coordination_in_assignment=assigned))
    (one,) = propose(
        [dienst],
        needs=[{"function": "leefloon"}],
        person_coordinates="no",
        process=process,
        programme=programme,
        coordination=told | {"instrument": instrument},
    ).coordinators
    home = {told["at_home"], told["return_within_14_days"]}
    met = (
        told["appointed"] == told["alivia"] == told["score_over_cutoff"] == "yes"
        and instrument is not None
        and "yes" in home
        and told["paid_this_year"] == "no"
        and process == "complex"
        and programme is not None
        and assigned is Answer.NO
    )
    refused = (
        "no" in (told["appointed"], told["alivia"], told["score_over_cutoff"])
        or home == {"no"}
        or told["paid_this_year"] == "yes"
        or process == "limited"
        or assigned is Answer.YES
    )
    assert one.pay.status == ("no" if refused else "not_yet_payable" if met else "unknown")


@given(
    born=st.dates(date(1930, 1, 1), date(1990, 12, 31)),
    around=st.integers(-400, 400),
    recognised=ANSWERS,
    ages=st.sampled_from([(18, 64), (18, 65), (18, None), (None, None)]),
)
def test_e3_the_65th_birthday_closes_help_of_the_vaph_only_to_who_was_never_recognised(
    born: date, around: int, recognised: str, ages: tuple[int | None, int | None]
) -> None:
    border = birthday(born, 65)
    offer = provider("vaph", "handicap_begeleiding", sector="handicap", ages=ages)
    profile = NeedProfile.model_validate(
        {
            "place": "Aalst",
            "birth_date": born,
            "vaph_recognised": recognised,
            "needs": [{"function": "handicap_begeleiding"}],
        }
    )
    matcher = Matcher(Offers([offer]), VOCABULARY, POLICIES)
    for day in (border - timedelta(days=1), border, border + timedelta(days=around)):
        helped = used(matcher.propose(profile, HOME, day).teams[0]) != set()
        assert helped is (day < border or recognised != "no")


@given(SEEDS, SAID)
def test_l2_giving_a_pvb_up_never_takes_rth_away(seed: int, said: dict[str, Any]) -> None:
    only_rth = [replace(one, budgets=("rth",)) for one in offers(seed)]
    told = said | {"budgets": ["pvb"]}
    with_pvb, without = (propose(only_rth, **told | {"budgets": some}) for some in (["pvb"], ["none"]))
    assert [cost(team) for team in with_pvb.teams] == [cost(team) for team in without.teams]
    assert [providers(team) for team in with_pvb.teams] == [providers(team) for team in without.teams]


@given(SEEDS, SAID)
def test_e7_wanting_less_never_costs_less(seed: int, said: dict[str, Any]) -> None:
    told = said | {"pins": [], "vetoes": []}
    all_welcome = propose(offers(seed), **told).teams[0]
    some_not = propose(offers(seed), **told | {"vetoes": [f"x:{number:02}" for number in range(6)]}).teams[0]
    assert cost(some_not) >= cost(all_welcome)


NAMES = tuple(f"{number:02}" for number in range(8))


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teams]:
    """A map on which six organisations of eight are recognised for casemanagement, and all eight help too."""
    random = Random(11)
    with opened(tmp_path_factory.mktemp("neutral")) as world:
        world.give([row for name in NAMES for row in _organisation(name, random)])
        yield world.context.teams


def _organisation(name: str, random: Random) -> Iterator[Row]:
    yield {"kind": "organisation", "id": f"x:{name}", "name": f"Organisatie {name}"}
    yield {
        "kind": "offer",
        "id": f"x:aanbod-{name}",
        "organisation": f"x:{name}",
        "name": f"Aanbod {name}",
        "functions": random.sample(NEEDS, 2),
    }
    if int(name) < 6:
        yield {
            "kind": "recognition",
            "id": f"x:erkenning-{name}",
            "organisation": f"x:{name}",
            "recognised_for": "casemanagement",
            "authority": "Voorbeeldoverheid",
            "zones": ["regio-aalst"],
            "valid_from": "2026-01-01",
            "room": random.choice(["yes", "unknown", "no"]),
        }


@given(
    needs=st.lists(st.sampled_from(NEEDS), min_size=1, unique=True),
    chosen=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    helping=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    flags=st.dictionaries(st.sampled_from(["no_care", "nobody_can_start", "improvement_asked"]), ANSWERS),
)
def test_m1_a_casemanager_never_comes_from_the_team(
    answering: Teams, needs: list[str], chosen: list[str], helping: list[str], flags: dict[str, str]
) -> None:
    profile = NeedProfile.model_validate(
        {
            "place": "Aalst",
            "needs": [{"function": one} for one in needs],
            "pins": [f"x:{one}" for one in chosen],
            "existing_team": [{"organisation": f"x:{one}", "serves": needs[:1]} for one in helping],
            "situation": flags,
        }
    )
    answer = answering.answer(profile, HOME, TODAY)
    team = {one.seat.candidate.organisation for one in answer.proposal.teams[0].members if one.seat.candidate}
    asked = {one.organisation.id for one in (*answer.casemanagement.candidates, *answer.casemanagement.elsewhere)}
    assert asked.isdisjoint(team)
    if answer.casemanagement.decision.mode == "startkabel" and not chosen and not helping:
        assert asked
