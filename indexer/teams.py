"""Teams for a person: the candidates of the map, as it is now, put before the rules of `matching`.

The team, the casemanager and the perinatal programme belong to one answer: who starts up the help (startkabel) is
neutral, so that organisation is not in the team.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from geo import Gazetteer, Place
from indexer.casemanagers import Casemanagers
from indexer.perinatal_nearby import PerinatalNearby
from matching.casemanager import Asked, CasemanagerProposal, SituationFlags, TeamMember, decide
from matching.home import Home, home_of
from matching.matcher import Matcher
from matching.perinatal import PerinatalAdvice
from matching.profile import NeedProfile
from matching.proposal import TeamProposal
from matching.reason import Reason
from search.candidates import CandidateIndex


@dataclass(frozen=True, slots=True)
class Neutrality:
    """What it costs that an organisation stays out of the team to be the casemanager (M1)."""

    organisation: str
    gap: int
    points: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """Who can help together, who could be the casemanager, and what the perinatal programme holds."""

    proposal: TeamProposal
    casemanagement: CasemanagerProposal
    neutrality: Neutrality | None
    perinatal: PerinatalAdvice | None

    @property
    def demo(self) -> bool:
        """Whether anything made up is in it."""
        return any(self._made_up())

    def _made_up(self) -> Iterator[bool]:
        proposal, managers = self.proposal, self.casemanagement
        for team in (*proposal.teams, *(axis.team for axis in proposal.axes if axis.team)):
            yield from (member.demo for member in team.members)
            yield from (gap.nearest_miss.offer.demo for gap in team.gaps if gap.nearest_miss)
        yield from (one.demo for one in proposal.why_not)
        yield from (one.demo for one in (proposal.changed.left if proposal.changed else ()))
        yield from (one.recognised.demo for one in (*managers.candidates, *managers.elsewhere))
        activities = self.perinatal.activities if self.perinatal else ()
        found = (link.nearby.found for activity in activities for link in activity.links if link.nearby)
        yield from (one.demo for some in found for one in some)


@dataclass(frozen=True, slots=True)
class Teams:
    """Proposes teams for page, API and command line alike. Threads share it; nothing of a profile is kept (D1)."""

    index: CandidateIndex
    matcher: Matcher
    casemanagers: Casemanagers
    perinatal: PerinatalNearby
    gazetteer: Gazetteer

    def home(self, place: Place) -> Home | None:
        """Where someone lives; `None` for a whole zone."""
        return home_of(place, self.gazetteer)

    def answer(self, profile: NeedProfile, home: Home, today: date) -> TeamAnswer:
        """The answer for a profile without faults."""
        self.index.follow()
        asked = Asked(
            zones=home.zones,
            point=home.point,
            languages=frozenset(profile.languages),
            programme=profile.programme,
            team=tuple(self._existing(profile)),
        )
        proposal, neutrality = self._proposal(profile, home, today, asked)
        manager = self._casemanagers(profile, replace(asked, team=(*asked.team, *_proposed(proposal))), today)
        perinatal = self.perinatal.advice(profile.perinatal, home, profile, today) if profile.perinatal else None
        return TeamAnswer(proposal, manager, neutrality, perinatal)

    def _proposal(
        self, profile: NeedProfile, home: Home, today: date, asked: Asked
    ) -> tuple[TeamProposal, Neutrality | None]:
        """The team; without the organisation of the first casemanager where one starts up and nobody chose it (M1)."""
        proposal = self.matcher.propose(profile, home, today)
        if decide(_situation(profile), self.casemanagers.policy).mode != "startkabel":
            return proposal, None
        candidates = self._casemanagers(profile, asked, today).candidates
        if not candidates:
            return proposal, None
        first = candidates[0].organisation
        inside = [one.seat for one in proposal.teams[0].members if one.seat.kind == "provider" and one.seat.candidate]
        if not any(seat.candidate and seat.candidate.organisation == first.id and not seat.chosen for seat in inside):
            return proposal, None
        apart = self.matcher.propose(profile, home, today, frozenset({first.id}))
        gap = apart.teams[0].gap - proposal.teams[0].gap
        points = apart.teams[0].points - proposal.teams[0].points
        text = f"{first.name} blijft buiten het team om neutraal te kunnen zijn als casemanager"
        return apart, Neutrality(first.id, gap, points, Reason("M1", text))

    def _casemanagers(self, profile: NeedProfile, asked: Asked, today: date) -> CasemanagerProposal:
        return self.casemanagers.proposal(_situation(profile), asked, today)

    def _existing(self, profile: NeedProfile) -> Iterator[TeamMember]:
        for member in profile.existing_team:
            named = member.offer or member.organisation
            candidate = self.index.provider(named) if named else None
            yield TeamMember(candidate.organisation if candidate else member.organisation)


def _situation(profile: NeedProfile) -> SituationFlags:
    """What is going on; who helps already is a team (M5)."""
    return profile.situation.settled(profile.team_exists)


def _proposed(proposal: TeamProposal) -> Iterator[TeamMember]:
    for member in proposal.teams[0].members:
        if member.seat.kind == "provider" and member.seat.candidate is not None:
            yield TeamMember(member.seat.candidate.organisation, member.seat.candidate.location)
