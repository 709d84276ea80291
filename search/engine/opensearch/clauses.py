"""The query language of OpenSearch, as far as it is used here: plain dictionaries, made by a few words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

Clause: TypeAlias = dict[str, Any]
"""A query or an aggregation, as it goes over the line."""

ALL: Clause = {"match_all": {}}


def every(*clauses: Clause) -> Clause:
    """What fits all; everything where there is none. Counts nothing for the score."""
    return {"bool": {"filter": list(clauses)}} if clauses else ALL


def some(*clauses: Clause) -> Clause:
    """What fits one of them; nothing where there is none."""
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}} if clauses else {"match_none": {}}


def none(*clauses: Clause) -> Clause:
    """What fits none of them."""
    return {"bool": {"must_not": list(clauses)}} if clauses else ALL


def term(field: str, value: str | bool | int) -> Clause:
    """What has this value in a field."""
    return {"term": {field: {"value": value}}}


def terms(field: str, values: Iterable[str]) -> Clause:
    """What has one of these values in a field."""
    return {"terms": {field: sorted(values)}}


def between(field: str, *, at_least: int | None = None, at_most: int | None = None) -> Clause:
    """What has a number in a field that is neither less nor more; both borders fit."""
    borders = {"gte": at_least, "lte": at_most}
    return {"range": {field: {name: value for name, value in borders.items() if value is not None}}}


def exists(field: str) -> Clause:
    """What has any value in a field."""
    return {"exists": {"field": field}}


def at_a_site(clause: Clause) -> Clause:
    """What has a place that fits."""
    return {"nested": {"path": "sites", "query": clause, "score_mode": "none"}}


def counts(clause: Clause, score: float) -> Clause:
    """What fits, each for the same score."""
    return {"constant_score": {"filter": clause, "boost": score}}
