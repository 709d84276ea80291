"""What the map knows of an offer, as sentences in plain Dutch. Unknown is said, never left out and never "nee"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from catalogue import Address, Answer, Contact, Inherited, Provenance, Radius, ServiceArea, Vocabulary
from catalogue.records import Ages, Capacity, Partner
from catalogue.words import date_words, number_words
from geo import Gazetteer
from search.answer import Hit
from web.labels import ACCESS, HIT_GAPS, UNKNOWN
from web.numbers import listing


def ages_in_words(ages: Ages | None) -> str:
    """Both borders are included: "van 6 tot en met 12 jaar"."""
    if ages is None:
        return UNKNOWN
    if ages.minimum is not None and ages.maximum is not None:
        if ages.minimum == ages.maximum:
            return f"{ages.minimum} jaar"
        return (
            f"van {ages.minimum} tot en met {ages.maximum} jaar" if ages.minimum else f"tot en met {ages.maximum} jaar"
        )
    if ages.minimum:
        return f"vanaf {ages.minimum} jaar"
    return f"tot en met {ages.maximum} jaar" if ages.maximum is not None else "alle leeftijden"


def access_in_words(access: str | None, referral_by: Sequence[str] | None, decision_by: str | None) -> str:
    """How one gets in, and who refers or decides where that is known."""
    if access not in ACCESS:
        return "Niet bekend hoe u hier terechtkunt."
    said = ACCESS[access]
    if access == "referral":
        said += f" van {listing(referral_by, 'of')}." if referral_by else ". Niet bekend van wie."
    if access == "decision":
        said += f": {decision_by}." if decision_by else ". Niet bekend welke."
    return said


def intake_in_words(stop: Answer, until: date | None, today: date) -> str:
    """Whether new people are taken in; a stop holds up to and including its last day."""
    if stop is Answer.UNKNOWN:
        return "Niet bekend of er nieuwe mensen bij kunnen."
    if stop is Answer.NO or (until is not None and today > until):
        return "Neemt nieuwe mensen aan."
    return "Neemt nu geen nieuwe mensen aan" + (f", tot en met {date_words(until)}." if until else ".")


def area_in_words(area: ServiceArea | None, gazetteer: Gazetteer) -> str:
    """Whom it serves by where they live, with the dates between which that holds."""
    if area is None:
        return UNKNOWN
    parts = [*_regions_in_words(area)]
    parts += [f"provincie {name}" for name in area.provinces]
    parts += [f"regio {name}" for name in area.regions]
    zones = ((zone_id, gazetteer.zone(zone_id)) for zone_id in area.zones)
    parts += [f"eerstelijnszone {zone.name if zone else zone_id}" for zone_id, zone in zones]
    parts += [found.name if (found := gazetteer.municipality(nis)) else nis for nis in area.municipalities]
    if area.radius is not None:
        parts.append(_radius_in_words(area.radius))
    said = listing(parts) or UNKNOWN
    if area.valid_from:
        said += f", vanaf {date_words(area.valid_from)}"
    if area.valid_to:
        said += f", tot en met {date_words(area.valid_to)}"
    return f"{said} ({area.note})" if area.note else said


def _regions_in_words(area: ServiceArea) -> Iterator[str]:
    if area.is_everywhere:
        yield "heel Vlaanderen en Brussel"
    elif area.flanders:
        yield "heel Vlaanderen"
    elif area.brussels:
        yield "het Brussels Hoofdstedelijk Gewest"


def _radius_in_words(radius: Radius) -> str:
    """The map knows whole municipalities only, so which of them lie within is approximate."""
    around = radius.centre.name or "een vast punt" if radius.centre else "de plaats waar dit doorgaat"
    return f"binnen {number_words(radius.km)} km van {around} (ongeveer, per gemeente)"


def languages_in_words(languages: Sequence[str] | None, vocabulary: Vocabulary) -> str:
    """The languages by name."""
    if languages is None:
        return UNKNOWN
    return listing([vocabulary.label("language", language) for language in languages]) or UNKNOWN


def terms_in_words(terms: Sequence[str] | None, of: str, vocabulary: Vocabulary) -> str:
    """Terms of one list by their labels; none known to apply is "geen"."""
    if terms is None:
        return UNKNOWN
    first, *others = [vocabulary.label(of, term) for term in terms] or ["geen"]
    return listing([first, *map(_inside_a_sentence, others)])


def _inside_a_sentence(label: str) -> str:
    """A label without its capital, unless it is a letter word such as LGBTI+."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def address_lines(address: Address | None) -> tuple[str, ...]:
    """The lines of an envelope; none where no part of the address is known."""
    if address is None:
        return ()
    number = " ".join(part for part in (address.number, f"bus {address.box}" if address.box else None) if part)
    street = " ".join(part for part in (address.street, number) if part)
    town = " ".join(part for part in (address.postcode, address.municipality) if part)
    return tuple(line for line in (street, town) if line)


