"""Offers by what they do and whom they serve, as searches that give their ids, page by page."""

from __future__ import annotations

from typing import Any

from geo import Point
from search.engine.opensearch.clauses import Clause, every, none, term, terms
from search.engine.opensearch.filters import serves
from search.engine.port import Home

SERVING_PAGE = 10_000
"""Ids that are read at a time where all are wanted: the most that a node gives."""

ELSEWHERE_PAGE = 500
"""Ids that are read at a time where the first ones are mostly enough."""


def serving_body(does: frozenset[str], home: Home, today: int) -> dict[str, Any]:
    """Those that serve, or may serve, who lives there."""
    return _body(SERVING_PAGE, every(_doing(does), serves(home, today).stays), ["id"])


def elsewhere_body(does: frozenset[str], home: Home, today: int, here: Point) -> dict[str, Any]:
    """Those that are known to serve others only, nearest place first; how many are counted."""
    nearest = {"_geo_distance": {"points": {"lat": here.lat, "lon": here.lon}, "order": "asc", "unit": "m"}}
    far = every(_doing(does), none(serves(home, today).stays))
    return _body(ELSEWHERE_PAGE, far, [nearest, "id"]) | {"track_total_hits": True}


def _body(size: int, query: Clause, sort: list[Any]) -> dict[str, Any]:
    """The id is the last thing sorted by, which is faster to read than what is stored."""
    return {"size": size, "query": query, "sort": sort, "stored_fields": "_none_"}


def _doing(does: frozenset[str]) -> Clause:
    return every(term("kind", "offer"), terms("does", does))
