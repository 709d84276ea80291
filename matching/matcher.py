"""From a need profile to a proposal: seat everyone, search, explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalogue import Vocabulary
from matching.candidates import CandidateSource
from matching.coordinator.ranking import ranked
from matching.eligibility import Judge, Person, usual_sectors
from matching.explaining import Explaining
from matching.home import Home
from matching.points import Scale
from matching.policy import TeamPolicy
from matching.profile import NeedProfile
from matching.proposal import TeamProposal, UnmetPin
from matching.reason import Reason
from matching.reasons import Wording
from matching.seating import Seating
from matching.team.alternatives import alternatives
from matching.team.search import Search

NOT_POSSIBLE = "deze keuze kan niet in het team: zij past bij geen van de noden, of een regel sluit haar uit"


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

    def propose(self, profile: NeedProfile, home: Home, today: date) -> TeamProposal:
        """At most as many teams as asked, best first. The profile has no faults (`faults_of`).

        The same profile and the same candidates give the same answer, whatever the order in which either is told.
        """
        profile = profile.model_copy(update={"needs": tuple(sorted(profile.needs, key=lambda need: need.function))})
        person = Person.of(profile, home, self.policy.eligibility, today)
        scale = Scale(self.policy.weights.points(profile.preset), frozenset(profile.languages), home)
        seating = Seating(profile, person, today, self.source, self._judge, scale, self.policy.coordinator)
        roster = seating.roster()
        severities = tuple(need.severity for need in profile.needs)
        key = "|".join(
            [home.municipality, *home.zones, *(f"{need.function}:{need.severity}" for need in profile.needs)]
        )
        search = Search(roster.instance(severities, key, frozenset(profile.previous_team)))
        found = alternatives(search, profile.alternatives)
        explaining = Explaining(seating, roster, search, Wording(self.vocabulary, self.policy.weights, home))
        teams = tuple(explaining.team(team, first=number == 0) for number, team in enumerate(found.teams))
        served = {member.seat.id: len(member.serves) for member in teams[0].members}
        domains = {self._domains.get(one) for member in teams[0].members for one in member.serves}
        return TeamProposal(
            rules_version=self.policy.version,
            teams=teams,
            proven=found.proven,
            at_least=found.at_least,
            coordinators=ranked(
                served,
                [member.seat for member in teams[0].members],
                profile,
                len(domains),
                self.policy.coordinator,
                today,
            ),
            unmet_pins=tuple(UnmetPin(pin, Reason("pin", NOT_POSSIBLE)) for pin in roster.unmet_pins),
        )
