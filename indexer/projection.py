"""From the public view of an offer to the document that an engine keeps: everything resolved, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue import (
    Contact,
    Inherited,
    Offer,
    OfferView,
    Phone,
    Site,
    Vocabulary,
)
from catalogue.words import costs_words, is_free, waiting_words
from geo import Gazetteer, Point
from indexer.areas import AreaProjection
from indexer.document_terms import DocumentTerms
from search.document import Contact as DocumentContact
from search.document import Document, DocumentSite


class Projection:
    """Makes documents; holds the reference data that names and places are resolved with."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
        """Take the places and the terms."""
        self._gazetteer = gazetteer
        self._terms = DocumentTerms.of(vocabulary)
        self._areas = AreaProjection(gazetteer)

    def document(self, view: OfferView | None) -> Document | None:
        """The document of an offer; `None` where it must not be found: hidden, not active, nobody's."""
        if view is None or view.organisation is None:
            return None
        offer, organisation = view.offer, view.organisation
        if offer.status != "active" or organisation.status != "active":
            return None
        others = (*organisation.alternate_names, *organisation.short_names, organisation.legal_name)
        return Document(
            id=offer.id,
            organisation=organisation.id,
            organisation_name=organisation.name,
            organisation_names=tuple(name for name in others if name),
            organisation_type=organisation.type,
            partnership=view.partnership.id if view.partnership else None,
            partnership_name=view.partnership.name if view.partnership else None,
            name=dict(offer.name),
            alternate_names=offer.alternate_names,
            summary=dict(offer.summary or {}),
            description=dict(offer.description or {}),
            professional=dict(offer.professional or {}),
            keywords=tuple(dict.fromkeys(self._keywords(view))),
            themes=tuple(dict.fromkeys(self._with_broader(offer.themes))),
            functions=offer.functions,
            sector=offer.sector or organisation.sector,
            target_groups=offer.target_groups,
            languages=offer.languages,
            budgets=offer.budgets,
            modes=offer.modes,
            access=_known_access(offer.access),
            minimum_age=offer.ages.minimum if offer.ages else None,
            maximum_age=offer.ages.maximum if offer.ages else None,
            ages_known=offer.ages is not None,
            free=is_free(offer.costs),
            cost=costs_words(offer.costs),
            waiting=waiting_words(offer.waiting),
            intake_stop=offer.intake_stop,
            intake_stop_until=offer.intake_stop_until,
            hours=offer.hours,
            contact=_contact(view.contact),
            area=self._areas.area(view),
            sites=tuple(self._site(site) for site in view.sites if site.location.type == "physical"),
            line=offer.line,
            helpline=offer.helpline,
            checked_on=offer.provenance.confirmed_on if offer.provenance else None,
            demo=view.demo,
        )

    def _keywords(self, view: OfferView) -> Iterator[str]:
        offer, organisation, label = view.offer, view.organisation, self._terms.label
        yield from offer.keywords
        for name, terms in _listed_terms(offer):
            yield from (label(name, term) for term in terms)
        yield from (label("theme", term) for term in self._with_broader(offer.themes))
        if organisation is not None and organisation.type is not None:
            yield label("organisation_type", organisation.type)
        if view.partnership is not None:
            yield view.partnership.name

    def _with_broader(self, themes: tuple[str, ...]) -> Iterator[str]:
        for theme in themes:
            yield from self._terms.with_broader(theme)

    def _site(self, site: Site) -> DocumentSite:
        address, located = site.location.address, self._located(site)
        nis = address.nis if address else None
        municipality = self._gazetteer.municipality(nis) if nis else None
        postcode = address.postcode if address else None
        if municipality is not None:
            zones = self._gazetteer.zones_of(nis or municipality.nis, postcode)  # an old code may say more
        elif site.location.point is not None and located is not None:
            zone = self._gazetteer.zone_at(located[0])
            zones = (zone,) if zone else ()
        else:
            zones = ()
        return DocumentSite(
            location=site.location.id,
            nis=municipality.nis if municipality else nis,
            municipality=(address.municipality if address else None) or (municipality.name if municipality else None),
            postcode=postcode,
            zones=tuple(zone.id for zone in zones),
            lat=located[0].lat if located else None,
            lon=located[0].lon if located else None,
            precision=located[1] if located else None,
            ask_before_going=site.location.ask_before_going,
            hours=site.hours.value if site.hours else None,
            accessibility=dict(site.location.accessibility),
            contact=_contact(site.contact),
            access=_known_access(site.access.value if site.access else None),
            waiting=waiting_words(site.waiting.value if site.waiting else None),
        )

    def _located(self, site: Site) -> tuple[Point, str] | None:
        """The point of a place and its precision: its own, else that of its postcode, else of its municipality."""
        own, address = site.location.point, site.location.address
        if own is not None:
            return Point(own.lat, own.lon), own.precision
        if address is None or address.country != "BE":
            return None
        if address.postcode and (postcode := self._gazetteer.postcode(address.postcode)):
            return postcode.point, "postcode"
        if address.nis and (municipality := self._gazetteer.municipality(address.nis)):
            return municipality.point, "municipality"
        return None


def _listed_terms(offer: Offer) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "function", offer.functions
    yield "target_group", offer.target_groups or ()


def _known_access(access: str | None) -> str | None:
    return None if access == "unknown" else access


def _contact(contact: Contact) -> DocumentContact:
    return DocumentContact(
        phone=_first_voice(contact.phones),
        website=contact.website.value if contact.website else None,
        chat=contact.chat.value if contact.chat else None,
    )


def _first_voice(phones: Inherited[tuple[Phone, ...]] | None) -> str | None:
    """The number to call: the first that is not a fax or a text line."""
    if phones is None:
        return None
    return next((phone.number for phone in phones.value if phone.type in ("voice", "mobile")), None)
