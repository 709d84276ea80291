"""Which one process writes the index: a document that says so until a moment, and that another may take after it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from opensearchpy import ConflictError, NotFoundError

from search.engine.opensearch.connection import Connection
from search.errors import EngineLocked

SECONDS = 30.0
"""So long after its last sign of life another process may write. The clocks of machines may differ by a part of it."""

RENEWED_AFTER = 10.0
"""Seconds after which a sign of life is given again; a process that follows looks twice a second."""

DOCUMENT = "writer"

INDEX = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"dynamic": False},
}
"""Of the index of that one document: nothing in it is searched."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A lease as it stands, ours or not: who has it, for the how manieth time it changed hands."""

    body: dict[str, Any]
    revision: tuple[int, int]

    @property
    def term(self) -> int:
        """Rises whenever another process, or the same one anew, begins to write."""
        term: int = self.body["term"]
        return term


class Lease:
    """The right to write, of one process. Safe from many threads."""

    def __init__(self, connection: Connection, prefix: str, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970, the same on every machine as far as possible."""
        self._connection = connection
        self._path = f"/{prefix}-lease"
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

    def keep(self) -> None:
        """Give a sign of life where it is ours; whether it still is shows when it must be held."""
        with self._changing:
            self._held = self._renewed()

    def release(self) -> None:
        """Let another process write at once."""
        with self._changing:
            if self._held is not None:
                self._written(self._held.body | {"until": 0.0}, self._held)
            self._held = None

    def _renewed(self) -> _Held | None:
        """Ours, renewed where that is due; `None` where it is not ours, or no longer."""
        held, until = self._held, self._clock() + SECONDS
        if held is None or until - held.body["until"] < RENEWED_AFTER:
            return held
        return self._written(held.body | {"until": until}, held)

    def _taken(self) -> _Held:
        now, before = self._clock(), self._found()
        if before is not None and now < before.body["until"]:
            raise EngineLocked(before.body["pid"], before.body["since"], before.body["host"])
        ours = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.fromtimestamp(now, UTC).astimezone().isoformat(timespec="seconds"),
            "until": now + SECONDS,
            "term": 1 if before is None else before.term + 1,
        }
        taken = self._written(ours, before)
        if taken is None:
            raise EngineLocked(None, None)
        return taken

    def _found(self) -> _Held | None:
        try:
            found = self._connection.read(f"{self._path}/_doc/{DOCUMENT}")
        except NotFoundError as absent:
            if absent.error == "index_not_found_exception":
                self._connection.write("PUT", self._path, INDEX)
            return None
        return _Held(found["_source"], (found["_seq_no"], found["_primary_term"]))

    def _written(self, body: dict[str, Any], before: _Held | None) -> _Held | None:
        """As it now stands; `None` where somebody else wrote it since `before`."""
        still = {"op_type": "create"}
        if before is not None:
            still = {"if_seq_no": str(before.revision[0]), "if_primary_term": str(before.revision[1])}
        try:
            told = self._connection.write("PUT", f"{self._path}/_doc/{DOCUMENT}", body, still)
        except (ConflictError, NotFoundError):
            return None
        return _Held(body, (told["_seq_no"], told["_primary_term"]))
