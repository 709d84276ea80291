"""Alternatives that differ: each lacks at least half of the new professionals of every team before it."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from matching.team.instance import GAP, Cost, Instance
from matching.team.search import NOBODY, Search, Team

NODES = 250
"""Teams that are tried at most before the rest of the list is only nearly the best; the answer says so."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best team first. Of the first `proven` it is proven that no other team belongs in their place.

    The others differ as much, but there may be better ones; none of those has fewer than `at_least` points.
    """

    teams: tuple[Team, ...]
    proven: int
    at_least: int | None = None

    @property
    def complete(self) -> bool:
        """Whether the whole list is proven, also that there are no more where there are fewer than asked."""
        return self.at_least is None


Waiting = tuple[int, tuple[int, ...], Team]
"""Cost, who is left out, and the best team without them."""


def alternatives(search: Search, count: int, nodes: int = NODES) -> Alternatives:
    """At most `count` teams. None leaves more open than the best; fewer than asked is an honest answer.

    A team that shares too many with an earlier one is parted in as many questions as it shares members, each without
    one of them. A question without a member never costs less, so the cheapest that waits is the next that can come.
    """
    first = search.best
    teams, earlier = [first], [_newcomers(first, search.instance)]
    waiting: list[Waiting] = [(first.cost, (), first)]
    seen = {NOBODY}
    while len(teams) < count and waiting:
        cost, without, team = waiting[0]
        shared = _shared_too_much(_newcomers(team, search.instance), earlier)
        if shared is None:
            teams.append(team)
            earlier.append(_newcomers(team, search.instance))
            continue
        if len(seen) >= nodes:
            more = _nearby(search, count - len(teams), earlier, waiting[0])
            return Alternatives((*teams, *more), len(teams), Cost.unpacked(cost).points)
        heapq.heappop(waiting)
        for member in sorted(shared):
            forbidden = frozenset((*without, member))
            if forbidden in seen:
                continue
            seen.add(forbidden)
            other = search.without(forbidden)
            if other.cost // GAP <= first.cost // GAP:
                heapq.heappush(waiting, (other.cost, tuple(sorted(forbidden)), other))
    return Alternatives(tuple(teams), len(teams))


def _nearby(search: Search, count: int, earlier: list[frozenset[int]], start: Waiting) -> list[Team]:
    """Teams that differ enough, found by leaving out, time and again, the shared member who is missed least."""
    found: list[Team] = []
    cost, without, team = start
    while len(found) < count:
        shared = _shared_too_much(_newcomers(team, search.instance), earlier)
        if shared is None:
            found.append(team)
            earlier = [*earlier, _newcomers(team, search.instance)]
            continue
        tried = [frozenset((*without, member)) for member in sorted(shared)]
        solved = [(other.cost, tuple(sorted(one)), other) for one in tried for other in (search.without(one),)]
        cost, without, team = min(solved, default=(0, (), team))
        if not solved or cost // GAP > search.best.cost // GAP:
            break
    return found


def _newcomers(team: Team, instance: Instance) -> frozenset[int]:
    return frozenset(number for number in team.members if instance.members[number].new)


def _shared_too_much(newcomers: frozenset[int], earlier: Sequence[frozenset[int]]) -> frozenset[int] | None:
    """The members shared with the first team before it from which it does not differ enough; `None` where it does."""
    for before in earlier:
        must_differ = max(1, (len(before) + 1) // 2)
        if not before or len(newcomers & before) > len(before) - must_differ:
            return newcomers & before
    return None
