"""The page of one partnership: what it is, where it works, who is in it, what it offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import Request
from fastapi.responses import Response

from catalogue import Answer, Location, OfferView, Organisation, Partnership, in_language, offer_view, public
from catalogue.records import Partner
from geo import Gazetteer, Zone
from indexer.zones import Networks, in_force, partners_on
from store import State, Store
from web.context import PageContext
from web.errors import error_page
from web.linked_data import partnership_data
from web.links import partnership_url
from web.lookup import opened
from web.rendering import render

HOUSE = "huis_van_het_kind"
"""The term of list partnership_type for a Huis van het Kind."""

MOST_ZONES = 8
"""The zones that are linked: a partnership of a whole province is not told zone by zone."""

ELEMENTS = ("open_onthaal", "info_loket", "consultatiebureau", "laagdrempelig_aanbod", "ontmoeting")
"""What each Huis van het Kind has at least (H1), as ids of list partnership_function."""

TRAJECTORY = ("vraagverheldering", "gezinscoaching", "expertise", "trajectondersteuning")
"""What it does for families with more questions at once (H2)."""


@dataclass(frozen=True, slots=True)
class FunctionGroup:
    """Functions under one heading, each with what is known of it. `from_policy`: the policy text names them."""

    title: str
    functions: tuple[tuple[str, Answer], ...]
    from_policy: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A partner with its record, where the map has it; `today` whether it is a member on the day of the page."""

    partner: Partner
    organisation: Organisation | None
    today: bool


def partnership_page(context: PageContext, request: Request, id_: str) -> Response:
    """The partnership, its new address (301), that it is gone (410), or that there is none (404)."""
    found = opened(context, request, Partnership, id_, partnership_url)
    if isinstance(found, Response):
        return found
    networks, today = context.zones.networks(), context.clock().date()
    partnership = networks.partnerships.get(found.id)
    if partnership is None:
        return error_page(context, request, 404)
    parts = networks.parts_of(partnership.id)
    members = _members(partnership, networks, today)
    return render(
        context,
        "partnership.html",
        path=partnership_url(partnership.id),
        partnership=partnership,
        in_force=in_force(partnership, today),
        members=members,
        groups=function_groups(partnership),
        is_house=partnership.type == HOUSE,
        zones=_zones((part.zone for part in parts), context.gazetteer),
        area_known=bool(parts),
        pilots=context.zones.pilots.rows,
        pilots_here=context.zones.pilots.among(part.municipality for part in parts),
        places=_places(context.store, partnership),
        offers=_offers(context.store, partnership.id),
        source=context.sources.__getitem__,
        data=partnership_data(
            partnership,
            ((one.partner.name, one.organisation) for one in members if one.today),
            context.gazetteer,
            context.base_url,
        ),
    )


def function_groups(partnership: Partnership) -> tuple[FunctionGroup, ...]:
    """All nine functions of a Huis van het Kind (H1, H2), unknown ones too; of others those that someone spoke of."""
    known = partnership.functions
    if partnership.type == HOUSE:
        return (
            FunctionGroup("Wat van een Huis van het Kind verwacht wordt", _answers(ELEMENTS, known), from_policy=True),
            FunctionGroup("Als een gezin meer steun nodig heeft", _answers(TRAJECTORY, known), from_policy=True),
        )
    return (FunctionGroup("Wat doen ze samen?", tuple(known.items()), from_policy=False),) if known else ()


def _answers(functions: Iterable[str], known: Mapping[str, Answer]) -> tuple[tuple[str, Answer], ...]:
    return tuple((one, known.get(one, Answer.UNKNOWN)) for one in functions)


def _members(partnership: Partnership, networks: Networks, today: date) -> tuple[Member, ...]:
    """The members of today first, then who was or will be one."""
    now = partners_on(partnership, today)
    members = [Member(one, networks.organisation_of(one), one in now) for one in partnership.partners]
    return tuple(sorted(members, key=lambda member: not member.today))


def _zones(ids: Iterable[str], gazetteer: Gazetteer) -> tuple[Zone, ...]:
    """The zones in which it works, by name; none where they are too many to tell."""
    found = {zone.id: zone for zone in map(gazetteer.zone, ids) if zone}
    return tuple(sorted(found.values(), key=lambda zone: zone.name)) if len(found) <= MOST_ZONES else ()


def _places(store: Store, partnership: Partnership) -> tuple[Location, ...]:
    """Where one can go, in the order of the record; a place of a hidden or absent organisation is left out."""
    stored = [one for one in store.get_many(partnership.locations).values() if one.state is State.PRESENT]
    places = [one for one in (public(found.record) for found in stored) if isinstance(one, Location)]
    owners = store.get_many(place.organisation for place in places)
    shown = {
        asked for asked, owner in owners.items() if owner.state is State.PRESENT and public(owner.record) is not None
    }
    return tuple(place for place in places if place.organisation in shown and place.type != "virtual")


def _offers(store: Store, id_: str) -> tuple[OfferView, ...]:
    """What stands on the map under its name, by name; what has stopped or stands under another id is left out."""
    bundles = store.bundles(sorted(store.offers_touched([id_])))
    views = (offer_view(bundle) for bundle in bundles.values())
    own = [view for view in views if view is not None and view.partnership is not None and view.partnership.id == id_]
    current = (view for view in own if view.offer.status != "defunct" and view.offer.replaced_by is None)
    return tuple(sorted(current, key=lambda view: in_language(view.offer.name) or ""))
