"""`search.fit` as queries: for each filter which offers it knows to fit, and which it knows not to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TypeAlias

from catalogue import Answer
from geo import DrawnArea
from search.engine.opensearch.clauses import (
    ALL,
    Clause,
    at_a_site,
    between,
    every,
    exists,
    none,
    some,
    term,
    terms,
)
from search.engine.opensearch.fields import UNKNOWN_HOURS
from search.engine.port import Filters, Home
from search.fit import STRICT


@dataclass(frozen=True, slots=True)
class Opened:
    """Keys of the distinct opening hours that are known to be open at the asked moment, and of those that may be."""

    yes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def perhaps(self) -> tuple[str, ...]:
        """Those that are not known to be closed."""
        return (*self.yes, *self.unknown, UNKNOWN_HOURS)


Hours: TypeAlias = Mapping[datetime, Opened]
"""What is open at each moment that a question asks for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The offers that an asked filter knows to fit, and those that it does not refuse."""

    yes: Clause
    stays: Clause


def facts(filters: Filters, today: int, hours: Hours, strict: Container[str] = STRICT) -> Iterator[tuple[str, Fact]]:
    """Each asked filter by its parameter (`open_now` for the moment), as `search.fit.fits`."""
    for parameter, asked in filters.terms.items():
        has = terms(parameter, asked)
        yield parameter, Fact(has, has if parameter in strict else some(has, none(term("complete", parameter))))
    if filters.zone is not None:
        there = _in_zone(filters.zone, today)
        yield "zone", Fact(there, there)
    if filters.area is not None:
        inside = at_a_site(in_area(filters.area))
        yield "area", Fact(inside, inside)
    if filters.accessibility:
        lacks_nothing = at_a_site(none(terms("sites.lacks", filters.accessibility)))
        has_all = at_a_site(_has_all(filters.accessibility))
        yield "accessibility", Fact(has_all, some(lacks_nothing, without_site()))
    if filters.serves is not None:
        yield "serves", serves(filters.serves, today)
    if filters.age is not None:
        fits = every(between("youngest", at_most=filters.age), between("oldest", at_least=filters.age))
        known = term("ages_known", True)
        yield "age", Fact(every(known, fits), some(fits, none(known)))
    if filters.free:
        yield "free", Fact(term("free", Answer.YES), none(term("free", Answer.NO)))
    if filters.intake_open:
        yield "intake_open", _takes_people_in(today)
    if filters.open_at is not None:
        opened = hours[filters.open_at]
        yield "open_now", Fact(terms("hours", opened.yes), terms("hours", opened.perhaps))


def _in_zone(zone: str, today: int) -> Clause:
    reached = some(term("area.everywhere", True), term("area.touched", zone))
    return some(term("zone", zone), every(in_force(today), reached))


def in_area(area: DrawnArea) -> Clause:
    """Places whose point lies in the area. The node takes no corner that is there twice in a row."""
    rings = [[corner for corner, _ in groupby(ring)] for ring in area.rings]
    return {"geo_shape": {"sites.point": {"shape": {"type": "Polygon", "coordinates": rings}}}}


def in_force(today: int) -> Clause:
    """Offers with an area that holds that day (an ordinal), both borders included."""
    return every(between("area.first", at_most=today), between("area.last", at_least=today))


def serves(home: Home, today: int) -> Fact:
    """Whether the people who live there are served, by the rule of matching (`matching.home.serves`)."""
    here, partly = term("area.municipalities", home.municipality), term("area.partly", home.municipality)
    zones = [term("area.zones", zone) for zone in home.zones]
    wholly = every(here, none(partly))
    in_all_zones = every(partly, *zones) if zones else some()
    yes = every(in_force(today), some(term("area.everywhere", True), wholly, in_all_zones))
    says_whom = some(exists("area.municipalities"), exists("area.perhaps"))
    perhaps = some(term("area.perhaps", home.municipality), every(partly, some(*zones) if zones else ALL))
    refused = every(in_force(today), says_whom, none(yes, perhaps))
    return Fact(yes, none(refused))


def _takes_people_in(today: int) -> Fact:
    stops = term("intake_stop", Answer.YES)
    over = every(stops, between("intake_stop_until", at_least=1, at_most=today - 1))
    return Fact(some(term("intake_stop", Answer.NO), over), some(none(stops), over))


def _has_all(asked: frozenset[str]) -> Clause:
    return every(*(term("sites.has", fact) for fact in sorted(asked)))


def without_site() -> Clause:
    """Offers that have no place."""
    return none(between("site_count", at_least=1))


@dataclass(frozen=True, slots=True)
class Sites:
    """Of a place: whether it is known to fit what is asked of a place, and whether it is not known to fall short.

    `inside`: whether it lies in the drawn area; the two others are of places that do. What has no place in it is
    refused.
    """

    yes: Clause
    stays: Clause
    inside: Clause

    @property
    def levels(self) -> tuple[Clause, ...]:
        """Places that fit, places that may fit, any place: the first that an offer has is where it is."""
        return tuple(level for level, _ in groupby((self.yes, self.stays, self.inside)))


def sites_fit(filters: Filters, hours: Hours) -> Sites:
    """The same as `search.fit.site_fits`."""
    inside = [in_area(filters.area)] if filters.area is not None else []
    yes, stays = [*inside], [*inside]
    if filters.zone is not None:
        there = term("sites.zones", filters.zone)
        yes.append(there)
        stays.append(there)
    if filters.accessibility:
        yes.append(_has_all(filters.accessibility))
        stays.append(none(terms("sites.lacks", filters.accessibility)))
    if filters.open_at is not None:
        opened = hours[filters.open_at]
        yes.append(terms("sites.hours", opened.yes))
        stays.append(terms("sites.hours", opened.perhaps))
    return Sites(every(*yes), every(*stays), every(*inside))
