"""Write a workbench: rows of records, sources and editors, the keys and aliases that lead to them, and the logs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from catalogue import Kind, join_keys, read_record
from store.answers import State
from store.dialect import among
from store.identity import aliases_kept, known_keys
from store.precedence import EditorSaid, SourceSaid
from store.references import reference_columns
from store.schema import alias, change_log, editor_value, history, join_key, record, source_value
from store.workbench import Entry, Workbench

KeysBySource = Mapping[tuple[str, str], Sequence[str]]
"""Join keys already worked out, by canonical id and source; saves reading the record again."""


def write(bench: Workbench, keys: KeysBySource | None = None) -> None:
    """Write all that changed on the bench. The caller's transaction makes it hold."""
    connection = bench.connection
    touched = [entry for entry in bench.entries.values() if entry != bench.fetched.get(entry.id)]
    if not touched:
        return
    _write_records(connection, touched, bench.fetched)
    _write_parts(connection, touched, bench.fetched)
    _write_keys(connection, touched, bench.fetched, keys or {})
    _write_aliases(connection, touched)
    _insert(connection, history, bench.history)
    _insert(connection, change_log, bench.changes)


def digest(values: Mapping[str, Any]) -> str:
    """A fingerprint of what a source says: equal values give equal text, whatever the order of their keys."""
    return hashlib.blake2b(orjson.dumps(values, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _update(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Update rows by primary key; each row holds all the columns of the table."""
    if not rows:
        return
    keys = {column.name for column in table.primary_key}
    renamed = [{f"key_{name}" if name in keys else name: value for name, value in row.items()} for row in rows]
    statement = update(table).where(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))
    connection.execute(statement.values({name: bindparam(name) for name in rows[0].keys() - keys}), renamed)


def _delete(connection: Connection, table: Table, keys: Iterable[tuple[str, str]]) -> None:
    """Delete rows by a primary key of two columns."""
    first, second = table.primary_key
    rows = [{"first": one, "second": other} for one, other in keys]
    if rows:
        connection.execute(delete(table).where(first == bindparam("first"), second == bindparam("second")), rows)


def _write_records(connection: Connection, entries: Iterable[Entry], fetched: Mapping[str, Entry]) -> None:
    new, changed = [], []
    for entry in entries:
        old = fetched.get(entry.id)
        if old is None:
            new.append(_record_row(entry))
        elif (old.version, old.body, old.state) != (entry.version, entry.body, entry.state):
            changed.append(_record_row(entry))
    _insert(connection, record, new)
    _update(connection, record, changed)


def _record_row(entry: Entry) -> dict[str, Any]:
    body = entry.body or {}
    return {
        "id": entry.id,
        "kind": entry.kind,
        "version": entry.version,
        "state": entry.state,
        "demo": body.get("demo", False),
        "body": orjson.dumps(body).decode(),
        **reference_columns(entry.kind, body),
    }


def _write_parts(connection: Connection, entries: Iterable[Entry], fetched: Mapping[str, Entry]) -> None:
    """The rows of sources and editors, each table by what is new, changed and gone."""
    nothing = Entry("", "offer")
    inserts: dict[Table, list[dict[str, Any]]] = {source_value: [], editor_value: []}
    updates: dict[Table, list[dict[str, Any]]] = {source_value: [], editor_value: []}
    deletes: dict[Table, list[tuple[str, str]]] = {source_value: [], editor_value: []}
    for entry in entries:
        old = fetched.get(entry.id, nothing)
        for source, said in entry.said.items():
            if said != old.said.get(source):
                rows = updates if source in old.said else inserts
                rows[source_value].append(_source_row(entry.id, said))
        for field, edit in entry.edits.items():
            if edit != old.edits.get(field):
                rows = updates if field in old.edits else inserts
                rows[editor_value].append(_editor_row(entry.id, field, edit))
        deletes[source_value] += [(entry.id, source) for source in old.said.keys() - entry.said.keys()]
        deletes[editor_value] += [(entry.id, field) for field in old.edits.keys() - entry.edits.keys()]
    for table in (source_value, editor_value):
        _insert(connection, table, inserts[table])
        _update(connection, table, updates[table])
        _delete(connection, table, deletes[table])


def _source_row(record_id: str, said: SourceSaid) -> dict[str, Any]:
    return {
        "record_id": record_id,
        "source": said.source,
        "own_id": said.own_id,
        "state": State.PRESENT if said.present else State.GONE,
        "source_date": said.source_date,
        "run": said.run,
        "hash": digest(said.values),
        "said": orjson.dumps(said.values).decode(),
    }


def _editor_row(record_id: str, field: str, edit: EditorSaid) -> dict[str, Any]:
    return {
        "record_id": record_id,
        "field": field,
        "value": orjson.dumps(edit.value).decode(),
        "seen": orjson.dumps(edit.seen).decode(),
        "source_value": orjson.dumps(edit.source_value).decode(),
        "conflict": edit.in_conflict,
        "who": edit.who,
        "why": edit.why,
        "at": edit.at,
    }


def _write_keys(
    connection: Connection, entries: Sequence[Entry], fetched: Mapping[str, Entry], known: KeysBySource
) -> None:
    """Let each record have the join keys that its sources and its effective form state, and no others.

    A key that another record already has stays there: ids decide before keys, so two records can state the same one.
    """
    owned: dict[str, set[str]] = {}
    old = (entry.id for entry in entries if entry.id in fetched)
    query = select(join_key.c.record_id, join_key.c.key).where(among(connection, join_key.c.record_id, old))
    for row in connection.execute(query):
        owned.setdefault(row.record_id, set()).add(row.key)
    fresh: dict[Kind, dict[str, str]] = {}
    dropped: list[tuple[str, str]] = []
    for entry in entries:
        stated = _stated_keys(entry, known)
        dropped += [(entry.kind, key) for key in owned.get(entry.id, set()) - stated.keys()]
        for key in stated.keys() - owned.get(entry.id, set()):
            fresh.setdefault(entry.kind, {}).setdefault(key, entry.id)
    _delete(connection, join_key, dropped)
    for kind, keys in fresh.items():
        taken = known_keys(connection, kind, keys)
        rows = [{"kind": kind, "key": key, "record_id": at} for key, at in keys.items() if key not in taken]
        _insert(connection, join_key, rows)


def _stated_keys(entry: Entry, known: KeysBySource) -> dict[str, None]:
    keys: dict[str, None] = {}
    for source, said in entry.said.items():
        found = known.get((entry.id, source))
        if found is None:
            found = tuple(join_keys(read_record({"kind": entry.kind, "id": entry.id, **said.values})))
        keys |= dict.fromkeys(found)
    if entry.edits and entry.body:
        keys |= dict.fromkeys(join_keys(read_record(entry.body)))
    return keys


def _write_aliases(connection: Connection, entries: Iterable[Entry]) -> None:
    """Let every other id that is used for a record lead to it, unless it already is an alias.

    Where another record has that id, it keeps it while it is present; in a merge it is marked gone after this.
    """
    wanted: dict[str, str] = {}
    for entry in entries:
        for name in (entry.body or {}).get("aliases", ()):
            wanted.setdefault(name, entry.id)
    taken = aliases_kept(connection, wanted)
    rows = [{"alias": name, "record_id": at} for name, at in wanted.items() if name not in taken]
    _insert(connection, alias, rows)
