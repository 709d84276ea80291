"""Asks for a team for every profile and for its twins, and keeps the figures only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from matching.fairness.groups import Group, Grouping
from matching.fairness.outcome import Outcome
from matching.fairness.twins import Comparison, Property, Variant, comparisons
from matching.home import Home
from matching.matcher import Matcher
from matching.profile import NeedProfile


@dataclass(frozen=True, slots=True)
class Pairs:
    """The outcomes of the same profiles with the reference value and with another."""

    property: Property
    reference: Group
    other: Group
    outcomes: list[tuple[Outcome, Outcome]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Findings:
    """What every profile was given, with its groups, and the pairs of each comparison."""

    outcomes: tuple[tuple[tuple[Group, ...], Outcome], ...]
    pairs: tuple[Pairs, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Proposes teams by the same rules as for people, on one day."""

    matcher: Matcher
    grouping: Grouping
    today: date

    def take(
        self,
        asked: Iterable[tuple[NeedProfile, Home]],
        paired: int | None = None,
        progress: Callable[[int], None] = lambda done: None,
    ) -> Findings:
        """Of all profiles the team, and of the first so many (`None`: all) also that of each twin.

        `progress` hears after each profile how many are done.
        """
        plan = [
            (one, [Pairs(one.property, one.reference.group, other.group) for other in one.others])
            for one in comparisons(self.grouping)
        ]
        outcomes: list[tuple[tuple[Group, ...], Outcome]] = []
        for number, (profile, home) in enumerate(asked):
            own = self._outcome(profile, home)
            outcomes.append((self.grouping.groups(profile, home), own))
            if paired is None or number < paired:
                for comparison, pairs in plan:
                    self._compare(profile, home, own, comparison, pairs)
            progress(number + 1)
        return Findings(tuple(outcomes), tuple(one for _, pairs in plan for one in pairs))

    def _compare(
        self, profile: NeedProfile, home: Home, own: Outcome, comparison: Comparison, pairs: list[Pairs]
    ) -> None:
        def given(variant: Variant) -> Outcome:
            twin = variant.of(profile)
            return own if twin == profile else self._outcome(twin, home)

        reference = given(comparison.reference)
        for variant, pair in zip(comparison.others, pairs, strict=True):
            pair.outcomes.append((reference, given(variant)))

    def _outcome(self, profile: NeedProfile, home: Home) -> Outcome:
        """Only the first team counts: alternatives, prices and ranges are not worked out."""
        weighed = self.matcher.weighed(profile, home, self.today)
        return Outcome.of(weighed.explaining.team(weighed.search.best, first=False))
