"""What stays open, and why: how many offers each rule removed, and the one that comes nearest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from geo import distance_km
from matching.candidates import CandidateOffer
from matching.eligibility import EligibilityTable, Hearing, RuleText
from matching.home import Home
from matching.proposal import COORDINATION, Gap, NearestMiss
from matching.reason import Reason

NO_COORDINATOR = Reason("C1", "niemand van het team kan coördineren; bespreek dit met de persoon")
UNWANTED = frozenset({"E7", "E9", "M1"})
"""Rules by which an offer stays out that is no near miss: someone does not want it there."""


def gap_of(
    function: str, offers: Sequence[CandidateOffer], hearing: Hearing, table: EligibilityTable, home: Home
) -> Gap:
    """The gap of a need that none of these offers may serve."""
    lost = Counter(rule.id for rule in _lost(offers, hearing, table))
    told: dict[str, int] = {rule.id: lost[rule.id] for rule in table.rule if lost[rule.id]}
    total = sum(told.values())
    if not total:
        return Gap(function, told, Reason("nobody", "niemand op de kaart biedt dit aan"), None)
    refusals: dict[str, str] = {rule.id: rule.refusal for rule in table.rule}
    parts = "; ".join(f"{count} keer: {refusals[id_]}" for id_, count in told.items())
    reason = Reason("lost", f"van de {total} diensten die dit doen, past er geen ({parts})")
    return Gap(function, told, reason, _nearest_miss(offers, hearing, home))


def gap_of_coordination() -> Gap:
    """Nobody can coordinate."""
    return Gap(COORDINATION, {}, NO_COORDINATOR, None)


def _lost(offers: Sequence[CandidateOffer], hearing: Hearing, table: EligibilityTable) -> Iterator[RuleText]:
    """By which rule each offer was lost; one with several places by the rule of its best one."""
    lost: dict[str, list[RuleText]] = defaultdict(list)
    for offer in offers:
        refused = hearing.verdict(offer).refused_by
        if refused is not None:
            lost[offer.id].append(refused)
    for refusals in lost.values():
        farthest = table.farthest(refusals)
        if farthest is not None:
            yield farthest


def _nearest_miss(offers: Sequence[CandidateOffer], hearing: Hearing, home: Home) -> NearestMiss | None:
    """The fewest rules against it, then the nearest, then by id; never what the person does not want."""
    best: tuple[tuple[int, float, str, str], CandidateOffer, tuple[RuleText, ...]] | None = None
    for offer in offers:
        refused = hearing.refusals(offer)
        if not refused or any(rule.id in UNWANTED for rule in refused):
            continue
        away = _away(home, offer)
        key = (len(refused), inf if away is None else away, offer.id, offer.candidate.id)
        if best is None or key < best[0]:
            best = (key, offer, refused)
    if best is None:
        return None
    _, offer, refused = best
    return NearestMiss(offer, tuple(Reason(rule.id, rule.refusal) for rule in refused), _away(home, offer))


def _away(home: Home, offer: CandidateOffer) -> float | None:
    point = offer.candidate.point
    return None if point is None else distance_km(home.point, point)
