"""What a rule looks at: a person, an offer, the need that it would serve, and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalogue import Answer
from matching.candidates import CandidateOffer
from matching.eligibility.table import EligibilityTable
from matching.home import Home
from matching.profile import NeedProfile


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules may know of the person: target groups that were told, and those that the age decides.

    `existing` is what is helped with already: ids of an organisation or offer, each with the function.
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

    @classmethod
    def of(cls, profile: NeedProfile, home: Home, table: EligibilityTable, today: date) -> Person:
        """The person of a profile on that day."""
        age = profile.age_on(today)
        groups = () if age is None else (group for group, (low, high) in table.ages.items() if low <= age <= high)
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
            age_groups=frozenset(groups),
            budgets=frozenset(profile.budgets),
            referral=profile.referral,
            decision=profile.decision,
            vetoes=frozenset(profile.vetoes),
            existing=frozenset(helping),
        )


@dataclass(slots=True)  # not frozen: thousands are made for one question
class Case:
    """One offer for one need of one person on one day. `sectors`: per function those that are usual for its domain."""

    person: Person
    offer: CandidateOffer
    function: str
    today: date
    table: EligibilityTable
    sectors: Mapping[str, frozenset[str]]
