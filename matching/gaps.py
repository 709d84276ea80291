"""What stays open, and why: how many offers each rule removed, and the one that comes nearest."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import inf

from geo import distance_km
from matching.candidates import CandidateOffer, CandidateSource
from matching.eligibility import Judge, Person, RuleText
from matching.proposal import COORDINATION, Gap, NearestMiss
from matching.reason import Reason

NO_COORDINATOR = Reason("C1", "niemand van het team kan coördineren; bespreek dit met de persoon")


def gap_of(function: str, person: Person, source: CandidateSource, judge: Judge, today: date) -> Gap:
    """The gap of a need that no offer may serve."""
    lost = _lost(function, person, source, judge, today)
    told: dict[str, int] = {rule.id: lost[rule.id] for rule in judge.table.rule if lost[rule.id]}
    total = sum(told.values())
    if not total:
        return Gap(function, told, Reason("nobody", "niemand op de kaart biedt dit aan"), None)
    refusals: dict[str, str] = {rule.id: rule.refusal for rule in judge.table.rule}
    parts = "; ".join(f"{count} keer: {refusals[id_]}" for id_, count in told.items())
    reason = Reason("lost", f"van de {total} diensten die dit doen, past er geen ({parts})")
    return Gap(function, told, reason, _nearest_miss(function, person, source, judge, today))


def gap_of_coordination() -> Gap:
    """Nobody can coordinate."""
    return Gap(COORDINATION, {}, NO_COORDINATOR, None)


def _lost(function: str, person: Person, source: CandidateSource, judge: Judge, today: date) -> Counter[str]:
    """How many offers each rule removed; of an offer with several places, the rule by which its best one was lost."""
    order = [rule.id for rule in judge.table.rule]
    farthest: dict[str, int] = {}
    for offer in source.offering(function):
        verdict = judge.verdict(person, offer, function, today)
        if verdict.refused_by is not None:
            farthest[offer.id] = max(order.index(verdict.refused_by.id), farthest.get(offer.id, 0))
    return Counter(order[number] for number in farthest.values())


def _nearest_miss(
    function: str, person: Person, source: CandidateSource, judge: Judge, today: date
) -> NearestMiss | None:
    """The fewest rules against it, then the nearest, then by id; never what the person does not want."""
    best: tuple[tuple[int, float, str, str], CandidateOffer, tuple[RuleText, ...]] | None = None
    for offer in source.offering(function):
        refused = judge.refusals(person, offer, function, today)
        if not refused or any(rule.id in ("E7", "E9") for rule in refused):
            continue
        away = _away(person, offer)
        key = (len(refused), inf if away is None else away, offer.id, offer.candidate.id)
        if best is None or key < best[0]:
            best = (key, offer, refused)
    if best is None:
        return None
    _, offer, refused = best
    return NearestMiss(offer, tuple(Reason(rule.id, rule.refusal) for rule in refused), _away(person, offer))


def _away(person: Person, offer: CandidateOffer) -> float | None:
    point = offer.candidate.point
    return None if point is None else distance_km(person.home.point, point)
