"""What is proposed: teams with the reasons for every member, what stays open and why, and who could coordinate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matching.candidates import CandidateOffer
from matching.coordinator.pay import Pay
from matching.points import Terms
from matching.reason import Reason
from matching.roster import Seat

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


@dataclass(frozen=True, slots=True)
class TeamProposal:
    """The whole answer. Of teams after the first `proven` there may be better ones, of `at_least` points or more."""

    rules_version: str
    teams: tuple[ProposedTeam, ...]
    proven: int
    at_least: int | None
    coordinators: tuple[RankedCoordinator, ...]
    unmet_pins: tuple[UnmetPin, ...]
