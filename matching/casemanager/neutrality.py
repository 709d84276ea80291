"""Whether a casemanager from an organisation would be neutral towards a team (M1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from catalogue import Answer
from matching.casemanager.policy import Neutrality


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Who is in the team, as far as neutrality asks: an organisation, maybe at one of its locations.

    `organisation` is `None` for a member who is known by name only. The person and the carers are no such members.
    """

    organisation: str | None
    location: str | None = None


def neutral(organisation: str, locations: Collection[str], team: Iterable[TeamMember], scope: Neutrality) -> Answer:
    """NO where it is known not to be; UNKNOWN where the team has a member of whom the organisation is not known.

    `locations` are those of the organisation. With scope "location" it is neutral where it can send someone from a
    location that is not in the team; which location a member works from may be unknown. With scope "person" an
    organisation in the team makes it unknown: the map knows no persons.
    """
    members = tuple(team)
    own = [one for one in members if one.organisation == organisation]
    if own:
        answer = _of_own(own, locations, scope)
        if answer is not Answer.YES:
            return answer
    return Answer.UNKNOWN if any(one.organisation is None for one in members) else Answer.YES


def _of_own(own: Collection[TeamMember], locations: Collection[str], scope: Neutrality) -> Answer:
    """For an organisation that is in the team itself."""
    if scope == "organisation":
        return Answer.NO
    if scope == "person":
        return Answer.UNKNOWN
    if len(locations) == 1:
        return Answer.NO
    if not locations or any(one.location is None for one in own):
        return Answer.UNKNOWN
    return Answer.YES if set(locations) - {one.location for one in own} else Answer.NO
