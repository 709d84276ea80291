"""What it costs, in points, to let an offer serve a need or to bring a provider into the team; each term apart.

`Terms` is points per term, only what is not zero; the terms are ids of weights, or what several weights make together
(`travel`, `waiting`, `line`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from geo import distance_km
from matching.candidates import Candidate, CandidateOffer
from matching.home import Home

Terms = dict[str, int]

LINES = ("", "line_1", "line_2", "line_3")
"""The weight of each step of the care ladder; the first costs nothing (L9)."""

CAPPED = frozenset({"travel_per_10_km", "travel_most", "waiting_most_weeks", "waiting_unknown_weeks"})
"""Weights whose points are rounded or end at a most; the others count in proportion. Points never fall as one rises."""

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

    def service(
        self, offer: CandidateOffer, function: str, severity: int, unknown: Iterable[str], existing: bool
    ) -> Terms:
        """Points for letting the offer serve a need of that severity; who helps already has no waiting time.

        `unknown`: for each rule of which nobody knows the answer, the weight of not knowing it.
        """
        points = self.points
        terms: Terms = {}
        if not existing:
            weeks = points["waiting_unknown_weeks"] if offer.wait is None else offer.wait.weeks
            terms["waiting"] = points["waiting_week"] * severity * min(weeks, points["waiting_most_weeks"])
            if offer.access in ("referral", "decision"):
                terms["access"] = points[offer.access]
        if offer.line:
            terms["line"] = points[LINES[offer.line]]
        if self.languages and offer.languages is not None and self.languages.isdisjoint(offer.languages):
            terms["no_common_language"] = points["no_common_language"]
        if offer.functions[0] != function:
            terms["secondary_function"] = points["secondary_function"]
        for weight in unknown:
            terms[weight] = terms.get(weight, 0) + points[weight]
        if self.languages and offer.languages is None:
            terms["unknown_fact"] = terms.get("unknown_fact", 0) + points["unknown_fact"]
        return {term: value for term, value in terms.items() if value}

    def join(self, informal: bool) -> Terms:
        """Points for someone new in the team: someone more to tell the story to (L6)."""
        term = "new_informal" if informal else "new_professional"
        return {term: self.points[term]}

    def place(self, candidate: Candidate, way: Way) -> Terms:
        """Points for where a provider is, for what must be fetched or brought."""
        terms: Terms = {}
        if way is Way.ONSITE:
            terms["travel"] = self._travel(candidate)
        if way is not Way.REMOTE and candidate.zones and set(candidate.zones).isdisjoint(self.home.zones):
            outside = self.home.region and candidate.region and candidate.region != self.home.region
            name = "outside_region" if outside else "outside_zone"
            terms[name] = self.points[name]
        return {term: value for term, value in terms.items() if value}

    def _travel(self, candidate: Candidate) -> int:
        if candidate.point is None:
            return self.points["travel_unknown"]
        minutes = int(distance_km(self.home.point, candidate.point) * self.points["travel_per_10_km"] / 10)
        return min(minutes, self.points["travel_most"])

    def at(self, weight: str, points: int) -> Scale:
        """The same with another value of one weight."""
        return replace(self, points={**self.points, weight: points})
