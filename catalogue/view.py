"""An offer as people see it: with its organisation, partnership and places, and what each place inherits.

An offer at a location says only what is its own; the rest comes from the offer, then the location, then the
organisation, and is marked with where it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from catalogue.contact import Phone
from catalogue.facts import Answer
from catalogue.hours import OpeningHours
from catalogue.records import Location, Offer, OfferAtLocation, Organisation, Partnership, Waiting
from catalogue.visibility import is_secret, public
from catalogue.where import ServiceArea

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inherited(Generic[T]):
    """A value and the kind of record that said it; `inherited` where that is not the record itself."""

    value: T
    said_by: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class Bundle:
    """The stored records that together make one offer; references that lead nowhere are absent."""

    offer: Offer
    organisation: Organisation | None
    partnership: Partnership | None
    sites: tuple[tuple[OfferAtLocation, Location], ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach an offer, each part with its origin; `None` or no phones: not known."""

    phones: Inherited[tuple[Phone, ...]] | None
    email: Inherited[str] | None
    website: Inherited[str] | None
    chat: Inherited[str] | None


@dataclass(frozen=True, slots=True)
class Site:
    """One place of an offer, complete with what it inherits."""

    at: OfferAtLocation
    location: Location
    contact: Contact
    hours: Inherited[OpeningHours] | None
    access: Inherited[str] | None
    waiting: Inherited[Waiting] | None
    intake_stop: Inherited[Answer] | None
    area: Inherited[ServiceArea] | None


@dataclass(frozen=True, slots=True)
class OfferView:
    """All that everyone may see of one offer."""

    offer: Offer
    organisation: Organisation | None
    partnership: Partnership | None
    contact: Contact
    sites: tuple[Site, ...]

    @property
    def demo(self) -> bool:
        """Whether any part of it is made up."""
        parts = (self.offer, self.organisation, self.partnership, *(site.location for site in self.sites))
        return any(part is not None and part.demo for part in parts)


def offer_view(bundle: Bundle) -> OfferView | None:
    """The public view of a bundle; `None` where the offer or its organisation is hidden as a whole.

    Where one of its places is hidden an area with a radius is not told: it may well lie around that place.
    """
    offer = public(bundle.offer)
    if offer is None:
        return None
    organisation = public(bundle.organisation) if bundle.organisation else None
    if organisation is None and bundle.organisation is not None:
        return None
    partnership = public(bundle.partnership) if bundle.partnership and offer.partnership else None
    secret = any(public(at) is None or is_secret(location) for at, location in bundle.sites)
    offer = without_radius(offer) if secret else offer
    sites = []
    for stored_at, stored_location in bundle.sites:
        at, location = public(stored_at), public(stored_location)
        if at is not None and location is not None:
            sites.append(_site(without_radius(at) if secret else at, offer, location, organisation))
    return OfferView(offer, organisation, partnership, _contact(offer, organisation), tuple(sites))


W = TypeVar("W", Offer, OfferAtLocation)


def without_radius(record: W) -> W:
    """The record without its area, where a radius is part of that: the rest alone would say that others are refused."""
    return record if record.area is None or record.area.radius is None else record.model_copy(update={"area": None})


def _site(at: OfferAtLocation, offer: Offer, location: Location, organisation: Organisation | None) -> Site:
    chain = (at, offer, location, organisation)
    return Site(
        at=at,
        location=location,
        contact=_contact(*chain),
        hours=_first("hours", chain),
        access=_first("access", chain),
        waiting=_first("waiting", chain),
        intake_stop=_first("intake_stop", chain),
        area=_first("area", chain),
    )


def _contact(*chain: OfferAtLocation | Offer | Location | Organisation | None) -> Contact:
    return Contact(
        phones=_first("phones", chain),
        email=_first("email", chain),
        website=_first("website", chain),
        chat=_first("chat", chain),
    )


def _first(field: str, chain: tuple[Any, ...]) -> Inherited[Any] | None:
    """The first record of the chain that says something about the field."""
    for depth, record in enumerate(chain):
        value = getattr(record, field, None)
        if value is None or value == () or value is Answer.UNKNOWN or value == "unknown":
            continue
        return Inherited(value, record.kind, inherited=depth > 0)
    return None
