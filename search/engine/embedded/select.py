"""Which documents fit a question, and how many of them have each term: exact, over all documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from search.engine.columns.candidates import Scored, candidates_of
from search.engine.columns.facts import Facts
from search.engine.port import NO, Bools, Candidates, Codes, Facet
from search.fit import without_site_filter


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that fit, what ranking needs of them, and the counts."""

    candidates: Candidates
    facets: Mapping[str, Mapping[str, int]]


def select(facts: Facts, scored: Scored, name_rank: Codes) -> Selection:
    """Keep of the documents that were found those that fit the filters.

    `name_rank`: per document its place in the order of names.
    """
    refused: dict[str, Bools] = {name: answer == NO for name, answer in facts.answers.items()}
    near = facts.query.near
    if near is not None and near.radius_km is not None:
        refused["radius"] = ~facts.reached(facts.distance, near)
    refusals = np.zeros(len(facts.columns), dtype=np.int32)
    for no in refused.values():
        refusals += no
    rows = np.flatnonzero(facts.found & (refusals == 0))
    counts: dict[str, dict[str, int]] = {facet: _count(facts, facet, refused, refusals) for facet in facts.query.facets}
    return Selection(candidates_of(facts, rows, scored, name_rank), counts)


def _count(facts: Facts, facet: Facet, refused: Mapping[str, Bools], refusals: Codes) -> dict[str, int]:
    """Terms with the number of documents that would fit if the facet's own filter were not there."""
    chosen = facts.found & (refusals - refused.get(facet, np.False_) == 0)
    near = facts.query.near
    if facet in ("zone", "accessibility") and facet in refused and "radius" in refused and near is not None:
        # The filter also chose the place from which the distance counts: measure again without it.
        distance = facts.distance_to(facts.best_sites(without_site_filter(facts.query.filters, facet)))
        others = refusals - refused[facet] - refused["radius"]
        chosen = facts.found & (others == 0) & facts.reached(distance, near)
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
