"""What a rule looks at: a person, an offer, the need that it would serve, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from catalogue import Answer
from matching.candidates import CandidateOffer
from matching.eligibility.table import EligibilityTable
from matching.home import Home, Served
from matching.profile import NeedProfile


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules may know of the person: target groups that were told, and those that the age decides.

    `existing` is what is helped with already: ids of an organisation or offer, each with the function. `apart` are
    organisations that stay out of the team to be the casemanager (M1).
    """

    home: Home
    age: int | None
    vaph_recognised: Answer
    told_groups: frozenset[str]
    age_groups: frozenset[str]
    budgets: frozenset[str]
    referral: Answer
    decision: Answer
    vetoes: frozenset[str]
    existing: frozenset[tuple[str, str]]
    apart: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        profile: NeedProfile,
        home: Home,
        table: EligibilityTable,
        today: date,
        apart: frozenset[str] = frozenset(),
    ) -> Person:
        """The person of a profile on that day."""
        age = profile.age_on(today)
        named = [
            (one, member) for member in profile.existing_team for one in (member.organisation, member.offer) if one
        ]
        helping = {(one, function) for one, member in named for function in member.serves}
        helping |= {(one, need.function) for one, member in named if one == member.offer for need in profile.needs}
        return cls(
            home=home,
            age=age,
            vaph_recognised=profile.vaph_recognised,
            told_groups=frozenset(profile.target_groups),
            age_groups=table.groups_at(age),
            budgets=frozenset(profile.budgets),
            referral=profile.referral,
            decision=profile.decision,
            vetoes=frozenset((*profile.vetoes, *profile.replace)),
            existing=frozenset(helping),
            apart=apart,
        )

    @property
    def named(self) -> frozenset[str]:
        """Every id of the map that decides by itself about an offer, wherever that works (E7, E9, M1)."""
        return self.vetoes | self.apart | {one for one, _ in self.existing}

    def at(self, age: int | None, table: EligibilityTable) -> Person:
        """The same for a need of someone of that age, a child for example; `None`: the need is the person's own."""
        return self if age is None else replace(self, age=age, age_groups=table.groups_at(age))


class Reach:
    """Which areas serve a home on a day. Many offers share their area: each is asked once.

    For one question. An area is known by the object that it is, which is held, so that no other can take its place.
    """

    def __init__(self, home: Home, today: date) -> None:
        """Nothing is asked yet."""
        self._home = home
        self._today = today
        self._known: dict[int, tuple[Served, Answer]] = {}

    def of(self, area: Served) -> Answer:
        """Whether the area serves the home."""
        known = self._known.get(id(area))
        if known is None:
            known = self._known[id(area)] = (area, area.serves(self._home, self._today))
        return known[1]

    def not_far(self, offers: Iterable[CandidateOffer], helping: frozenset[str]) -> Iterator[CandidateOffer]:
        """The offers that rule E2 does not refuse, and those of who helps already (ids), of whom it does not ask (E9).

        Most offers work elsewhere: they go before anything is made for a case.
        """
        known = self._known
        for offer in offers:
            area = offer.area
            if area is not None:
                told = known.get(id(area))
                if (told[1] if told is not None else self.of(area)) is Answer.NO and (
                    not helping or helping.isdisjoint(offer.ids)
                ):
                    continue
            yield offer


@dataclass(slots=True)  # not frozen: thousands are made for one question
class Case:
    """One offer for one need of one person on one day. `sectors`: per function those that are usual for its domain."""

    person: Person
    offer: CandidateOffer
    function: str
    today: date
    table: EligibilityTable
    sectors: Mapping[str, frozenset[str]]
    reach: Reach
