"""The same profile with one property changed: what then differs, differs by that property alone.

The search breaks ties by the place and the needs, never by the person, so twins meet the same candidates in the same
order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from matching.fairness.groups import Group, Grouping, age_group
from matching.profile import NeedProfile

Property = Literal["language", "budget", "age"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One value of a property: the group it stands for, and the fields of a profile that it sets."""

    group: Group
    fields: Mapping[str, Any]

    def of(self, profile: NeedProfile) -> NeedProfile:
        """The profile with this value; all else stays."""
        return profile.model_copy(update=dict(self.fields))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A property: the value with which the others are compared, and the others."""

    property: Property
    reference: Variant
    others: tuple[Variant, ...]


LANGUAGES = (("nl",), ("fr",), ("ar",), ("ar", "nl"), ())
BUDGETS = (("none",), ("zorgbudget_ouderen",), ("pvb",), ())
AGES = (40, 8, 15, 21, 72, 85)
"""One in each band of `groups.BANDS`; of each of the three lists the first value is the reference."""


def comparisons(grouping: Grouping) -> tuple[Comparison, ...]:
    """What is compared with what."""
    languages = [Variant(grouping.terms("language", "language", one), {"languages": one}) for one in LANGUAGES]
    budgets = [Variant(grouping.terms("budget", "budget", one), {"budgets": one}) for one in BUDGETS]
    ages = [Variant(_of_age(one), {"age": one, "birth_date": None}) for one in AGES]
    return (
        Comparison("language", languages[0], tuple(languages[1:])),
        Comparison("budget", budgets[0], tuple(budgets[1:])),
        Comparison("age", ages[0], tuple(ages[1:])),
    )


def _of_age(age: int) -> Group:
    band = age_group(age)
    return Group("age", str(age), f"{age} jaar", band.order)
