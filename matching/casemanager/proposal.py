"""The whole answer to "is a casemanager called for, and whom can we ask?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matching.casemanager.candidates import Asked, Candidate, Found, Provider, find
from matching.casemanager.mode import Decision, decide
from matching.casemanager.neighbours import Neighbours, NeighboursBy
from matching.casemanager.policy import CasemanagerPolicy, GapCode
from matching.casemanager.recognitions import FRAMEWORK
from matching.casemanager.situation import SituationFlags
from matching.days import working_days_after
from matching.reason import Reason


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is nobody to ask in the zones of the place; `lost` counts the recognitions that each step removed."""

    reason: Reason
    lost: Mapping[GapCode, int]


@dataclass(frozen=True, slots=True)
class CasemanagerProposal:
    """What the rules say, and whom the person can ask; a person decides (D3).

    `elsewhere` are candidates of neighbouring zones, looked for only where the own zones have none; `elsewhere_by` says
    which zones those are. `answer_by` is the last day of the answer to a request of today (M7), `None` where no
    casemanager is called for. `notes` hold for every request.
    """

    decision: Decision
    candidates: tuple[Candidate, ...]
    elsewhere: tuple[Candidate, ...]
    elsewhere_by: NeighboursBy | None
    answer_by: date | None
    follow_up_months: int
    gap: Gap | None
    notes: tuple[Reason, ...]


def propose(
    situation: SituationFlags,
    asked: Asked,
    providers: Sequence[Provider],
    neighbours: Neighbours,
    zone_names: Mapping[str, str],
    policy: CasemanagerPolicy,
    today: date,
) -> CasemanagerProposal:
    """The proposal for a situation in which `no_team` is settled, from all providers of the map on that day.

    Where the mode is unknown the candidates are shown too: the request needs nobody's leave (M6).
    """
    decision = decide(situation, policy)
    wanted = decision.mode != "none"
    scope = policy.neutrality
    here = find(providers, asked, asked.zones, scope) if wanted else Found((), None, {})
    lacking = here.gap is not None
    there = find(providers, asked, neighbours.zones, scope).candidates if lacking else ()
    names = _listed([zone_names.get(zone, zone) for zone in asked.zones])
    return CasemanagerProposal(
        decision=decision,
        candidates=here.candidates,
        elsewhere=there,
        elsewhere_by=neighbours.by if there else None,
        answer_by=working_days_after(today, policy.answer_working_days) if wanted else None,
        follow_up_months=policy.follow_up_months,
        gap=Gap(policy.gap(here.gap, names), here.lost) if here.gap is not None else None,
        notes=(*_framework(here.candidates), *(note.reason() for note in policy.notes)),
    )


def _framework(candidates: Sequence[Candidate]) -> tuple[Reason, ...]:
    """M0, for as long as no real recognition is among the candidates; a made-up one does not make it exist."""
    return () if any(not one.recognised.demo for one in candidates) else (Reason("M0", FRAMEWORK),)


def _listed(names: Sequence[str]) -> str:
    """A, B en C."""
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last
