"""The fact sheet of a document: what the columns need of it, resolved when it is indexed and stored beside it.

It goes into the index in the same commit as text and document, so that they cannot disagree; reading sheets is ten
times faster than reading documents, and that is what opening an index waits for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import orjson

from catalogue import Answer, OpeningHours, in_language
from catalogue.hours import WEEK
from search.analysis import fold
from search.completeness import completeness
from search.document import Area, Document, DocumentSite
from search.engine.doings import doings_of
from search.engine.port import NO, UNKNOWN, YES, Facet
from search.fit import facts_said, known_facts, known_terms
from search.meaning.passage import key_of, passage

LISTS: tuple[Facet, ...] = ("theme", "function", "sector", "mode", "target_group", "language", "access", "budget")
"""Parameters whose terms stand on the sheet with whether they are complete."""

FIRST_DAY, LAST_DAY = 0, date.max.toordinal()
OLDEST = 32_767  # an age above every age that can be asked

HoursRows: TypeAlias = tuple[bool, bool, list[list[int]], list[tuple[int, int, list[list[int]]]]]
"""always, says when; weekly: weekday, begin, end, by appointment, from, to; exceptions: first, last, [begin, end]..."""
AreaRows: TypeAlias = tuple[bool, int, int, list[str], list[str], list[str], list[str], list[str]]
"""everywhere, first and last day, municipalities, those of them partly served, perhaps served, zones, those touched"""
SiteRows: TypeAlias = tuple[float | None, float | None, HoursRows | None, list[str], list[str], list[str]]
"""latitude, longitude, hours, zones, accessibility facts it has, those it lacks"""
NameRows: TypeAlias = tuple[str, str, str, str]
"""kind, id, name as shown, name folded"""

_VALUE = {Answer.YES: YES, Answer.UNKNOWN: UNKNOWN, Answer.NO: NO}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document in numbers and terms. Days are ordinals (0: none), answers YES, UNKNOWN or NO, terms sorted."""

    id: str
    order_name: str
    names: list[NameRows]
    demo: bool
    municipalities: list[str]
    checked: int
    youngest: int
    oldest: int
    ages_known: bool
    free: int
    intake_stop: int
    intake_stop_until: int
    hours: HoursRows | None
    area: AreaRows | None
    terms: dict[str, list[str]]
    complete: list[bool]
    organisation: str | None
    sector: str | None
    completeness: float
    sites: list[SiteRows]
    passage: str

    def write(self) -> bytes:
        """As JSON."""
        return orjson.dumps(self)

    @classmethod
    def read(cls, stored: bytes) -> Sheet:
        """From what `write` gave; nothing is checked, for nobody else writes it."""
        return cls(**orjson.loads(stored))

    @classmethod
    def of(cls, document: Document) -> Sheet:
        """The facts of a document."""
        known = {name: known_terms(document, name) for name in LISTS}
        terms: dict[str, list[str]] = {name: sorted(said.terms) for name, said in known.items()}
        terms["zone"] = sorted({zone for site in document.sites for zone in site.zones})
        terms["accessibility"] = sorted(known_facts(document))
        terms["does"] = sorted(doings_of(document))
        return cls(
            id=document.id,
            order_name=fold(in_language(document.name) or ""),
            names=_names(document),
            demo=document.demo,
            municipalities=sorted({site.nis for site in document.sites if site.nis is not None}),
            checked=ordinal(document.checked_on, 0),
            youngest=-1 if document.minimum_age is None else document.minimum_age,
            oldest=OLDEST if document.maximum_age is None else document.maximum_age,
            ages_known=document.ages_known,
            free=_VALUE[document.free],
            intake_stop=_VALUE[document.intake_stop],
            intake_stop_until=ordinal(document.intake_stop_until, 0),
            hours=hours_rows(document.hours),
            area=_area(document.area),
            terms=terms,
            complete=[known[name].complete for name in LISTS],
            organisation=document.organisation,
            sector=document.sector,
            completeness=completeness(document),
            sites=[_site(site) for site in document.sites],
            passage=key_of(passage(document)).hex(),
        )


def ordinal(day: date | None, absent: int) -> int:
    """A date as a number."""
    return absent if day is None else day.toordinal()


def hours_rows(hours: OpeningHours | None) -> HoursRows | None:
    """Opening hours in numbers: minutes since midnight and ordinals of days."""
    if hours is None:
        return None
    weekly = [
        [
            WEEK.index(row.day),
            row.begin,
            row.end,
            int(row.by_appointment),
            ordinal(row.valid_from, FIRST_DAY),
            ordinal(row.valid_to, LAST_DAY),
        ]
        for row in hours.weekly
    ]
    exceptions = [
        (each.first.toordinal(), each.last.toordinal(), [[span.begin, span.end] for span in each.spans])
        for each in hours.exceptions
    ]
    return hours.always, hours.says_when, weekly, exceptions


def _area(area: Area | None) -> AreaRows | None:
    if area is None:
        return None
    first, last = ordinal(area.valid_from, FIRST_DAY), ordinal(area.valid_to, LAST_DAY)
    served, partly, perhaps, zones, touched = (
        sorted(set(terms)) for terms in (area.municipalities, area.partly, area.perhaps, area.zones, area.touched)
    )
    return area.everywhere, first, last, served, partly, perhaps, zones, touched


def _site(site: DocumentSite) -> SiteRows:
    has, lacks = sorted(facts_said(site, Answer.YES)), sorted(facts_said(site, Answer.NO))
    point = (site.lat, site.lon) if site.lon is not None else (None, None)
    return *point, hours_rows(site.hours), sorted(set(site.zones)), has, lacks


def _names(document: Document) -> list[NameRows]:
    """Names of the offer and of its organisation, for completion."""
    named = [("offer", document.id, name) for name in (*document.name.values(), *document.alternate_names)]
    if document.organisation is not None and document.organisation_name is not None:
        theirs = (document.organisation_name, *document.organisation_names)
        named.extend(("organisation", document.organisation, name) for name in theirs)
    shown = [(kind, id_, " ".join(name.replace("\0", " ").split())) for kind, id_, name in named]
    return [(kind, id_, name, fold(name)) for kind, id_, name in dict.fromkeys(shown)]
