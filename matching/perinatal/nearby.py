"""Which offers and partnerships of the neighbourhood an actor of the programme can be (P5, P7, E1-E9).

An actor is a kind of organisation that does something: an offer is meant where the type of its organisation and one of
its functions fit. An actor without types is a kind of help: there the functions decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf
from typing import Literal, Protocol

from catalogue import Answer
from geo import distance_km
from matching.candidates import CandidateOffer
from matching.eligibility import Judge, Reach, RuleText, Verdict
from matching.perinatal.family import Family
from matching.perinatal.found import ActorNearby, Nearby
from matching.perinatal.partnerships import Partnerships
from matching.perinatal.tables import Actor, PerinatalTables
from matching.points import way_of
from matching.reason import Reason
from matching.reasons import remarks, to_ask
from matching.roster import Service

OF_PROFESSIONALS = frozenset({"E2", "E7"})
"""Who helps professionals and no families is asked only whether it works here and is wanted."""


def of_professionals(judge: Judge) -> Judge:
    """The same judge with only the rules that hold for who helps professionals."""
    rules = tuple(rule for rule in judge.table.rule if rule.id in OF_PROFESSIONALS)
    return replace(judge, table=judge.table.model_copy(update={"rule": rules, "warning": ()}))


class OfferSource(Protocol):
    """Gives the public offers of this moment that serve, or may serve, the home; others may be among them."""

    def offering(self, function: str) -> Sequence[CandidateOffer]:
        """Those with that function."""

    def of_type(self, organisation_type: str) -> Sequence[CandidateOffer]:
        """Those of organisations of that type."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """An offer that may be near; `placed`: it is known to serve the home, or to be within the border of near."""

    offer: CandidateOffer
    placed: bool
    distance_km: float | None

    @property
    def rank(self) -> tuple[float, str, str]:
        return inf if self.distance_km is None else self.distance_km, self.offer.id, self.offer.candidate.id


@dataclass(frozen=True, slots=True)
class Vicinity:
    """Everything that finds an actor for one family on one day. `positive` are the indicators that are known to be."""

    family: Family
    positive: frozenset[str]
    today: date
    source: OfferSource
    partnerships: Partnerships
    judge: Judge
    judge_of_professionals: Judge
    tables: PerinatalTables
    reach: Reach
    _known: dict[tuple[str, str], tuple[_Spot, ...]] = field(default_factory=dict)

    def of(self, actor: Actor) -> ActorNearby:
        """Partnerships first, for they are of the own municipality; then offers, each organisation once.

        At most so many as the tables say; where the functions come with indicators, so many for each of these.
        """
        houses = self.partnerships.of(actor)
        searches = tuple(self._searches(actor))
        answers = [self._offers(actor, functions) for functions in searches]
        offers = sorted(_merged(one for answer in answers for one in answer.found), key=lambda one: one.rank)
        found = (*houses, *offers)[: self.tables.nearby.most * max(1, len(searches))]
        if found:
            return ActorNearby(found, None)
        return ActorNearby((), next((answer.none for answer in answers), self._nothing_known))

    @property
    def _nothing_known(self) -> Reason:
        return Reason("P5", self.tables.nearby.texts.nothing_known)

    def _searches(self, actor: Actor) -> Iterator[tuple[str, ...]]:
        """The functions to look for, together or apart."""
        if not actor.by_indicator:
            yield actor.functions
            return
        yield from ((*actor.functions, *one.functions) for one in self.tables.indicators if one.id in self.positive)

    def _offers(self, actor: Actor, functions: tuple[str, ...]) -> ActorNearby:
        texts, most = self.tables.nearby.texts, self.tables.nearby.most
        spots = sorted(self._meant(actor, functions), key=lambda one: one.rank)
        unplaced = [one for one in spots if not one.placed]
        too_many = len({one.offer.candidate.organisation for one in unplaced}) > most
        found, refusal = self._eligible(
            actor, functions, [one for one in spots if one.placed] + ([] if too_many else unplaced)
        )
        none = Reason(actor.rule, texts.none.format(one=actor.one))
        if refusal is not None:
            none = Reason(refusal.id, texts.refused.format(one=actor.one, refusal=refusal.refusal))
        elif too_many:
            none = Reason("E2", texts.unplaced.format(one=actor.one))
        return ActorNearby(found, None if found else none)

    def _meant(self, actor: Actor, functions: tuple[str, ...]) -> Iterator[_Spot]:
        """Of its types, also where it is not known what they do; else of the functions that tell enough."""
        for type_ in actor.organisation_types:
            for spot in self._near("organisation_type", type_):
                does = spot.offer.functions
                if not functions or not does or not set(functions).isdisjoint(does):
                    yield spot
        for function in actor.telling if actor.organisation_types else functions:
            for spot in self._near("function", function):
                if not actor.organisation_types or spot.offer.candidate.organisation_type is None:
                    yield spot

    def _near(self, name: Literal["organisation_type", "function"], term: str) -> tuple[_Spot, ...]:
        """The offers of a term that are near; several actors share them."""
        known = self._known.get((name, term))
        if known is None:
            offers = self.source.of_type(term) if name == "organisation_type" else self.source.offering(term)
            known = self._known[name, term] = tuple(self._spots(offers))
        return known

    def _spots(self, offers: Iterable[CandidateOffer]) -> Iterator[_Spot]:
        """All but those that serve other places (E2), or are far and not known to serve this one."""
        home, within = self.family.home, self.tables.nearby.within_km
        for offer in offers:
            serves = self.reach.of(offer.area) if offer.area is not None else Answer.UNKNOWN
            if serves is Answer.NO:
                continue
            point = offer.candidate.point
            away = distance_km(home.point, point) if point is not None else None
            if serves is Answer.YES or away is None or away <= within:
                yield _Spot(offer, serves is Answer.YES or away is not None, away)

    def _eligible(
        self, actor: Actor, functions: tuple[str, ...], spots: Iterable[_Spot]
    ) -> tuple[tuple[Nearby, ...], RuleText | None]:
        """The first ones that no rule refuses, one of each organisation; and the rule that refused the nearest."""
        found: dict[str, Nearby] = {}
        refusal: RuleText | None = None
        for spot in spots:
            organisation = spot.offer.candidate.organisation
            if organisation in found:
                continue
            matched = tuple(one for one in functions if one in spot.offer.functions)
            verdict = self._verdict(actor, spot.offer, matched)
            if verdict.refused_by is None:
                found[organisation] = self._told(actor, spot, matched, verdict, sought=bool(functions))
            refusal = refusal or verdict.refused_by
            if len(found) == self.tables.nearby.most:
                break
        return tuple(found.values()), refusal

    def _verdict(self, actor: Actor, offer: CandidateOffer, matched: tuple[str, ...]) -> Verdict:
        """The best that the rules say: of one function, and of one of those whom it is for."""
        judge = self.judge_of_professionals if actor.for_professionals else self.judge
        verdicts = [
            judge.hearing(person, function, self.today, self.reach).verdict(offer)
            for function in matched or offer.functions[:1] or ("",)
            for person in self.family.whom(function, self.tables.nearby)
        ]
        return min(verdicts, key=lambda one: (not one.eligible, len(one.to_ask)))

    def _told(self, actor: Actor, spot: _Spot, matched: tuple[str, ...], verdict: Verdict, *, sought: bool) -> Nearby:
        offer, texts = spot.offer, self.tables.nearby.texts
        service = Service(offer, verdict, {}, way_of(offer))
        typeless = bool(actor.organisation_types) and offer.candidate.organisation_type is None
        return Nearby(
            kind="offer",
            id=offer.id,
            organisation=offer.candidate.organisation,
            organisation_name=offer.candidate.name,
            name=offer.name,
            distance_km=spot.distance_km,
            functions=matched,
            functions_known=None,
            unknown=(
                *((Reason(actor.rule, texts.type_unknown.format(one=actor.one)),) if typeless else ()),
                *((Reason(actor.rule, texts.function_unknown),) if sought and not matched else ()),
                *to_ask([service]),
            ),
            notes=tuple(remarks([service])),
            demo=offer.demo,
        )


def _merged(found: Iterable[Nearby]) -> Iterable[Nearby]:
    """Each offer once, with all functions for which it was found."""
    by_id: dict[str, Nearby] = {}
    for one in found:
        known = by_id.get(one.id)
        functions = (*known.functions, *one.functions) if known else one.functions
        by_id[one.id] = replace(known or one, functions=tuple(dict.fromkeys(functions)))
    return by_id.values()
