"""What the score of each candidate is made of, the same for every engine.

    score = (words + meaning) * near * serves * wishes * open * fresh * complete

The numbers, bounds and reasons of the boosts stand in `data/relevance/boosts.toml`. A fact that is not known of any
candidate is 1 for all: it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np

from search.boosts import Boost, Boosts, Bounded, Fresh, Near
from search.engine.port import NO, UNKNOWN, YES, Answers, Candidates, Codes, Counts, Floats
from search.meaning.margins import E5

WEIGHT = 1.0
"""What words count beside meaning. Measured: less loses the terms of professionals, more what people say in their own
words; from 0.8 to 1.6 little changes."""

FIT = ("words", "meaning")

Rows: TypeAlias = slice | Sequence[int]
Factor: TypeAlias = Callable[[Rows], Floats]
"""One number for each of the candidates in these rows, or one for all."""


class Factors:
    """The factors of one question over its candidates."""

    def __init__(
        self,
        candidates: Candidates,
        boosts: Boosts | None,
        today: date,
        weight: float = WEIGHT,
        far: float = E5.far,
    ) -> None:
        """`weight`: what words count beside meaning; `far`: see `Nearest`. Without boosts only the fit counts."""
        self._words, self._meaning = fit(candidates, weight, far)
        self._boosts = _boosting(candidates, boosts, today) if boosts is not None else {}

    def scores(self) -> Floats:
        """The score of every candidate, not yet rounded. One factor at a time: many large arrays cost most."""
        score = self._words + self._meaning
        for factor in self._boosts.values():
            score *= factor(slice(None))
        return score

    def of(self, rows: Sequence[int]) -> dict[str, Floats]:
        """What the scores of these candidates are made of."""
        fitting = {"words": self._words[rows], "meaning": self._meaning[rows]}
        boosts = {name: np.broadcast_to(factor(rows), len(rows)) for name, factor in self._boosts.items()}
        return fitting | boosts


def product(factors: Mapping[str, Floats]) -> Floats:
    """The score, not yet rounded: what fits, times everything else."""
    score = factors["words"] + factors["meaning"]
    for name, each in factors.items():
        if name not in FIT:
            score *= each
    return score


def fit(candidates: Candidates, weight: float, far: float) -> tuple[Floats, Floats]:
    """What words and what meaning add to how well each answers the question, together from 0 to 1.

    `(weight * words + meaning) / (1 + weight)`, each from 0 to 1. A vector that is not there yet takes nothing away:
    the words count for both.
    """
    best = candidates.text.max(initial=0.0)
    nearest = np.fmax.reduce(candidates.cosine, initial=np.nan)  # fmax passes over what is not known
    if np.isnan(nearest):
        return candidates.text / best if best > 0 else np.ones(len(candidates)), np.zeros(len(candidates))
    words = candidates.text * np.where(np.isnan(candidates.cosine), 1.0, weight / (1 + weight))
    if best > 0:
        words /= best
    meaning = np.fmax(1 - (nearest - candidates.cosine) / far, 0.0)
    meaning /= 1 + weight
    return words, meaning


def _boosting(candidates: Candidates, boosts: Boosts, today: date) -> dict[str, Factor]:
    """The boosts by name; another one is one more line."""
    located = not np.isnan(candidates.distance).all()
    return {
        "near": _where(located, lambda rows: _near(candidates.distance[rows], boosts.near)),
        "serves": _where(candidates.serves.any(), lambda rows: _answered(candidates.serves[rows], boosts.serves)),
        "wishes": lambda rows: _wished(candidates.wished_unknown[rows], candidates.wished_not[rows], boosts.wishes),
        "open": _where(candidates.open_now.any(), lambda rows: _answered(candidates.open_now[rows], boosts.open)),
        "fresh": _where(candidates.checked.any(), lambda rows: _fresh(candidates.checked[rows], boosts.fresh, today)),
        "complete": lambda rows: _between(candidates.completeness[rows], boosts.complete),
    }


def _where(known: bool | np.bool_, factor: Factor) -> Factor:
    return factor if known else lambda rows: np.ones(1)


def _near(distance: Floats, near: Near) -> Floats:
    """From highest around the corner, by a bell curve, to lowest far away."""
    beyond = np.maximum(distance - near.around_the_corner_km, 0.0) / near.half_at_km
    bell = np.exp2(-(beyond * beyond))
    return np.where(np.isnan(distance), near.unknown, near.lowest + (near.highest - near.lowest) * bell)


def _answered(answers: Answers, boost: Boost) -> Floats:
    values = np.empty(3)
    values[[NO, UNKNOWN, YES]] = boost.lowest, boost.unknown, boost.highest
    return values[answers]


def _wished(unknown: Counts, fails: Counts, wish: Boost) -> Floats:
    """Once for each wish."""
    factor: Floats = wish.unknown**unknown * wish.lowest**fails
    return factor


def _fresh(checked: Codes, fresh: Fresh, today: date) -> Floats:
    step = (checked > 0).astype(np.int8)
    for days in fresh.within_days:
        step += checked >= today.toordinal() - days
    return np.array([fresh.unknown, fresh.lowest, *reversed(fresh.factors)])[step]


def _between(shares: Floats, boost: Bounded) -> Floats:
    values: Floats = boost.lowest + (boost.highest - boost.lowest) * shares
    return values
