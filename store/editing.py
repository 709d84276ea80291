"""What editors do: correct a field, take a correction back, decide where a source changed under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, select

from catalogue import Problem, RecordError, Sources, read_record, record_fields, write_record
from store.answers import FieldConflict, State, Stored
from store.errors import RecordNotFound, VersionConflict
from store.identity import known_ids
from store.precedence import EditorSaid, effective, said_by_sources
from store.references import KIND_NAMED, references, with_references
from store.schema import editor_value, record
from store.workbench import Cause, Entry, Workbench
from store.writing import write


def edit(
    connection: Connection, sources: Sources, record_id: str, changes: Mapping[str, Any], expected: int, cause: Cause
) -> Stored:
    """Set or take back the editor's values of some fields, in one transaction; see `Store.edit`."""
    bench, entry = _open(connection, sources, record_id, expected)
    unknown = changes.keys() - set(record_fields(entry.kind))
    if unknown:
        raise RecordError(tuple(Problem(name, "not a field that can be edited") for name in sorted(unknown)))
    kept = {name: one for name, one in entry.edits.items() if changes.get(name, one) is not None}
    plain = orjson.loads(orjson.dumps(dict(changes)))  # as JSON has it: lists, not tuples
    wanted = {name: value for name, value in plain.items() if value is not None}
    for name, value in _as_written(bench, entry, kept, wanted, cause).items():
        kept[name] = _edited(bench, entry, name, value, cause)
    bench.restate(entry, cause, edits=kept)
    write(bench)
    return _stored(entry)


def settle(
    connection: Connection,
    sources: Sources,
    record_id: str,
    field: str,
    keep: Literal["editor", "source"],
    expected: int,
    cause: Cause,
) -> Stored:
    """Decide between an editor's value and what the sources say now; see `Store.settle`."""
    bench, entry = _open(connection, sources, record_id, expected)
    if field not in entry.edits:
        raise RecordError((Problem(field, "no editor has set this field"),))
    if keep == "source":
        others = {name: one for name, one in entry.edits.items() if name != field}
        bench.restate(entry, cause, edits=others)
    else:
        said = entry.edits[field]
        entry.edits[field] = EditorSaid(said.value, said.source_value, said.source_value, said.who, said.why, said.at)
        bench.decided(entry, cause, field)
    write(bench)
    return _stored(entry)


def conflicts(connection: Connection) -> list[FieldConflict]:
    """Fields of present records on which a source changed under an editor's value, oldest edit first."""
    query = (
        select(editor_value, record.c.kind, record.c.version)
        .join(record, record.c.id == editor_value.c.record_id)
        .where(editor_value.c.conflict, record.c.state == State.PRESENT)
        .order_by(editor_value.c.at, editor_value.c.record_id, editor_value.c.field)
    )
    return [
        FieldConflict(
            record_id=row.record_id,
            kind=row.kind,
            field=row.field,
            editor_value=orjson.loads(row.value),
            seen=orjson.loads(row.seen),
            source_value=orjson.loads(row.source_value),
            who=row.who,
            why=row.why,
            at=row.at,
            version=row.version,
        )
        for row in connection.execute(query)
    ]


def _open(connection: Connection, sources: Sources, record_id: str, expected: int) -> tuple[Workbench, Entry]:
    """The record on a bench of its own. Raises `RecordNotFound`, `VersionConflict`."""
    known = known_ids(connection, [record_id]).get(record_id)
    if known is None:
        raise RecordNotFound(record_id)
    bench = Workbench(connection, sources)
    bench.fetch([known.id])
    entry = bench.entries[known.id]
    if entry.version != expected:
        raise VersionConflict(_stored(entry))
    if not entry.said:
        raise RecordError((Problem("", "it was made up and has been removed"),))
    return bench, entry


def _stored(entry: Entry) -> Stored:
    return Stored(read_record(entry.body or {}), entry.version, entry.state or State.GONE)


def _as_written(
    bench: Workbench, entry: Entry, kept: Mapping[str, EditorSaid], wanted: Mapping[str, Any], cause: Cause
) -> dict[str, Any]:
    """The wanted values in the form of the record model, references canonical. Raises `RecordError`."""
    resolved = _resolved(bench.connection, entry, wanted)
    tried = {name: EditorSaid(value, None, None, cause.who, cause.why, cause.at) for name, value in resolved.items()}
    body = effective(entry.kind, entry.id, entry.said.values(), {**kept, **tried}, bench.sources)
    without_merging = {**body, **resolved}  # an editor's own word, not what it becomes together with the sources'
    whole = read_record(without_merging)
    short = write_record(whole)
    return {
        name: short[name] if name in short else whole.model_dump(mode="json", include={name})[name] for name in wanted
    }


def _resolved(connection: Connection, entry: Entry, wanted: Mapping[str, Any]) -> dict[str, Any]:
    read_record({**(entry.body or {}), **wanted})  # its shape first: references are looked for in valid values only
    named = list(references(entry.kind, wanted))
    known = known_ids(connection, {one for _, one in named})
    problems = [
        Problem(name, f"no {KIND_NAMED[name]} is known under the id {one!r}")
        for name, one in named
        if one not in known or known[one].kind != KIND_NAMED[name]
    ]
    if problems:
        raise RecordError(tuple(problems))
    return with_references(entry.kind, wanted, lambda one: known[one].id)


def _edited(bench: Workbench, entry: Entry, name: str, value: Any, cause: Cause) -> EditorSaid:
    """The editor's new word. Until someone decides, a conflict under an earlier word stays one."""
    by_sources = said_by_sources(entry.kind, entry.id, name, list(entry.said.values()), bench.sources)
    before = entry.edits.get(name)
    seen = before.seen if before is not None and before.in_conflict else by_sources
    return EditorSaid(value, seen, by_sources, cause.who, cause.why, cause.at)
