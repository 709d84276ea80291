"""The facts of all documents as arrays: made from the stored fact sheets, so that text and facts never disagree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

import numpy as np
import orjson

from search.engine.columns.areas import AreaTable
from search.engine.columns.ragged import Codebook, Ragged, ranges_of
from search.engine.hours import HoursTable
from search.engine.port import Answers, Bools, Codes, Floats, Lots, Rows, Strings
from search.engine.sheet import LISTS, AreaRows, HoursRows, Sheet
from search.lot import lot_of

TERMS = (*LISTS, "zone", "accessibility", "does")
"""Lists of terms that an offer has."""


@dataclass(frozen=True, slots=True)
class Values:
    """One value per document; days as ordinals, 0 where there is none."""

    ord: Codes
    id: Strings
    name: Strings  # folded, for the alphabetical order
    checked: Codes
    youngest: Codes
    oldest: Codes
    ages_known: Bools
    free: Answers
    intake_stop: Answers
    intake_stop_until: Codes
    area: Codes
    hours: Codes  # of the offer itself; -1: none
    sites: Codes  # how many it has
    passage: Strings  # the key of the text that its vector stands for
    organisation: Codes  # -1: none
    sector: Codes  # -1: not known
    completeness: Floats
    lot: Lots


@dataclass(frozen=True, slots=True)
class Sites:
    """One value per site; `row` is the document's."""

    row: Codes
    lat: Floats  # nan: no point
    lon: Floats
    hours: Codes


@dataclass(frozen=True, slots=True)
class Columns:
    """An immutable picture of all documents. `terms` by `TERMS`, `complete` by parameter; the rest is per site."""

    rows: Values
    sites: Sites
    terms: dict[str, Ragged]
    complete: dict[str, Bools]
    zones: Ragged
    facts_yes: Ragged  # of accessibility
    facts_no: Ragged
    hours: HoursTable
    areas: AreaTable

    def __len__(self) -> int:
        return len(self.rows.ord)

    def take(self, rows: Rows, terms: Collection[str] = TERMS) -> Columns:
        """The documents in these rows, in this order, with these lists of terms."""
        at, lengths = ranges_of(self.sites.row, rows)
        return Columns(
            rows=_taken(self.rows, rows),
            sites=replace(_taken(self.sites, at), row=np.repeat(np.arange(len(rows), dtype=np.int32), lengths)),
            terms={name: self.terms[name].take(rows) for name in terms},
            complete={name: known[rows] for name, known in self.complete.items()},
            zones=self.zones.take(at),
            facts_yes=self.facts_yes.take(at),
            facts_no=self.facts_no.take(at),
            hours=self.hours,
            areas=self.areas,
        )

    @classmethod
    def joined(cls, parts: Sequence[Columns]) -> Columns:
        """The documents of all parts; they come from one builder, and the last brings the newest tables."""
        before = np.cumsum([0, *(len(part) for part in parts)])
        sites = _joined([part.sites for part in parts])
        moves = np.repeat(before[:-1], [len(part.sites.row) for part in parts]).astype(np.int32)
        return cls(
            rows=_joined([part.rows for part in parts]),
            sites=Sites(sites.row + moves, sites.lat, sites.lon, sites.hours),
            terms={name: Ragged.joined([part.terms[name] for part in parts]) for name in parts[0].terms},
            complete={name: np.concatenate([part.complete[name] for part in parts]) for name in parts[0].complete},
            zones=Ragged.joined([part.zones for part in parts]),
            facts_yes=Ragged.joined([part.facts_yes for part in parts]),
            facts_no=Ragged.joined([part.facts_no for part in parts]),
            hours=parts[-1].hours,
            areas=parts[-1].areas,
        )


