"""Which documents fit a question, and how many of them have each term: exact, over all documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.engine.embedded.columns import ColumnBuilder, Columns
from search.engine.embedded.filters import Facts
from search.engine.port import NO, UNKNOWN, Bools, Candidates, Codes, Counts, EngineQuery, Facet, Floats
from search.fit import without_site_filter

Rows: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Scored:
    """Per document whether it was found, by its words or its meaning, how well it fits by each, and if it is named."""

    found: Bools
    text: Floats
    cosine: Floats
    named: Bools


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that fit, what ranking needs of them, and the counts."""

    candidates: Candidates
    facets: Mapping[str, Mapping[str, int]]


def select(columns: Columns, builder: ColumnBuilder, query: EngineQuery, scored: Scored, name_rank: Codes) -> Selection:
    """Keep of the documents that were found those that fit the filters.

    `name_rank`: per document its place in the order of names.
    """
    found = scored.found
    facts = Facts(columns, builder, query, found)
    answers = dict(facts.answers())
    refused: dict[str, Bools] = {name: answer == NO for name, answer in answers.items()}
    sites = facts.best_sites(query.filters)
    distance = facts.distance(sites)
    if query.near is not None and query.near.radius_km is not None:
        refused["radius"] = ~facts.reached(distance, query.near)
    refusals = np.zeros(len(columns), dtype=np.int32)
    for no in refused.values():
        refusals += no
    rows = np.flatnonzero(found & (refusals == 0))
    unknown = np.zeros(len(rows), dtype=np.int16)
    for answer in answers.values():
        unknown += answer[rows] == UNKNOWN
    wished_unknown, wished_not = _wished(facts, rows)
    home = query.near.home if query.near is not None else None
    serves = facts.serves(home)[rows] if home is not None else np.zeros(len(rows), dtype=np.int8)
    candidates = Candidates(
        ids=columns.rows.id[rows],
        text=scored.text[rows],
        cosine=scored.cosine[rows],
        distance=distance[rows],
        serves=serves,
        unknown=unknown,
        wished_unknown=wished_unknown,
        wished_not=wished_not,
        checked=columns.rows.checked[rows],
        name_rank=name_rank[rows],
        open_now=facts.open_now(sites, distance)[rows],
        completeness=columns.rows.completeness[rows],
        organisation=columns.rows.organisation[rows],
        sector=columns.rows.sector[rows],
        named=scored.named[rows],
        lot=columns.rows.lot[rows],
    )
    counts: dict[str, dict[str, int]] = {
        facet: _count(facts, facet, found, refused, refusals) for facet in query.facets
    }
    return Selection(candidates, counts)


def _wished(facts: Facts, rows: Rows) -> tuple[Counts, Counts]:
    """Of these rows on how many of the wishes nothing is known, and how many they are known not to fit."""
    wishes = replace(facts, query=replace(facts.query, filters=facts.query.wishes), strict=())
    unknown, fails = np.zeros((2, len(rows)), dtype=np.int16)
    for _, answer in wishes.answers():
        unknown += answer[rows] == UNKNOWN
        fails += answer[rows] == NO
    return unknown, fails


def _count(facts: Facts, facet: Facet, found: Bools, refused: Mapping[str, Bools], refusals: Codes) -> dict[str, int]:
    """Terms with the number of documents that would fit if the facet's own filter were not there."""
    chosen = found & (refusals - refused.get(facet, np.False_) == 0)
    near = facts.query.near
    if facet in ("zone", "accessibility") and facet in refused and "radius" in refused and near is not None:
        # The filter also chose the place from which the distance counts: measure again without it.
        distance = facts.distance(facts.best_sites(without_site_filter(facts.query.filters, facet)))
        others = refusals - refused[facet] - refused["radius"]
        chosen = found & (others == 0) & facts.reached(distance, near)
    terms = facts.builder.books[facet].terms[:]
    counts = facts.columns.terms[facet].counts(chosen, len(terms))
    if facet == "zone":
        counts = _with_areas(facts, chosen, counts)
    return {terms[code]: int(counts[code]) for code in np.flatnonzero(counts)}


def _with_areas(facts: Facts, chosen: Bools, counts: Codes) -> Codes:
    """Also count each in the zones that its area reaches into, once; what is everywhere, in each zone shown."""
    columns, areas = facts.columns, facts.columns.areas
    known = chosen & (columns.rows.area >= 0)
    per_area = np.bincount(columns.rows.area[known], minlength=len(areas.known))
    touching = areas.touching(len(counts), facts.query.today)
    places = columns.terms["zone"]
    with_area = known[places.row]
    rows, zones = places.row[with_area], places.code[with_area]
    twice = touching[columns.rows.area[rows], zones]  # a place in a zone into which its area reaches too
    again = np.bincount(zones[twice], minlength=len(counts))
    held = areas.everywhere & areas.in_force(facts.query.today)
    everywhere = int(per_area[held].sum())
    total = counts - again + (per_area * ~held) @ touching
    return np.where(total > 0, total + everywhere, 0).astype(np.int32)
