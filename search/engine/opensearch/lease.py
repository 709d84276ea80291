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
    """Our own lease, as it stands."""

    since: str
    given: float
    revision: tuple[int, int]


class Lease:
    """The right to write, of one process. Safe from many threads."""

    def __init__(self, connection: Connection, prefix: str, clock: Callable[[], float]) -> None:
        """`clock` gives seconds since 1970, the same on every machine as far as possible."""
        self._connection = connection
        self._index = f"{prefix}-lease"
        self._clock = clock
        self._held: _Held | None = None
        self._changing = Lock()

    def hold(self) -> None:
        """Take it, or give a sign of life. Raises `EngineLocked`, saying who has it, and `EngineUnavailable`."""
        with self._changing:
            if not self._renewed():
                self._take()

    def keep(self) -> None:
        """Give a sign of life where it is ours; whether it still is shows when it must be held."""
        with self._changing:
            self._renewed()

    def release(self) -> None:
        """Let another process write at once."""
        with self._changing:
            held, self._held = self._held, None
            if held is not None:
                still = {"if_seq_no": str(held.revision[0]), "if_primary_term": str(held.revision[1])}
                try:
                    self._connection.write("DELETE", f"/{self._index}/_doc/{DOCUMENT}", None, still)
                except (ConflictError, NotFoundError):
                    return  # somebody took it over

    def _renewed(self) -> bool:
        """Whether it is ours, renewed where that is due."""
        held, now = self._held, self._clock()
        if held is None or now - held.given < RENEWED_AFTER:
            return held is not None
        self._held = None
        return self._write(held.since, now, held.revision)

    def _take(self) -> None:
        now = self._clock()
        try:
            found = self._connection.read(f"/{self._index}/_doc/{DOCUMENT}")
        except NotFoundError as absent:
            if absent.error == "index_not_found_exception":
                self._connection.write("PUT", f"/{self._index}", INDEX)
            found = {"found": False}
        holder = found.get("_source", {})
        if found["found"] and now < holder["until"]:
            raise EngineLocked(holder["pid"], holder["since"], holder["host"])
        since = datetime.fromtimestamp(now, UTC).astimezone().isoformat(timespec="seconds")
        before = (found["_seq_no"], found["_primary_term"]) if found["found"] else None
        if not self._write(since, now, before):
            raise EngineLocked(None, None)

    def _write(self, since: str, now: float, before: tuple[int, int] | None) -> bool:
        """Whether it could be written: nobody else did."""
        body: dict[str, Any] = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
        still = {"op_type": "create"}
        if before is not None:
            still = {"if_seq_no": str(before[0]), "if_primary_term": str(before[1])}
        try:
            told = self._connection.write(
                "PUT", f"/{self._index}/_doc/{DOCUMENT}", body | {"until": now + SECONDS}, still
            )
        except (ConflictError, NotFoundError):
            return False
        self._held = _Held(since, now, (told["_seq_no"], told["_primary_term"]))
        return True
