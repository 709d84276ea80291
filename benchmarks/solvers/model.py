"""One question for a solver: the exact reduction of an instance, in whole numbers that a float holds exactly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol

from matching.team.instance import Cost, Instance
from matching.team.search import subsets

_NEW, _POINTS = 4, 16  # bits; the same order as `Cost.packed` without its last two parts, which need 36 more


@dataclass(frozen=True, slots=True)
class Column:
    """A group of needs (a mask) that one member can serve, or one need left open, with its least cost (`scaled`)."""

    mask: int
    cost: int


@dataclass(frozen=True, slots=True)
class Model:
    """Choose columns of least cost such that each of `needs` needs, the coordination among them, lies in exactly one.

    `instance` is the same question for the search of loket: those members who hold a column, and no others.
    """

    needs: int
    columns: tuple[Column, ...]
    instance: Instance

    def price(self, chosen: Collection[int]) -> int:
        """The cost of these columns, added up without rounding. Raises `ValueError` where they are no solution."""
        masks = [self.columns[number].mask for number in chosen]
        if sum(masks) != (1 << self.needs) - 1 or sum(mask.bit_count() for mask in masks) != self.needs:
            raise ValueError("a need lies in no column or in more than one")
        return sum(self.columns[number].cost for number in chosen)


class Solver(Protocol):
    """A solver that holds one model, ready to start."""

    def solve(self) -> None:
        """What the clock measures."""

    def cost(self) -> int:
        """The cost of the solution found (`scaled`). Raises `ValueError` where it is not proven to be the best."""


def scaled(packed: int) -> int:
    """Gap, points and new professionals of a packed cost as one number below 2^53, in the order of `Cost`.

    Who is kept of the previous team and the tie are left out: with them a cost has 60 bits, and HiGHS reckons in
    floats.
    """
    cost = Cost.unpacked(packed)
    return (cost.gap << _POINTS | cost.points) << _NEW | cost.new


def reduced(instance: Instance) -> Model:
    """The exact reduction: of all who can serve a group of needs, only the cheapest; the best team never misses others.

    A member may hold two groups of one solution here: that never costs less than holding both at once.
    """
    cheapest: dict[int, tuple[int, int]] = {}
    for number, member in enumerate(instance.members):
        for mask, cost in subsets(member, instance.coordination):
            if mask not in cheapest or (cost, number) < cheapest[mask]:
                cheapest[mask] = (cost, number)
    holders = sorted({number for _, number in cheapest.values()})
    open_needs = (
        Column(1 << need, scaled(Cost(severity, 0, 0, 0, 0).packed))
        for need, severity in enumerate(instance.severities)
    )
    return Model(
        needs=len(instance.severities),
        columns=(*(Column(mask, scaled(cost)) for mask, (cost, _) in sorted(cheapest.items())), *open_needs),
        instance=replace(instance, members=tuple(instance.members[number] for number in holders)),
    )
