"""A question as one search: what fits, in an order near to that of `search.rank`, and the counts.

The node counts exactly over all that fits, and gives the first `MOST_CANDIDATES`, of which `search.rank` makes the
order. Its own order must only be good enough that what belongs in the window of 200 is among them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from search.boosts import Boost, Boosts
from search.boosts import Near as NearBoost
from search.engine.opensearch.clauses import ALL, Clause, counts, every, exists, none, term, terms
from search.engine.opensearch.facets import facet_aggregation
from search.engine.opensearch.filters import Fact, Hours, facts, serves
from search.engine.opensearch.reach import within_reach
from search.engine.opensearch.text import name_clause, text_clause
from search.engine.port import EngineQuery, Facet, Filters, Near
from search.fit import without_site_filter

MOST_CANDIDATES = 1_000
"""Five windows: so far may the order of the node differ from the one that is shown."""

KNOWN_TO_FIT = 16_384.0
"""What it counts for the order that a fact is known to fit: more than any words, and of a float enough is left to tell
words apart."""


ALIKE_SCORE = 10.0
"""What it counts for the order that an offer is near in meaning: as much as a term that is meant."""

WORDS = "words"
"""The name under which the node tells the score of the words, and counts what has them."""

NAMED = "named"
"""The name under which the node tells whose organisation is asked for by name."""

LOT = 0.01
"""What chance adds for the order, another one each day: so that of many equals not always the same ones are sent."""


def search_body(query: EngineQuery, hours: Hours, alike: Collection[str], boosts: Boosts | None) -> Clause:
    """The search; `alike` are the texts (keys, hexadecimal) of offers that are found by their meaning.

    Filters that have a facet come after the counts, for each facet leaves out its own.
    """
    asked = dict(facts(query.filters, query.today.toordinal(), hours))
    refusing: dict[str, Clause] = {name: fact.stays for name, fact in asked.items()}
    if (reach := within_reach(query, query.filters, hours)) is not None:
        refusing["radius"] = reach
    apart = {name: clause for name, clause in refusing.items() if _counts_without(name, query)}
    common = [clause for name, clause in refusing.items() if name not in apart]
    known = [counts(asked[name].yes, KNOWN_TO_FIT) for name in asked if asked[name].yes != asked[name].stays]
    scored = _scored(query, _found(query, alike), hours, boosts)
    aggregations: Clause = {
        facet: facet_aggregation(facet, _others(facet, apart, query, hours), query.today) for facet in query.facets
    }
    if alike and query.text is not None:
        aggregations[WORDS] = {"filter": every(text_clause(query.text), *apart.values())}
    return {
        "size": MOST_CANDIDATES,
        "track_total_hits": True,
        "stored_fields": "_none_",
        "docvalue_fields": ["sheet"],
        "query": {"bool": {"filter": [term("kind", "offer"), *common], "must": [scored], "should": known}},
        "post_filter": every(*apart.values()),
        "sort": _order(query),
        "aggs": aggregations,
    }


def _counts_without(name: str, query: EngineQuery) -> bool:
    """Whether a facet leaves out this filter; the radius goes with the filters that choose the place of an offer."""
    if name == "radius":
        return any(_chooses_place(facet, query.filters) for facet in query.facets)
    return name in query.facets


def _chooses_place(facet: str, filters: Filters) -> bool:
    return filters.zone is not None if facet == "zone" else facet == "accessibility" and bool(filters.accessibility)


def _others(facet: Facet, apart: dict[str, Clause], query: EngineQuery, hours: Hours) -> list[Clause]:
    others = {name: clause for name, clause in apart.items() if name != facet}
    if "radius" in others and _chooses_place(facet, query.filters):
        # The filter also chose the place from which the distance counts: measure again without it.
        measured = within_reach(query, without_site_filter(query.filters, facet), hours)
        others["radius"] = measured if measured is not None else ALL
    return list(others.values())


def _found(query: EngineQuery, alike: Collection[str]) -> Clause:
    """What has the words, or is near in meaning."""
    if query.text is None:
        return ALL
    words: Clause = {"bool": {"must": [text_clause(query.text)], "_name": WORDS}}
    found: Clause = {
        "bool": {"should": [words, counts(terms("passage", alike), ALIKE_SCORE)], "minimum_should_match": 1}
    }
    named: Clause = {"bool": {"filter": [name_clause(query.text)], "_name": NAMED}}  # scores nothing
    return {"bool": {"must": [found], "should": [named]}}


def _scored(query: EngineQuery, found: Clause, hours: Hours, boosts: Boosts | None) -> Clause:
    """The words, and for the order by relevance the wishes, how near it is and whether it serves there."""
    near = query.near
    if query.sort in ("name", "checked") or (query.sort == "distance" and near is not None):
        return every(found)
    today = query.today.toordinal()
    if boosts is not None:
        wishes = [(fact, boosts.wishes) for _, fact in facts(query.wishes, today, hours, strict=())]
        home = near.home if near is not None else None
        served = [(serves(home, today), boosts.serves)] if home is not None else []
        found = _weighed(_nearer(found, near, boosts.near) if near is not None else found, [*wishes, *served])
    lots = {"random_score": {"seed": today, "field": "_seq_no"}, "weight": LOT}
    return {"function_score": {"query": found, "functions": [lots], "boost_mode": "sum"}}


def _nearer(clause: Clause, near: Near, boost: NearBoost) -> Clause:
    """The boost `near` of `search.factors`, of the nearest place."""
    bell: Clause = {
        "points": {
            "origin": {"lat": near.point.lat, "lon": near.point.lon},
            "offset": f"{boost.around_the_corner_km}km",
            "scale": f"{boost.half_at_km}km",
            "decay": 0.5,
        },
        "multi_value_mode": "MIN",
    }
    placed = exists("points")
    functions = [
        {"filter": placed, "weight": boost.lowest},
        {"filter": placed, "gauss": bell, "weight": boost.highest - boost.lowest},
        {"filter": none(placed), "weight": boost.unknown},
    ]
    return {"function_score": {"query": clause, "functions": functions, "score_mode": "sum", "boost_mode": "multiply"}}


def _weighed(clause: Clause, facts: Sequence[tuple[Fact, Boost]]) -> Clause:
    """Each fact counts less where nobody knows it, and less still where it is known not to hold."""
    if not facts:
        return clause
    functions: list[Clause] = []
    for fact, boost in facts:
        functions += [
            {"filter": none(fact.stays), "weight": boost.lowest},
            {"filter": every(fact.stays, none(fact.yes)), "weight": boost.unknown},
        ]
    weighed = {"functions": functions, "score_mode": "multiply", "boost_mode": "multiply"}
    return {"function_score": {"query": clause, **weighed}}


def _order(query: EngineQuery) -> list[Any]:
    """What is known to fit first, then as `search.rank`, as far as the node can tell."""
    last: list[Any] = [{"checked": "desc"}, {"id": "asc"}]
    if query.sort == "name":
        return ["_score", {"order_name": "asc"}, *last]
    if query.sort == "distance" and query.near is not None:
        here = {"lat": query.near.point.lat, "lon": query.near.point.lon}
        return ["_score", {"_geo_distance": {"points": here, "order": "asc", "unit": "km"}}, *last]
    return ["_score", *last]
