"""The table of rules: `data/policy/eligibility.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from catalogue import Vocabulary

RuleId = Literal["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "M1"]
WarningId = Literal["rth_beside_pvb", "unusual_sector", "referral_needed", "decision_needed"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleText(_Row):
    """What a rule is called, where it comes from, what it says when it refuses, and what to ask where it is unknown.

    `unknown`: the weight that counts where nobody knows the answer.
    """

    id: RuleId
    term: str
    source: str
    refusal: str
    to_ask: str
    unknown: str


class WarningText(_Row):
    """A remark that never refuses."""

    id: WarningId
    source: str
    text: str


class Vaph(_Row):
    """To whom the border of a first recognition applies (L11)."""

    first_asked_before: int
    sector: str
    functions: frozenset[str]


class Budgets(_Row):
    """What budgets open: without asking, in every sector, and beside which RTH is a remark."""

    open: frozenset[str]
    flexible: frozenset[str]
    beside_rth: frozenset[str]


BY_NAME = frozenset({"E7", "E9", "M1"})
"""Rules that say no only of whom someone named: an offer that they keep out is not wanted there, so no near miss.

They may go before E2, by which all that is far is lost unread.
"""


class EligibilityTable(_Row):
    """The rules in their order, and the facts that they rest on. Before E2 stand only rules `BY_NAME`."""

    version: str
    rule: Annotated[tuple[RuleText, ...], Field(min_length=10, max_length=10)]
    warning: tuple[WarningText, ...]
    recognitions: Mapping[str, str]
    vaph: Vaph
    budgets: Budgets
    ages: Mapping[str, tuple[int, int]]

    @classmethod
    def load(cls, folder: Path) -> EligibilityTable:
        """Read `eligibility.toml` of a folder. Raises `ValidationError` or `TOMLDecodeError`."""
        return cls.model_validate(tomllib.loads((folder / "eligibility.toml").read_text(encoding="utf-8")))

    @model_validator(mode="after")
    def _where_first(self) -> Self:
        before = [rule.id for rule in self.rule[: self._place["E2"]]]
        if not BY_NAME.issuperset(before):
            raise ValueError("only rules that look at names may go before E2")
        return self

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {rule.id: number for number, rule in enumerate(self.rule)}

    def farthest(self, refusals: Iterable[RuleText]) -> RuleText | None:
        """Of the first refusals of several places or needs that of the case that came furthest; `None` without any."""
        return max(refusals, key=lambda rule: self._place[rule.id], default=None)

    def groups_at(self, age: int | None) -> frozenset[str]:
        """The target groups that an age in whole years decides; none where the age is not known."""
        return frozenset(group for group, (low, high) in self.ages.items() if age is not None and low <= age <= high)


def usual_sectors(vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """Per function the sectors that usually work in its life domain: those of all functions of that domain."""
    entries = vocabulary["function"].values()
    domains: dict[str, set[str]] = {}
    for entry in entries:
        domains.setdefault(entry.detail("life_domain") or "", set()).update(entry.details.get("sectors", ()))
    return {entry.id: frozenset(domains[entry.detail("life_domain") or ""]) for entry in entries}