class ColumnBuilder:
    """Makes columns that fit together: equal terms, hours and areas get equal numbers. One thread at a time."""

    def __init__(self) -> None:
        self.books = {name: Codebook() for name in (*TERMS, "municipality", "organisation")}
        self._hours: dict[bytes, int] = {}
        self._areas: dict[bytes, int] = {}
        self._hours_table = HoursTable.of(())
        self._area_table = AreaTable.of((), self.books["municipality"], self.books["zone"])

    def columns(self, numbers: Sequence[int], sheets: Sequence[Sheet]) -> Columns:
        """The columns of documents, given their `ord` in ascending order and their sheets."""
        sites = [site for sheet in sheets for site in sheet.sites]
        hours = self._numbers_of_hours([sheet.hours for sheet in sheets] + [site[2] for site in sites])
        areas = self._numbers_of_areas([sheet.area for sheet in sheets])
        rows = _rows(numbers, sheets, areas, hours[: len(sheets)], self.books)
        terms: dict[str, Ragged] = {
            name: Ragged.of([sheet.terms[name] for sheet in sheets], self.books[name]) for name in TERMS
        }
        return Columns(
            rows=rows,
            sites=Sites(
                np.repeat(np.arange(len(sheets), dtype=np.int32), rows.sites),
                np.array([site[0] for site in sites], dtype=np.float64),
                np.array([site[1] for site in sites], dtype=np.float64),
                hours[len(sheets) :],
            ),
            terms=terms,
            complete=dict(zip(LISTS, _truths([sheet.complete for sheet in sheets]), strict=True)),
            zones=Ragged.of([site[3] for site in sites], self.books["zone"]),
            facts_yes=Ragged.of([site[4] for site in sites], self.books["accessibility"]),
            facts_no=Ragged.of([site[5] for site in sites], self.books["accessibility"]),
            hours=self._hours_table,
            areas=self._area_table,
        )

    def _numbers_of_hours(self, hours: Sequence[HoursRows | None]) -> Codes:
        numbers, new = _numbered(hours, self._hours)
        if new:
            self._hours_table = self._hours_table.followed_by(HoursTable.of(new))
        return numbers

    def _numbers_of_areas(self, areas: Sequence[AreaRows | None]) -> Codes:
        numbers, new = _numbered(areas, self._areas)
        if new:
            more = AreaTable.of(new, self.books["municipality"], self.books["zone"])
            self._area_table = self._area_table.followed_by(more)
        return numbers


T = TypeVar("T")


def _numbered(values: Sequence[T | None], known: dict[bytes, int]) -> tuple[Codes, list[T]]:
    """The number of each value, -1 for none, and the values that got a new one, in the order of their numbers."""
    numbers, new = [], []
    for value in values:
        if value is None:
            numbers.append(-1)
            continue
        key = blake2b(orjson.dumps(value), digest_size=16).digest()  # what orjson returns holds on to far more memory
        if key not in known:
            known[key] = len(known)
            new.append(value)
        numbers.append(known[key])
    return np.array(numbers, dtype=np.int32), new


def _rows(
    numbers: Sequence[int], sheets: Sequence[Sheet], areas: Codes, hours: Codes, books: Mapping[str, Codebook]
) -> Values:
    return Values(
        ord=np.array(numbers, dtype=np.int32),
        id=_objects([sheet.id for sheet in sheets]),
        name=_objects([sheet.order_name for sheet in sheets]),
        checked=np.array([sheet.checked for sheet in sheets], dtype=np.int32),
        youngest=np.array([sheet.youngest for sheet in sheets], dtype=np.int32),
        oldest=np.array([sheet.oldest for sheet in sheets], dtype=np.int32),
        ages_known=np.array([sheet.ages_known for sheet in sheets], dtype=np.bool_),
        free=np.array([sheet.free for sheet in sheets], dtype=np.int8),
        intake_stop=np.array([sheet.intake_stop for sheet in sheets], dtype=np.int8),
        intake_stop_until=np.array([sheet.intake_stop_until for sheet in sheets], dtype=np.int32),
        area=areas,
        hours=hours,
        sites=np.array([len(sheet.sites) for sheet in sheets], dtype=np.int32),
        passage=_objects([bytes.fromhex(sheet.passage) for sheet in sheets]),
        organisation=_codes([sheet.organisation for sheet in sheets], books["organisation"]),
        sector=_codes([sheet.sector for sheet in sheets], books["sector"]),
        completeness=np.array([sheet.completeness for sheet in sheets], dtype=np.float64),
        lot=np.array([lot_of(sheet.id) for sheet in sheets], dtype=np.uint64),
    )


def _truths(rows: Sequence[Sequence[bool]]) -> list[Bools]:
    """The columns of a table of truth values."""
    table = np.fromiter(chain.from_iterable(rows), dtype=np.bool_).reshape(len(rows), len(LISTS))
    return [np.ascontiguousarray(column) for column in table.T]


def _codes(values: Sequence[str | None], book: Codebook) -> Codes:
    return np.array([-1 if value is None else book[value] for value in values], dtype=np.int32)


def _objects(values: Sequence[str] | Sequence[bytes]) -> Strings:
    array = np.empty(len(values), dtype=np.object_)
    array[:] = values
    return array


Table = TypeVar("Table", Values, Sites)


def _joined(parts: Sequence[Table]) -> Table:
    kind = type(parts[0])
    return kind(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(kind)))


def _taken(table: Table, rows: Rows) -> Table:
    kind = type(table)
    return kind(*(getattr(table, f.name)[rows] for f in fields(kind)))


def places_of(values: Strings) -> Codes:
    """The place of each value in the sorted order; equal values share one."""
    places = {value: place for place, value in enumerate(sorted(set(values.tolist())))}
    return np.fromiter((places[value] for value in values), dtype=np.int32, count=len(values))
