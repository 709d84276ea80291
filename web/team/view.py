"""An answer as the page shows it: who is in the team, how to reach them, and what must be said of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue import OfferView, Phone, in_language, offer_view
from matching.proposal import ProposedMember, ProposedTeam, RankedCoordinator
from matching.reason import Reason
from web.context import PageContext
from web.team.asks import UNKNOWN_WAIT, asks_of
from web.team.draft import MOST_CHOICES, Draft
from web.team.named import Named, seat_named
from web.team.wording import sentence


@dataclass(frozen=True, slots=True)
class Reach:
    """An offer through which a member helps, and how to reach it there; what is not known is `None`."""

    id: str
    name: str
    phone: Phone | None
    website: str | None


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member. `facts` are told in a line, `asks` are not known, `points` what it costs per term.

    `pinned`: the asker wants it.
    """

    member: ProposedMember
    named: Named
    facts: tuple[str, ...]
    asks: tuple[str, ...]
    points: tuple[str, ...]
    reaches: tuple[Reach, ...]
    pinned: bool


UNSAID = frozenset({"serves", "provider", "person", "kept"})
"""Reasons that are said elsewhere: what someone does, that the others are new, and who stays when one is replaced."""


TO_YOU = {"carer": "Zorgt al voor u"}
"""Reasons that the rules tell of "de persoon", said to that person."""


def members_shown(context: PageContext, draft: Draft, team: ProposedTeam) -> tuple[MemberShown, ...]:
    """The members of a team with how to reach them."""
    ids = [offer.id for member in team.members for offer in member.offers]
    views = {id_: offer_view(bundle) for id_, bundle in context.store.bundles(ids).items()}
    return tuple(_shown(member, views, context, draft) for member in team.members)


def _shown(
    member: ProposedMember, views: dict[str, OfferView | None], context: PageContext, draft: Draft
) -> MemberShown:
    cut = len(member.why) - len(member.points)
    said, weighed = member.why[:cut], member.why[cut:]
    location = member.seat.candidate.location if member.seat.candidate else None
    found = ((offer, views.get(offer.id)) for offer in member.offers)
    return MemberShown(
        member,
        seat_named(member.seat, context.gazetteer, member.demo),
        tuple(TO_YOU.get(one.code) or sentence(one.text) for one in said if _is_fact(one)),
        asks_of(member),
        tuple(sentence(one.text) for one in weighed),
        tuple(_reach(view, location) for _, view in found if view is not None),
        not member.ids.isdisjoint(draft.pins),
    )


def _is_fact(reason: Reason) -> bool:
    return reason.code not in UNSAID and reason.code != UNKNOWN_WAIT


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


def shared_conditions(coordinators: Sequence[RankedCoordinator]) -> frozenset[str]:
    """The conditions for pay that no professional meets, or of none is known: they are told once (C5)."""
    lacking: list[set[str]] = [{*one.pay.unmet, *one.pay.unknown} for one in coordinators if one.seat.professional]
    return frozenset(set.intersection(*lacking)) if lacking else frozenset()


def said_of_all_new(coordinators: Sequence[RankedCoordinator]) -> tuple[str, ...]:
    """The reasons that hold for everyone new who could coordinate: told once where there are more of them."""
    new = [[reason.text for reason in one.why] for one in coordinators if one.seat.kind == "provider"]
    return tuple(text for text in new[0] if all(text in said for said in new)) if len(new) > 1 else ()


def new_members(team: ProposedTeam) -> tuple[str, ...]:
    """The ids of those who are new in a team."""
    return tuple(member.seat.id for member in team.members if member.seat.kind == "provider")[:MOST_CHOICES]
