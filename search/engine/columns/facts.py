"""`search.fit` over columns: what each filter answers for all documents at once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.point import EARTH_RADIUS_KM
from search.engine.columns.table import ColumnBuilder, Columns
from search.engine.port import NO, UNKNOWN, YES, Answers, Bools, EngineQuery, Filters, Floats, Home, Near
from search.engine.sheet import LISTS
from search.fit import STRICT


@dataclass(frozen=True)
class Facts:
    """The answers of one question over one picture of the documents; distances only for those in `found`.

    Of a `strict` parameter what is not known does not fit.
    """

    columns: Columns
    builder: ColumnBuilder
    query: EngineQuery
    found: Bools
    strict: Container[str] = STRICT

    @cached_property
    def answers(self) -> Mapping[str, Answers]:
        """Each asked filter with its answer per document."""
        return dict(self._answers())

    @cached_property
    def distance(self) -> Floats:
        """Kilometres to the nearest of the places that fit best; nan without a point."""
        return self.distance_to(self._shown)

    @cached_property
    def open_now(self) -> Answers:
        """Whether one of the places that fit best and are as near as `distance` is open now: `fit.open_there`."""
        if self.query.now is None:
            return np.full(len(self.columns), UNKNOWN, dtype=np.int8)
        opened = np.append(self.columns.hours.open_at(self.query.now), np.int8(UNKNOWN))
        rows = self.columns.sites.row[self._looked_at]
        shown = self._shown & (np.isnan(self.distance[rows]) | (self._site_distances == self.distance[rows]))
        answers = np.full(len(self.columns), NO, dtype=np.int8)
        np.maximum.at(answers, rows[shown], opened[self.columns.sites.hours[self._looked_at[shown]]])
        return np.where(self.columns.rows.sites > 0, answers, opened[self.columns.rows.hours]).astype(np.int8)

    @cached_property
    def _shown(self) -> Bools:
        return self.best_sites(self.query.filters)

    def _answers(self) -> Iterator[tuple[str, Answers]]:
        filters, today = self.query.filters, self.query.today
        for name in LISTS:
            if name in filters.terms:
                yield name, self._lists(name, filters.terms[name])
        if filters.zone is not None:
            yield "zone", np.where(self._in_zone(filters.zone), YES, NO).astype(np.int8)
        if filters.area is not None:
            yield "area", self._strongest(np.where(self._in_area, YES, NO).astype(np.int8), without_sites=NO)
        if filters.accessibility:
            yield "accessibility", self._strongest(self._sites_accessible(filters), without_sites=UNKNOWN)
        if filters.serves is not None:
            yield "serves", self.serves(filters.serves)
        if filters.age is not None:
            yield "age", self._age(filters.age)
        if filters.free:
            yield "free", self.columns.rows.free
        if filters.intake_open:
            yield "intake_open", self._takes_people_in(today.toordinal())
        if filters.open_at is not None:
            yield "open_now", self._strongest(self._sites_open, without_sites=self._open_without_sites)

    def serves(self, home: Home) -> Answers:
        """Whether each serves who lives there."""
        municipality = self.builder.books["municipality"].codes([home.municipality])
        zones = [self.builder.books["zone"].codes([zone]) for zone in home.zones]
        known = self.columns.areas.serves(municipality, zones, self.query.today)
        answers: Answers = np.append(known, np.int8(UNKNOWN))[self.columns.rows.area]
        return answers

    def best_sites(self, filters: Filters) -> Bools:
        """Per site that is looked at whether no other of its document fits these filters better."""
        rows = self.columns.sites.row[self._looked_at]
        asked = (filters.zone, filters.area, filters.open_at)
        if not filters.accessibility and all(one is None for one in asked):
            return np.ones(len(rows), dtype=np.bool_)
        fit = self._sites_fit(filters)[self._looked_at]
        best = np.full(len(self.columns), NO, dtype=np.int8)
        np.maximum.at(best, rows, fit)
        best_there: Bools = fit == best[rows]
        return best_there

    def distance_to(self, sites: Bools) -> Floats:
        """Kilometres to the nearest of these sites (of those that are looked at); nan without a point."""
        shortest = np.full(len(self.columns), np.inf)
        if self.query.near is not None:
            chosen = sites & ~np.isnan(self._site_distances)
            np.minimum.at(shortest, self.columns.sites.row[self._looked_at][chosen], self._site_distances[chosen])
        return np.where(np.isinf(shortest), np.nan, shortest)

    def reached(self, distance: Floats, near: Near) -> Bools:
        """Whether place and radius leave each in; what has no distance stays unless it is known to serve others."""
        inside: Bools = distance <= near.radius_km if near.radius_km is not None else np.ones(len(distance), np.bool_)
        if near.radius_km is None:
            return inside
        nowhere = np.isnan(distance)
        if near.home is not None:
            nowhere &= self.serves(near.home) != NO
        return inside | nowhere

    def _lists(self, name: str, asked: frozenset[str]) -> Answers:
        held = self.columns.terms[name].with_any(self.builder.books[name].codes(asked))
        otherwise = np.where(self.columns.complete[name] | (name in self.strict), NO, UNKNOWN)
        return np.where(held, YES, otherwise).astype(np.int8)

    def _in_zone(self, zone: str) -> Bools:
        code = self.builder.books["zone"].codes([zone])
        by_area: Bools = np.append(self.columns.areas.touches(code, self.query.today), np.False_)[
            self.columns.rows.area
        ]
        return by_area | self.columns.terms["zone"].with_any(code)

    def _age(self, age: int) -> Answers:
        rows = self.columns.rows
        fits = (rows.youngest <= age) & (age <= rows.oldest)
        return np.where(rows.ages_known, np.where(fits, YES, NO), UNKNOWN).astype(np.int8)

    def _takes_people_in(self, today: int) -> Answers:
        rows = self.columns.rows
        over = (rows.intake_stop == YES) & (rows.intake_stop_until > 0) & (today > rows.intake_stop_until)
        return np.where(over, YES, -rows.intake_stop).astype(np.int8)

    def _strongest(self, sites: Answers, without_sites: int | Answers) -> Answers:
        """Per document the strongest answer of its sites."""
        strongest = np.full(len(self.columns), NO, dtype=np.int8)
        np.maximum.at(strongest, self.columns.sites.row, sites)
        return np.where(self.columns.rows.sites > 0, strongest, without_sites).astype(np.int8)

    def _sites_fit(self, filters: Filters) -> Answers:
        """Per site the weakest answer to what is asked of a place; any in the drawn area is above all outside it."""
        fit = np.full(len(self.columns.sites.row), YES, dtype=np.int8)
        if filters.zone is not None:
            there = self.columns.zones.with_any(self.builder.books["zone"].codes([filters.zone]))
            fit = np.minimum(fit, np.where(there, YES, NO).astype(np.int8))
        if filters.accessibility:
            fit = np.minimum(fit, self._sites_accessible(filters))
        if filters.open_at is not None:
            fit = np.minimum(fit, self._sites_open)
        return fit + (YES - NO + 1) * self._in_area.astype(np.int8) if filters.area is not None else fit

    def _sites_accessible(self, filters: Filters) -> Answers:
        """Per site whether it is known to have all asked facts, or to lack one."""
        book = self.builder.books["accessibility"]
        has_all = np.ones(len(self.columns.sites.row), dtype=np.bool_)
        for fact in filters.accessibility:
            has_all &= self.columns.facts_yes.with_any(book.codes([fact]))
        lacks = self.columns.facts_no.with_any(book.codes(filters.accessibility))
        return np.where(has_all, YES, np.where(lacks, NO, UNKNOWN)).astype(np.int8)

    @cached_property
    def _open(self) -> Answers:
        """Per opening hours whether they are open at the asked moment, and one more at the end: hours not known."""
        moment = self.query.filters.open_at
        known = self.columns.hours.open_at(moment) if moment is not None else np.zeros(len(self.columns.hours), np.int8)
        return np.append(known, np.int8(UNKNOWN))

    @property
    def _sites_open(self) -> Answers:
        answers: Answers = self._open[self.columns.sites.hours]
        return answers

    @property
    def _open_without_sites(self) -> Answers:
        answers: Answers = self._open[self.columns.rows.hours]
        return answers

    @cached_property
    def _in_area(self) -> Bools:
        """Per site whether its point lies in the drawn area."""
        sites, area = self.columns.sites, self.query.filters.area
        return area.holds(sites.lat, sites.lon) if area is not None else np.zeros(len(sites.row), dtype=np.bool_)

    @cached_property
    def _looked_at(self) -> NDArray[np.intp]:
        """The sites of the documents that were found."""
        return np.flatnonzero(self.found[self.columns.sites.row])

    @cached_property
    def _site_distances(self) -> Floats:
        """Of each site that is looked at: haversine, as `geo.distance_km`; nan without a point."""
        near, lat, lon = self.query.near, self.columns.sites.lat[self._looked_at], self.columns.sites.lon
        if near is None:
            return np.full(len(lat), np.nan)
        here, there = np.radians(near.point.lat), np.radians(lat)
        along = np.radians(lon[self._looked_at] - near.point.lon)
        across = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(along / 2) ** 2
        kilometres: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, across)))
        return kilometres
