"""What each filter means for one document: the reference that every engine equals.

An answer is YES, NO or UNKNOWN. Strict filters never answer UNKNOWN. Facts that nobody knows never refuse.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import inf

from catalogue import Answer, OpeningHours, open_at
from geo import DrawnArea, Point, distance_km, holds
from matching.home import serves as serves_there
from search.document import Area, Document, DocumentSite
from search.engine.port import EngineQuery, Filters, Home

STRICT = ("theme", "function", "sector", "mode")
"""Classification: what does not say that it has the term is left out."""

FACTS = ("target_group", "language", "access", "budget")
"""Facts in a list: what does not say anything stays."""


@dataclass(frozen=True, slots=True)
class Known:
    """The terms that a document is known to have; `complete` where it is known to have no other."""

    terms: frozenset[str]
    complete: bool

    def fits(self, asked: frozenset[str]) -> Answer:
        """Whether it has one of the terms."""
        if self.terms & asked:
            return Answer.YES
        return Answer.NO if self.complete else Answer.UNKNOWN


def known_terms(document: Document, parameter: str) -> Known:
    """What a document says of a parameter in `STRICT` or `FACTS`. Raises `KeyError` for another."""
    if parameter == "access":
        return _known_access(document)
    values: tuple[str, ...] | None = {
        "theme": document.themes,
        "function": document.functions,
        "sector": (document.sector,) if document.sector else (),
        "mode": document.modes,
        "target_group": document.target_groups,
        "language": document.languages,
        "budget": document.budgets,
    }[parameter]
    return Known(frozenset(values or ()), complete=values is not None)


def _known_access(document: Document) -> Known:
    """Each place has its own access; where it says nothing, that of the offer. The term "unknown" says nothing."""
    said = {site.access or document.access for site in document.sites} or {document.access}
    known = frozenset(access for access in said if access is not None and access != "unknown")
    return Known(known, complete=len(known) == len(said))


def serves(area: Area | None, home: Home, today: date) -> Answer:
    """Whether people who live there are served, by the rule of matching; of an absent area it is not known."""
    return Answer.UNKNOWN if area is None else serves_there(area, home, today)


def in_force(area: Area, day: date) -> bool:
    """Whether the area holds on that day, both borders included."""
    return holds(area.valid_from, area.valid_to, day)


def in_zone(document: Document, zone: str, today: date) -> Answer:
    """A site in the zone, or an area that reaches into it or is everywhere: help is found from each zone it serves."""
    area = document.area
    served = area is not None and in_force(area, today) and (area.everywhere or zone in area.touched)
    return Answer.of(served or any(zone in site.zones for site in document.sites))


def in_area(document: Document, area: DrawnArea) -> Answer:
    """A place in it whose point may be seen; where an offer lies is not told by whom it serves."""
    return Answer.of(any(site_in_area(site, area) for site in document.sites))


def site_in_area(site: DocumentSite, area: DrawnArea) -> bool:
    """Whether its point lies in the area; without a point it does not."""
    return site.lat is not None and site.lon is not None and area.has(Point(site.lat, site.lon))


def fits_age(document: Document, age: int) -> Answer:
    """Both borders are inclusive: "tot en met 12" serves a child of 12; an absent border is open ended."""
    if not document.ages_known:
        return Answer.UNKNOWN
    old_enough = document.minimum_age is None or document.minimum_age <= age
    young_enough = document.maximum_age is None or age <= document.maximum_age
    return Answer.of(old_enough and young_enough)


def takes_people_in(document: Document, today: date) -> Answer:
    """A stop holds up to and including its last day."""
    until = document.intake_stop_until
    if document.intake_stop is Answer.YES and until is not None and today > until:
        return Answer.YES
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}[document.intake_stop]


def site_accessible(site: DocumentSite, asked: Iterable[str]) -> Answer:
    """All asked facts at this one place."""
    return Answer.all_of([site.accessibility.get(fact, Answer.UNKNOWN) for fact in asked])


def facts_said(site: DocumentSite, answer: Answer) -> frozenset[str]:
    """The accessibility facts to which the site gives this answer."""
    return frozenset(fact for fact, said in site.accessibility.items() if said is answer)


def known_facts(document: Document) -> frozenset[str]:
    """The accessibility facts that at least one of its places has."""
    return frozenset(fact for site in document.sites for fact in facts_said(site, Answer.YES))


def is_open(document: Document, moment: datetime) -> Answer:
    """Open if one place is known to be, closed if all are known to be closed; without a place: by its own hours."""
    return Answer.any_of([open_at(hours, moment) for hours in all_hours(document)])


def all_hours(document: Document) -> tuple[OpeningHours | None, ...]:
    """The hours of each site or, of an offer without one, its own."""
    return tuple(site.hours for site in document.sites) or (document.hours,)


def is_accessible(document: Document, asked: Iterable[str]) -> Answer:
    """All asked facts at one of its places; without a place nothing is known."""
    asked = tuple(asked)
    return Answer.any_of([site_accessible(site, asked) for site in document.sites])


def fits(
    document: Document, filters: Filters, today: date, strict: Container[str] = STRICT
) -> Iterator[tuple[str, Answer]]:
    """Each asked filter with its answer; the names are those of the parameters (`open_now` for the moment).

    Of a `strict` parameter what is not known does not fit.
    """
    for parameter, asked in filters.terms.items():
        answer = known_terms(document, parameter).fits(asked)
        yield parameter, Answer.of(answer is Answer.YES) if parameter in strict else answer
    if filters.zone is not None:
        yield "zone", in_zone(document, filters.zone, today)
    if filters.area is not None:
        yield "area", in_area(document, filters.area)
    if filters.accessibility:
        yield "accessibility", is_accessible(document, filters.accessibility)
    if filters.serves is not None:
        yield "serves", serves(document.area, filters.serves, today)
    if filters.age is not None:
        yield "age", fits_age(document, filters.age)
    if filters.free:
        yield "free", document.free
    if filters.intake_open:
        yield "intake_open", takes_people_in(document, today)
    if filters.open_at is not None:
        yield "open_now", is_open(document, filters.open_at)


def site_fits(site: DocumentSite, filters: Filters) -> Answer:
    """How well one place fits what is asked of a place: the zone, accessibility, being open."""
    answers = [Answer.YES]
    if filters.zone is not None:
        answers.append(Answer.of(filters.zone in site.zones))
    if filters.accessibility:
        answers.append(site_accessible(site, filters.accessibility))
    if filters.open_at is not None:
        answers.append(open_at(site.hours, filters.open_at))
    return Answer.all_of(answers)


def without_site_filter(filters: Filters, facet: str) -> Filters:
    """The filters as they choose a place when the facet's own filter is left out."""
    if facet == "zone":
        return replace(filters, zone=None)
    return replace(filters, accessibility=frozenset()) if facet == "accessibility" else filters


