"""Which scenario? (P1, P2)"""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogue import Answer, Vocabulary
from matching.perinatal import Indicators, ScenarioRange, scenario_range
from tests.matching.perinatal.cases import NAMES, TABLES

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
Values = tuple[Answer, ...]


def ranged(values: Values) -> ScenarioRange:
    return scenario_range(Indicators(**dict(zip(NAMES, values, strict=True))), TABLES.scenarios)


def completions(values: Values) -> list[Values]:
    """Every way in which what is unknown can turn out."""
    return list(product(*((YES, NO) if value is UNKNOWN else (value,) for value in values)))


def test_p1_there_are_eight_indicators_and_they_are_those_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert len(NAMES) == 8
    assert set(NAMES) == set(vocabulary["perinatal_indicator"]) == {one.id for one in TABLES.indicators}


def test_p2_of_all_256_combinations_one_gives_0_eight_give_a_and_247_give_b() -> None:
    counts = Counter(ranged(values).scenario for values in product((YES, NO), repeat=8))
    assert counts == {"0": 1, "A": 8, "B": 247}


@pytest.mark.parametrize(("positive", "scenario"), [(0, "0"), (1, "A"), (2, "B"), (3, "B"), (8, "B")])
def test_p2_what_counts_is_how_many_indicators_are_positive(positive: int, scenario: str) -> None:
    assert ranged((YES,) * positive + (NO,) * (8 - positive)).scenario == scenario


def test_p2_all_6561_ranges_are_as_narrow_as_what_is_known_allows() -> None:
    """The lowest and highest scenario over every way in which the unknown ones can turn out, counted by hand."""
    of_known = {values: ranged(values).at_least for values in product((YES, NO), repeat=8)}
    for values in product(Answer, repeat=8):
        possible = {of_known[one] for one in completions(values)}
        assert ranged(values) == ScenarioRange(min(possible), max(possible)), values


@pytest.mark.parametrize(
    ("values", "at_least", "at_most"),
    [
        ((UNKNOWN,) * 8, "0", "B"),
        ((YES,) + (UNKNOWN,) * 7, "A", "B"),
        ((YES, YES) + (UNKNOWN,) * 6, "B", "B"),
        ((UNKNOWN,) + (NO,) * 7, "0", "A"),
        ((YES,) + (UNKNOWN,) + (NO,) * 6, "A", "B"),
    ],
)
def test_p2_with_unknowns_the_answer_is_a_range(values: Values, at_least: str, at_most: str) -> None:
    found = ranged(values)
    assert (found.at_least, found.at_most) == (at_least, at_most)
    assert (found.scenario is None) is (at_least != at_most)


@given(
    values=st.tuples(*[st.sampled_from(Answer)] * 8), more=st.integers(0, 7), answer=st.sampled_from([Answer.YES, NO])
)
def test_p2_learning_one_more_answer_never_widens_the_range(values: Values, more: int, answer: Answer) -> None:
    assume(values[more] is UNKNOWN)
    before, after = ranged(values), ranged((*values[:more], answer, *values[more + 1 :]))
    assert before.at_least <= after.at_least <= after.at_most <= before.at_most


@given(values=st.permutations([YES, NO, UNKNOWN, NO, YES, NO, NO, UNKNOWN]))
def test_p2_which_indicators_are_positive_does_not_matter(values: list[Answer]) -> None:
    assert ranged(tuple(values)).scenario == "B"
