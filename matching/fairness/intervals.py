"""95% intervals by closed formulas, so that nobody reads chance as unfairness.

The profiles are a sample of those that can be made up; an interval tells between which borders the figure over all of
those likely lies. It tells nothing of real people, and of twenty intervals about one lies beside the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean, median, variance

from pydantic import BaseModel, ConfigDict

Z = NormalDist().inv_cdf(0.975)


class Estimate(BaseModel):
    """A figure with its 95% interval, over so many (`of`) profiles or pairs."""

    model_config = ConfigDict(frozen=True)

    of: int
    value: float
    low: float
    high: float


def share(count: int, of: int) -> Estimate | None:
    """A share 0..1 with the interval of Wilson (J. Am. Stat. Assoc. 22, 1927: 209-212); `None` of nothing."""
    if not of:
        return None
    found = count / of
    middle = (found + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z / (1 + Z**2 / of) * sqrt(found * (1 - found) / of + Z**2 / (4 * of**2))
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == of else middle + half
    return Estimate(of=of, value=found, low=low, high=high)


def mean(values: Sequence[float], fewest: int) -> Estimate | None:
    """The mean, give or take 1.96 standard errors, which some tens of values justify; `None` of fewer than `fewest`."""
    if len(values) < max(fewest, 2):
        return None
    found = fmean(values)
    half = Z * sqrt(variance(values) / len(values))
    return Estimate(of=len(values), value=found, low=found - half, high=found + half)


def middle(values: Sequence[float], fewest: int) -> Estimate | None:
    """The median between two values by rank (Campbell and Gardner, BMJ 296, 1988: 1454); `None` of too few."""
    if len(values) < max(fewest, 1):
        return None
    ordered, of = sorted(values), len(values)
    low = max(round(of / 2 - Z * sqrt(of) / 2), 1)
    high = min(round(1 + of / 2 + Z * sqrt(of) / 2), of)
    return Estimate(of=of, value=median(ordered), low=ordered[low - 1], high=ordered[high - 1])


def paired_share(only_then: int, only_before: int, of: int) -> Estimate | None:
    """How much larger a share is among the same profiles after a change: those that gained less those that lost.

    The interval is that of Agresti and Min (Stat. Med. 24, 2005: 729-740): half a pair is added to each of the four
    kinds of pair, so that no difference seen in few pairs does not pass for certainty. `None` of no pairs.
    """
    if not of:
        return None
    gained, lost, wider = only_then + 0.5, only_before + 0.5, of + 2
    centre = (gained - lost) / wider
    half = Z * sqrt((gained + lost) - (gained - lost) ** 2 / wider) / wider
    found = (only_then - only_before) / of
    return Estimate(of=of, value=found, low=max(centre - half, -1.0), high=min(centre + half, 1.0))
