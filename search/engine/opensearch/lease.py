"""Which one process may do something: a document that says so until a moment, and that another may take after it.

`writer`: who follows the store and writes the live index. `rebuild`: who makes a new build, changes which one is live,
or removes builds.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Literal

from opensearchpy import NotFoundError

from search.engine.opensearch.connection import Connection, Revision
from search.engine.opensearch.fields import COPIES
from search.errors import EngineLocked

Right = Literal["writer", "rebuild"]
"""The name of a lease, and of its document."""

SECONDS = 30.0
"""So long after its last sign of life another process may take it. The clocks of machines may differ by part of it."""

RENEWED_AFTER = 10.0
"""Seconds after which a sign of life is given again; a process that follows looks twice a second."""

DOING: dict[Right, str] = {"writer": "beschreven", "rebuild": "opnieuw gemaakt"}
"""What its holder does with the index, as is said to another."""

INDEX = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": COPIES},
    "mappings": {"dynamic": False},
}
"""Of the index of those documents: nothing in it is searched."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A lease as it stands, ours or not: who has it, for the how manieth time it changed hands."""

    body: dict[str, Any]
    revision: Revision

    @property
    def term(self) -> int:
        """Rises whenever another process, or the same one anew, begins to write."""
        term: int = self.body["term"]
        return term


class Lease:
    """A right of one process. Safe from many threads.

    `told` is what its holders leave in it for all to read; it stays when another takes the lease.
    """

    def __init__(
        self, connection: Connection, prefix: str, clock: Callable[[], float], right: Right = "writer"
    ) -> None:
        """`clock` gives seconds since 1970, the same on every machine as far as possible."""
        self._connection = connection
        self._index = f"/{prefix}-lease"
        self._path = f"{self._index}/_doc/{right}"
        self._right = right
        self._clock = clock
        self._held: _Held | None = None
        self._changing = Lock()

    def hold(self) -> int:
        """Take it, or give a sign of life; gives its term, which is higher than that of any writer before.

        Raises `EngineLocked`, saying who has it, and `EngineUnavailable`.
        """
        with self._changing:
            held = self._renewed() or self._taken()
            self._held = held
            return held.term

    def keep(self, told: Mapping[str, Any] | None = None) -> None:
        """Give a sign of life where it is ours, and leave `told`; whether it still is shows when it must be held."""
        with self._changing:
            self._held = self._renewed(told)

    def still(self) -> None:
        """Give a sign of life. Raises `EngineLocked` where it is not ours any more, also if nobody has it now."""
        with self._changing:
            self._held = self._renewed()
            if self._held is None:
                raise self._locked(self._found())

    def release(self, told: Mapping[str, Any] | None = None) -> None:
        """Let another process take it at once; leave `told`, if anything."""
        with self._changing:
            if self._held is not None:
                self._written(self._held.body | {"until": 0.0} | _left(told, self._held.term), self._held)
            self._held = None

    def told(self) -> tuple[Mapping[str, Any], bool] | None:
        """What was last left in it, and whether who left that still holds it; `None` where nothing was."""
        found = self._found()
        if found is None or "told" not in found.body:
            return None
        body = found.body
        return body["told"], body["told_in"] == found.term and self._clock() < body["until"]

    def _renewed(self, told: Mapping[str, Any] | None = None) -> _Held | None:
        """Ours, renewed where that is due; `None` where it is not ours, or no longer."""
        held, until = self._held, self._clock() + SECONDS
        if held is None or (told is None and until - held.body["until"] < RENEWED_AFTER):
            return held
        return self._written(held.body | {"until": until} | _left(told, held.term), held)

    def _taken(self) -> _Held:
        now, before = self._clock(), self._found()
        if before is not None and now < before.body["until"]:
            raise self._locked(before)
        if before is None:
            self._make_index()
        ours = ({} if before is None else before.body) | {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.fromtimestamp(now, UTC).astimezone().isoformat(timespec="seconds"),
            "until": now + SECONDS,
            "term": 1 if before is None else before.term + 1,
        }
        taken = self._written(ours, before)
        if taken is None:
            raise self._locked(self._found())
        return taken

    def _locked(self, by: _Held | None) -> EngineLocked:
        if by is None:
            return EngineLocked(None, None, doing=DOING[self._right])
        return EngineLocked(by.body["pid"], by.body["since"], by.body["host"], DOING[self._right])

    def _make_index(self) -> None:
        try:
            self._connection.read(self._index)
        except NotFoundError:
            self._connection.write("PUT", self._index, INDEX)

    def _found(self) -> _Held | None:
        try:
            found = self._connection.read(self._path)
        except NotFoundError:
            return None
        return _Held(found["_source"], Revision.of(found))

    def _written(self, body: dict[str, Any], before: _Held | None) -> _Held | None:
        """As it now stands; `None` where somebody else wrote it since `before`."""
        now = self._connection.put(self._path, body, before.revision if before is not None else None)
        return _Held(body, now) if now is not None else None


def _left(told: Mapping[str, Any] | None, term: int) -> dict[str, Any]:
    """What stands in the document of a lease of what its holder told, and in which term."""
    return {} if told is None else {"told": dict(told), "told_in": term}
