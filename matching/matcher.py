"""From a need profile to a proposal: seat everyone, search, explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalogue import Vocabulary
from matching.axes import axes
from matching.candidates import CandidateSource
from matching.changes import changed, kept_of
from matching.coordinator.ranking import ranked
from matching.eligibility import Judge, Person, usual_sectors
from matching.home import Home
from matching.points import Scale
from matching.policy import TeamPolicy
from matching.profile import NeedProfile
from matching.proposal import ProposedTeam, RankedCoordinator, TeamProposal, UnmetPin
from matching.question import TeamQuestion
from matching.reasons import Wording
from matching.team.alternatives import alternatives
from matching.weighed import Weighed
from matching.weight_ranges import weight_ranges
from matching.why_not import WhyNots


@dataclass(frozen=True)
class Matcher:
    """Proposes teams from one source of candidates, by one version of the policy."""

    source: CandidateSource
    vocabulary: Vocabulary
    policy: TeamPolicy

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.policy.eligibility, usual_sectors(self.vocabulary))

    @cached_property
    def _domains(self) -> Mapping[str, str | None]:
        return {entry.id: entry.detail("life_domain") for entry in self.vocabulary["function"].values()}

    def propose(
        self, profile: NeedProfile, home: Home, today: date, apart: frozenset[str] = frozenset()
    ) -> TeamProposal:
        """At most as many teams as asked, best first. The profile has no faults (`faults_of`).

        The same profile and the same candidates give the same answer, whatever the order in which either is told.
        `apart` are organisations that stay out of the team to be the casemanager (M1).
        """
        weighed = self.weighed(profile, home, today, apart)
        found = alternatives(weighed.search, profile.alternatives)
        teams = tuple(weighed.explaining.team(team, first=number == 0) for number, team in enumerate(found.teams))
        unmet = weighed.roster.unmet_pins
        why_nots = WhyNots(weighed, teams[0], frozenset((*profile.why_not, *profile.previous_team, *unmet)))
        weights = self.policy.weights
        return TeamProposal(
            rules_version=self.policy.version,
            teams=teams,
            proven=found.proven,
            at_least=found.at_least,
            coordinators=self._coordinators(teams[0], profile, today),
            unmet_pins=tuple(UnmetPin(pin, why_nots.of(pin).reason) for pin in unmet),
            why_not=tuple(map(why_nots.of, profile.why_not)),
            weights=tuple(weight_ranges(weighed.explaining, found.teams, weights)),
            axes=tuple(axes(weighed, found.teams, weights, self.vocabulary)) if profile.axes else (),
            changed=changed(profile, teams[0], why_nots),
        )

    def weighed(self, profile: NeedProfile, home: Home, today: date, apart: frozenset[str] = frozenset()) -> Weighed:
        """The question before it is solved: the rules, the seats and the search."""
        ordered = profile.model_copy(update={"needs": tuple(sorted(profile.needs, key=lambda need: need.function))})
        person = Person.of(profile, home, self.policy.eligibility, today, apart)
        return Weighed(
            question=TeamQuestion(ordered, person, today, self.source, self._judge),
            scale=Scale(self.policy.weights.points(profile.preset), frozenset(profile.languages), home),
            policy=self.policy.coordinator,
            wording=Wording(self.vocabulary, self.policy.weights, home),
            kept=kept_of(profile, self.source),
        )

    def _coordinators(self, team: ProposedTeam, profile: NeedProfile, today: date) -> tuple[RankedCoordinator, ...]:
        served = {member.seat.id: len(member.serves) for member in team.members}
        domains = {self._domains.get(one) for member in team.members for one in member.serves}
        seats = [member.seat for member in team.members]
        return ranked(served, seats, profile, len(domains), self.policy.coordinator, today)
