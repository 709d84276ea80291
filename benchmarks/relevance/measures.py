"""What is measured of a ranking, and how sure a difference is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BEST = 2
"""The grade of what exactly helps."""

SHOWN, PAGE = 5, 10
"""Results that people look at, and those of a first page."""

RESAMPLES, SEED = 10_000, 20261122
PERCENTILES = (2.5, 97.5)

Ranking = Sequence[str]
Grades = Mapping[str, int]
Values = NDArray[np.float64]


def ndcg(ranking: Ranking, grades: Grades) -> float:
    """nDCG@10: gains 2^grade - 1, discounted by log2(place + 1), as a part of that of the best order there is."""
    ideal = sorted(grades.values(), reverse=True)
    return _dcg([grades.get(offer, 0) for offer in ranking]) / _dcg(ideal)


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades[:PAGE], start=1))


def recall(ranking: Ranking, grades: Grades) -> float:
    """recall@5: which part of the offers graded 2 stands among the first five."""
    best = {offer for offer, grade in grades.items() if grade == BEST}
    return len(best.intersection(ranking[:SHOWN])) / len(best)


def first_best(ranking: Ranking, grades: Grades) -> int | None:
    """The place, from 1, of the first offer graded 2."""
    return next((place for place, offer in enumerate(ranking, start=1) if grades.get(offer) == BEST), None)


def reciprocal_rank(ranking: Ranking, grades: Grades) -> float:
    """1 / place of the first offer graded 2; 0 where there is none. Its mean is MRR."""
    place = first_best(ranking, grades)
    return 0.0 if place is None else 1 / place


def hit(ranking: Ranking, grades: Grades) -> float:
    """hit@5: 1 where an offer graded 2 stands among the first five."""
    place = first_best(ranking, grades)
    return float(place is not None and place <= SHOWN)


MEASURES: Mapping[str, Callable[[Ranking, Grades], float]] = {
    "nDCG@10": ndcg,
    "recall@5": recall,
    "MRR": reciprocal_rank,
    "hit@5": hit,
}
"""Per query between 0 and 1; a ranking holds no offer twice, and some offer is graded 2."""


class Difference(NamedTuple):
    """The mean of paired differences with its 95% interval."""

    mean: float
    low: float
    high: float


def difference(values: Values, beside: Values) -> Difference:
    """How much higher `values` are than `beside`, one of each per query: a paired bootstrap, the same every time."""
    paired = values - beside
    drawn = np.random.default_rng(SEED).integers(0, len(paired), (RESAMPLES, len(paired)))
    low, high = np.percentile(paired[drawn].mean(axis=1), PERCENTILES)
    return Difference(float(paired.mean()), float(low), float(high))
