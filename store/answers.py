"""What the store answers: small frozen values, free of SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Literal

from catalogue import Kind, Record

Operation = Literal["upsert", "gone"]
Status = Literal["new", "changed", "unchanged", "rejected"]
RunState = Literal["running", "done", "failed", "stopped"]


class State(StrEnum):
    """Whether any source still speaks of a record. A gone record keeps its last values."""

    PRESENT = "present"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Stored:
    """An effective record. `version` grows by one with every change; give it back when you edit."""

    record: Record
    version: int
    state: State

    @property
    def id(self) -> str:
        """The canonical id, which may differ from the one that was asked for."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One field of an effective record that changed.

    `field` is `*` where the record as a whole came or went; `before` and `after` are then its states. Elsewhere they
    are JSON values, `None` for nothing said. `who` is a source or an editor, `run` the source run, if any.
    """

    record_id: str
    version: int
    at: datetime
    who: str
    why: str
    run: int | None
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A source that changed its mind under an editor's value: someone must decide which of the two holds.

    `seen` is what the sources said when the editor wrote, `source_value` what they say now.
    """

    record_id: str
    kind: Kind
    field: str
    editor_value: Any
    seen: Any
    source_value: Any
    who: str
    why: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the change log; lines stand in the order in which they were committed."""

    seq: int
    record_id: str
    kind: Kind
    operation: Operation
    version: int
    at: datetime

    @property
    def mark(self) -> str:
        """Sixteen hexadecimal digits of all that the line tells: after a backup was put back, its number gets another.

        The same on every database. Indices keep it: one that is reckoned in another way fits none of them.
        """
        told = (self.seq, self.record_id, self.kind, self.operation, self.version, self.at.isoformat())
        return blake2b("\n".join(map(str, told)).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One source run. `finished` is empty for a run that never told its end; `counts` as the run gave them."""

    id: int
    source: str
    label: str
    started: datetime
    finished: datetime | None
    state: RunState
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record that a source gave.

    `new`: it was not present before. `changed`: the source says something else than last time; `changed_fields` are
    those of the effective record, none where another source or an editor has the last word. `joined`: it is known
    under another id than its source's own. `rejected`: nothing was written, `reason` says why, and `record_id` is the
    source's own id.
    """

    record_id: str
    kind: Kind
    status: Status
    changed_fields: tuple[str, ...] = ()
    joined: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A present record that this source no longer gives; another one may."""

    record_id: str
    kind: Kind
    source: str
