"""Under which canonical id a record is kept: by its id, its aliases, then the keys on which sources join."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from catalogue import Kind
from store.dialect import among
from store.schema import alias, join_key, record, source_value


@dataclass(frozen=True, slots=True)
class Known:
    """The canonical id of a record and its kind."""

    id: str
    kind: Kind


def known_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """What is kept under each of these ids, canonical or alias; unknown ids are absent."""
    wanted = set(ids)
    rows = connection.execute(select(record.c.id, record.c.kind).where(among(connection, record.c.id, wanted)))
    found = {row.id: Known(row.id, row.kind) for row in rows}
    if others := wanted - found.keys():
        query = select(alias.c.alias, record.c.id, record.c.kind).join(record, record.c.id == alias.c.record_id)
        rows = connection.execute(query.where(among(connection, alias.c.alias, others)))
        found |= {row.alias: Known(row.id, row.kind) for row in rows}
    return found


def known_keys(connection: Connection, kind: Kind, keys: Iterable[str]) -> dict[str, str]:
    """The canonical id that has each of these join keys; unknown keys are absent."""
    query = select(join_key.c.key, join_key.c.record_id).where(join_key.c.kind == kind)
    rows = connection.execute(query.where(among(connection, join_key.c.key, keys)))
    return {row.key: row.record_id for row in rows}


class Identities:
    """What is known of ids and keys while one batch is taken in: the store's, and what the batch itself brings.

    Ids decide before keys. A key joins records of *different* sources only: where a source itself gives two records,
    two departments under one enterprise number, they stay two, and the first has the key.
    """

    def __init__(self, connection: Connection, ids: Iterable[str]) -> None:
        """Look all the ids up at once."""
        self._connection = connection
        self._stored = known_ids(connection, ids)
        self._stored_keys: dict[tuple[Kind, str], str] = {}
        self._stored_speakers: set[tuple[str, str]] = set()
        self._brought: dict[str, Known] = {}
        self._brought_keys: dict[tuple[Kind, str], str] = {}
        self._speakers: set[tuple[str, str]] = set()

    def look_up(self, kind: Kind, keys: Collection[str]) -> None:
        """Learn which of these join keys the store has, and which sources speak of the records that have them."""
        found = known_keys(self._connection, kind, keys) if keys else {}
        self._stored_keys |= {(kind, key): at for key, at in found.items()}
        query = select(source_value.c.record_id, source_value.c.source)
        rows = self._connection.execute(query.where(among(self._connection, source_value.c.record_id, found.values())))
        self._stored_speakers |= {(row.record_id, row.source) for row in rows}

    def stored(self, record_id: str) -> Known | None:
        """The record that the store has under an id."""
        return self._stored.get(record_id)

    def of(self, record_id: str) -> Known | None:
        """The record under an id, of the store or of this batch."""
        return self._stored.get(record_id) or self._brought.get(record_id)

    def canonical(self, record_id: str) -> str:
        """The canonical id, or the same id where nothing is known under it."""
        known = self.of(record_id)
        return known.id if known else record_id

    def find(self, kind: Kind, source: str, ids: Iterable[str], keys: Iterable[str]) -> Known | None:
        """The record that has one of the ids, else one of the keys; the first one decides."""
        for one in ids:
            if known := self.of(one):
                return known
        for key in keys:
            at = self._stored_keys.get((kind, key)) or self._brought_keys.get((kind, key))
            if at and (at, source) not in self._stored_speakers and (at, source) not in self._speakers:
                return Known(at, kind)
        return None

    def bring(self, known: Known, source: str, ids: Iterable[str], keys: Iterable[str]) -> None:
        """Remember what a record of this batch brings; the first to bring an id or a key has it."""
        self._speakers.add((known.id, source))
        for one in ids:
            self._brought.setdefault(one, known)
        for key in keys:
            self._brought_keys.setdefault((known.kind, key), known.id)

    def forget(self, kind: Kind) -> None:
        """Forget what records of that kind in this batch brought."""
        ours = {known.id for known in self._brought.values() if known.kind == kind}
        self._speakers = {(at, source) for at, source in self._speakers if at not in ours}
        self._brought = {one: known for one, known in self._brought.items() if known.kind != kind}
        self._brought_keys = {name: at for name, at in self._brought_keys.items() if name[0] != kind}