def checked_in_words(provenance: Provenance | None) -> str:
    """When and by which role it was last confirmed."""
    if provenance is None or provenance.confirmed_on is None:
        return "Niet bekend wanneer dit is nagekeken."
    by = f" door {provenance.confirmed_by}" if provenance.confirmed_by else ""
    return f"Nagekeken op {date_words(provenance.confirmed_on)}{by}."


def paragraphs(text: str) -> tuple[str, ...]:
    """A text cut at its empty lines."""
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def in_all_languages(text: Mapping[str, str] | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each language of a text with its paragraphs, Dutch first."""
    languages = sorted(text or {}, key=lambda language: (language != "nl", language))
    return tuple((language, paragraphs((text or {})[language])) for language in languages)


def capacity_in_words(capacity: Capacity) -> str:
    """Room for people: "3 van 12 plaatsen vrij (op 22 november 2026)"."""
    if capacity.available is None and capacity.maximum is None:
        return UNKNOWN
    if capacity.available is None:
        said = f"{capacity.maximum} {capacity.unit} in totaal, niet bekend hoeveel er vrij zijn"
    elif capacity.maximum is None:
        said = f"{capacity.available} {capacity.unit} vrij"
    else:
        said = f"{capacity.available} van {capacity.maximum} {capacity.unit} vrij"
    return f"{said} (op {date_words(capacity.updated)})" if capacity.updated else said


def own_contact(site: Contact, offer: Contact) -> Contact:
    """What a place says of its own: what the whole offer already says is left out."""
    return Contact(
        phones=None if _same(site.phones, offer.phones) else site.phones,
        email=None if _same(site.email, offer.email) else site.email,
        website=None if _same(site.website, offer.website) else site.website,
        chat=None if _same(site.chat, offer.chat) else site.chat,
    )


def _same(one: Inherited[Any] | None, other: Inherited[Any] | None) -> bool:
    return one is not None and other is not None and one.value == other.value


def partner_in_words(partner: Partner, vocabulary: Vocabulary) -> str:
    """What a member does in a partnership: its role and for what it leads (L12); empty where nothing is said."""
    leads = terms_in_words(partner.leads, "function", vocabulary) if partner.leads else ""
    parts = [partner.role, f"neemt de leiding voor: {_inside_a_sentence(leads)}" if leads else None]
    said = "; ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def between_dates(first: date | None, last: date | None) -> str:
    """Between which days something holds, both included; empty where neither is known."""
    parts = [f"vanaf {date_words(first)}" if first else "", f"tot en met {date_words(last)}" if last else ""]
    return " ".join(part for part in parts if part)


def unknown_of(hit: Hit) -> tuple[str, ...]:
    """What a result leaves unknown of what people ask first."""
    return tuple(name for field, name in HIT_GAPS.items() if getattr(hit, field) is None)
