"""One organisation does not fill the page, and sectors mix: each further hit of the same counts a little less."""

from __future__ import annotations

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
    of_organisation = [mixing.organisation.of(before) for before in range(len(order))]
    of_sector = [mixing.sector.of(before) for before in range(len(order))]
    taken_of, taken_in = dict.fromkeys(organisations, 0), dict.fromkeys(sectors, 0)

    def kept(place: int) -> float:
        if named[place]:
            return 1.0
        organisation, sector = organisations[place], sectors[place]
        share = of_organisation[taken_of[organisation]] if organisation >= 0 else 1.0
        return share * of_sector[taken_in[sector]] if sector >= 0 else share

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
