"""The records that one transaction works on: fetched at once, changed in memory, written at once.

Every change of an effective record goes through `restate`, which is why each has its version, history and change log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

import orjson
from sqlalchemy import ColumnElement, Connection, Row, Table, select

from catalogue import Kind, Sources, read_record, write_record
from catalogue.base import WHOLE_RECORD
from store.answers import State
from store.dialect import among
from store.precedence import EditorSaid, SourceSaid, effective, said_by_sources
from store.schema import editor_value, record, source_value

AT_ONCE = 1_000
"""Records on one workbench where there may be very many: what fits in memory and lets other writers in soon."""

T = TypeVar("T")


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts that fit on one workbench."""
    for begin in range(0, len(values), AT_ONCE):
        yield values[begin : begin + AT_ONCE]


@dataclass(frozen=True, slots=True)
class Cause:
    """Who changes something, why, when, and in which source run (`None` for an editor)."""

    who: str
    why: str
    at: datetime
    run: int | None = None


@dataclass(slots=True)
class Entry:
    """A record being worked on. `body` is `None` and `version` 0 until it has been stated for the first time."""

    id: str
    kind: Kind
    body: dict[str, Any] | None = None
    version: int = 0
    state: State | None = None
    said: dict[str, SourceSaid] = field(default_factory=dict)
    edits: dict[str, EditorSaid] = field(default_factory=dict)


@dataclass(slots=True)
class Workbench:
    """Entries by canonical id, what they were when fetched, and the log lines that their changes made."""

    connection: Connection
    sources: Sources
    entries: dict[str, Entry] = field(default_factory=dict)
    fetched: dict[str, Entry] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def fetch(self, ids: Iterable[str]) -> None:
        """Bring these records in, with all that sources and editors say of them; unknown ids are passed over."""
        wanted = set(ids) - self.entries.keys()
        for row in self._rows(record, record.c.id, wanted):
            self.entries[row.id] = Entry(row.id, row.kind, orjson.loads(row.body), row.version, State(row.state))
        for row in self._rows(source_value, source_value.c.record_id, wanted):
            present = row.state == State.PRESENT
            said = SourceSaid(row.source, row.own_id, orjson.loads(row.said), row.source_date, present, row.run)
            self.entries[row.record_id].said[row.source] = said
        for row in self._rows(editor_value, editor_value.c.record_id, wanted):
            value, seen, source_said = map(orjson.loads, (row.value, row.seen, row.source_value))
            edit = EditorSaid(value, seen, source_said, row.who, row.why, row.at)
            self.entries[row.record_id].edits[row.field] = edit
        for one in wanted & self.entries.keys():
            entry = self.entries[one]
            self.fetched[one] = replace(entry, said=dict(entry.said), edits=dict(entry.edits))

    def _rows(self, table: Table, column: ColumnElement[str], ids: Iterable[str]) -> Iterable[Row[Any]]:
        return self.connection.execute(select(table).where(among(self.connection, column, ids)))

    def entry(self, record_id: str, kind: Kind) -> Entry:
        """The record with that canonical id, made where there is none yet."""
        return self.entries.setdefault(record_id, Entry(record_id, kind))

    def restate(
        self,
        entry: Entry,
        cause: Cause,
        *,
        said: Mapping[str, SourceSaid] | None = None,
        edits: Mapping[str, EditorSaid] | None = None,
    ) -> tuple[str, ...]:
        """Let the record follow what sources and editors now say; gives the fields that changed.

        Raises `RecordError`, with nothing changed, where the parts together are no valid record.
        """
        said = entry.said if said is None else said
        edits = entry.edits if edits is None else edits
        body = effective(entry.kind, entry.id, said.values(), edits, self.sources)
        if edits or len(said) > 1:
            body = write_record(read_record(body))
        entry.said, entry.edits = dict(said), self._followed(entry, said, edits)
        state = State.PRESENT if any(one.present for one in said.values()) else State.GONE
        return self.become(entry, body, state, cause)

    def become(self, entry: Entry, body: dict[str, Any], state: State, cause: Cause) -> tuple[str, ...]:
        """Let the effective record be this, with a line of history for each field that differs."""
        before = entry.body
        changed = () if before is None else _differing(before, body)
        if not changed and state is entry.state:
            return ()
        entry.version += 1
        if state is not entry.state:
            self._remember(entry, cause, WHOLE_RECORD, entry.state, state)
        for name in changed:
            self._remember(entry, cause, name, before.get(name) if before else None, body.get(name))
        entry.body, entry.state = body, state
        self.log(entry, cause)
        return changed

    def log(self, entry: Entry, cause: Cause) -> None:
        """Add a line to the change log: this record is now as it is."""
        operation = "upsert" if entry.state is State.PRESENT else "gone"
        self.changes.append(
            {
                "record_id": entry.id,
                "kind": entry.kind,
                "operation": operation,
                "version": entry.version,
                "at": cause.at,
            }
        )

    def decided(self, entry: Entry, cause: Cause, name: str) -> None:
        """Note that the editor's value of a field stands: a new version and a line of history, the same record."""
        entry.version += 1
        value = entry.edits[name].value
        self._remember(entry, cause, name, value, value)
        self.log(entry, cause)

    def _followed(
        self, entry: Entry, said: Mapping[str, SourceSaid], edits: Mapping[str, EditorSaid]
    ) -> dict[str, EditorSaid]:
        """The editor's values, each with what the sources say under it now."""
        everyone = list(said.values())
        return {
            name: replace(edit, source_value=said_by_sources(entry.kind, entry.id, name, everyone, self.sources))
            for name, edit in edits.items()
        }

    def _remember(self, entry: Entry, cause: Cause, name: str, before: Any, after: Any) -> None:
        self.history.append(
            {
                "record_id": entry.id,
                "version": entry.version,
                "at": cause.at,
                "who": cause.who,
                "why": cause.why,
                "run": cause.run,
                "field": name,
                "before": None if before is None else orjson.dumps(before).decode(),
                "after": None if after is None else orjson.dumps(after).decode(),
            }
        )


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))
