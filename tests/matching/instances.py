"""Made-up instances, and two slow ways to solve them that share nothing with the search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.team.instance import Arc, Cost, Instance, Member, tie_of


def an_instance(seed: int, needs: int, members: int) -> Instance:
    """Needs with severities and members that each serve some of them; few different points, so that many are equal."""
    random = Random(seed)
    severities = (*(random.randint(1, 3) for _ in range(needs)), 1)
    return Instance(severities, tuple(_member(random, needs, number) for number in range(members)))


def _member(random: Random, needs: int, number: int) -> Member:
    able = random.sample(range(needs), random.randint(0, min(4, needs)))
    arcs = {need: Arc(random.choice((0, 3, 8, 20, 60)), random.randrange(3)) for need in able}
    free = random.random() < 0.15
    if random.random() < 0.6:
        arcs[needs] = Arc(random.choice((0, 20, 25)))
    nearby, far = random.choice((0, 10)), random.choice((0, 15, 40))
    return Member(
        id=f"x:{number:03}",
        arcs=arcs,
        join=0 if free else random.choice((5, 20, 20)),
        place=(0, nearby, nearby + far),
        new=not free and random.random() < 0.8,
        free=free,
        kept=free or random.random() < 0.3,
        tie=tie_of("aalst", f"x:{number:03}"),
    )


def by_hand(instance: Instance) -> Iterator[tuple[Cost, frozenset[int]]]:
    """Every way to give each need to someone or to nobody, with its cost and its team."""
    numbers = range(len(instance.severities))
    able = [[None, *(i for i, one in enumerate(instance.members) if need in one.arcs)] for need in numbers]
    for given in product(*able):
        cost = _cost(instance, given)
        if cost is not None:
            yield cost, frozenset(one for one in given if one is not None)


def _cost(instance: Instance, given: tuple[int | None, ...]) -> Cost | None:
    gap = points = new = other = tie = 0
    for need, number in enumerate(given):
        if number is None:
            gap += instance.severities[need]
        else:
            points += instance.members[number].arcs[need].points
    for number in {one for one in given if one is not None}:
        member = instance.members[number]
        served = [need for need, one in enumerate(given) if one == number]
        if member.new and served == [instance.coordination]:
            return None
        points += member.join + member.place[max(member.arcs[need].way for need in served)]
        new, other, tie = new + member.new, other + (not member.kept), tie + member.tie
    return Cost(gap, points, new, other, tie)


def by_solver(instance: Instance, forbidden: frozenset[int] = frozenset()) -> tuple[Cost, frozenset[int]]:
    """The same by integer programming: each part of the order is minimised in turn, the parts before it held fixed."""
    model = _Model(instance, forbidden)
    held: list[int] = []
    for row in range(5):
        held.append(model.least(row, held))
    return Cost(*held), model.team


class _Model:
    """Variables: y (member serves need), u (need open), x (member in team), z1 and z2 (member comes, is gone to)."""

    def __init__(self, instance: Instance, forbidden: frozenset[int]) -> None:
        self._arcs = [(i, need) for i, one in enumerate(instance.members) if i not in forbidden for need in one.arcs]
        self._y = {arc: number for number, arc in enumerate(self._arcs)}
        count, needs = len(instance.members), len(instance.severities)
        self._u = len(self._arcs)
        self._x = self._u + needs
        self._size = self._x + 3 * count
        self._parts = np.zeros((5, self._size))
        self._rules: list[tuple[dict[int, float], float, float]] = []
        self._served(instance)
        for i, member in enumerate(instance.members):
            self._member(instance, i, member, count)
        self.team: frozenset[int] = frozenset()

    def _served(self, instance: Instance) -> None:
        for need, severity in enumerate(instance.severities):
            row = {self._y[arc]: 1.0 for arc in self._arcs if arc[1] == need}
            self._rules.append((row | {self._u + need: 1.0}, 1, 1))
            self._parts[0, self._u + need] = severity

    def _member(self, instance: Instance, i: int, member: Member, count: int) -> None:
        x, comes, gone_to = (self._x + i + part * count for part in range(3))
        own = [need for need in member.arcs if (i, need) in self._y]
        for need in own:
            arc = member.arcs[need]
            self._parts[1, self._y[i, need]] = arc.points
            for variable, way in ((x, 0), (comes, 1), (gone_to, 2)):
                if arc.way >= way:
                    self._rules.append(({self._y[i, need]: 1.0, variable: -1.0}, -np.inf, 0))
        if member.new and (i, instance.coordination) in self._y:
            row = {self._y[i, need]: -1.0 for need in own if need != instance.coordination}
            self._rules.append((row | {self._y[i, instance.coordination]: 1.0}, -np.inf, 0))
        self._parts[1, x] = member.join + member.place[0]
        self._parts[1, comes] = member.place[1] - member.place[0]
        self._parts[1, gone_to] = member.place[2] - member.place[1]
        self._parts[2, x], self._parts[3, x], self._parts[4, x] = member.new, not member.kept, member.tie

    def least(self, part: int, held: list[int]) -> int:
        rows = [*self._rules]
        matrix = np.zeros((len(rows) + len(held), self._size))
        low, high = np.zeros(len(matrix)), np.zeros(len(matrix))
        for number, (row, lower, upper) in enumerate(rows):
            for variable, value in row.items():
                matrix[number, variable] = value
            low[number], high[number] = lower, upper
        for earlier, value in enumerate(held):
            matrix[len(rows) + earlier] = self._parts[earlier]
            low[len(rows) + earlier] = high[len(rows) + earlier] = value
        found = milp(
            self._parts[part],
            integrality=np.ones(self._size, dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, low, high),
            options={"mip_rel_gap": 0},
        )
        assert found.success, found.message
        chosen = np.round(found.x)
        self.team = frozenset(arc[0] for arc, number in self._y.items() if chosen[number])
        return round(float(self._parts[part] @ chosen))
