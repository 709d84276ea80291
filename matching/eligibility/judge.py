"""May this offer serve this need of this person? The rules in the order of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from catalogue import Answer
from matching.candidates import CandidateOffer
from matching.eligibility.case import Case, Person, Reach
from matching.eligibility.rules import NOTHING_TO_SAY, RULES, WARNINGS
from matching.eligibility.table import EligibilityTable, RuleText, WarningText


class Verdict(NamedTuple):
    """Whether an offer may serve a need: the rule that refused it, what nobody knows, and remarks."""

    refused_by: RuleText | None
    to_ask: tuple[RuleText, ...] = ()
    warnings: tuple[WarningText, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The weight of each thing that nobody knows."""
        return tuple([rule.unknown for rule in self.to_ask])

    @property
    def eligible(self) -> bool:
        """True where no rule refuses; open questions do not refuse."""
        return self.refused_by is None


class Hearing:
    """The rules for one need of one person on one day; those that have nothing to say of any offer are left out."""

    def __init__(self, judge: Judge, person: Person, function: str, today: date, reach: Reach) -> None:
        """`reach` is that of the home of the person on that day; the needs of a question share it."""
        table = self.table = judge.table
        self.home = person.home
        self._of_all = (function, today, table, judge.sectors, reach)
        self._person = person
        self._rules = tuple(
            (rule, RULES[rule.id], Verdict(rule), rule.id == "E9")  # E9 ends the asking
            for rule in table.rule
            if rule.id not in NOTHING_TO_SAY or not NOTHING_TO_SAY[rule.id](person, function, table)
        )
        self._warnings = tuple((text, WARNINGS[text.id]) for text in table.warning)

    def verdict(self, offer: CandidateOffer) -> Verdict:
        """The first refusal is the reason that people see; who helps already and stays is asked nothing more (E9)."""
        case = Case(self._person, offer, *self._of_all)
        to_ask: list[RuleText] = []
        for rule, holds, refusal, is_stay in self._rules:
            answer = holds(case)
            if answer is Answer.NO:
                return refusal
            if is_stay:
                if answer is Answer.YES:
                    break
            elif answer is Answer.UNKNOWN:
                to_ask.append(rule)
        return Verdict(None, tuple(to_ask), tuple([text for text, applies in self._warnings if applies(case)]))

    def refusals(self, offer: CandidateOffer) -> tuple[RuleText, ...]:
        """Every rule that refuses, in their order: how near an offer comes that may not serve."""
        case = Case(self._person, offer, *self._of_all)
        return tuple(rule for rule, holds, *_ in self._rules if holds(case) is Answer.NO)


@dataclass(frozen=True)
class Judge:
    """Applies the table of rules. `sectors` as in `usual_sectors`."""

    table: EligibilityTable
    sectors: Mapping[str, frozenset[str]]

    def hearing(self, person: Person, function: str, today: date, reach: Reach | None = None) -> Hearing:
        """The rules for one need; needs of one question may share what they know of areas."""
        return Hearing(self, person, function, today, reach or Reach(person.home, today))

    def verdict(self, person: Person, offer: CandidateOffer, function: str, today: date) -> Verdict:
        """The verdict on one offer."""
        return self.hearing(person, function, today).verdict(offer)
