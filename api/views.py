"""From stored records to what the API gives of them. Only what everyone may see gets this far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel

from api.shape import (
    ContactAnswer,
    LocationAnswer,
    Marked,
    MarkedAnswer,
    MarkedArea,
    MarkedHours,
    MarkedPhones,
    MarkedText,
    MarkedWaiting,
    OfferAnswer,
    OfferName,
    OrganisationAnswer,
    PartnerAnswer,
    PartnershipAnswer,
    SiteAnswer,
)
from catalogue import (
    Contact,
    Inherited,
    Location,
    Offer,
    OfferView,
    Organisation,
    Partnership,
    Site,
    in_language,
    offer_view,
    public,
)
from catalogue.base import RecordBase
from catalogue.records import Partner
from search import NamedId
from store import State, Store, Stored

M = TypeVar("M", bound=Marked[Any])


def offer_answer(view: OfferView, version: int, store: Store) -> BaseModel:
    """An offer with its organisation, partnership and places."""
    known = _public_records(store, (site.location.organisation for site in view.sites))
    return _answer(
        OfferAnswer,
        view.offer,
        organisation=_named(view.organisation),
        partnership=_named(view.partnership) if view.offer.partnership else None,
        version=version,
        demo=view.demo,
        contact=_contact(view.contact),
        locations=tuple(_site(site, view.offer, known) for site in view.sites),
    )


def organisation_answer(organisation: Organisation, version: int, store: Store) -> BaseModel:
    """An organisation with its places and offers."""
    places = [one for one in map(_seen, store.locations_of(organisation.id)) if isinstance(one, Location)]
    known = _public_records(store, (organisation.parent, organisation.id))
    return _answer(
        OrganisationAnswer,
        organisation,
        parent=_named(known.get(organisation.parent or "")),
        version=version,
        locations=tuple(_location(place, known) for place in places),
        offers=_names(_offers(store, (one.id for one in store.offers_of(organisation.id)))),
    )


def partnership_answer(partnership: Partnership, version: int, store: Store) -> BaseModel:
    """A partnership with its members, places and offers."""
    members = [partner.organisation for partner in partnership.partners]
    stored = store.get_many([one for one in members if one])
    places = [one for one in _public_records(store, partnership.locations).values() if isinstance(one, Location)]
    known = _public_records(store, (place.organisation for place in places))
    touched = _offers(store, store.offers_touched([partnership.id]))
    return _answer(
        PartnershipAnswer,
        partnership,
        partners=tuple(_partner(one, stored) for one in partnership.partners if not _is_hidden(one, stored)),
        locations=tuple(_location(place, known) for place in places if place.organisation in known),
        version=version,
        offers=_names(view for view in touched if view.offer.partnership == partnership.id),
    )


def _answer(answer_type: type[BaseModel], record: RecordBase, **own: Any) -> BaseModel:
    shown = {name: getattr(record, name) for name in answer_type.model_fields if name not in own}
    return answer_type.model_validate(shown | own)


def _seen(stored: Stored) -> RecordBase | None:
    """The public form of a present record."""
    return public(stored.record) if stored.state is State.PRESENT else None


def _public_records(store: Store, ids: Iterable[str | None]) -> dict[str, RecordBase]:
    """The present records behind these ids that everyone may see, by the id that was asked for."""
    found = store.get_many(dict.fromkeys(one for one in ids if one))
    return {asked: record for asked, stored in found.items() if (record := _seen(stored)) is not None}


def _named(record: RecordBase | None) -> NamedId | None:
    return NamedId(id=record.id, name=record.name) if isinstance(record, Organisation | Partnership) else None


def _offers(store: Store, ids: Iterable[str]) -> list[OfferView]:
    """The public views of those of these offers that have one, in order of id."""
    bundles = store.bundles(sorted(ids))
    return [view for bundle in bundles.values() if (view := offer_view(bundle)) is not None]


def _names(views: Iterable[OfferView]) -> tuple[OfferName, ...]:
    return tuple(OfferName(id=v.offer.id, name=in_language(v.offer.name) or v.offer.id, demo=v.demo) for v in views)


def _is_hidden(partner: Partner, stored: dict[str, Stored]) -> bool:
    """Whether the member is an organisation that is hidden as a whole: then its name is not told either."""
    organisation = stored.get(partner.organisation or "")
    return organisation is not None and public(organisation.record) is None


def _partner(partner: Partner, stored: dict[str, Stored]) -> PartnerAnswer:
    organisation = stored.get(partner.organisation or "")
    return PartnerAnswer(
        organisation=_named(_seen(organisation)) if organisation else None,
        **partner.model_dump(exclude={"organisation"}),
    )


def _location(location: Location, known: dict[str, RecordBase]) -> BaseModel:
    return _answer(LocationAnswer, location, organisation=_named(known.get(location.organisation)))


def _site(site: Site, offer: Offer, known: dict[str, RecordBase]) -> BaseModel:
    stop = site.intake_stop
    return _answer(
        SiteAnswer,
        site.at,
        location=_location(site.location, known),
        contact=_contact(site.contact),
        hours=_marked(MarkedHours, site.hours),
        access=_marked(MarkedText, site.access),
        waiting=_marked(MarkedWaiting, site.waiting),
        intake_stop=_marked(MarkedAnswer, stop),
        intake_stop_until=(offer if stop and stop.inherited else site.at).intake_stop_until,
        area=_marked(MarkedArea, site.area),
        demo=site.at.demo or site.location.demo,
    )


def _contact(contact: Contact) -> ContactAnswer:
    return ContactAnswer(
        phones=_marked(MarkedPhones, contact.phones),
        email=_marked(MarkedText, contact.email),
        website=_marked(MarkedText, contact.website),
        chat=_marked(MarkedText, contact.chat),
    )


def _marked(marked_type: type[M], found: Inherited[Any] | None) -> M | None:
    if found is None:
        return None
    return marked_type.model_validate({"value": found.value, "inherited": found.inherited, "said_by": found.said_by})
