"""From a document to what people see of it: one offer, at the place that fits what they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue import Answer, in_language, open_at, said_language
from search.answer import Hit, HitPlace, NamedId, Why
from search.document import Document, DocumentSite
from search.fit import chosen_site, fits, serves
from search.understand import Reading

FIRST_WORDS = 200
"""Letters of the description that stand in for a summary: two lines on a telephone."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as one question sees it: which place, how far, whether it serves, what each filter and wish says."""

    document: Document
    site: DocumentSite | None
    distance: float | None
    serves: Answer | None  # None: no municipality was asked
    open: Answer
    answers: Mapping[str, Answer]
    wished: Mapping[str, Answer]

    @classmethod
    def by(cls, reading: Reading, document: Document) -> Seen:
        """Look at a document with a question."""
        near, today = reading.near, reading.now.date()
        site, distance = chosen_site(document, reading.filters, near.point if near else None)
        home = near.home if near else None
        return cls(
            document=document,
            site=site,
            distance=distance,
            serves=serves(document.area, home, today) if home is not None else None,
            open=open_at(site.hours if site is not None else document.hours, reading.now),
            answers=dict(fits(document, reading.filters, today)),
            wished=dict(fits(document, reading.wished, today, strict=())),
        )


def hit(
    seen: Seen,
    score: float,
    why: tuple[Why, ...],
    language: str,
    minutes: int | None = None,
    factors: Mapping[str, float] | None = None,
) -> Hit:
    """The hit; texts in the language asked, else in Dutch. `minutes`: on the way to it; `factors`: of its score."""
    document, site = seen.document, seen.site
    organisation = None
    if document.organisation is not None:
        organisation = NamedId(id=document.organisation, name=document.organisation_name or document.organisation)
    summary_language = said_language({**document.description, **document.summary}, language)
    return Hit(
        id=document.id,
        name=in_language(document.name, language) or document.id,
        name_language=said_language(document.name, language),
        summary=document.summary.get(summary_language) or _first_words(document.description.get(summary_language)),
        summary_language=summary_language,
        organisation=organisation,
        sector=document.sector,
        place=_place(site),
        other_locations=max(len(document.sites) - 1, 0),
        distance_km=None if seen.distance is None else round(seen.distance, 1),
        travel_minutes=minutes,
        serves_here=None if seen.serves is None else seen.serves.known,
        phone=(site.contact.phone if site else None) or document.contact.phone,
        website=(site.contact.website if site else None) or document.contact.website,
        chat=(site.contact.chat if site else None) or document.contact.chat,
        open_now=seen.open.known,
        modes=document.modes or (),
        access=(site.access if site else None) or document.access,
        cost=document.cost,
        waiting=(site.waiting if site else None) or document.waiting,
        languages=document.languages or (),
        line=document.line,
        score=score,
        factors=None if factors is None else {name: round(value, 4) for name, value in factors.items()},
        why=why,
        checked_on=document.checked_on,
        demo=document.demo,
    )


def is_sharp(site: DocumentSite) -> bool:
    """Whether its point is that of the place itself, not of its postcode or municipality."""
    return site.precision in ("address", "street")


def is_too_near_to_tell(seen: Seen) -> bool:
    """Whether how far it is would be told more exactly than it is known: between the middles of the same village."""
    return seen.site is not None and seen.distance is not None and seen.distance < 1 and not is_sharp(seen.site)


def _place(site: DocumentSite | None) -> HitPlace | None:
    if site is None or (site.municipality, site.postcode, site.lat) == (None, None, None):
        return None
    return HitPlace(municipality=site.municipality, postcode=site.postcode, lat=site.lat, lon=site.lon)


def _first_words(text: str | None) -> str | None:
    """The beginning of a text, cut between words."""
    if text is None or len(text) <= FIRST_WORDS:
        return text
    return text[:FIRST_WORDS].rsplit(maxsplit=1)[0] + " …"
