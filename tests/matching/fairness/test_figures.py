"""Intervals and concentration against known numbers, and against scipy."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from matching.fairness.concentration import concentration
from matching.fairness.intervals import mean, middle, paired_share, share


def test_hhi_of_known_shares() -> None:
    half, thirds = concentration([["a"], ["b"]]), concentration([["a", "b"], ["a", "c"], ["a"], ["a"]])
    assert half is not None
    assert thirds is not None
    assert (half.hhi, half.hhi_corrected, half.ten_most) == (5_000, 0, 1)
    assert thirds.hhi == pytest.approx(10_000 * (16 + 1 + 1) / 36)
    assert thirds.hhi_corrected == pytest.approx(10_000 * 12 / 30)
    assert (thirds.places, thirds.organisations) == (6, 3)


def test_one_organisation_has_everything_and_no_team_has_nothing() -> None:
    one = concentration([["a"], ["a"]])
    assert one is not None
    assert (one.hhi, one.hhi_corrected) == (10_000, 10_000)
    assert concentration([[], []]) is None


def test_the_share_of_the_ten_that_are_proposed_most() -> None:
    found = concentration([[f"o{number}"] for number in range(20)] + [["o1"]] * 20)
    assert found is not None
    assert found.ten_most == (21 + 9) / 40


def test_the_corrected_hhi_does_not_grow_when_fewer_are_asked() -> None:
    random = Random(1)
    teams = [[f"o{random.randrange(50)}"] for _ in range(4_000)]
    some = [found for start in range(0, 4_000, 40) if (found := concentration(teams[start : start + 40]))]
    corrected = [one.hhi_corrected for one in some if one.hhi_corrected is not None]
    assert sum(corrected) / len(corrected) == pytest.approx(200, abs=15)  # fifty equal ones: 10,000 / 50
    assert sum(one.hhi for one in some) / len(some) > 400


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_of_a_share_is_that_of_scipy(counted: tuple[int, int]) -> None:
    found = share(*counted)
    assert found is not None
    interval = stats.binomtest(*counted).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-12)


def test_the_interval_of_a_mean_is_two_standard_errors_wide() -> None:
    found = mean([1, 2, 3, 4], fewest=4)
    assert found is not None
    assert found.value == 2.5
    assert found.high - found.value == pytest.approx(1.959964 * float(stats.sem([1, 2, 3, 4])))
    assert mean([1, 2, 3], fewest=4) is None
    assert mean([1], fewest=1) is None


def test_the_interval_of_a_median_lies_between_two_of_the_values() -> None:
    found = middle(list(range(1, 101)), fewest=30)
    assert found is not None
    assert (found.value, found.low, found.high) == (50.5, 40, 61)  # ranks of Campbell and Gardner, n = 100
    few = middle([3, 1, 2], fewest=1)
    assert few is not None
    assert (few.low, few.value, few.high) == (1, 2, 3)


def test_pairs_that_gain_and_lose_as_often_make_no_difference() -> None:
    found = paired_share(10, 10, 100)
    assert found is not None
    assert found.value == 0
    assert found.high == -found.low
    assert paired_share(0, 0, 0) is None


def test_the_interval_of_a_paired_share_covers_the_truth_in_about_95_of_100_samples() -> None:
    random, covered, samples = Random(7), 0, 2_000
    for _ in range(samples):
        kinds = random.choices("gls", weights=(0.10, 0.04, 0.86), k=60)
        found = paired_share(kinds.count("g"), kinds.count("l"), 60)
        assert found is not None
        covered += found.low <= 0.06 <= found.high
    assert 0.93 < covered / samples < 0.98
