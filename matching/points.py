"""What it costs, in points, to let an offer serve a need or to bring a provider into the team; each term apart.

`Terms` is points per term, only what is not zero; the terms are ids of weights, or what several weights make together
(`travel`, `waiting`, `line`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from geo import distance_km
from matching.candidates import Candidate, CandidateOffer
from matching.home import Home

Terms = dict[str, int]

AWAY = frozenset({"phone", "chat", "email", "video"})
TO_YOU = frozenset({"home", "outreach"})


class Way(IntEnum):
    """How near each other people must come. The farthest way that a member uses decides what its place costs."""

    REMOTE = 0
    HOME = 1
    ONSITE = 2


def way_of(offer: CandidateOffer) -> Way:
    """At home if it can; remote only where nothing else is offered; where nobody knows: people go there."""
    if not offer.modes:
        return Way.ONSITE
    if TO_YOU.intersection(offer.modes):
        return Way.HOME
    return Way.REMOTE if AWAY.issuperset(offer.modes) else Way.ONSITE


@dataclass(frozen=True, slots=True)
class Scale:
    """The points of each weight, under the preset that was asked for."""

    points: Mapping[str, int]
    languages: frozenset[str]
    home: Home

    def service(self, offer: CandidateOffer, function: str, severity: int, unknown: int, existing: bool) -> Terms:
        """Points for letting the offer serve a need of that severity; who helps already has no waiting time.

        `unknown`: on how many rules nothing is known.
        """
        points = self.points
        terms: Terms = {}
        if not existing:
            weeks = points["waiting_unknown_weeks"] if offer.wait is None else offer.wait.weeks
            terms["waiting"] = points["waiting_week"] * severity * min(weeks, points["waiting_most_weeks"])
            terms["access"] = points.get(offer.access or "", 0) if offer.access in ("referral", "decision") else 0
        terms["line"] = points[f"line_{offer.line}"] if offer.line else 0
        if self.languages and offer.languages is not None and self.languages.isdisjoint(offer.languages):
            terms["no_common_language"] = points["no_common_language"]
        if offer.functions[0] != function:
            terms["secondary_function"] = points["secondary_function"]
        terms["unknown_fact"] = points["unknown_fact"] * (unknown + bool(self.languages and offer.languages is None))
        return {term: value for term, value in terms.items() if value}

    def place(self, candidate: Candidate, way: Way) -> Terms:
        """Points for where a provider is, for what must be fetched or brought."""
        terms: Terms = {}
        if way is Way.ONSITE:
            terms["travel"] = self._travel(candidate)
        if way is not Way.REMOTE and candidate.zones and not set(candidate.zones) & set(self.home.zones):
            outside = self.home.region and candidate.region and candidate.region != self.home.region
            name = "outside_region" if outside else "outside_zone"
            terms[name] = self.points[name]
        return {term: value for term, value in terms.items() if value}

    def _travel(self, candidate: Candidate) -> int:
        if candidate.point is None:
            return self.points["travel_unknown"]
        minutes = int(distance_km(self.home.point, candidate.point) * self.points["travel_per_10_km"] / 10)
        return min(minutes, self.points["travel_most"])
