"""Whose age and target groups the rules look at: those of the parent, of the child, or of either (E3, E4).

Consultations are for the child, a doctor for who is pregnant; help with upbringing states now the age of the parents,
now that of the children, so it fits where it fits one of them. An expected child counts as a child of 0 years: what is
for babies is arranged ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from matching.eligibility import EligibilityTable, Person
from matching.home import Home
from matching.perinatal.nearness import Nearness
from matching.perinatal.period import period_on
from matching.perinatal.question import PerinatalQuestion
from matching.perinatal.tables import PerinatalTables
from matching.profile import NeedProfile


@dataclass(frozen=True, slots=True)
class Family:
    """The parent (who is pregnant, or brings up the child) and the child, as the rules see them."""

    parent: Person
    child: Person

    @property
    def home(self) -> Home:
        """Where they live."""
        return self.parent.home

    def whom(self, function: str, nearness: Nearness) -> tuple[Person, ...]:
        """Whom that function is for; it is enough that it fits one of them."""
        if function in nearness.child:
            return (self.child,)
        return (self.parent, self.child) if function in nearness.either else (self.parent,)


def family_of(
    question: PerinatalQuestion,
    profile: NeedProfile,
    home: Home,
    rules: EligibilityTable,
    tables: PerinatalTables,
    today: date,
) -> Family:
    """The family of a question, with what a profile tells of the person.

    Someone who is young enough to be the child of the programme is that child: then nothing is known of the parent.
    """
    birth, asker = question.child_birth_date, Person.of(profile, home, rules, today)
    is_child = asker.age is not None and asker.age < tables.periods.until_birthday
    parent = replace(asker, age=None, age_groups=frozenset()) if is_child else asker
    child = asker.at(profile.model_copy(update={"birth_date": birth}).age_on(today) if birth else 0, rules)
    groups = tables.nearby.groups[period_on(birth, today, tables.periods) or "young_child"]
    return Family(_in_groups(parent, groups), _in_groups(child, groups))


def _in_groups(person: Person, groups: frozenset[str]) -> Person:
    """As what the age decides: it fits such an offer, and says nothing of the groups that were not told."""
    return replace(person, age_groups=person.age_groups | groups)
