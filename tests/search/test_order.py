"""What holds of the order of any results: bounds, fairness, nothing lost, and no trace of how they came in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Boosts
from search.engine.port import Candidates, Sort
from search.factors import FIT
from search.rank import rank
from tests.search.many import TODAY, any_candidates, candidates, shuffled

SORTS: tuple[Sort, ...] = ("relevance", "distance", "name", "checked")
WORST_AND_BEST = {
    "near": ("distance", 500.0, 0.0),
    "serves": ("serves", -1, 1),
    "open": ("open_now", -1, 1),
    "fresh": ("checked", 1, TODAY.toordinal()),
    "complete": ("completeness", 0.0, 1.0),
}
"""Per boost the column that it looks at, with what is worst and what is best."""


@pytest.mark.parametrize("name", WORST_AND_BEST)
def test_a_boost_never_overturns_a_fit_that_is_better_by_its_ratio(boosts: Boosts, name: str) -> None:
    column, worst, best = WORST_AND_BEST[name]
    ratio = getattr(boosts, name).ratio
    for times_better, first in ((ratio * 1.02, 0), (ratio * 0.98, 1)):
        some = candidates(2, text=[times_better, 1.0], **{column: [worst, best]})
        assert rank(some, "relevance", TODAY, boosts).order[0] == first


@given(some=any_candidates())
def test_every_factor_stays_within_its_bounds(boosts: Boosts, some: Candidates) -> None:
    ranked = rank(some, "relevance", TODAY, boosts)
    assert set(ranked.factors) == {*FIT, *(name for name, _, _ in boosts.bounds())}
    for name, lowest, highest in boosts.bounds():
        values = ranked.factors[name]
        if name == "wishes":  # once for each
            lowest **= 4
        assert ((lowest - 1e-9 <= values) & (values <= highest + 1e-9)).all() or (values == 1).all(), name
    fit = ranked.factors["words"] + ranked.factors["meaning"]
    assert ((fit >= 0) & (fit <= 1 + 1e-9)).all()


@given(some=any_candidates(), sort=st.sampled_from(SORTS))
def test_the_score_is_the_product_of_its_factors(boosts: Boosts, some: Candidates, sort: Sort) -> None:
    ranked = rank(some, sort, TODAY, boosts)
    for place, score in enumerate(ranked.scores):
        own = {name: each[place] for name, each in ranked.factors.items()}
        others = prod(value for name, value in own.items() if name not in FIT)
        assert score == pytest.approx((own["words"] + own["meaning"]) * others, abs=0.51 * 10**-boosts.digits)


@given(some=any_candidates(), sort=st.sampled_from(SORTS), data=st.data())
def test_the_order_in_which_candidates_come_in_does_not_matter(
    boosts: Boosts, some: Candidates, sort: Sort, data: st.DataObject
) -> None:
    other = shuffled(some, data.draw(st.permutations(range(len(some)))))
    one, two = rank(some, sort, TODAY, boosts), rank(other, sort, TODAY, boosts)
    assert some.ids[one.order].tolist() == other.ids[two.order].tolist()
    assert one.scores == two.scores


@given(some=any_candidates(), sort=st.sampled_from(SORTS), window=st.integers(1, 35))
def test_every_candidate_of_the_window_is_shown_once(boosts: Boosts, some: Candidates, sort: Sort, window: int) -> None:
    order = rank(some, sort, TODAY, boosts, window=window).order
    assert len(set(order)) == len(order) == min(window, len(some))


@given(some=any_candidates())
def test_what_is_known_to_fit_goes_first_and_then_the_score_decides(boosts: Boosts, some: Candidates) -> None:
    ranked = rank(some, "relevance", TODAY, boosts)
    levels = some.unknown[ranked.order].tolist()
    keys = list(zip(levels, [-score for score in ranked.scores], strict=True))
    assert keys == sorted(keys)


@given(some=any_candidates())
def test_mixing_only_takes_away_from_what_has_others_of_its_kind_before_it(boosts: Boosts, some: Candidates) -> None:
    ranked, mixing = rank(some, "relevance", TODAY, boosts), boosts.mixing
    organisations: Counter[int] = Counter()
    sectors: Counter[int] = Counter()
    for row, kept in zip(ranked.order, ranked.factors["mixing"].tolist(), strict=True):
        organisation, sector = int(some.organisation[row]), int(some.sector[row])
        expected = mixing.organisation.of(organisations[organisation]) if organisation >= 0 else 1.0
        expected *= mixing.sector.of(sectors[sector]) if sector >= 0 else 1.0
        assert kept == (1.0 if some.named[row] else pytest.approx(expected))
        organisations[organisation] += 1
        sectors[sector] += 1


def test_one_organisation_does_not_fill_the_page_but_stays_first_where_it_is_much_better(boosts: Boosts) -> None:
    organisation = [7] * 10 + list(range(10, 20))
    alike = candidates(20, organisation=organisation, text=[1.0] * 10 + [0.98] * 10)
    of_one = [row < 10 for row in rank(alike, "relevance", TODAY, boosts).order]
    assert sum(of_one[:10]) == boosts.mixing.organisation.free
    better = candidates(20, organisation=organisation, text=[1.0] * 10 + [0.98 * boosts.mixing.lowest] * 10)
    assert sorted(rank(better, "relevance", TODAY, boosts).order[:10]) == list(range(10))


def test_another_sector_comes_sooner(boosts: Boosts) -> None:
    some = candidates(14, text=[1.0] * 12 + [0.995] * 2, sector=[1] * 12 + [2, -1])
    order = rank(some, "relevance", TODAY, boosts).order
    assert {*order[: boosts.mixing.sector.free]} <= {*range(12)}
    assert max(order.index(12), order.index(13)) == boosts.mixing.sector.free + 1


def test_who_is_asked_for_by_name_is_shown_with_all_it_does(boosts: Boosts) -> None:
    organisation, text = [7] * 10 + list(range(10, 20)), [1.0] * 10 + [0.98] * 10
    some = candidates(20, organisation=organisation, text=text, named=[True] * 10 + [False] * 10)
    assert sorted(rank(some, "relevance", TODAY, boosts).order[:10]) == list(range(10))


@pytest.mark.parametrize("sort", SORTS[1:])
def test_another_sort_is_never_mixed(boosts: Boosts, sort: Sort) -> None:
    some = candidates(10, organisation=[1] * 9 + [2], distance=list(range(10)), name_rank=list(range(10)))
    ranked = rank(replace(some, checked=np.arange(10, 0, -1, dtype=np.int32)), sort, TODAY, boosts)
    assert ranked.order == list(range(10))
    assert ranked.factors["mixing"].tolist() == [1.0] * 10


@pytest.mark.parametrize("equals", [2, 5])
def test_each_of_the_equals_comes_first_about_as_often_as_the_others(boosts: Boosts, equals: int) -> None:
    some, days = candidates(equals), 2000
    first = Counter(rank(some, "relevance", TODAY + timedelta(day), boosts).order[0] for day in range(days))
    fair = days / equals
    assert all(abs(first[row] - fair) < 5 * fair**0.5 for row in range(equals)), first


def test_on_one_day_equals_keep_their_order_whoever_else_is_found(boosts: Boosts) -> None:
    many, few = candidates(50), candidates(20)
    order = rank(many, "relevance", TODAY, boosts).order
    assert [row for row in order if row < 20] == rank(few, "relevance", TODAY, boosts).order


def test_what_differs_by_less_than_a_score_tells_is_equal(boosts: Boosts) -> None:
    some = candidates(2, text=[1.0, 0.9996])
    first = {rank(some, "relevance", TODAY + timedelta(day), boosts).order[0] for day in range(30)}
    assert first == {0, 1}


@pytest.mark.parametrize("sort", SORTS)
def test_a_short_window_is_the_beginning_of_the_whole_order(boosts: Boosts, sort: Sort) -> None:
    chance = np.random.default_rng(1)
    many = candidates(
        400,
        text=chance.integers(1, 4, 400),
        distance=chance.choice([1.0, 5.0, float("nan")], 400),
        serves=chance.integers(-1, 2, 400),
        unknown=chance.integers(0, 3, 400),
        checked=chance.integers(0, 3, 400),
    )
    whole = rank(many, sort, TODAY, boosts, window=400).order
    assert sorted(whole) == list(range(400))
    for window in (1, 20, 200, 399):
        assert rank(many, sort, TODAY, boosts, window=window).order == whole[:window]


def test_without_boosts_the_fit_is_all_that_counts() -> None:
    some = candidates(3, text=[2.0, 4.0, 1.0], distance=[0.0, 99.0, 0.0], organisation=[1, 1, 1])
    ranked = rank(some, "relevance", TODAY)
    assert (ranked.order, ranked.scores) == ([1, 0, 2], [1.0, 0.5, 0.25])