_BETTER = {Answer.YES: 1, Answer.UNKNOWN: 0, Answer.NO: -1}


def chosen_site(document: Document, filters: Filters, point: Point | None) -> tuple[DocumentSite | None, float | None]:
    """The place that is shown, and its distance: of those in the drawn area that fit best, the nearest.

    Where distance does not tell, a place where one is received goes before a legal seat, then the order of the record.
    """
    if not document.sites:
        return None, None
    looked_at = enumerate(document.sites)
    best = min((*_how_good(site, filters, point), site.ask_before_going, index) for index, site in looked_at)
    return document.sites[best[-1]], None if best[2] == inf else best[2]


def open_there(document: Document, filters: Filters, point: Point | None, moment: datetime) -> Answer:
    """Whether the place that is shown is open, or another one that fits as well and is as near; without: its hours."""
    best = min((_how_good(site, filters, point) for site in document.sites), default=None)
    shown = [site for site in document.sites if _how_good(site, filters, point) == best]
    return Answer.any_of([open_at(hours, moment) for hours in [site.hours for site in shown] or [document.hours]])


def _how_good(site: DocumentSite, filters: Filters, point: Point | None) -> tuple[bool, int, float]:
    """Less is better: in the drawn area or not, how well it fits what is asked of a place, how near it is."""
    outside = filters.area is not None and not site_in_area(site, filters.area)
    distance = site_distance(site, point)
    return outside, -_BETTER[site_fits(site, filters)], inf if distance is None else distance


def site_distance(site: DocumentSite, point: Point | None) -> float | None:
    """Kilometres from the point, where both are known."""
    if point is None or site.lat is None or site.lon is None:
        return None
    return distance_km(point, Point(site.lat, site.lon))


def within_reach(document: Document, query: EngineQuery) -> bool:
    """Whether place and radius leave it in: near enough, or without a point and not known to serve others only."""
    near = query.near
    if near is None or near.radius_km is None:
        return True
    _, distance = chosen_site(document, query.filters, near.point)
    if distance is not None:
        return distance <= near.radius_km
    return near.home is None or serves(document.area, near.home, query.today) is not Answer.NO
