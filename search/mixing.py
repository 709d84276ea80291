"""One organisation does not fill the page, and sectors mix: each further hit of the same counts a little less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import heapify, heappop, heapreplace

import numpy as np

from search.boosts import Mixing
from search.engine.port import Candidates, Floats


def mixed(
    order: Sequence[int], candidates: Candidates, scores: Floats, mixing: Mixing, digits: int
) -> tuple[list[int], Floats]:
    """The candidates of `order` (rows) in a new order, and what each kept of its score.

    Greedy: the best of what is left comes next, where each counts less by how many of its organisation and its sector
    were taken already (`Share`). What is known to fit stays before what is not; equals keep their order. Who asks for
    an organisation by its name wants all that it does: that counts in full.
    """
    levels, named = candidates.unknown[order].tolist(), candidates.named[order].tolist()
    organisations, sectors = candidates.organisation[order].tolist(), candidates.sector[order].tolist()
    taken_of: Counter[int] = Counter()
    taken_in: Counter[int] = Counter()

    def kept(place: int) -> float:
        if named[place]:
            return 1.0
        again = mixing.organisation.of(taken_of[organisations[place]]) if organisations[place] >= 0 else 1.0
        return again * (mixing.sector.of(taken_in[sectors[place]]) if sectors[place] >= 0 else 1.0)

    whole = (scores[order] * 10**digits).tolist()  # rounded, whole numbers: what differs less is equal
    waiting = [(levels[place], -round(score), place) for place, score in enumerate(whole)]
    heapify(waiting)
    taken: list[tuple[int, float]] = []
    while waiting:
        level, score, place = waiting[0]
        share = kept(place)
        now = -round(whole[place] * share)
        if now > score:  # others of its kind were taken since it was weighed: it waits with what it counts now
            heapreplace(waiting, (level, now, place))
            continue
        heappop(waiting)
        taken.append((order[place], share))
        taken_of[organisations[place]] += 1
        taken_in[sectors[place]] += 1
    return [row for row, _ in taken], np.array([share for _, share in taken])
