"""Which text the vector of each offer stands for, and how near in meaning the offers are to a question.

The keys of those texts are kept here, some 200 bytes for each offer, and compared with the vectors that this process
has: as exact as in the embedded engine, as long as the vectors of all offers fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from search.engine.nearness import Nearness, near
from search.engine.opensearch.clauses import Clause, between, every, term
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.state import State
from search.engine.port import Floats, Nearest, Strings
from search.meaning.shelf import Shelf

AT_ONCE = 10_000
"""Offers that are read at a time, the most that a node gives."""

OFFERS = term("kind", "offer")


@dataclass(frozen=True, slots=True)
class Texts:
    """The key of the text of each offer (id) of an index, in one generation; `ids` and `keys` in the same order."""

    index: str
    generation: int
    by_id: Mapping[str, bytes]
    ids: tuple[str, ...]
    keys: Strings
    rows: Mapping[str, int]

    @classmethod
    def of(cls, state: State, by_id: Mapping[str, bytes]) -> Texts:
        """The texts of the live index."""
        keys = np.empty(len(by_id), dtype=np.object_)
        keys[:] = list(by_id.values())
        rows = {id_: row for row, id_ in enumerate(by_id)}
        return cls(state.index, state.generation, by_id, tuple(by_id), keys, rows)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near in meaning offers are; `found`: those that are near (see `Nearest`)."""

    found: tuple[str, ...]
    rows: Mapping[str, int]
    cosines: Floats

    def of(self, ids: Sequence[str]) -> Floats:
        """How near these are; nan where that is not known."""
        rows = (self.rows.get(id_) for id_ in ids)
        return np.array([np.nan if row is None else self.cosines[row] for row in rows], dtype=np.float64)


NOTHING_ALIKE = Likeness((), {}, np.empty(0))


class Passages:
    """Follows the live index, and reads only what came since. Safe from many threads."""

    def __init__(self, connection: Connection, shelf: Shelf | None) -> None:
        """`shelf` has the vectors; without one nothing is near."""
        self._connection = connection
        self._shelf = shelf
        self._nearness = Nearness(shelf)
        self._texts: Texts | None = None
        self._reading = Lock()

    def texts(self, state: State) -> Texts:
        """The texts of all offers."""
        with self._reading:
            known = self._texts
            if known is None or (known.index, known.generation) != (state.index, state.generation):
                known = self._texts = Texts.of(state, self._read(state, known))
            return known

    def likeness(self, state: State, nearest: Nearest | None) -> Likeness:
        """How near each offer is, over all of them."""
        if nearest is None or self._shelf is None:
            return NOTHING_ALIKE
        texts = self.texts(state)
        cosines = self._nearness.cosines(texts.keys, nearest)
        found = tuple(texts.ids[row] for row in np.flatnonzero(near(cosines, nearest)))
        return Likeness(found, texts.rows, cosines)

    def _read(self, state: State, known: Texts | None) -> dict[str, bytes]:
        """What was there and what came since, or everything anew where offers went."""
        counted: int = self._connection.read(f"/{state.index}/_count", {"query": OFFERS})["count"]
        if known is not None and known.index == state.index:
            since = between("since", at_least=known.generation + 1)
            merged = dict(known.by_id) | dict(self._pages(state.index, every(OFFERS, since)))
            if len(merged) == counted:
                return merged
        return dict(self._pages(state.index, OFFERS))

    def _pages(self, index: str, offers: Clause) -> Iterator[tuple[str, bytes]]:
        body: dict[str, Any] = {
            "size": AT_ONCE,
            "query": offers,
            "sort": ["id"],
            "_source": False,
            "docvalue_fields": ["passage"],
        }
        while hits := self._connection.read(f"/{index}/_search", body)["hits"]["hits"]:
            yield from ((hit["_id"], bytes.fromhex(hit["fields"]["passage"][0])) for hit in hits)
            body["search_after"] = hits[-1]["sort"]
