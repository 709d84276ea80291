"""Makes the roster of a question: the rules chose, the scale weighs."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue import Answer
from matching.candidates import Candidate
from matching.coordinator.policy import CoordinatorPolicy
from matching.points import Scale, Way, way_of
from matching.profile import ExistingMember
from matching.question import Able, TeamQuestion
from matching.roster import Choice, Roster, Seat, Service

Services = dict[int, Service]

FEW = 6
"""Five teams, and one more member left out to know the price of that."""


@dataclass(frozen=True)
class Seating:
    """Everything that seats the candidates of one question on one scale.

    `kept` are ids of new members that the asker keeps of the previous team. `keep`: how many of those who serve one and
    the same need only are seated at least (see `_wanted`).
    """

    question: TeamQuestion
    scale: Scale
    policy: CoordinatorPolicy
    kept: tuple[str, ...] = ()
    keep: int = FEW

    def roster(self) -> Roster:
        """The seats in order of id. Who helps already takes the offers of its organisation along."""
        providers = [self.provider(self._candidates[id_], self._provided[id_]) for id_ in self._wanted()]
        chosen, unmet = _chosen(self._choices, providers)
        helpers = self.question.helpers.items()
        own = [*self._informal(), *(self._existing_seat(id_, one, self._helped.get(id_, {})) for id_, one in helpers)]
        unmet = tuple(pin for pin in unmet if not any(seat.goes_by(pin) for seat in own))
        seats = [*own, *_seated(providers, chosen)]
        return Roster(tuple(sorted(seats, key=lambda seat: seat.id)), unmet)

    @cached_property
    def _choices(self) -> Mapping[str, Choice]:
        """Who is in every team, by what the asker called them; what was chosen goes before what is kept."""
        return {**dict.fromkeys(self.kept, "kept"), **dict.fromkeys(self.question.profile.pins, "pin")}

    @cached_property
    def _services(self) -> tuple[Mapping[str, Services], Mapping[str, Services], Mapping[str, Candidate]]:
        """Per helper and per provider the best service for each need; and the providers."""
        helped: dict[str, Services] = defaultdict(dict)
        provided: dict[str, Services] = defaultdict(dict)
        candidates: dict[str, Candidate] = {}
        for number, some in enumerate(self.question.able):
            for able in some:
                service = self.service(number, able)
                candidate = able.offer.candidate
                candidates[candidate.id] = candidate
                into = helped[able.helper] if able.helper else provided[candidate.id]
                if number not in into or self._goes_before(service, into[number]):
                    into[number] = service
        return helped, provided, candidates

    def _goes_before(self, one: Service, other: Service) -> bool:
        """Of two offers of one seat for a need: what the asker chose, then the order of `Service.rank`."""
        named = self._choices
        return (one.offer.id not in named, one.rank) < (other.offer.id not in named, other.rank)

    @property
    def _helped(self) -> Mapping[str, Services]:
        return self._services[0]

    @property
    def _provided(self) -> Mapping[str, Services]:
        return self._services[1]

    @property
    def _candidates(self) -> Mapping[str, Candidate]:
        return self._services[2]

    def services_of(self, candidate: Candidate) -> Services:
        """Every need that a provider may serve, with its best service, also where it has no seat of the roster."""
        return dict(self._provided.get(candidate.id, {}))

    def service(self, number: int, able: Able) -> Service:
        """How an offer serves a need, weighed."""
        need, offer = self.question.profile.needs[number], able.offer
        terms = self.scale.service(offer, need.function, need.severity, able.verdict.unknown, able.stays)
        return Service(offer, able.verdict, terms, Way.REMOTE if able.helper else _way(able), able.stays)

    def _wanted(self) -> Iterator[str]:
        """Whom the asker chose, everyone who serves several needs, and of the others per need the few cheapest.

        Exact: of those who serve one need only, a team has one at most. So of all that the best team and its
        alternatives can forbid there is at most one a team, and the next cheapest always remains; equals all stay.
        """
        named = frozenset(self._choices)
        alone: dict[tuple[int, bool], list[tuple[int, str, Way]]] = defaultdict(list)
        for id_, services in self._provided.items():
            if len(services) > 1 or (named and any(named.intersection(one.offer.ids) for one in services.values())):
                yield id_
                continue
            ((number, one),) = services.items()
            alone[number, one.offer.line == 0].append((sum(one.terms.values()), id_, one.way))
        for some in alone.values():
            yield from self._cheapest(sorted(some))

    def _cheapest(self, some: list[tuple[int, str, Way]]) -> Iterator[str]:
        """The few with fewest points, with those who cost as much; told in order of points without the place."""
        found: list[tuple[int, str]] = []
        for points, id_, way in some:
            if len(found) >= self.keep and points > found[self.keep - 1][0]:
                break  # the place only adds
            place = sum(self.scale.place(self._candidates[id_], way).values())
            insort(found, (points + place, id_))
        most = found[min(self.keep, len(found)) - 1][0]
        yield from (id_ for points, id_ in found if points <= most)

    def _coordination(self, id_: str, points: int) -> int | None:
        return points if self.question.coordinating in (None, id_) else None

    def _informal(self) -> Iterator[Seat]:
        points, profile = self.policy.points, self.question.profile
        may = profile.person_coordinates is not Answer.NO
        yield Seat(
            "person", "person", "de persoon", coordination=self._coordination("person", points.person) if may else None
        )
        for number, carer in enumerate(profile.carers, start=1):
            id_ = f"carer-{number}"
            if id_ not in self.question.person.vetoes:
                serves = self._numbers(carer.serves)
                yield Seat(id_, "carer", carer.label, told=serves, coordination=self._coordination(id_, points.carer))

    def _existing_seat(self, id_: str, one: ExistingMember, services: Services) -> Seat:
        named = one.offer or one.organisation
        candidate = self.question.source.provider(named) if named else None
        already = one.coordinates is Answer.YES
        points = self.policy.points.coordinates_already if already else self.policy.points.existing
        return Seat(
            id_,
            "existing",
            one.name or (candidate.name if candidate else "een bestaande hulpverlener"),
            candidate,
            services,
            self._numbers(one.serves),
            coordination=self._coordination(id_, points),
            coordinates_already=already,
        )

    def provider(self, candidate: Candidate, services: Services) -> Seat:
        """The seat of someone new, who serves needs by these services."""
        informal = all(one.offer.line == 0 for one in services.values())
        remote, home, onsite = (self.scale.place(candidate, way) for way in Way)
        return Seat(
            candidate.id,
            "provider",
            candidate.name,
            candidate,
            services,
            join=self.scale.join(informal),
            places=(remote, home, onsite),
            coordination=None if informal else self._coordination(candidate.id, self.policy.points.professional),
            informal=informal,
        )

    def _numbers(self, functions: tuple[str, ...]) -> frozenset[int]:
        needs = self.question.profile.needs
        return frozenset(number for number, need in enumerate(needs) if need.function in functions)


def _chosen(choices: Mapping[str, Choice], providers: list[Seat]) -> tuple[dict[str, Choice], tuple[str, ...]]:
    """The seat of each choice, the nearest where it names several, and the choices that name nobody who may help."""
    chosen: dict[str, Choice] = {}
    unmet = []
    for named, choice in choices.items():
        seats = [seat for seat in providers if seat.goes_by(named)]
        if seats:
            chosen[min(seats, key=_nearness).id] = choice
        elif choice == "pin":
            unmet.append(named)
    return chosen, tuple(unmet)


def _way(able: Able) -> Way:
    """As the offer says; but of who may not even work in the municipality nobody can count on a visit at home (E2)."""
    way = way_of(able.offer)
    uncertain = way is Way.HOME and any(rule.id == "E2" for rule in able.verdict.to_ask)
    return Way.ONSITE if uncertain else way


def _seated(providers: list[Seat], chosen: Mapping[str, Choice]) -> Iterator[Seat]:
    """What the asker chose someone for, nobody else is brought in for: the choice goes before the weights (L9, C2)."""
    taken = {number for seat in providers if chosen.get(seat.id) == "pin" for number in seat.services}
    for seat in providers:
        if seat.id in chosen:
            yield replace(seat, chosen=chosen[seat.id])
        elif left := {number: one for number, one in seat.services.items() if number not in taken}:
            yield replace(seat, services=left) if len(left) < len(seat.services) else seat


def _nearness(seat: Seat) -> tuple[int, str]:
    return sum(seat.places[seat.way(frozenset(seat.services))].values()), seat.id
