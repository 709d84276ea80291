"""Counts in five steps: about as many zones in each, so that the colours tell them apart also where a few have most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """The counts of one colour: from the lowest up to and including the highest; step 0 is for nothing found."""

    number: int
    lowest: int
    highest: int


def steps(counts: Iterable[int]) -> tuple[Step, ...]:
    """The steps that these counts need, the lowest first; equal counts are never in two."""
    every = sorted(counts)
    known = [count for count in every if count > 0]
    nothing = (Step(0, 0, 0),) if len(known) < len(every) else ()
    if not known:
        return nothing
    ends = dict.fromkeys(known[-(-len(known) * step // STEPS) - 1] for step in range(1, STEPS + 1))
    starts = (0, *ends)
    numbers = _spread(len(ends))
    return *nothing, *(
        Step(number, min(count for count in known if count > below), highest)
        for number, (below, highest) in zip(numbers, pairwise(starts), strict=True)
    )


def step_of(count: int, among: Iterable[Step]) -> int:
    """The number of the step in which a count lies; 0 where it is in none."""
    return next((step.number for step in among if step.lowest <= count <= step.highest), 0)


def _spread(amount: int) -> tuple[int, ...]:
    """Colours for fewer steps: as far apart as can be."""
    if amount == 1:
        return (3,)
    return tuple(1 + round(at * (STEPS - 1) / (amount - 1)) for at in range(amount))
