"""Which text the vector of each offer stands for, and how near in meaning the offers are to a question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np

from search.engine.opensearch.builds import GENERATIONS, number_of
from search.engine.opensearch.clauses import Clause, between, every, term, terms
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.node_shelf import NodeShelf
from search.engine.opensearch.state import State
from search.engine.port import Floats, Nearest
from search.errors import EngineUnavailable

AT_ONCE = 10_000
"""Offers that are read at a time, the most that a node gives."""

REMEMBERED = 4
"""Questions: one question is several searches, strict and lenient and zone by zone."""

OFFERS = term("kind", "offer")


def passages(connection: Connection, index: str, since: int) -> Iterator[Mapping[str, bytes]]:
    """See `Engine.passages`; all where `since` was in another index than this one."""
    known = since if since // GENERATIONS == number_of(index) else 0
    body: dict[str, Any] = {
        "size": AT_ONCE,
        "query": every(OFFERS, between("since", at_least=known + 1)),
        "sort": ["id"],
        "_source": False,
        "docvalue_fields": ["passage"],
    }
    while hits := connection.read(f"/{index}/_search", body)["hits"]["hits"]:
        yield {hit["_id"]: bytes.fromhex(hit["fields"]["passage"][0]) for hit in hits}
        body["search_after"] = hits[-1]["sort"]


class Alike:
    """How near texts are to one question; `found` are the keys (hexadecimal) of those that are near: see `Nearest`."""

    def __init__(self, nearest: Nearest, shelf: NodeShelf, found: Collection[str], known: Mapping[str, float]) -> None:
        """`known` are cosines that need not be asked any more."""
        self.found = frozenset(found)
        self._nearest = nearest
        self._shelf = shelf
        self._known = dict(known)

    def cosines(self, keys: Sequence[str]) -> Floats:
        """How near these texts are; nan where that is not known."""
        missing = {key for key in keys if key not in self._known}
        if missing:
            told = self._shelf.cosines(self._nearest.vector, missing)
            self._known |= {key: told.get(key, np.nan) for key in missing}
        return np.array([self._known[key] for key in keys], dtype=np.float64)


class Likeness:
    """Asks the node what is near, once for each question. Safe from many threads."""

    def __init__(self, connection: Connection, shelf: NodeShelf | None) -> None:
        """Without a shelf nothing is near."""
        self._connection = connection
        self._shelf = shelf
        self._asked: tuple[tuple[Nearest, Alike], ...] = ()
        self._remembering = Lock()

    def to(self, nearest: Nearest | None, state: State) -> Alike | None:
        """What is near in the live index; `None` where that is not asked, or nobody can tell: then words count alone.

        Raises `NotFoundError` where the index made room for another.
        """
        if nearest is None or self._shelf is None:
            return None
        for asked, alike in self._asked:
            if asked is nearest:
                return alike
        try:
            neighbours = self._shelf.neighbours(nearest.vector)
        except EngineUnavailable:  # what is wrong with all of the node shows at the words, which are asked next
            return None
        if neighbours is None:
            return None
        known = neighbours.cosines
        outstanding = min(nearest.sure, neighbours.mean + nearest.above_mean)
        in_use = self._in_use([key for key, cosine in known.items() if cosine >= outstanding], state)
        least = max((known[key] for key in in_use), default=1.0) - nearest.within
        alike = Alike(nearest, self._shelf, [key for key in in_use if known[key] >= least], known)
        with self._remembering:
            self._asked = ((nearest, alike), *self._asked)[:REMEMBERED]
        return alike

    def _in_use(self, keys: Sequence[str], state: State) -> list[str]:
        """Those that an offer has: vectors stay for a while after their text is gone."""
        if not keys:
            return []
        body: Clause = {
            "size": 0,
            "query": every(OFFERS, terms("passage", keys)),
            "aggs": {"in_use": {"terms": {"field": "passage", "size": len(keys)}}},
        }
        answer = self._connection.read(f"/{state.index}/_search", body, {"allow_partial_search_results": "false"})
        return [bucket["key"] for bucket in answer["aggregations"]["in_use"]["buckets"]]
