"""The search is exact: it equals trying everything, and an integer programme; in value, in order and in tie."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.team.alternatives import alternatives
from matching.team.instance import GAP, Arc, Cost, Instance, Member
from matching.team.search import Search, Team
from tests.matching.instances import an_instance, by_hand, by_solver

SMALL = [(seed, 1 + seed % 4, 2 + seed % 6) for seed in range(60)]
COSTS = st.builds(
    Cost,
    st.integers(0, 37),
    st.integers(0, 60_000),
    st.integers(0, 13),
    st.integers(0, 13),
    st.integers(0, 2**32 - 1),
)


def newcomers(instance: Instance, team: Team) -> frozenset[int]:
    return frozenset(number for number in team.members if instance.members[number].new)


@given(COSTS, COSTS)
def test_one_integer_keeps_the_whole_order(one: Cost, other: Cost) -> None:
    assert (one < other) == (one.packed < other.packed)
    assert Cost.unpacked(one.packed) == one


@pytest.mark.parametrize(("seed", "needs", "members"), SMALL)
def test_the_best_team_is_the_best_of_all_that_there_are(seed: int, needs: int, members: int) -> None:
    instance = an_instance(seed, needs, members)
    found = Search(instance).best
    cost, team = min(by_hand(instance), key=lambda one: one[0])
    assert (Cost.unpacked(found.cost), found.members) == (cost, team)


@pytest.mark.parametrize("seed", range(200))
def test_the_best_team_is_that_of_an_integer_programme(seed: int) -> None:
    instance = an_instance(1000 + seed, 3 + seed % 4, 6 + seed % 9)
    found = Search(instance).best
    assert (Cost.unpacked(found.cost), found.members) == by_solver(instance)


@pytest.mark.parametrize(("seed", "needs", "members"), SMALL)
def test_the_alternatives_are_the_best_that_differ_enough(seed: int, needs: int, members: int) -> None:
    instance = an_instance(seed, needs, members)
    found = alternatives(Search(instance), 5)
    assert found.complete
    everything = sorted({(cost, team) for cost, team in by_hand(instance)}, key=lambda one: one[0])
    expected: list[tuple[Cost, frozenset[int]]] = [everything[0]]
    while len(expected) < 5:
        fresh = [frozenset(n for n in team if instance.members[n].new) for _, team in expected]
        fits = (
            (cost, team)
            for cost, team in everything
            if cost.gap <= everything[0][0].gap
            and all(before and len(before - team) >= max(1, (len(before) + 1) // 2) for before in fresh)
        )
        following = next(fits, None)
        if following is None:
            break
        expected.append(following)
    assert [(Cost.unpacked(team.cost), team.members) for team in found.teams] == expected


@pytest.mark.parametrize("seed", range(40))
def test_leaving_someone_out_costs_what_solving_anew_without_them_says(seed: int) -> None:
    instance = an_instance(2000 + seed, 4, 8)
    search = Search(instance)
    best = Cost.unpacked(search.best.cost)
    for number in search.best.members:
        other, _ = by_solver(instance, frozenset({number}))
        assert search.price_of(number) == Cost(
            other.gap - best.gap, other.points - best.points, other.new - best.new, 0, 0
        )


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_one_more_candidate_never_makes_it_worse_and_an_unused_one_less_changes_nothing(
    seed: int, random: Random
) -> None:
    instance = an_instance(seed, 4, 9)
    best = Search(instance).best
    left_out = random.randrange(9)
    fewer = Instance(instance.severities, tuple(one for i, one in enumerate(instance.members) if i != left_out))
    without = Search(fewer).best
    assert without.cost >= best.cost
    if left_out not in best.members:
        assert without.cost == best.cost


@given(st.integers(0, 10_000), st.integers(0, 8))
def test_moving_a_member_closer_never_removes_it(seed: int, number: int) -> None:
    instance = an_instance(seed, 4, 9)
    if number not in Search(instance).best.members:
        return
    moved = replace(instance.members[number], place=(0, 0, 0))
    closer = Instance(instance.severities, (*instance.members[:number], moved, *instance.members[number + 1 :]))
    assert number in Search(closer).best.members


@given(st.integers(0, 10_000))
def test_every_need_is_served_once_or_open_and_open_only_where_nobody_can(seed: int) -> None:
    instance = an_instance(seed, 5, 5)
    for team in alternatives(Search(instance), 5).teams:
        masks = [mask for _, mask in team.assigned] + [team.gaps]
        assert sum(masks) == (1 << len(instance.severities)) - 1
        for need in range(instance.coordination):
            anyone = any(need in member.arcs for member in instance.members)
            assert bool(team.gaps >> need & 1) is not anyone


def test_c1_there_is_exactly_one_coordinator_and_it_is_a_member() -> None:
    for seed in range(50):
        instance = an_instance(seed, 4, 8)
        for team in alternatives(Search(instance), 5).teams:
            who = [number for number, mask in team.assigned if mask >> instance.coordination & 1]
            assert len(who) == (0 if team.gaps >> instance.coordination & 1 else 1)
            assert all(not instance.members[n].new or dict(team.assigned)[n] != 1 << instance.coordination for n in who)


def test_equal_teams_keep_the_previous_one() -> None:
    first, second = (Member(name, {0: Arc(5)}, new=True, tie=tie) for name, tie in (("a", 1), ("b", 2)))
    assert Search(Instance((1, 1), (first, second))).best.members == {0}
    assert Search(Instance((1, 1), (first, replace(second, kept=True)))).best.members == {1}


def test_a_limit_on_the_search_is_told_with_its_bound() -> None:
    instance = an_instance(7, 8, 60)
    whole, cut = alternatives(Search(instance), 5), alternatives(Search(instance), 5, nodes=2)
    assert whole.complete
    assert not cut.complete
    assert len(cut.teams) == 5
    assert cut.teams[: cut.proven] == whole.teams[: cut.proven]
    assert cut.at_least is not None
    assert cut.at_least <= Cost.unpacked(whole.teams[cut.proven].cost).points
    for number, team in enumerate(cut.teams):
        for before in cut.teams[:number]:
            old = newcomers(instance, before)
            assert len(old - newcomers(instance, team)) >= max(1, (len(old) + 1) // 2)


def test_an_alternative_never_leaves_more_open() -> None:
    for seed in range(50):
        teams = alternatives(Search(an_instance(seed, 5, 8)), 5).teams
        assert len({team.cost // GAP for team in teams}) == 1


def test_nobody_at_all_leaves_everything_open() -> None:
    best = Search(Instance((3, 2, 1), ())).best
    assert (Cost.unpacked(best.cost).gap, best.assigned, best.gaps) == (6, (), 0b111)
