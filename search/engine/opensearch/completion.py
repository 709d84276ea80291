"""Names that go on as typed: which keys an offer has for them, and how they are asked for.

A key is `what is typed NUL kind NUL name as shown`, so that keys in alphabetical order are the completions in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from search.analysis import fold
from search.document import Document
from search.engine.opensearch.clauses import Clause, every, some, term
from search.engine.port import Completion
from search.engine.sheet import Sheet

ENOUGH = 2
"""Keys that are asked for each completion: two spellings of a name are shown as one."""

_IN_ORDER = {"order": {"_key": "asc"}}
"""The node numbers all keys of the index for it, once after a change: to read those of every offer with a name that
begins with two letters would take twenty times as long."""


def name_fields(sheet: Sheet, document: Document) -> dict[str, Any]:
    """The keys of the names of an offer and its organisation; `later_names` begin at a later word.

    `offer` and `organisation_record` say whose names they are: id, and whether it is made up.
    """
    first: list[str] = []
    later: list[str] = []
    for kind, _, shown, whole in sheet.names:
        words = whole.split(" ")
        first.append(f"{whole}\0{kind}\0{shown}")
        later.extend(f"{' '.join(words[at:])}\0{kind}\0{shown}" for at in range(1, len(words)))
    return {
        "first_names": first,
        "later_names": later,
        "offer": f"{document.id}\0{document.demo:d}",
        "organisation_record": f"{document.organisation}\0{document.demo:d}",
    }


def completion_body(typed: str, municipality: str | None, limit: int) -> Clause:
    """The question for names that go on as typed (folded)."""
    keys: Clause = {field: _keys(field, typed, limit) for field in ("first_names", "later_names")}
    groups: Clause = {"everywhere": {"filter": {"match_all": {}}, "aggs": keys}}
    if municipality is not None:
        groups["here"] = {"filter": term("nis", municipality), "aggs": keys}
    begun = some(*({"prefix": {field: {"value": typed}}} for field in keys))
    return {"size": 0, "query": every(term("kind", "offer"), begun), "aggs": groups}


def _keys(field: str, typed: str, limit: int) -> Clause:
    """The first keys in alphabetical order, each with the first two whose name it is."""
    whose = {
        holder: {"terms": {"field": holder, "size": 2, **_IN_ORDER}} for holder in ("offer", "organisation_record")
    }
    asked = {"field": field, "include": f"{re.escape(typed)}.*", "size": limit * ENOUGH, **_IN_ORDER}
    return {"terms": asked, "aggs": whose}


def completions(answer: dict[str, Any], limit: int) -> tuple[Completion, ...]:
    """At most `limit` names: those of the municipality first, and those that begin as typed before others."""
    found: dict[tuple[str, str], Completion] = {}
    for group in ("here", "everywhere"):
        for field in ("first_names", "later_names"):
            for one in _of(answer.get(group, {}).get(field, {}).get("buckets", ())):
                found.setdefault((one.kind, fold(one.text)), one)
    return tuple(found.values())[:limit]


def _of(buckets: list[dict[str, Any]]) -> Iterator[Completion]:
    for bucket in buckets:
        _, kind, shown = bucket["key"].split("\0")
        holders = bucket["offer" if kind == "offer" else "organisation_record"]["buckets"]
        whose = [tuple(holder["key"].split("\0")) for holder in holders]
        id_, demo = whose[0]
        named: Literal["offer", "organisation"] = "offer" if kind == "offer" else "organisation"
        yield Completion(shown, named, id_ if {other for other, _ in whose} == {id_} else None, demo == "1")
