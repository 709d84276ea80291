"""How far each weight can go before another of the teams shown would stand first: what the first place rests on.

Exact among the teams shown, with the members, tasks and offers that are shown. What a team costs under another value is
told by the same scale that weighed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from matching.candidates import Candidate
from matching.explaining import Explaining
from matching.points import CAPPED, Scale, Terms, Way
from matching.proposal import WeightRange
from matching.question import TeamQuestion
from matching.roster import Seat, Service
from matching.team.instance import Cost
from matching.team.search import Team
from matching.weights import Weight, Weights

MOST = 1000
"""The highest points that a weight can have (`Weight.points`)."""

Key = tuple[object, ...]
Item = Callable[[Scale], Terms]
"""What a team pays for one thing, by a scale."""
Points = Callable[[int], int]
"""Points by the value of one weight; they never fall as it rises."""


def weight_ranges(explaining: Explaining, teams: Sequence[Team], weights: Weights) -> Iterator[WeightRange]:
    """The range of every weight on which the points of a team shown depend; the first of the teams stands first."""
    items: dict[Key, Item] = {}
    bills = [_bill(team, explaining, items) for team in teams]
    points = [Cost.unpacked(team.cost).points for team in teams]
    against = [
        _Against(points[number] - points[0], bills[0] - bill, bill - bills[0])
        for number, bill in enumerate(bills)
        if number > 0
    ]
    scale = explaining.seating.scale
    readers = _readers(items, scale)
    for weight in weights.weight:
        if weight.id in readers:
            found = _range_of(weight, scale, {key: items[key] for key in readers[weight.id]}, against)
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class _Against:
    """The first team beside another: how many points it leads, and the items that only one of both pays."""

    lead: int
    first: Counter[Key]
    other: Counter[Key]


def _bill(team: Team, explaining: Explaining, items: dict[Key, Item]) -> Counter[Key]:
    """How many times the team pays which item; new items are added to `items`."""
    bill: Counter[Key] = Counter()
    for number, needs, _ in explaining.tasks(team):
        seat = explaining.roster.seats[number]
        for key, item in _items(number, seat, needs, explaining.seating.question):
            items.setdefault(key, item)
            bill[key] += 1
    return bill


def _items(number: int, seat: Seat, needs: Sequence[int], question: TeamQuestion) -> Iterator[tuple[Key, Item]]:
    for need in needs:
        if need in seat.services and need not in seat.told:
            asked = question.profile.needs[need]
            yield (number, need), partial(_service, seat.services[need], asked.function, asked.severity)
    if seat.kind == "provider" and seat.candidate is not None and not seat.chosen:
        way = seat.way(frozenset(needs))
        yield (number, way.name), partial(_place, seat.candidate, way)
        yield ("join", seat.informal), partial(_join, seat.informal)


def _service(service: Service, function: str, severity: int, scale: Scale) -> Terms:
    return scale.service(service.offer, function, severity, service.verdict.unknown, service.stays)


def _place(candidate: Candidate, way: Way, scale: Scale) -> Terms:
    return scale.place(candidate, way)


def _join(informal: bool, scale: Scale) -> Terms:
    return scale.join(informal)


class _Reads(dict[str, int]):
    """Points of weights that remember which of them were asked for."""

    def __init__(self, points: Mapping[str, int]) -> None:
        super().__init__(points)
        self.asked: set[str] = set()

    def __getitem__(self, weight: str) -> int:
        self.asked.add(weight)
        return super().__getitem__(weight)


def _readers(items: Mapping[Key, Item], scale: Scale) -> Mapping[str, list[Key]]:
    """Per weight the items that look at it."""
    readers: dict[str, list[Key]] = {}
    for key, item in items.items():
        reads = _Reads(scale.points)
        item(Scale(reads, scale.languages, scale.home))
        for weight in reads.asked:
            readers.setdefault(weight, []).append(key)
    return readers


def _range_of(
    weight: Weight, scale: Scale, items: Mapping[Key, Item], against: Sequence[_Against]
) -> WeightRange | None:
    """The range of one weight, with the items that look at it; `None` where none of them depends on it."""
    now = scale.points[weight.id]
    at = cache(partial(scale.at, weight.id))

    @cache
    def points(key: Key, value: int) -> int:
        return sum(items[key](at(value)).values())

    def of(bill: Counter[Key]) -> Points:
        counted = [(key, times) for key, times in bill.items() if key in items]
        return lambda value: sum(times * points(key, value) for key, times in counted)

    capped = weight.id in CAPPED
    ends = (0, MOST) if capped else (now, now + 1)
    if all(points(key, ends[0]) == points(key, ends[1]) for key in items):
        return None
    lowest, highest = 0, MOST
    for one in against:
        first, other = of(one.first), of(one.other)
        least, most = (_between if capped else _in_proportion)(first, other, now, one.lead)
        lowest, highest = max(lowest, least), min(highest, most)
    return WeightRange(weight, now, lowest, highest if highest < MOST else None)


def _in_proportion(first: Points, other: Points, now: int, lead: int) -> tuple[int, int]:
    """The borders where both cost so much a point: where the lead is used up."""
    slope = (other(now + 1) - other(now)) - (first(now + 1) - first(now))
    return now - lead // slope if slope > 0 else 0, now + lead // -slope if slope < 0 else MOST


def _between(first: Points, other: Points, now: int, lead: int) -> tuple[int, int]:
    """The borders where points are rounded or end at a most: the nearest values at which the first costs more."""
    rest = lead + first(now) - other(now)
    below = _nearest(first, other, rest, now, 0)
    above = _nearest(first, other, rest, now, max(now, MOST))
    return 0 if below is None else below + 1, MOST if above is None else above - 1


def _nearest(first: Points, other: Points, rest: int, near: int, far: int) -> int | None:
    """The value nearest to `near` at which the first costs more than the other and the rest; `None` up to `far`.

    Neither falls as the value rises, so a stretch at whose top the first costs no more than the other at its foot holds
    no such value; the others are halved, the near half first.
    """
    if first(max(near, far)) <= other(min(near, far)) + rest:
        return None
    if near == far:
        return near
    middle = near + (far - near) // 2 if far > near else near - (near - far) // 2
    found = _nearest(first, other, rest, near, middle)
    return found if found is not None else _nearest(first, other, rest, middle + (1 if far > near else -1), far)
