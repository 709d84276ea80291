"""From a solution in numbers to a team in words."""

from __future__ import annotations

from dataclasses import dataclass

from matching.gaps import gap_of_coordination
from matching.points import Terms
from matching.proposal import Gap, ProposedMember, ProposedTeam
from matching.reasons import Wording, remarks, to_ask
from matching.roster import Roster, Seat
from matching.seating import Seating
from matching.team.instance import Cost
from matching.team.search import Search, Team

ORDER = ("person", "carer", "existing", "provider")
"""The order in which members are told; among those of one kind who serves the most urgent need, then by id."""


Task = tuple[int, tuple[int, ...], bool]
"""A member, by number of its seat, the numbers of the needs that it serves, and whether it coordinates."""


@dataclass(frozen=True, slots=True)
class Explaining:
    """Explains the teams of one search."""

    seating: Seating
    roster: Roster
    search: Search
    wording: Wording

    def team(self, team: Team, *, first: bool) -> ProposedTeam:
        """The team with its reasons; what leaving a member out costs is told of the first team."""
        members = tuple(self._member(*task, first) for task in self.tasks(team))
        points = sum(sum(member.points.values()) for member in members)
        return ProposedTeam(members, tuple(self._gaps(team)), Cost.unpacked(team.cost).gap, points)

    def tasks(self, team: Team) -> tuple[Task, ...]:
        """Who does what, in the order in which it is told; who is in every team also where they serve nothing."""
        seats = self.roster.seats
        served = {number: self._numbers(mask) for number, mask in team.assigned}
        always = (number for number, seat in enumerate(seats) if seat.always)
        severity = self.search.instance.severities
        numbers = sorted(
            set(served) | set(always),
            key=lambda one: (
                ORDER.index(seats[one].kind),
                -max((severity[need] for need in served.get(one, ())), default=0),
                one,
            ),
        )
        coordinator = self._coordinator(numbers, served) if not team.gaps & self._role else None
        return tuple((number, served.get(number, ()), number == coordinator) for number in numbers)

    @property
    def _role(self) -> int:
        return 1 << self.search.instance.coordination

    def _numbers(self, mask: int) -> tuple[int, ...]:
        return tuple(number for number in range(self.search.instance.coordination) if mask >> number & 1)

    def _coordinator(self, numbers: list[int], served: dict[int, tuple[int, ...]]) -> int | None:
        """Of those who coordinate for the fewest points, who serves most needs, then by id: the order of C2."""
        able = [(seat.coordination, n) for n in numbers if (seat := self.roster.seats[n]).coordination is not None]
        ranked = sorted((points, -len(served.get(n, ())), self.roster.seats[n].id, n) for points, n in able)
        return ranked[0][-1] if ranked else None

    def _member(self, number: int, numbers: tuple[int, ...], coordinates: bool, first: bool) -> ProposedMember:
        seat = self.roster.seats[number]
        points = _points(seat, numbers, coordinates)
        serves = tuple(self.seating.question.profile.needs[one].function for one in numbers)
        services = seat.used(numbers)
        priced = first and seat.kind == "provider" and not seat.chosen
        return ProposedMember(
            seat=seat,
            serves=serves,
            coordinates=coordinates,
            offers=tuple({one.offer.id: one.offer for one in services}.values()),
            distance_km=self.wording.distance(seat),
            points=points,
            why=tuple(self.wording.why(seat, numbers, serves, points)),
            unknown=tuple(to_ask(services)),
            warnings=tuple(dict.fromkeys((*remarks(services), *self.wording.languages(services, points)))),
            price=self.wording.price(seat, self.search.price_of(number)) if priced else None,
        )

    def _gaps(self, team: Team) -> list[Gap]:
        gaps = [self.seating.question.gap(number) for number in self._numbers(team.gaps)]
        return [*gaps, *([gap_of_coordination()] if team.gaps & self._role else [])]


def _points(seat: Seat, numbers: tuple[int, ...], coordinates: bool) -> Terms:
    """Points per term; together what the search counted, and of whom the asker chose also the joining and the place."""
    terms: Terms = {}
    parts = [one.terms for one in seat.used(numbers)]
    parts += [seat.join, seat.places[seat.way(frozenset(numbers) - seat.told)]]
    if coordinates and seat.coordination:
        parts.append({"coordination": seat.coordination})
    for part in parts:
        for term, value in part.items():
            terms[term] = terms.get(term, 0) + value
    return terms
