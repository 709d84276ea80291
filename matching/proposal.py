"""What is proposed: teams with the reasons for every member, what stays open and why, and who could coordinate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matching.candidates import CandidateOffer
from matching.coordinator.pay import Pay
from matching.points import Terms
from matching.reason import Reason
from matching.roster import Seat
from matching.weights import Weight

COORDINATION = "zorgcoordinatie"
"""The function under which a team without a coordinator tells that gap."""


@dataclass(frozen=True, slots=True)
class Price:
    """What the best team without this member loses: severity that stays open, and points (fewer points may be left)."""

    gap: int
    points: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class ProposedMember:
    """A member. `serves` are functions; `points` is per term what it costs that this member is in this team.

    `unknown` is what must be asked, `warnings` what must be watched. `price` only in the first team, of providers.
    """

    seat: Seat
    serves: tuple[str, ...]
    coordinates: bool
    offers: tuple[CandidateOffer, ...]
    distance_km: float | None
    points: Terms
    why: tuple[Reason, ...]
    unknown: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    price: Price | None

    @property
    def ids(self) -> frozenset[str]:
        """All that a person can name it by: itself, the provider and its place, the offers by which it serves."""
        own = self.seat.candidate
        provider = (own.id, own.organisation, *((own.location,) if own.location else ())) if own else ()
        return frozenset({self.seat.id, *provider, *(one.id for one in self.offers)})

    @property
    def demo(self) -> bool:
        """Whether anything of it is made up: the provider, or an offer by which it serves."""
        own = self.seat.candidate
        return (own is not None and own.demo) or any(one.demo for one in self.offers)


@dataclass(frozen=True, slots=True)
class NearestMiss:
    """The offer that comes nearest to serving what stays open, and every rule that refuses it."""

    offer: CandidateOffer
    refused_by: tuple[Reason, ...]
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that nobody serves: how many offers each rule removed, in words too."""

    function: str
    lost: Mapping[str, int]
    reason: Reason
    nearest_miss: NearestMiss | None


@dataclass(frozen=True, slots=True)
class ProposedTeam:
    """A team with all that it costs together. `gap`: the severity of what stays open."""

    members: tuple[ProposedMember, ...]
    gaps: tuple[Gap, ...]
    gap: int
    points: int


@dataclass(frozen=True, slots=True)
class RankedCoordinator:
    """Someone of the first team who could coordinate; the person appoints (C2)."""

    seat: Seat
    rank: int
    why: tuple[Reason, ...]
    pay: Pay


@dataclass(frozen=True, slots=True)
class UnmetPin:
    """A choice of the asker who cannot be in the team, and why."""

    pin: str
    reason: Reason


WhyNotStatus = Literal["in_team", "refused", "not_needed", "possible", "unknown"]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why someone that was asked about is not in the first team.

    `refused`: the first rule that refuses, for the need at which they come furthest; `possible`: the best team with
    them leaves `gap` more open and costs `points` more; `not_needed`: they offer none of what is needed; `unknown`:
    they are not on the map. `gap` and `points` are 0 but for `possible`.
    """

    asked: str
    name: str | None
    status: WhyNotStatus
    reason: Reason
    gap: int = 0
    points: int = 0
    demo: bool = False


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Between which whole numbers, borders included, a weight can lie without another team that is shown going first.

    `points` is its value in this answer (under the preset); `highest` is `None` where there is no border up to 1000.
    """

    weight: Weight
    points: int
    lowest: int
    highest: int | None


@dataclass(frozen=True, slots=True)
class AxisTeam:
    """The best team under a preset; `same_as` is the number, from 1, of the team shown that is the same."""

    preset: str
    label: str
    same_as: int | None
    team: ProposedTeam | None


@dataclass(frozen=True, slots=True)
class Left:
    """A member of the previous team that is not in the first team now, and why."""

    member: str
    name: str | None
    reason: Reason
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different from the previous team: ids of the providers who joined and who stayed, and who left."""

    joined: tuple[str, ...]
    stayed: tuple[str, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class TeamProposal:
    """The whole answer. Of teams after the first `proven` there may be better ones, of `at_least` points or more.

    `changed` is `None` where no previous team was told.
    """

    rules_version: str
    teams: tuple[ProposedTeam, ...]
    proven: int
    at_least: int | None
    coordinators: tuple[RankedCoordinator, ...]
    unmet_pins: tuple[UnmetPin, ...]
    why_not: tuple[WhyNot, ...] = ()
    weights: tuple[WeightRange, ...] = ()
    axes: tuple[AxisTeam, ...] = ()
    changed: Changed | None = None
