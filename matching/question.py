"""One question for a team on one day: the needs, who helps already, and which offers may serve. Nothing is weighed.

The rules judge once; every scale that weighs the same question (a preset, an axis) starts from these verdicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from catalogue import Answer
from matching.candidates import CandidateOffer, CandidateSource
from matching.eligibility import Hearing, Judge, Person, Reach, Verdict
from matching.gaps import gap_of
from matching.profile import ExistingMember, NeedProfile
from matching.proposal import Gap


class Able(NamedTuple):
    """An offer that may serve a need. `helper`: the seat of who helps already by it; `stays`: with this need (E9)."""

    offer: CandidateOffer
    verdict: Verdict
    helper: str | None
    stays: bool


@dataclass(frozen=True)
class TeamQuestion:
    """A profile, its needs in order of function, put before the rules on one day."""

    profile: NeedProfile
    person: Person
    today: date
    source: CandidateSource
    judge: Judge

    @cached_property
    def able(self) -> tuple[tuple[Able, ...], ...]:
        """Per need the offers that may serve it."""
        return tuple(tuple(self._able(number)) for number in range(len(self.profile.needs)))

    def _able(self, number: int) -> Iterator[Able]:
        hearing = self.hearings[number]
        offers = self._offers[self.profile.needs[number].function]
        for offer in self._reach.not_far(offers, frozenset(id_ for id_, _ in self.person.existing)):
            verdict = hearing.verdict(offer)
            if verdict.eligible:
                yield self.able_by(number, offer, verdict)

    @cached_property
    def _offers(self) -> Mapping[str, Sequence[CandidateOffer]]:
        """Per function the offers that may serve here, and those that the profile names wherever they work."""
        functions = frozenset(need.function for need in self.profile.needs)
        near = self.source.near(functions, self.person.home, self.today)
        found = {(one.id, one.candidate.id): one for one in (*near, *self.source.named(self.person.named))}
        return {function: [one for one in found.values() if function in one.functions] for function in functions}

    def able_by(self, number: int, offer: CandidateOffer, verdict: Verdict) -> Able:
        """What is known of an offer that may serve a need, by the verdict that it may."""
        if not self.helpers:
            return Able(offer, verdict, None, False)
        ids, function = offer.ids, self.profile.needs[number].function
        helper = next((id_ for id_, one in self.helpers.items() if one.organisation in ids or one.offer in ids), None)
        stays = helper is not None and any((one, function) in self.person.existing for one in ids)
        return Able(offer, verdict, helper, stays)

    @cached_property
    def hearings(self) -> tuple[Hearing, ...]:
        """Per need the rules, by the age of whom it is for."""
        table = self.judge.table
        return tuple(
            self.judge.hearing(self.person.at(need.age, table), need.function, self.today, self._reach)
            for need in self.profile.needs
        )

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.person.home, self.today)

    @cached_property
    def helpers(self) -> Mapping[str, ExistingMember]:
        """Who helps already and is still wanted, under `existing-1` and so on (E9)."""
        numbered = ((f"existing-{number}", one) for number, one in enumerate(self.profile.existing_team, start=1))
        vetoes = self.person.vetoes
        return {id_: one for id_, one in numbered if not vetoes & {id_, one.organisation, one.offer}}

    @cached_property
    def coordinating(self) -> str | None:
        """Who coordinates already and stays (C1), or the person who wants to (C2); `None` where that is open."""
        if self.profile.person_coordinates is Answer.YES:
            return "person"
        return next((id_ for id_, one in self.helpers.items() if one.coordinates is Answer.YES), None)

    def named(self, asked: frozenset[str]) -> Mapping[str, list[tuple[int, CandidateOffer]]]:
        """The offers that each of these ids names, with the number of the need for which they stand on the map."""
        found: dict[str, list[tuple[int, CandidateOffer]]] = defaultdict(list)
        offers = self.source.named(asked)
        for number, need in enumerate(self.profile.needs):
            for offer in offers:
                if need.function in offer.functions:
                    for id_ in asked.intersection(offer.ids):
                        found[id_].append((number, offer))
        return found

    @cached_property
    def _gaps(self) -> dict[int, Gap]:
        return {}

    def gap(self, number: int) -> Gap:
        """Why a need stays open: the same in every team, so looked for once."""
        if number not in self._gaps:
            function = self.profile.needs[number].function
            self._gaps[number] = gap_of(
                function,
                self._offers[function],
                self.source.elsewhere(function, self.person.home, self.today),
                self.hearings[number],
                self._reach,
            )
        return self._gaps[number]
