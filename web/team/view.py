"""An answer as the page shows it: who is in the team and how to reach them, the teams side by side, the choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue import OfferView, Phone, in_language, offer_view
from indexer.teams import TeamAnswer
from matching.proposal import ProposedMember, ProposedTeam, RankedCoordinator
from web.context import PageContext
from web.team.draft import MOST_CHOICES, Draft
from web.team.naming import name_of


@dataclass(frozen=True, slots=True)
class Reach:
    """An offer through which a member helps, and how to reach it there; what is not known is `None`."""

    id: str
    name: str
    phone: Phone | None
    website: str | None


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member. `why` are sentences, `points` what it costs per term; `pinned`: the asker wants it."""

    member: ProposedMember
    why: tuple[str, ...]
    points: tuple[str, ...]
    reaches: tuple[Reach, ...]
    pinned: bool
    demo: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Who serves a need, by name."""

    name: str
    demo: bool


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need and, per team, who serves it; nobody where it stays open."""

    function: str
    cells: tuple[tuple[Named, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """A choice of the asker, with its name for people."""

    id: str
    name: str


def members_shown(context: PageContext, draft: Draft, team: ProposedTeam) -> tuple[MemberShown, ...]:
    """The members of a team with how to reach them."""
    ids = [offer.id for member in team.members for offer in member.offers]
    views = {id_: offer_view(bundle) for id_, bundle in context.store.bundles(ids).items()}
    return tuple(_shown(member, views, draft) for member in team.members)


def _shown(member: ProposedMember, views: dict[str, OfferView | None], draft: Draft) -> MemberShown:
    cut = len(member.why) - len(member.points)
    said, weighed = member.why[:cut], member.why[cut:]
    location = member.seat.candidate.location if member.seat.candidate else None
    found = ((offer, views.get(offer.id)) for offer in member.offers)
    return MemberShown(
        member,
        tuple(reason.text for reason in said if reason.code != "serves"),
        tuple(reason.text for reason in weighed),
        tuple(_reach(view, location) for _, view in found if view is not None),
        not _named(member).isdisjoint(draft.pins),
        is_demo(member),
    )


def is_demo(member: ProposedMember) -> bool:
    """Whether anything of a member is made up."""
    candidate = member.seat.candidate
    return (candidate is not None and candidate.demo) or any(offer.demo for offer in member.offers)


def _named(member: ProposedMember) -> set[str]:
    candidate = member.seat.candidate
    own = {candidate.organisation, candidate.location} if candidate else set()
    return {member.seat.id, *(id_ for id_ in own if id_), *(offer.id for offer in member.offers)}


def _reach(view: OfferView, location: str | None) -> Reach:
    """At the place where the member helps, else of the offer as a whole."""
    site = next((one for one in view.sites if one.location.id == location), None)
    contact = site.contact if site else view.contact
    phones = contact.phones.value if contact.phones else ()
    return Reach(
        view.offer.id,
        in_language(view.offer.name) or view.offer.id,
        next((phone for phone in phones if phone.type != "fax"), None),
        contact.website.value if contact.website else None,
    )


def comparison(functions: Sequence[str], teams: Sequence[ProposedTeam]) -> tuple[NeedRow, ...]:
    """Who does what in each team, need by need."""
    return tuple(NeedRow(function, tuple(_serving(team, function) for team in teams)) for function in functions)


def _serving(team: ProposedTeam, function: str) -> tuple[Named, ...]:
    return tuple(Named(member.seat.name, is_demo(member)) for member in team.members if function in member.serves)


def shared_conditions(coordinators: Sequence[RankedCoordinator]) -> frozenset[str]:
    """The conditions for pay that no professional meets, or of none is known: they are told once (C5)."""
    lacking: list[set[str]] = [{*one.pay.unmet, *one.pay.unknown} for one in coordinators if one.seat.professional]
    return frozenset(set.intersection(*lacking)) if lacking else frozenset()


def new_members(team: ProposedTeam) -> tuple[str, ...]:
    """The ids of those who are new in a team."""
    return tuple(member.seat.id for member in team.members if member.seat.kind == "provider")[:MOST_CHOICES]


def named_choices(context: PageContext, ids: Sequence[str]) -> tuple[NamedChoice, ...]:
    """Choices with their names."""
    return tuple(NamedChoice(id_, name_of(context, id_)) for id_ in ids)


def anything_made_up(answer: TeamAnswer) -> bool:
    """Whether the page of this answer shows made-up records."""
    return any(_made_up(answer))


def _made_up(answer: TeamAnswer) -> Iterator[bool]:
    proposal, managers = answer.proposal, answer.casemanagement
    yield from (is_demo(member) for team in proposal.teams for member in team.members)
    yield from (is_demo(member) for axis in proposal.axes if axis.team for member in axis.team.members)
    yield from (gap.nearest_miss.offer.demo for gap in proposal.teams[0].gaps if gap.nearest_miss)
    yield from (one.demo for one in proposal.why_not)
    yield from (one.recognised.demo for one in (*managers.candidates, *managers.elsewhere))
    activities = answer.perinatal.activities if answer.perinatal else ()
    found = (link.nearby.found for activity in activities for link in activity.links if link.nearby)
    yield from (one.demo for some in found for one in some)
