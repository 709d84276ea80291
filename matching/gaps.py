"""What stays open, and why: how many offers each rule removed, and the one that comes nearest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import inf
from typing import NamedTuple

from catalogue import Answer
from geo import distance_km
from matching.candidates import CandidateOffer, Elsewhere
from matching.eligibility import BY_NAME, Hearing, Reach, RuleText
from matching.home import Home
from matching.proposal import COORDINATION, Gap, NearestMiss
from matching.reason import Reason

NO_COORDINATOR = Reason("C1", "niemand van het team kan coördineren; bespreek dit met de persoon")

MEASURED_KM = 0.1
"""So much may whoever tells what is nearest measure differently: an engine rounds points and distances."""


def gap_of(
    function: str, offers: Sequence[CandidateOffer], elsewhere: Elsewhere, hearing: Hearing, reach: Reach
) -> Gap:
    """The gap of a need that none of these offers may serve.

    `offers` are those that may serve here and those that the profile names; of `elsewhere` they may be a part. The
    others there are lost to E2: only rules that look at names go before it (`EligibilityTable`).
    """
    table = hearing.table
    lost = Counter(rule.id for rule in _lost(offers, hearing))
    far = {one.id for one in offers if one.area is not None and reach.of(one.area) is Answer.NO}
    lost["E2"] += max(0, elsewhere.total - len(far))
    told: dict[str, int] = {rule.id: lost[rule.id] for rule in table.rule if lost[rule.id]}
    total = sum(told.values())
    if not total:
        return Gap(function, told, Reason("nobody", "niemand op de kaart biedt dit aan"), None)
    refusals: dict[str, str] = {rule.id: rule.refusal for rule in table.rule}
    parts = "; ".join(f"{count} keer: {refusals[id_]}" for id_, count in told.items())
    reason = Reason("lost", f"van de {total} diensten die dit doen, past er geen ({parts})")
    return Gap(function, told, reason, _nearest_miss(offers, elsewhere, hearing))


def gap_of_coordination() -> Gap:
    """Nobody can coordinate."""
    return Gap(COORDINATION, {}, NO_COORDINATOR, None)


def _lost(offers: Sequence[CandidateOffer], hearing: Hearing) -> Iterator[RuleText]:
    """By which rule each offer was lost; one with several places by the rule of its best one."""
    lost: dict[str, list[RuleText]] = defaultdict(list)
    for offer in offers:
        refused = hearing.verdict(offer).refused_by
        if refused is not None:
            lost[offer.id].append(refused)
    for refusals in lost.values():
        farthest = hearing.table.farthest(refusals)
        if farthest is not None:
            yield farthest


class _Miss(NamedTuple):
    """How near an offer comes: the fewest rules against it, then the nearest, then by id. Less is nearer."""

    refusals: int
    away: float
    offer_id: str
    candidate: str


def _nearest_miss(offers: Sequence[CandidateOffer], elsewhere: Elsewhere, hearing: Hearing) -> NearestMiss | None:
    """Never what the person does not want. Elsewhere is looked at only as far as the nearest miss can be there."""
    best: tuple[_Miss, CandidateOffer, tuple[RuleText, ...]] | None = None
    for places in chain((offers,), elsewhere.nearest):
        if best is not None and places is not offers and _least(places, hearing.home) > best[0]:
            break
        for offer in places:
            refused = hearing.refusals(offer)
            if not refused or any(rule.id in BY_NAME for rule in refused):
                continue
            miss = _Miss(len(refused), _away(offer, hearing.home), offer.id, offer.candidate.id)
            if best is None or miss < best[0]:
                best = (miss, offer, refused)
    if best is None:
        return None
    miss, offer, refused = best
    reasons = tuple(Reason(rule.id, rule.refusal) for rule in refused)
    return NearestMiss(offer, reasons, None if miss.away == inf else miss.away)


def _least(places: Sequence[CandidateOffer], home: Home) -> _Miss:
    """The nearest that an offer, or one that comes after it, can come to serving a home that it does not serve."""
    away = min(_away(one, home) for one in places)
    return _Miss(1, away - MEASURED_KM, places[0].id, "")


def _away(offer: CandidateOffer, home: Home) -> float:
    point = offer.candidate.point
    return inf if point is None else distance_km(home.point, point)
