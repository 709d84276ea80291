"""The measures, on rankings short enough to do by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relevance.measures import MEASURES, difference, first_best, hit, ndcg, recall, reciprocal_rank

GRADES = {"a": 2, "b": 2, "c": 1}

IDS = st.permutations([f"o{number}" for number in range(14)])
JUDGED = st.dictionaries(st.sampled_from([f"o{number}" for number in range(14)]), st.sampled_from([1, 2])).map(
    lambda grades: grades | {"o3": 2}
)


@pytest.mark.parametrize("order", ["abcxyz", "bac"])
def test_the_best_order_there_is_counts_1_whichever_of_equals_comes_first(order: str) -> None:
    assert ndcg(order, GRADES) == pytest.approx(1)


def test_an_offer_that_exactly_helps_gains_three_times_one_that_helps_too() -> None:
    best = 3 + 3 / log2(3) + 1 / log2(4)
    assert ndcg("xc", GRADES) == pytest.approx((1 / log2(3)) / best)
    assert ndcg("xa", GRADES) == pytest.approx((3 / log2(3)) / best)


def test_what_stands_below_the_first_page_gains_nothing() -> None:
    page = [f"x{number}" for number in range(10)]
    assert ndcg([*page[:9], "a"], GRADES) > 0
    assert ndcg([*page, "a", "b", "c"], GRADES) == 0


def test_twelve_good_offers_cannot_all_stand_on_a_page_of_ten_and_that_costs_nothing() -> None:
    many = {f"o{number}": 2 for number in range(12)}
    assert ndcg(list(many), many) == pytest.approx(1)


def test_recall_counts_the_exact_ones_among_the_first_five_only() -> None:
    assert recall("xxxxa", GRADES) == 0.5
    assert recall("abxxx", GRADES) == 1
    assert recall("cxxxxab", GRADES) == 0


def test_the_reciprocal_rank_is_that_of_the_first_exact_one() -> None:
    assert [reciprocal_rank(order, GRADES) for order in ("ab", "cxb", "c", "")] == [1, pytest.approx(1 / 3), 0, 0]


def test_a_hit_is_an_exact_one_in_the_first_five() -> None:
    assert [hit(order, GRADES) for order in ("xxxxb", "xxxxxb", "ccccc", "")] == [1, 0, 0, 0]
    assert [first_best(order, GRADES) for order in ("xxxxb", "xxxxxb", "c")] == [5, 6, None]


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
@given(ranking=IDS, grades=JUDGED, place=st.integers(1, 13))
def test_no_measure_leaves_0_to_1_or_falls_when_an_exact_offer_moves_up(
    measure: Callable[[Sequence[str], dict[str, int]], float], ranking: list[str], grades: dict[str, int], place: int
) -> None:
    before = measure(ranking, grades)
    assert 0 <= before <= 1 + 1e-9
    if grades.get(ranking[place]) == 2:
        up = [*ranking[: place - 1], ranking[place], ranking[place - 1], *ranking[place + 1 :]]
        assert measure(up, grades) >= before - 1e-9


def test_a_difference_that_every_query_shares_is_certain() -> None:
    assert difference(np.full(20, 0.75), np.full(20, 0.5)) == pytest.approx((0.25, 0.25, 0.25))


def test_a_difference_of_few_queries_that_disagree_may_as_well_be_none() -> None:
    found = difference(np.array([1.0, 0.0, 1.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0, 0.0]))
    assert found.low < 0 < found.mean < found.high


def test_an_interval_is_told_the_same_every_time() -> None:
    ours, theirs = np.sin(np.arange(40.0)), np.zeros(40)
    assert difference(ours, theirs) == difference(ours, theirs)


def test_queries_are_compared_pair_by_pair_so_that_hard_ones_do_not_hide_a_small_gain() -> None:
    theirs = np.tile([0.0, 0.9], 50)
    assert difference(theirs + 0.05, theirs).low > 0.04
