"""Counts per facet and term, as aggregations: each without the facet's own filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from search.engine.opensearch.clauses import Clause, every, none, term
from search.engine.opensearch.filters import in_force
from search.engine.port import Facet

MOST_TERMS = 10_000
"""Of one facet: more than any vocabulary has, so that counts are never cut off."""


def facet_aggregation(facet: Facet, others: list[Clause], today: date) -> Clause:
    """The counts of one facet among the offers that fit the `others`: all asked filters but its own."""
    inside = _zones(today.toordinal()) if facet == "zone" else {"terms": _terms(facet)}
    return {"filter": every(*others), "aggs": inside}


def _terms(field: str) -> Clause:
    return {"terms": {"field": field, "size": MOST_TERMS}}


def _zones(today: int) -> Clause:
    """An area counts in the zones it reaches into while it holds; what is everywhere is counted apart."""
    held, everywhere = in_force(today), term("area.everywhere", True)
    return {
        "placed": {"filter": none(held), "aggs": {"terms": _terms("zone")}},
        "reaching": {"filter": every(held, none(everywhere)), "aggs": {"terms": _terms("zone_reached")}},
        "everywhere": {"filter": every(held, everywhere)},
    }


def facet_counts(facet: Facet, answer: Mapping[str, Any]) -> dict[str, int]:
    """Terms with the number of offers that have them; what is everywhere counts in each zone that is shown."""
    if facet != "zone":
        return _counts(answer["terms"])
    shown = Counter(_counts(answer["placed"]["terms"])) + Counter(_counts(answer["reaching"]["terms"]))
    return {zone: count + answer["everywhere"]["doc_count"] for zone, count in shown.items()}


def _counts(answer: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
