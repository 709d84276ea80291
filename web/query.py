"""The words behind the question mark of /zoek: read, changed one choice at a time, checked.

A query is a row of name and value pairs, as the browser sends them, without the empty fields of a form. Every link of
the search page is made from it, so that a choice is never lost and nothing needs a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError

from search.question import SearchRequest
from web import messages

Query = tuple[tuple[str, str], ...]

BACK = "vorige"
"""The cursors of the pages before this one, oldest first; the engine's cursor knows only the way forward."""

POSITION = frozenset({"cursor", BACK})
"""What names a page of results; any other choice starts at the first page again."""

REPEATED = frozenset(name for name, field in SearchRequest.model_fields.items() if field.default == ())
"""Parameters that take several values."""

KNOWN = (frozenset(SearchRequest.model_fields) - {"exact", "explain", "lang"}) | {BACK}
"""What the page, which speaks Dutch and never ends on nothing, listens to; a newsletter's tracking code is left out of
its links."""

SWITCHES = frozenset(name for name, field in SearchRequest.model_fields.items() if field.annotation is bool)
OFF = frozenset({"0", "false", "off", "no", "nee"})
"""A switch that says no is as if it were not there."""

MOST_PAIRS = 200
"""More choices than every list of the page has together are no question of a person."""


def read_query(pairs: Iterable[tuple[str, str]]) -> Query:
    """The known pairs that say something; of a parameter that takes one value, the last."""
    said = [(name, value) for name, value in pairs if name in KNOWN and value.strip()][:MOST_PAIRS]
    last = dict(said)
    several = REPEATED | {BACK}
    chosen = dict.fromkeys((name, value if name in several else last[name]) for name, value in said)
    return tuple(pair for pair in chosen if not (pair[0] in SWITCHES and pair[1].lower() in OFF))


def values(query: Query, name: str) -> tuple[str, ...]:
    """The values of a parameter."""
    return tuple(value for key, value in query if key == name)


def value(query: Query, name: str) -> str:
    """The one value of a parameter, empty where it is absent."""
    return next(iter(values(query, name)), "")


def without(query: Query, name: str, value: str | None = None) -> Query:
    """The query from its first page without a parameter, or without one value of it."""
    return tuple(
        pair
        for pair in query
        if pair[0] not in POSITION and (pair[0] != name or (value is not None and pair[1] != value))
    )


def with_value(query: Query, name: str, value: str) -> Query:
    """The query from its first page with one value more, or with another value where a parameter takes one."""
    kept = without(query, name, value) if name in REPEATED else without(query, name)
    return (*kept, (name, value))


def first_page(query: Query) -> Query:
    """The same question from its first page."""
    return tuple(pair for pair in query if pair[0] not in POSITION)


def next_page(query: Query, cursor: str) -> Query:
    """The page after this one; the cursor of this one is kept for the way back."""
    here = values(query, "cursor")
    trail = (*values(query, BACK), *here)
    return (*first_page(query), *((BACK, passed) for passed in trail), ("cursor", cursor))


def previous_page(query: Query) -> Query | None:
    """The page before this one; `None` on the first."""
    if not values(query, "cursor"):
        return None
    trail = values(query, BACK)
    if not trail:
        return first_page(query)
    return (*first_page(query), *((BACK, passed) for passed in trail[:-1]), ("cursor", trail[-1]))


def page_number(query: Query) -> int:
    """Which page this is, from 1."""
    return 1 + len(values(query, BACK)) + len(values(query, "cursor"))


def search_url(query: Query) -> str:
    """The address of a question."""
    return f"/zoek?{urlencode(query)}" if query else "/zoek"


def map_url(query: Query, province: str | None = None) -> str:
    """The address of the map of a question: of all zones, or of those of a province."""
    pairs = (*first_page(query), ("province", province)) if province else first_page(query)
    return f"/kaart?{urlencode(pairs)}" if pairs else "/kaart"


def request_of(query: Query) -> tuple[SearchRequest | None, dict[str, str]]:
    """The request that a query stands for, or a message in Dutch for each parameter that is wrong."""
    given: dict[str, Any] = {}
    for name, text in query:
        if name in REPEATED:
            given[name] = (*given.get(name, ()), text)
        elif name != BACK:
            given[name] = text.strip()
    try:
        return SearchRequest.model_validate(given), {}
    except ValidationError as error:
        wrong = [str(detail["loc"][0]) for detail in error.errors(include_url=False, include_context=False)]
        return None, {name: messages.WRONG_VALUE.get(name, messages.WRONG_CHOICE) for name in wrong}
