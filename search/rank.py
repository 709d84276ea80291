"""In which order candidates are shown: arithmetic over arrays, the same for every engine.

What is known to fit goes before what is not known to fit, whatever the score (`search.factors`); by relevance
organisations and sectors are mixed (`search.mixing`); equals are drawn by lot each day (`search.lot`). So the order is
total, and the same for everyone on one day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.boosts import Boosts
from search.engine.port import Bools, Candidates, Floats, Sort
from search.factors import WEIGHT, Factors, product
from search.lot import drawn
from search.meaning.margins import E5
from search.mixing import mixed
from search.question import WINDOW

FEW, WEIGHT_OF_FEW = 2, 2.0
"""Who types one word or two types a name or a term, and means just that."""

DIGITS = 3
"""Decimals of a score where no boosts say otherwise."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows of the first candidates in their order, with the scores of those and what each score is made of.

    `factors`: an array per name, aligned with `order`; `(words + meaning)` times all others is the score.
    """

    order: list[int]
    scores: list[float]
    factors: Mapping[str, Floats]

    def reordered(self, places: Sequence[int]) -> Ranked:
        """The same, with what stood at these places in their order."""
        return Ranked(
            [self.order[place] for place in places],
            [self.scores[place] for place in places],
            {name: each[list(places)] for name, each in self.factors.items()},
        )


def rank(
    candidates: Candidates,
    sort: Sort,
    today: date,
    boosts: Boosts | None = None,
    words: int = 0,
    window: int = WINDOW,
    far: float = E5.far,
) -> Ranked:
    """The first `window` candidates for a question of so many `words`; `far`: see `Nearest`.

    Sorting by distance or date puts what has none last.
    """
    factors = Factors(candidates, boosts, today, WEIGHT_OF_FEW if words <= FEW else WEIGHT, far)
    whole, digits = factors.scores(), boosts.digits if boosts is not None else DIGITS
    score = np.round(whole, digits)
    first = _first(candidates, sort, score)
    kept = np.flatnonzero(_may_be_first(candidates, first, window))
    keys = (drawn(candidates.lot[kept], today), -score[kept], first[kept], candidates.unknown[kept])
    order = kept[np.lexsort(keys)][:window].tolist()
    share = np.ones(len(order))
    if sort == "relevance" and boosts is not None:
        order, share = mixed(order, candidates, whole, boosts.mixing, digits)
    shown = factors.of(order) | {"mixing": share}
    return Ranked(order, np.round(product(shown), digits).tolist(), shown)


def _first(candidates: Candidates, sort: Sort, score: Floats) -> Floats:
    """What decides first, the least of it first."""
    if sort == "name":
        return candidates.name_rank.astype(np.float64)
    if sort == "checked":
        return -candidates.checked.astype(np.float64)
    if sort == "distance" and not np.isnan(candidates.distance).all():
        return np.nan_to_num(candidates.distance, nan=np.inf)
    return -score


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
