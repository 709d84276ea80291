"""In which groups a profile counts: where, how old, which language, which budget, how many needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from catalogue import Vocabulary
from geo import Gazetteer
from matching.home import Home
from matching.profile import NeedProfile

Dimension = Literal["province", "zone", "age", "language", "budget", "needs"]

DIMENSIONS: Mapping[Dimension, str] = {
    "province": "Provincie",
    "zone": "Eerstelijnszone",
    "age": "Leeftijd",
    "language": "Taal",
    "budget": "Budget",
    "needs": "Aantal noden",
}
"""Each way to divide the profiles, with its Dutch name, in the order in which they are told."""

BANDS = ((0, 11), (12, 17), (18, 24), (25, 64), (65, 79), (80, 150))
"""Ages in whole years, both borders included: at 12, 18 and 65 rules and offers change; the others divide finer."""

NOT_TOLD = "niet gezegd"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of one dimension; groups of a dimension are told by `order`, then by label."""

    dimension: Dimension
    id: str
    label: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class Grouping:
    """Finds the groups of a profile, and their names."""

    gazetteer: Gazetteer
    vocabulary: Vocabulary

    def groups(self, profile: NeedProfile, home: Home) -> tuple[Group, ...]:
        """One group of each dimension."""
        return (
            self._province(home),
            self._zone(home),
            age_group(profile.age),
            self.terms("language", "language", profile.languages),
            self.terms("budget", "budget", profile.budgets),
            Group("needs", str(len(profile.needs)), str(len(profile.needs)), len(profile.needs)),
        )

    def terms(self, dimension: Dimension, list_: str, told: tuple[str, ...]) -> Group:
        """The group of those who told exactly these terms, in whatever order."""
        ids = sorted(told)
        label = " en ".join(self.vocabulary.label(list_, one) for one in ids) or NOT_TOLD
        return Group(dimension, "+".join(ids), label, 0 if ids else 1)

    def _province(self, home: Home) -> Group:
        found = self.gazetteer.municipality(home.municipality)
        name = found.province if found else "niet bekend"
        return Group("province", name, name)

    def _zone(self, home: Home) -> Group:
        zones = [self.gazetteer.zone(one) for one in home.zones]
        name = " of ".join(zone.name for zone in zones if zone) or "niet bekend"
        return Group("zone", "+".join(home.zones), name)


def age_group(age: int | None) -> Group:
    """The band in which an age lies."""
    for order, (low, high) in enumerate(BANDS):
        if age is not None and low <= age <= high:
            label = f"{low} jaar en ouder" if high == BANDS[-1][1] else f"{low} tot en met {high} jaar"
            return Group("age", f"{low}-{high}", label, order)
    return Group("age", "", NOT_TOLD, len(BANDS))
