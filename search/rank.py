"""In which order candidates are shown: arithmetic over arrays, the same for every engine.

    score = fit * near * serves * wishes
    fit   = (meaning + WEIGHT * words) / (1 + WEIGHT), each from 0 to 1; words alone where the meaning is not known

What is known to fit goes before what is not known to fit, whatever the score; equal scores go by the day of the last
check, newest first, then by id. So the order is total and the same every time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.engine.port import NO, UNKNOWN, Bools, Candidates, Floats, Sort
from search.meaning.margins import E5
from search.question import WINDOW

WEIGHT = 1.0
"""What words count beside meaning. Measured: less loses the terms of professionals, more what people say in their own
words; from 0.8 to 1.6 little changes."""
FEW, WEIGHT_OF_FEW = 2, 2.0
"""Who types one word or two types a name or a term, and means just that."""

AROUND_THE_CORNER_KM = 2.0
"""Nearer than this is equally near: a walk."""
HALF_AS_NEAR_KM = 15.0
"""So much farther than around the corner counts half: half an hour by bus or bicycle; about one zone away."""
NEAR_BONUS = 1.0
"""The nearest counts twice the farthest: a match in the name still beats a match in a description next door."""
PLACELESS_NEARNESS = 0.5
"""What has no place (by telephone, at home) is as near as something one zone away; it serves but is nowhere."""

SERVES_UNKNOWN = 0.7
"""Somewhat less than known to serve: it may cost a call to find out."""
SERVES_NOT = 0.15
"""Below everything comparable that serves: even next door and twice as near, it would send the person away."""

WISH_UNKNOWN = 0.9
"""Per wish: a little less than known to fit; what nobody wrote down often fits, and the words may have been misread."""
WISH_NOT = 0.3
"""Per wish: even twice as near, below what may fit (0.3 * 2 < 0.9), but for what fits the words three times as well.
Twice what SERVES_NOT leaves: a wish is read from words, where the place is known."""

DIGITS = 3
"""Scores that differ less are equal, so that the noise of word statistics does not hide a recent check."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Indices of the first candidates in their order, and the scores of those."""

    order: list[int]
    scores: list[float]


def rank(candidates: Candidates, sort: Sort, words: int = 0, window: int = WINDOW, far: float = E5.far) -> Ranked:
    """The first `window` candidates for a question of so many `words`; `far`: see `Nearest`.

    Sorting by distance or date puts what has none last.
    """
    score = scores(candidates, WEIGHT_OF_FEW if words <= FEW else WEIGHT, far)
    first = {
        "relevance": -score,
        "distance": np.nan_to_num(candidates.distance, nan=np.inf),
        "name": candidates.name_rank.astype(np.float64),
        "checked": -candidates.checked.astype(np.float64),
    }[sort]
    if sort == "distance" and np.isinf(first).all():
        first = -score
    keys = (candidates.id_rank, -candidates.checked, -score, first, candidates.unknown)
    kept = np.flatnonzero(_may_be_first(candidates, first, window))
    order = kept[np.lexsort([key[kept] for key in keys])][:window]
    return Ranked(order.tolist(), score[order].tolist())


def scores(candidates: Candidates, weight: float = WEIGHT, far: float = E5.far) -> Floats:
    """How well each fits, from 0 to 2, relative to the best words and the nearest meaning among the candidates."""
    fit = fits(candidates, weight, far)
    located = not np.isnan(candidates.distance).all()
    near = 1 + NEAR_BONUS * nearness(candidates.distance) if located else np.ones(len(candidates))
    serves = np.select([candidates.serves == NO, candidates.serves == UNKNOWN], [SERVES_NOT, SERVES_UNKNOWN], 1.0)
    wishes = WISH_UNKNOWN**candidates.wished_unknown * WISH_NOT**candidates.wished_not
    score: Floats = np.round(fit * near * serves * wishes, DIGITS)
    return score


def fits(candidates: Candidates, weight: float, far: float) -> Floats:
    """How well each answers what was asked, from 0 to 1, wherever it is.

    A vector that is not there yet takes nothing away: the words count for both.
    """
    best = candidates.text.max(initial=0.0)
    words = candidates.text / best if best > 0 else np.ones(len(candidates))
    known = ~np.isnan(candidates.cosine)
    if not known.any():
        return words
    nearest = candidates.cosine[known].max()
    words = words if best > 0 else np.zeros(len(candidates))
    meaning = np.where(known, np.maximum(1 - (nearest - candidates.cosine) / far, 0.0), words)
    fit: Floats = (meaning + weight * words) / (1 + weight)
    return fit


def nearness(distance: Floats) -> Floats:
    """From 1 around the corner, by a bell curve, to 0 far away; a set value for what has no place."""
    beyond = np.maximum(np.nan_to_num(distance, nan=0.0) - AROUND_THE_CORNER_KM, 0.0)
    bell = np.exp2(-((beyond / HALF_AS_NEAR_KM) ** 2))
    return np.where(np.isnan(distance), PLACELESS_NEARNESS, bell)


def _may_be_first(candidates: Candidates, first: Floats, window: int) -> Bools:
    """Leaves out what `window` others are before, so that the full order is made of few."""
    if len(candidates) <= window:
        return np.ones(len(candidates), dtype=np.bool_)
    unknown = candidates.unknown.astype(np.float64)
    highest = np.partition(unknown, window - 1)[window - 1]
    sure = unknown < highest
    level = first[unknown == highest]
    limit = np.partition(level, window - 1 - int(sure.sum()))[window - 1 - int(sure.sum())]
    kept: Bools = sure | ((unknown == highest) & (first <= limit))
    return kept
