"""The distinct opening hours of an index: which of them are open at a moment is worked out here, not by the node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

import orjson

from search.engine.hours import HoursTable
from search.engine.opensearch.clauses import between, every, term
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.filters import Opened
from search.engine.opensearch.state import State
from search.engine.port import UNKNOWN, YES
from search.engine.sheet import HoursRows

AT_ONCE = 5_000
"""Opening hours that are read at a time: 1 MB."""


def hours_source(rows: HoursRows, generation: int) -> dict[str, Any]:
    """What is kept of opening hours: the numbers, and the generation of the index in which they came."""
    return {"kind": "hours", "since": generation, "stored": orjson.dumps(rows).decode()}


@dataclass(frozen=True, slots=True)
class _Known:
    """The opening hours of an index as far as the generation `until`."""

    index: str
    until: int
    keys: tuple[str, ...]
    table: HoursTable


def _nothing(index: str) -> _Known:
    return _Known(index, -1, (), HoursTable.of(()))


class HoursBook:
    """Remembers the opening hours of the live index, reads those that came since. Safe from many threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known = _nothing("")
        self._reading = Lock()

    def opened(self, state: State, moment: datetime) -> Opened:
        """The keys of the hours that are, and that may be, open at a moment."""
        with self._reading:
            known = self._known if self._known.index == state.index else _nothing(state.index)
            if known.until != state.generation:
                known = self._known = self._read(known, state.generation)
        answers = known.table.open_at(moment).tolist()
        told = list(zip(known.keys, answers, strict=True))
        return Opened(
            tuple(key for key, answer in told if answer == YES), tuple(key for key, answer in told if answer == UNKNOWN)
        )

    def _read(self, known: _Known, generation: int) -> _Known:
        """What was there before and what came since; a change that is under way may have brought some already."""
        before = set(known.keys)
        new = {key: rows for key, rows in self._since(known) if key not in before}
        table = known.table.followed_by(HoursTable.of(list(new.values()))) if new else known.table
        return _Known(known.index, generation, (*known.keys, *new), table)

    def _since(self, known: _Known) -> list[tuple[str, HoursRows]]:
        came = every(term("kind", "hours"), between("since", at_least=known.until + 1))
        body: dict[str, Any] = {"size": AT_ONCE, "query": came, "sort": ["id"], "_source": ["stored"]}
        pages = self._connection.pages(known.index, body)
        return [(hit["sort"][0], orjson.loads(hit["_source"]["stored"])) for hits in pages for hit in hits]


def hours_actions(index: str, hours: Mapping[str, HoursRows], generation: int) -> list[dict[str, Any]]:
    """Puts opening hours into an index; those that it has stay as they are."""
    return [
        {"_op_type": "create", "_index": index, "_id": f"hours {key}", "id": key} | hours_source(rows, generation)
        for key, rows in hours.items()
    ]
