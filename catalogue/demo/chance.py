"""Chance that repeats itself: every draw depends on the seed and on what is drawn, never on what was drawn before.

So a record stays the same when others come or go, and no state has to be kept however large the world is.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

T = TypeVar("T")


class Shared(Protocol):
    """Something of which a share is wanted; the shares of a table are beside each other, they need not add up."""

    @property
    def share(self) -> float:
        """How much of it."""
        ...


S = TypeVar("S", bound=Shared)


def dice(seed: int, *key: object) -> Random:
    """Dice of their own for what the key names."""
    return Random(f"{seed}/{'/'.join(map(str, key))}")


def drawn(random: Random, table: Sequence[S]) -> S:
    """A row of the table, as often as its share says."""
    left = random.random() * sum(row.share for row in table)
    for row in table:
        left -= row.share
        if left < 0:
            return row
    return table[-1]


def mostly_first(random: Random, values: Sequence[T], share: float) -> T:
    """The first value for that share of the draws, else one of the others."""
    return values[0] if len(values) == 1 or random.random() < share else random.choice(values[1:])


def in_turn(values: Sequence[T], number: int) -> T:
    """The values one after the other, over and over."""
    return values[number % len(values)]
