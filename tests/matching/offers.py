"""Providers in Aalst, and what is proposed for someone who lives there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from random import Random
from typing import Any

from catalogue import Answer, Vocabulary
from geo import Point, distance_km
from matching.candidates import Candidate, CandidateOffer, Elsewhere, Wait
from matching.home import Home, Served
from matching.matcher import Matcher
from matching.policy import TeamPolicy
from matching.profile import NeedProfile
from matching.proposal import ProposedMember, TeamProposal
from tests.matching.people import AALST, HOME, NINOVE, POLICY, TODAY, an_offer

POLICIES = TeamPolicy.load(POLICY)


NEEDS = ("leefloon", "onthaal", "schuldhulp", "voedselhulp")


class Offers:
    """A source that is a list."""

    def __init__(self, offers: Sequence[CandidateOffer]) -> None:
        self._offers = offers

    def near(self, functions: Collection[str], home: Home, today: date) -> Sequence[CandidateOffer]:
        doing = [one for one in self._offers if not set(functions).isdisjoint(one.functions)]
        return [one for one in doing if not is_elsewhere(one, home, today)]

    def elsewhere(self, function: str, home: Home, today: date) -> Elsewhere:
        by_id: dict[str, list[CandidateOffer]] = {}
        for one in self._offers:
            if function in one.functions and is_elsewhere(one, home, today):
                by_id.setdefault(one.id, []).append(one)
        return Elsewhere(len(by_id), sorted(by_id.values(), key=lambda places: (_away(places, home), places[0].id)))

    def named(self, ids: Collection[str]) -> Sequence[CandidateOffer]:
        meant = {one.id for one in self._offers if not set(ids).isdisjoint(one.ids)}
        return [one for one in self._offers if one.id in meant]

    def provider(self, named: str) -> Candidate | None:
        return next((one.candidate for one in self._offers if named in one.ids), None)


def is_elsewhere(offer: CandidateOffer, home: Home, today: date) -> bool:
    """Whether it is known to serve other people only."""
    return offer.area is not None and offer.area.serves(home, today) is Answer.NO


def _away(places: Sequence[CandidateOffer], home: Home) -> float:
    points = [one.candidate.point for one in places]
    return min(inf if point is None else distance_km(home.point, point) for point in points)


def provider(name: str, *functions: str, km: float = 1.0, **said: Any) -> CandidateOffer:
    """A known and open provider in the zone, so many kilometres north of the person, with one offer."""
    point = Point(HOME.point.lat + km / 111.2, HOME.point.lon)
    candidate = Candidate(
        f"x:{name}@x:huis-{name}",
        f"x:{name}",
        name,
        f"x:huis-{name}",
        zones=("regio-aalst",),
        region="Aalst",
        point=point,
    )
    known: dict[str, Any] = {"wait": Wait(0, TODAY), "functions": functions, "id": f"x:aanbod-{name}"}
    return an_offer(candidate, **known | said)


def a_profile(*needs: str, **said: Any) -> NeedProfile:
    """Someone of 34 in Aalst, unless said otherwise."""
    known = {"place": "Aalst", "age": 34, "needs": [{"function": one, "severity": 2} for one in needs]}
    return NeedProfile.model_validate(known | said)


def matcher(vocabulary: Vocabulary, offers: Sequence[CandidateOffer]) -> Matcher:
    """By the shipped policy."""
    return Matcher(Offers(offers), vocabulary, POLICIES)


def propose(vocabulary: Vocabulary, offers: Sequence[CandidateOffer], *needs: str, **said: Any) -> TeamProposal:
    """What is proposed for such a person on a map with these offers."""
    return matcher(vocabulary, offers).propose(a_profile(*needs, **said), HOME, TODAY)


def names(proposal: TeamProposal, team: int = 0) -> list[str]:
    """The names of the providers."""
    return [one.seat.name for one in proposal.teams[team].members if one.seat.kind == "provider"]


def id_of(name: str) -> str:
    """The id of the member that the provider becomes."""
    return f"x:{name}@x:huis-{name}"


def member(proposal: TeamProposal, name: str) -> ProposedMember:
    """The member with that name of the first team."""
    return next(one for one in proposal.teams[0].members if one.seat.name == name)


def coordinator(proposal: TeamProposal) -> str | None:
    """Who coordinates the first team, by id."""
    return next((one.seat.id for one in proposal.teams[0].members if one.coordinates), None)


def some_offers(seed: int) -> list[CandidateOffer]:
    """A dozen of all kinds, the same for the same number."""
    random = Random(seed)
    functions = ["leefloon", "schuldhulp", "voedselhulp", "onthaal"]
    return [
        provider(
            f"{number:02}",
            *random.sample(functions, random.randint(1, 3)),
            km=random.choice((1, 5, 20)),
            line=random.choice((0, 1, 2, None)),
            wait=random.choice((None, Wait(0, TODAY), Wait(4, TODAY))),
            area=random.choice(
                (None, Served(municipalities=frozenset({AALST})), Served(municipalities=frozenset({NINOVE})))
            ),
            budgets=random.choice((None, (), ("rth",), ("pvb",))),
            modes=random.choice((None, ("home",), ("onsite",), ("phone",))),
        )
        for number in range(12)
    ]


def serving_one_need(offer: CandidateOffer, random: Random) -> CandidateOffer:
    """Another provider of its own that serves one need only."""
    name = f"een-{random.randrange(10**9)}"
    candidate = replace(offer.candidate, id=f"x:{name}", organisation=f"x:{name}", location=None, name=name)
    return replace(offer, candidate=candidate, id=f"x:aanbod-{name}", functions=(random.choice(NEEDS),))
