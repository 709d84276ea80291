"""What is different from the team that was proposed before, and who stays when one of it is replaced."""

from __future__ import annotations

from collections.abc import Iterator

from matching.candidates import CandidateSource
from matching.profile import NeedProfile
from matching.proposal import Changed, Left, ProposedTeam
from matching.why_not import WhyNots


def newcomers_of(profile: NeedProfile) -> tuple[str, ...]:
    """The new members of the previous team: ids of the map have a colon, `person` and `carer-1` have none."""
    return tuple(dict.fromkeys(one for one in profile.previous_team if ":" in one))


def kept_of(profile: NeedProfile, source: CandidateSource) -> tuple[str, ...]:
    """Who stays where others of the previous team are replaced; nobody has to where nothing is replaced."""
    return tuple(_kept(profile, source)) if profile.replace else ()


def _kept(profile: NeedProfile, source: CandidateSource) -> Iterator[str]:
    leaving = {*profile.replace, *profile.vetoes}
    for member in newcomers_of(profile):
        own = source.provider(member)
        if leaving.isdisjoint({member, *((own.organisation, own.location) if own else ())}):
            yield member


def changed(profile: NeedProfile, team: ProposedTeam, why_nots: WhyNots) -> Changed | None:
    """The providers of the first team beside those of the previous one; `None` where no previous team was told."""
    if not profile.previous_team:
        return None
    before = newcomers_of(profile)
    stayed, left = [], []
    for member in before:
        answer = why_nots.of(member)
        if answer.status == "in_team":
            stayed.append(member)
        else:
            left.append(Left(member, answer.name, answer.reason, answer.demo))
    joined = (one.seat.id for one in team.members if one.seat.kind == "provider")
    return Changed(tuple(one for one in joined if one not in before), tuple(stayed), tuple(left))
