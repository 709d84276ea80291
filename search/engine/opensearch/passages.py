"""Which text the vector of each offer stands for, by offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.engine.opensearch.clauses import term
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.state import State

AT_ONCE = 10_000
"""Offers that are read at a time, the most that a node gives."""


class Passages:
    """Reads all of them once in each generation. Safe from many threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: tuple[int, Mapping[str, bytes]] = (-1, {})

    def of(self, state: State) -> Mapping[str, bytes]:
        """Per offer (id) the key of its text."""
        generation, known = self._read
        if generation != state.generation:
            known = self._all(state.index)
            self._read = (state.generation, known)
        return known

    def _all(self, index: str) -> Mapping[str, bytes]:
        body: dict[str, Any] = {
            "size": AT_ONCE,
            "query": term("kind", "offer"),
            "sort": ["id"],
            "_source": False,
            "docvalue_fields": ["passage"],
        }
        found: dict[str, bytes] = {}
        while hits := self._connection.read(f"/{index}/_search", body)["hits"]["hits"]:
            found |= {hit["_id"]: bytes.fromhex(hit["fields"]["passage"][0]) for hit in hits}
            body["search_after"] = hits[-1]["sort"]
        return found
