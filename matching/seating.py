"""Makes the roster of a profile: the rules choose, the scale weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from catalogue import Answer
from matching.candidates import Candidate, CandidateOffer, CandidateSource
from matching.coordinator.policy import CoordinatorPolicy
from matching.eligibility import Judge, Person, Verdict
from matching.points import Scale, Way, way_of
from matching.profile import ExistingMember, NeedProfile
from matching.roster import Roster, Seat, Service

Services = dict[int, Service]

FEW = 6
"""Five teams, and one more member left out to know the price of that."""


@dataclass(frozen=True)
class Seating:
    """Everything that seats the candidates of one profile on one day."""

    profile: NeedProfile
    person: Person
    today: date
    source: CandidateSource
    judge: Judge
    scale: Scale
    policy: CoordinatorPolicy
    keep: int = FEW

    def roster(self) -> Roster:
        """The seats in order of id. Who helps already takes the offers of its organisation along."""
        helped: dict[str, Services] = defaultdict(dict)
        provided: dict[str, Services] = defaultdict(dict)
        candidates: dict[str, Candidate] = {}
        for number, need in enumerate(self.profile.needs):
            for offer, verdict in self._eligible(need.function):
                helper = self._helper(offer)
                stays = any((one, need.function) in self.person.existing for one in offer.ids) if helper else False
                terms = self.scale.service(offer, need.function, need.severity, len(verdict.to_ask), stays)
                service = Service(offer, verdict, terms, Way.REMOTE if helper else way_of(offer))
                candidates[offer.candidate.id] = offer.candidate
                into = helped[helper] if helper else provided[offer.candidate.id]
                if number not in into or service.rank < into[number].rank:
                    into[number] = service
        providers = [self._provider(candidates[id_], provided[id_]) for id_ in self._wanted(provided, candidates)]
        chosen, unmet = _chosen(self.profile.pins, providers)
        own = [*self._informal(), *(self._existing_seat(id_, one, helped[id_]) for id_, one in self._helpers.items())]
        unmet = tuple(pin for pin in unmet if not any(_is(seat, pin) for seat in own))
        seats = [*own, *(replace(seat, chosen=True) if seat.id in chosen else seat for seat in providers)]
        return Roster(tuple(sorted(seats, key=lambda seat: seat.id)), unmet)

    def _eligible(self, function: str) -> Iterator[tuple[CandidateOffer, Verdict]]:
        """The offers that may serve; each area is asked once whom it serves, for many offers share theirs (E2)."""
        far: dict[int, bool] = {}
        for offer in self.source.offering(function):
            area = offer.area
            if area is not None and not self.person.existing:
                if id(area) not in far:
                    far[id(area)] = area.serves(self.person.home, self.today) is Answer.NO
                if far[id(area)]:
                    continue
            verdict = self.judge.verdict(self.person, offer, function, self.today)
            if verdict.eligible:
                yield offer, verdict

    def _wanted(self, provided: Mapping[str, Services], candidates: Mapping[str, Candidate]) -> Iterator[str]:
        """Everyone who serves several needs, and of those who serve one and the same need the few with fewest points.

        Exact: of those who serve one need only, a team has one at most. So of all that the best team and its
        alternatives can forbid there is at most one a team, and the next cheapest always remains; equals all stay.
        """
        alone: dict[tuple[int, bool], list[tuple[int, str]]] = defaultdict(list)
        for id_, services in provided.items():
            if len(services) > 1 or self.profile.pins:
                yield id_
                continue
            ((number, one),) = services.items()
            informal = one.offer.line == 0
            join = self.scale.points["new_informal" if informal else "new_professional"]
            place = self.scale.place(candidates[id_], one.way)
            alone[number, informal].append((join + sum(one.terms.values()) + sum(place.values()), id_))
        for some in alone.values():
            some.sort()
            most = some[min(self.keep, len(some)) - 1][0]
            yield from (id_ for points, id_ in some if points <= most)

    @cached_property
    def _helpers(self) -> Mapping[str, ExistingMember]:
        """Who helps already and is still wanted, under `existing-1` and so on (E9)."""
        numbered = ((f"existing-{number}", one) for number, one in enumerate(self.profile.existing_team, start=1))
        vetoes = self.person.vetoes
        return {id_: one for id_, one in numbered if not vetoes & {id_, one.organisation, one.offer}}

    @cached_property
    def _coordinating(self) -> str | None:
        """Who coordinates already and stays (C1), or the person who wants to (C2); `None` where that is open."""
        if self.profile.person_coordinates is Answer.YES:
            return "person"
        return next((id_ for id_, one in self._helpers.items() if one.coordinates is Answer.YES), None)

    def _helper(self, offer: CandidateOffer) -> str | None:
        ids = offer.ids if self._helpers else ()
        return next((id_ for id_, one in self._helpers.items() if one.organisation in ids or one.offer in ids), None)

    def _coordination(self, id_: str, points: int) -> int | None:
        return points if self._coordinating in (None, id_) else None

    def _informal(self) -> Iterator[Seat]:
        points = self.policy.points
        may = self.profile.person_coordinates is not Answer.NO
        yield Seat(
            "person", "person", "de persoon", coordination=self._coordination("person", points.person) if may else None
        )
        for number, carer in enumerate(self.profile.carers, start=1):
            id_ = f"carer-{number}"
            if id_ not in self.person.vetoes:
                serves = self._numbers(carer.serves)
                yield Seat(id_, "carer", carer.label, told=serves, coordination=self._coordination(id_, points.carer))

    def _existing_seat(self, id_: str, one: ExistingMember, services: Services) -> Seat:
        named = one.offer or one.organisation
        candidate = self.source.provider(named) if named else None
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

    def _provider(self, candidate: Candidate, services: Services) -> Seat:
        informal = all(one.offer.line == 0 for one in services.values())
        term = "new_informal" if informal else "new_professional"
        remote, home, onsite = (self.scale.place(candidate, way) for way in Way)
        return Seat(
            candidate.id,
            "provider",
            candidate.name,
            candidate,
            services,
            join={term: self.scale.points[term]},
            places=(remote, home, onsite),
            coordination=None if informal else self._coordination(candidate.id, self.policy.points.professional),
            informal=informal,
        )

    def _numbers(self, functions: tuple[str, ...]) -> frozenset[int]:
        return frozenset(number for number, need in enumerate(self.profile.needs) if need.function in functions)


def _chosen(pins: tuple[str, ...], providers: list[Seat]) -> tuple[set[str], tuple[str, ...]]:
    """The seat of each pin, the nearest where it names several, and the pins that name nobody who may help."""
    chosen, unmet = set(), []
    for pin in pins:
        named = [seat for seat in providers if _is(seat, pin)]
        if named:
            chosen.add(
                min(named, key=lambda seat: (sum(seat.places[seat.way(frozenset(seat.services))].values()), seat.id)).id
            )
        else:
            unmet.append(pin)
    return chosen, tuple(unmet)


def _is(seat: Seat, named: str) -> bool:
    own = seat.candidate
    ids = {seat.id, *((own.organisation, own.location) if own else ())}
    return named in ids or any(named == one.offer.id for one in seat.services.values())
