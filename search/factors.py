"""What the score of each candidate is made of: arrays by name, the same for every engine.

    score = (words + meaning) * near * serves * open * fresh * complete

The numbers, bounds and reasons of the boosts stand in `data/relevance/boosts.toml`. A fact that is not known of any
candidate is 1 for all: it says nothing.
"""

from __future__ import annotations

from datetime import date
from math import prod
from typing import TypeAlias

import numpy as np

from search.boosts import Boost, Boosts, Fresh, Near
from search.engine.port import NO, UNKNOWN, YES, Answers, Candidates, Codes, Floats

WEIGHT = 1.0
"""What words count beside meaning. Measured: less loses the terms of professionals, more what people say in their own
words; from 0.8 to 1.6 little changes."""
FAR = 0.05
"""So much less near in meaning than the nearest counts nothing: three times what the cosines of e5 differ by chance."""

FIT = ("words", "meaning")

Factors: TypeAlias = dict[str, Floats]
"""Per name one number for each candidate."""


def factors(candidates: Candidates, boosts: Boosts | None, today: date, weight: float = WEIGHT) -> Factors:
    """All factors; without boosts the fit is all that counts."""
    words, meaning = fit(candidates, weight)
    fitting = {"words": words, "meaning": meaning}
    if boosts is None:
        return fitting
    return fitting | {
        "near": _near(candidates.distance, boosts.near),
        "serves": _answered(candidates.serves, boosts.serves),
        "open": _answered(candidates.open_now, boosts.open),
        "fresh": _fresh(candidates.checked, boosts.fresh, today),
        "complete": boosts.complete.lowest
        + (boosts.complete.highest - boosts.complete.lowest) * candidates.completeness,
    }


def product(factors: Factors) -> Floats:
    """The score, not yet rounded: what fits, times each boost."""
    return prod(
        (each for name, each in factors.items() if name not in FIT), start=factors["words"] + factors["meaning"]
    )


def fit(candidates: Candidates, weight: float) -> tuple[Floats, Floats]:
    """What words and what meaning add to how well each answers the question, together from 0 to 1.

    `(weight * words + meaning) / (1 + weight)`, each from 0 to 1. A vector that is not there yet takes nothing away:
    the words count for both.
    """
    best = candidates.text.max(initial=0.0)
    known = ~np.isnan(candidates.cosine)
    if not known.any():
        words = candidates.text / best if best > 0 else np.ones(len(candidates))
        return words, np.zeros(len(candidates))
    words = candidates.text / best if best > 0 else np.zeros(len(candidates))
    nearest = candidates.cosine[known].max()
    meaning = np.where(known, np.maximum(1 - (nearest - candidates.cosine) / FAR, 0.0), 0.0)
    return np.where(known, words * (weight / (1 + weight)), words), meaning / (1 + weight)


def _near(distance: Floats, near: Near) -> Floats:
    """From highest around the corner, by a bell curve, to lowest far away."""
    nowhere = np.isnan(distance)
    if nowhere.all():
        return np.ones(len(distance))
    beyond = np.maximum(np.nan_to_num(distance, nan=0.0) - near.around_the_corner_km, 0.0)
    bell = np.exp2(-((beyond / near.half_at_km) ** 2))
    return np.where(nowhere, near.unknown, near.lowest + (near.highest - near.lowest) * bell)


def _answered(answers: Answers, boost: Boost) -> Floats:
    if not answers.any():
        return np.ones(len(answers))
    values = np.empty(3)
    values[[NO, UNKNOWN, YES]] = boost.lowest, boost.unknown, boost.highest
    return values[answers]


def _fresh(checked: Codes, fresh: Fresh, today: date) -> Floats:
    if not checked.any():
        return np.ones(len(checked))
    first_days = [today.toordinal() - days for days in reversed(fresh.within_days)]
    values = np.array([fresh.unknown, fresh.lowest, *reversed(fresh.factors)])
    return values[np.searchsorted([1, *first_days], checked, side="right")]
