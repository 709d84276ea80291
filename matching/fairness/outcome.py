"""What a profile was given: the figures of its first team, and nothing of the profile itself (D1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from matching.proposal import COORDINATION, ProposedMember, ProposedTeam


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first team in figures.

    `gap`: severity of what stays open, a missing coordinator counting 1. `open`: its functions. `members`: new
    providers, of whom `made_up` are of made-up records. `distance_km`: the mean over those where people go, as the crow
    flies; `waiting_weeks`: the mean over their offers; `None` where none is known.
    """

    gap: int
    points: int
    open: frozenset[str]
    members: int
    made_up: int
    distance_km: float | None
    waiting_weeks: float | None
    organisations: frozenset[str]

    @classmethod
    def of(cls, team: ProposedTeam) -> Outcome:
        """The figures of a proposed team."""
        providers = [one for one in team.members if one.seat.kind == "provider" and one.seat.candidate]
        candidates = [one.seat.candidate for one in providers if one.seat.candidate]
        waits = [offer.wait.weeks for one in providers for offer in one.offers if offer.wait]
        return cls(
            gap=team.gap,
            points=team.points,
            open=frozenset(gap.function for gap in team.gaps),
            members=len(providers),
            made_up=sum(one.demo for one in candidates),
            distance_km=_mean([one.distance_km for one in providers if one.distance_km is not None and _visited(one)]),
            waiting_weeks=_mean(waits),
            organisations=frozenset(one.organisation for one in candidates),
        )

    @property
    def need_open(self) -> bool:
        """Whether nobody serves one of the needs."""
        return bool(self.open - {COORDINATION})

    @property
    def only_coordinator_missing(self) -> bool:
        """Whether every need is served but nobody can coordinate."""
        return self.open == {COORDINATION}

    @property
    def cost(self) -> tuple[int, int]:
        """In the order of the search: what stays open goes before all points."""
        return self.gap, self.points


def _visited(member: ProposedMember) -> bool:
    """Whether people go there, as its reasons say; who comes home or helps from afar costs no travel."""
    return any(reason.code == "distance" for reason in member.why)


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
