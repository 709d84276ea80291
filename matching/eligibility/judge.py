"""May this offer serve this need of this person? The rules in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalogue import Answer
from matching.candidates import CandidateOffer
from matching.eligibility.case import Case, Person
from matching.eligibility.rules import RULES, WARNINGS
from matching.eligibility.table import EligibilityTable, RuleText, WarningText


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an offer may serve a need: the rule that refused it, what nobody knows, and remarks."""

    refused_by: RuleText | None
    to_ask: tuple[RuleText, ...] = ()
    warnings: tuple[WarningText, ...] = ()

    @property
    def eligible(self) -> bool:
        """True where no rule refuses; open questions do not refuse."""
        return self.refused_by is None


@dataclass(frozen=True)
class Judge:
    """Applies the table of rules. `sectors` as in `usual_sectors`."""

    table: EligibilityTable
    sectors: Mapping[str, frozenset[str]]

    def verdict(self, person: Person, offer: CandidateOffer, function: str, today: date) -> Verdict:
        """The first refusal is the reason that people see; who helps already and stays is asked nothing more (E9)."""
        case = Case(person, offer, function, today, self.table, self.sectors)
        to_ask: list[RuleText] = []
        for rule, holds, is_stay in self._rules:
            answer = holds(case)
            if answer is Answer.NO:
                return Verdict(rule)
            if is_stay:
                if answer is Answer.YES:
                    break
            elif answer is Answer.UNKNOWN:
                to_ask.append(rule)
        return Verdict(None, tuple(to_ask), tuple([text for text, applies in self._warnings if applies(case)]))

    @cached_property
    def _rules(self) -> tuple[tuple[RuleText, Callable[[Case], Answer], bool], ...]:
        """The rules with what they ask, and whether it is E9, which ends the asking."""
        return tuple((rule, RULES[rule.id], rule.id == "E9") for rule in self.table.rule)

    @cached_property
    def _warnings(self) -> tuple[tuple[WarningText, Callable[[Case], bool]], ...]:
        return tuple((text, WARNINGS[text.id]) for text in self.table.warning)

    def refusals(self, person: Person, offer: CandidateOffer, function: str, today: date) -> tuple[RuleText, ...]:
        """Every rule that refuses, in their order: how near an offer comes that may not serve."""
        case = Case(person, offer, function, today, self.table, self.sectors)
        return tuple(rule for rule in self.table.rule if RULES[rule.id](case) is Answer.NO)
