"""Who could help: a provider at a location with its offers, and where the candidates come from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal, NamedTuple, Protocol

from catalogue import Answer, Recognition
from catalogue.records import Waiting
from geo import Point
from matching.home import Home, Served

Funder = Literal["flanders", "federal", "local", "private", "other"]
DAYS_OF = {"days": 1, "weeks": 7, "months": 30, "years": 365}


@dataclass(frozen=True, slots=True)
class Wait:
    """How long people wait, in whole weeks rounded up, and the day on which that was measured."""

    weeks: int
    measured_on: date | None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Candidate:
    """A provider at a location: what can become a member of a team. An offer without a place has no location.

    `id` is `organisation@location`, or the organisation alone; `region` is the reference region of the place.
    """

    id: str
    organisation: str
    name: str
    location: str | None = None
    organisation_type: str | None = None
    funded_by: Funder | None = None
    coordination_in_assignment: Answer = Answer.UNKNOWN
    municipality: str | None = None
    zones: tuple[str, ...] = ()
    region: str | None = None
    point: Point | None = None
    recognitions: tuple[Recognition, ...] = ()
    demo: bool = False


@dataclass(frozen=True, slots=True)
class CandidateOffer:
    """One offer of a candidate, with what it says at that place. `None` is not known, an empty tuple "none".

    The first function is the main one; what comes after it is done beside it.
    """

    candidate: Candidate
    id: str
    name: str
    functions: tuple[str, ...]
    sector: str | None = None
    area: Served | None = None
    ages: tuple[int | None, int | None] | None = None
    target_groups: tuple[str, ...] | None = None
    budgets: tuple[str, ...] | None = None
    access: str | None = None
    referral_by: tuple[str, ...] = ()
    modes: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    wait: Wait | None = None
    intake_stop: Answer = Answer.UNKNOWN
    intake_stop_until: date | None = None
    line: int | None = None
    demo: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything by which a person can name it: offer, organisation, location, candidate."""
        own = self.candidate
        return (self.id, own.organisation, own.id, *((own.location,) if own.location else ()))


class Elsewhere(NamedTuple):
    """The offers that are known to serve other people only: how many, and which, nearest first.

    Each comes at all its places at once; those without a point come last, by id. They are read while one looks.
    """

    total: int
    nearest: Iterable[Sequence[CandidateOffer]]


class CandidateSource(Protocol):
    """Gives the public candidates of this moment. Safe from many threads."""

    def near(self, functions: Collection[str], home: Home, today: date) -> Sequence[CandidateOffer]:
        """All offers with one of those functions that serve, or may serve, who lives there, at each of their places.

        In no order; others may be among them: the rules decide who fits.
        """

    def elsewhere(self, function: str, home: Home, today: date) -> Elsewhere:
        """All other offers with that function."""

    def named(self, ids: Collection[str]) -> Sequence[CandidateOffer]:
        """All offers of the organisations, locations, offers and candidates with those ids, wherever they work.

        Each comes at all its places, also where only one of these is named.
        """

    def provider(self, named: str) -> Candidate | None:
        """A candidate of the organisation, location, offer or candidate with that id; `None` where the map has none."""


def wait_of(waiting: Waiting | None) -> Wait | None:
    """The waiting time of a record in weeks (a month of 30 days, a year of 365); `None` where no length is known."""
    if waiting is None or waiting.value is None or waiting.unit is None:
        return None
    return Wait(ceil(waiting.value * DAYS_OF[waiting.unit] / 7), waiting.measured_on)
