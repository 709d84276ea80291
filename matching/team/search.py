"""The exact search: the cheapest way to part the needs over members, for every group of needs.

All members collapse into one cheapest entry for each subset of needs, because there are at most twelve needs and the
coordinator. What remains is a subset dynamic programme; where members are forbidden the values without that are a
lower bound, so that a best-first search (A*) finds the new optimum in a few steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from matching.team.instance import GAP, POINT, Cost, Instance, Member

Entry = tuple[int, int]
"""Packed cost and number of the member."""

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Team:
    """A solution: packed cost, who serves what (member, mask) in order of member, and the mask of what is open."""

    cost: int
    assigned: tuple[tuple[int, int], ...]
    gaps: int

    @property
    def members(self) -> frozenset[int]:
        """The numbers of those who serve something."""
        return frozenset(member for member, _ in self.assigned)


class Search:
    """Solves one instance, once for everyone and then for any set of members that is left out."""

    def __init__(self, instance: Instance) -> None:
        """Make the table of entries and the values of the groups of needs that can be left over."""
        self.instance = instance
        self._gaps = [severity * GAP for severity in instance.severities]
        self._full = (1 << len(instance.severities)) - 1
        by_subset: dict[int, list[Entry]] = {}
        for number, member in enumerate(instance.members):
            for subset, cost in subsets(member, instance.coordination):
                by_subset.setdefault(subset, []).append((cost, number))
        self._by_lowest: list[list[tuple[int, list[Entry]]]] = [[] for _ in instance.severities]
        for subset in sorted(by_subset):
            entries = by_subset[subset]
            entries.sort()
            self._by_lowest[_lowest(subset)].append((subset, entries))
        self._cheapest = [[(subset, entries[0][0]) for subset, entries in row] for row in self._by_lowest]
        self._least = {0: 0}
        self._value(self._full)
        self.best = self.without(NOBODY)

    def _value(self, group: int) -> int:
        """The least cost of dealing with all needs of a group (a mask): nobody serves the lowest, or someone does.

        Only groups that are left over then have a value: of the 8,192 of twelve needs nearly always fewer than a tenth.
        """
        least = self._least
        if group in least:
            return least[group]
        lowest = _lowest(group)
        best = self._gaps[lowest] + self._value(group & (group - 1))
        for subset, cost in self._cheapest[lowest]:
            if subset & group == subset:
                rest = group ^ subset
                cost += least[rest] if rest in least else self._value(rest)
                if cost < best:
                    best = cost
        least[group] = best
        return best

    def without(self, forbidden: frozenset[int]) -> Team:
        """The best team in which none of these members is."""
        least, gaps = self._least, self._gaps
        reached = {self._full: 0}
        came: dict[int, tuple[int, int]] = {}  # group -> (group before, member or -1 for a gap)
        waiting = [(least[self._full], self._full)]
        while waiting:
            bound, group = heapq.heappop(waiting)
            spent = reached[group]
            if bound != spent + least[group]:
                continue
            if group == 0:
                break
            lowest = _lowest(group)
            steps = [(group & (group - 1), gaps[lowest], -1)]
            for subset, entries in self._by_lowest[lowest]:
                if subset & group == subset:
                    for cost, member in entries:
                        if member not in forbidden:
                            steps.append((group ^ subset, cost, member))
                            break
            for rest, cost, member in steps:
                total = spent + cost
                if rest not in reached or total < reached[rest]:
                    reached[rest] = total
                    came[rest] = (group, member)
                    heapq.heappush(waiting, (total + least[rest], rest))
        return self._traced(reached[0], came)

    def _traced(self, cost: int, came: dict[int, tuple[int, int]]) -> Team:
        assigned, gaps, group = [], 0, 0
        while group != self._full:
            before, member = came[group]
            if member < 0:
                gaps |= before ^ group
            else:
                assigned.append((member, before ^ group))
            group = before
        return Team(cost, tuple(sorted(assigned)), gaps)

    def least_with(self, member: Member, need: int) -> int:
        """The packed cost of the best team in which this member serves this need, found without solving anew.

        The member need not be one of the instance. That the rest may be theirs too does no harm: being in a team twice
        never costs less than once.
        """
        costs = subsets(member, self.instance.coordination)
        return min(cost + self._value(self._full ^ subset) for subset, cost in costs if subset >> need & 1)

    def price_of(self, member: int) -> Cost:
        """How much worse the best team without this member is: what it leaves open more, and points, which may be less.

        Nothing where the member is not in the best team.
        """
        if member not in self.best.members:
            return Cost(0, 0, 0, 0, 0)
        first, other = Cost.unpacked(self.best.cost), Cost.unpacked(self.without(frozenset({member})).cost)
        return Cost(other.gap - first.gap, other.points - first.points, other.new - first.new, 0, 0)


def subsets(member: Member, coordination: int) -> Iterator[tuple[int, int]]:
    """Every group of needs that the member can serve, as a mask, with the packed cost of the member doing that."""
    groups = [(0, member.join, 0)]
    for number, arc in sorted(member.arcs.items()):
        bit = 1 << number
        groups += [(mask | bit, points + arc.points, max(way, arc.way)) for mask, points, way in groups]
    alone = 1 << coordination
    order = (member.new << 4 | (not member.kept)) * (POINT >> 8) + member.tie
    for mask, points, way in groups[1:]:
        if mask != alone or not member.new:
            yield mask, (points + member.place[way]) * POINT + order


def _lowest(group: int) -> int:
    return (group & -group).bit_length() - 1
