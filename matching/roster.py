"""Who could be in the team: the person, carers, who helps already, and every provider that may serve a need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from matching.candidates import Candidate, CandidateOffer
from matching.eligibility import Verdict
from matching.points import Terms, Way
from matching.team.instance import Arc, Instance, Member, tie_of

Kind = Literal["person", "carer", "existing", "provider"]
Choice = Literal["pin", "kept"]
"""Why someone new is in every team: the asker chose them, or keeps them of the team that was proposed before."""


class Service(NamedTuple):
    """How a seat serves one need: the offer, what the rules say of it, its points, and how far one must come.

    `stays`: it does so already.
    """

    offer: CandidateOffer
    verdict: Verdict
    terms: Terms
    way: Way
    stays: bool = False

    @property
    def rank(self) -> tuple[int, Way, str]:
        """Of several offers for one need, the cheapest; then what must come least far, then the id."""
        return sum(self.terms.values()), self.way, self.offer.id


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone who can be in the team. `told`: numbers of needs that they serve by what the asker says.

    `always`: in every team: the person, carers, who helps already, and who is `chosen`. `coordination`: points for
    coordinating, `None` where they may not.
    """

    id: str
    kind: Kind
    name: str
    candidate: Candidate | None = None
    services: Mapping[int, Service] = field(default_factory=dict)
    told: frozenset[int] = frozenset()
    join: Terms = field(default_factory=dict)
    places: tuple[Terms, Terms, Terms] = ({}, {}, {})
    coordination: int | None = None
    coordinates_already: bool = False
    chosen: Choice | None = None
    informal: bool = False

    @property
    def always(self) -> bool:
        """Whether every team has it."""
        return self.kind != "provider" or self.chosen is not None

    @property
    def professional(self) -> bool:
        """Whether it is not the person or an informal carer."""
        return self.kind in ("existing", "provider")

    def way(self, numbers: Mapping[int, object] | frozenset[int]) -> Way:
        """How far one must come for these needs."""
        return max((self.services[n].way for n in numbers if n in self.services), default=Way.REMOTE)

    def used(self, numbers: Sequence[int]) -> list[Service]:
        """The services by which it serves these needs; what the asker says that they do takes none."""
        return [self.services[one] for one in numbers if one in self.services and one not in self.told]

    def goes_by(self, named: str) -> bool:
        """Whether an id names it: its own, of its organisation or location, or of an offer by which it may serve."""
        own = self.candidate
        ids = {self.id, *((own.organisation, own.location) if own else ())}
        return named in ids or any(named == one.offer.id for one in self.services.values())


@dataclass(frozen=True, slots=True)
class Roster:
    """The seats in order of id, and choices of the asker who may not help."""

    seats: tuple[Seat, ...]
    unmet_pins: tuple[str, ...] = ()

    def instance(self, severities: tuple[int, ...], key: str, previous: frozenset[str]) -> Instance:
        """The numbers for the search; `key` is the place and the needs, never the person."""
        return Instance((*severities, 1), tuple(member_of(seat, len(severities), key, previous) for seat in self.seats))


def member_of(seat: Seat, coordination: int, key: str, previous: frozenset[str]) -> Member:
    """A seat in the numbers of the search; `coordination` is the number of the role of coordinator.

    Where someone is who is in every team costs nothing there: it cannot be saved, so it must bring nobody else in.
    """
    arcs = {number: Arc(sum(one.terms.values()), one.way) for number, one in seat.services.items()}
    arcs |= {number: Arc(0) for number in seat.told}
    if seat.coordination is not None:
        arcs[coordination] = Arc(seat.coordination)
    remote, home, onsite = (0 if seat.chosen else sum(place.values()) for place in seat.places)
    return Member(
        id=seat.id,
        arcs=arcs,
        join=0 if seat.always else sum(seat.join.values()),
        place=(remote, home, onsite),
        new=not seat.always and not seat.informal,
        free=seat.always,
        kept=seat.always or not previous or seat.id in previous,
        tie=tie_of(key, seat.id),
    )
