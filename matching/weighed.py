"""A question on one scale: who is seated, the search, and the words for what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from matching.coordinator.policy import CoordinatorPolicy
from matching.explaining import Explaining
from matching.points import Scale
from matching.question import TeamQuestion
from matching.reasons import Wording
from matching.roster import Roster, Seat, member_of
from matching.seating import FEW, Seating
from matching.team.instance import Member
from matching.team.search import Search


@dataclass(frozen=True)
class Weighed:
    """Each part is made when it is first asked for. `kept` and `keep` as in `Seating`."""

    question: TeamQuestion
    scale: Scale
    policy: CoordinatorPolicy
    wording: Wording
    kept: tuple[str, ...] = ()
    keep: int = FEW

    @cached_property
    def seating(self) -> Seating:
        """Who may sit, weighed."""
        return Seating(self.question, self.scale, self.policy, self.kept, self.keep)

    @cached_property
    def roster(self) -> Roster:
        """Who is seated."""
        return self.seating.roster()

    @cached_property
    def search(self) -> Search:
        """The search over those who are seated."""
        severities = tuple(need.severity for need in self.question.profile.needs)
        return Search(self.roster.instance(severities, self._key, self._previous))

    @cached_property
    def explaining(self) -> Explaining:
        """The words for the teams of the search."""
        return Explaining(self.seating, self.roster, self.search, self.wording)

    def member(self, seat: Seat) -> Member:
        """A seat in the numbers of this search, also of someone who has none in it."""
        return member_of(seat, len(self.question.profile.needs), self._key, self._previous)

    @cached_property
    def _key(self) -> str:
        """By what equal teams take turns: the place and the needs, never the person."""
        home, needs = self.question.person.home, self.question.profile.needs
        return "|".join([home.municipality, *home.zones, *(f"{need.function}:{need.severity}" for need in needs)])

    @cached_property
    def _previous(self) -> frozenset[str]:
        return frozenset(self.question.profile.previous_team)
