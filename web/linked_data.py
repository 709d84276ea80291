"""The same facts for search engines, in the words of schema.org. Only what is known, nothing that is made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from catalogue import (
    Address,
    Coordinates,
    OfferView,
    OpeningHours,
    Organisation,
    Partnership,
    Radius,
    ServiceArea,
    Site,
    in_language,
)
from catalogue.facts import Answer
from catalogue.hours import Day, WeeklyRow
from catalogue.words import is_free
from geo import Gazetteer
from web.links import offer_url, organisation_url, partnership_url

JsonObject = dict[str, Any]

PUBLIC_BODIES = frozenset({"ocmw", "sociaal_huis", "lokaal_bestuur", "vdab", "justitiehuis", "ocj"})
"""Types of organisation that are an authority, so that their offer is a GovernmentService."""

_DAYS = {
    Day.MO: "Monday",
    Day.TU: "Tuesday",
    Day.WE: "Wednesday",
    Day.TH: "Thursday",
    Day.FR: "Friday",
    Day.SA: "Saturday",
    Day.SU: "Sunday",
}
_PRECISE = frozenset({"address", "street"})


def offer_data(view: OfferView, gazetteer: Gazetteer, base_url: str) -> JsonObject | None:
    """The offer as a Service; `None` for a made-up one, which no search engine should know."""
    if view.demo:
        return None
    offer, organisation = view.offer, view.organisation
    url = base_url + offer_url(offer.id)
    is_public = organisation is not None and organisation.type in PUBLIC_BODIES
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService" if is_public else "Service",
            "@id": url,
            "url": url,
            "name": in_language(offer.name),
            "alternateName": list(offer.alternate_names),
            "description": in_language(offer.summary) or in_language(offer.description),
            "provider": _provider(organisation, base_url) if organisation else None,
            "areaServed": _area(offer.area, gazetteer, [site.location.point for site in view.sites]),
            "audience": _audience(view),
            "availableChannel": [*_channels(view)],
            "hoursAvailable": _hours(offer.hours),
            "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}
            if is_free(offer.costs) is Answer.YES
            else None,
        }
    )


def organisation_data(organisation: Organisation, base_url: str) -> JsonObject | None:
    """The organisation with how to reach it; `None` for a made-up one."""
    if organisation.demo:
        return None
    kbo = [identifier.value for identifier in organisation.identifiers if identifier.scheme == "kbo"]
    return _said(
        {
            "@context": "https://schema.org",
            **_provider(organisation, base_url),
            "alternateName": [*organisation.short_names, *organisation.alternate_names],
            "legalName": organisation.legal_name,
            "description": in_language(organisation.description),
            "taxID": kbo[0] if kbo else None,
            "telephone": [phone.number for phone in organisation.phones],
            "email": organisation.email,
            "sameAs": organisation.website,
        }
    )


def partnership_data(
    partnership: Partnership, members: Iterable[tuple[str, Organisation | None]], gazetteer: Gazetteer, base_url: str
) -> JsonObject | None:
    """The partnership with its members, each by name and record, where the map has it; `None` for a made-up one."""
    if partnership.demo:
        return None
    url = base_url + partnership_url(partnership.id)
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "@id": url,
            "url": url,
            "name": partnership.name,
            "alternateName": list(partnership.alternate_names),
            "description": in_language(partnership.description),
            "areaServed": _area(partnership.area, gazetteer, []),
            "telephone": [phone.number for phone in partnership.phones],
            "email": partnership.email,
            "sameAs": partnership.website,
            "member": [
                _provider(organisation, base_url) if organisation else {"@type": "Organization", "name": name}
                for name, organisation in members
                if organisation is None or not organisation.demo
            ],
        }
    )


def _provider(organisation: Organisation, base_url: str) -> JsonObject:
    url = base_url + organisation_url(organisation.id)
    kind = "GovernmentOrganization" if organisation.type in PUBLIC_BODIES else "Organization"
    return {"@type": kind, "@id": url, "url": url, "name": organisation.name}


def _area(area: ServiceArea | None, gazetteer: Gazetteer, places: Iterable[Coordinates | None]) -> list[JsonObject]:
    if area is None:
        return []
    names = ["Vlaanderen"] if area.everywhere or area.flanders else []
    names += ["Brussel"] if area.everywhere or area.brussels else []
    names += [*area.provinces, *area.regions]
    names += [zone.name for zone in map(gazetteer.zone, area.zones) if zone]
    names += [municipality.name for municipality in map(gazetteer.municipality, area.municipalities) if municipality]
    return [{"@type": "AdministrativeArea", "name": name} for name in names] + [*_circles(area.radius, places)]


def _circles(radius: Radius | None, places: Iterable[Coordinates | None]) -> Iterator[JsonObject]:
    """A radius as circles, in metres; none around places of which the point is not known."""
    if radius is None:
        return
    for middle in (radius.centre,) if radius.centre else places:
        if middle is not None:
            point = {"@type": "GeoCoordinates", "latitude": middle.lat, "longitude": middle.lon}
            yield {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": round(radius.km * 1000)}


def _audience(view: OfferView) -> JsonObject | None:
    ages = view.offer.ages
    if ages is None:
        return None
    return _said({"@type": "PeopleAudience", "suggestedMinAge": ages.minimum, "suggestedMaxAge": ages.maximum})


def _channels(view: OfferView) -> Iterator[JsonObject]:
    languages = list(view.offer.languages or ())
    contact = view.contact
    for phone in contact.phones.value if contact.phones else ():
        point = _said({"@type": "ContactPoint", "telephone": phone.number, "hoursAvailable": _hours(phone.hours)})
        yield _said({"@type": "ServiceChannel", "servicePhone": point, "availableLanguage": languages})
    for address in (contact.website, contact.chat):
        if address is not None:
            yield _said({"@type": "ServiceChannel", "serviceUrl": address.value, "availableLanguage": languages})
    for site in view.sites:
        if site.location.type == "physical":
            yield _said({"@type": "ServiceChannel", "serviceLocation": _place(site), "availableLanguage": languages})


def _place(site: Site) -> JsonObject:
    return _said(
        {
            "@type": "Place",
            "name": site.location.name,
            "address": _address(site.location.address),
            "geo": _geo(site.location.point),
            "openingHoursSpecification": _hours(site.hours.value if site.hours else None),
            "telephone": [phone.number for phone in site.contact.phones.value] if site.contact.phones else None,
        }
    )


def _address(address: Address | None) -> JsonObject | None:
    if address is None:
        return None
    street = " ".join(part for part in (address.street, address.number) if part)
    return _said(
        {
            "@type": "PostalAddress",
            "streetAddress": f"{street} bus {address.box}" if street and address.box else street,
            "postalCode": address.postcode,
            "addressLocality": address.municipality,
            "addressCountry": address.country,
        }
    )


def _geo(point: Coordinates | None) -> JsonObject | None:
    """A point that stands for a whole municipality is no point to send people to."""
    if point is None or point.precision not in _PRECISE:
        return None
    return {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon}


def _hours(hours: OpeningHours | None) -> list[JsonObject]:
    """Hours without appointment; a day of exception is a row of its own, closed from 00:00 to 00:00."""
    if hours is None:
        return []
    if hours.always:
        days = [f"https://schema.org/{name}" for name in _DAYS.values()]
        return [{"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "00:00", "closes": "23:59"}]
    rows = [_row(row) for row in hours.weekly if not row.by_appointment]
    for exception in hours.exceptions:
        dates = {"validFrom": exception.first.isoformat(), "validThrough": exception.last.isoformat()}
        spans: Sequence[tuple[str, str]] = [(span.opens, _closing(span.closes)) for span in exception.spans]
        rows += [
            {"@type": "OpeningHoursSpecification", "opens": opens, "closes": closes, **dates}
            for opens, closes in spans or [("00:00", "00:00")]
        ]
    return rows


def _row(row: WeeklyRow) -> JsonObject:
    return _said(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{_DAYS[row.day]}",
            "opens": row.opens,
            "closes": _closing(row.closes),
            "validFrom": row.valid_from.isoformat() if row.valid_from else None,
            "validThrough": row.valid_to.isoformat() if row.valid_to else None,
        }
    )


def _closing(time: str) -> str:
    """The end of the day has no time of its own in schema.org."""
    return "23:59" if time == "24:00" else time


def _said(values: JsonObject) -> JsonObject:
    """Only what says something."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
