"""Under which canonical id a record is kept: by its id, its aliases, then the keys on which sources join."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from catalogue import Kind
from store.answers import State
from store.dialect import among
from store.schema import alias, join_key, record, source_value


@dataclass(frozen=True, slots=True)
class Known:
    """The canonical id of a record, its kind, and whether any source still gives it."""

    id: str
    kind: Kind
    gone: bool = False


def known_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """What is kept under each of these ids, canonical or alias; unknown ids are absent.

    A gone record gives way to a present one that has its id as an alias: a source merged the two.
    """
    found = holders(connection, ids)
    return found | _merged_into(connection, found)


def holders(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """As `known_ids`, but a record that is gone keeps its own id: where it is given again, it comes back as itself."""
    wanted = set(ids)
    query = select(record.c.id, record.c.kind, record.c.state)
    rows = connection.execute(query.where(among(connection, record.c.id, wanted)))
    found = {row.id: Known(row.id, row.kind, row.state == State.GONE) for row in rows}
    return found | _by_alias(connection, wanted - found.keys())


def _by_alias(connection: Connection, names: Iterable[str]) -> dict[str, Known]:
    if not (wanted := set(names)):
        return {}
    query = select(alias.c.alias, record.c.id, record.c.kind, record.c.state)
    query = query.join(record, record.c.id == alias.c.record_id).where(among(connection, alias.c.alias, wanted))
    return {row.alias: Known(row.id, row.kind, row.state == State.GONE) for row in connection.execute(query)}


def _merged_into(connection: Connection, found: Mapping[str, Known]) -> dict[str, Known]:
    """The present record that each gone one was merged into, by the id asked for, however many steps away."""
    merged: dict[str, Known] = {}
    at = {asked: known for asked, known in found.items() if known.gone}
    visited: set[tuple[str, str]] = set()
    while at:
        visited |= {(asked, known.id) for asked, known in at.items()}
        others = _by_alias(connection, {known.id for known in at.values()})
        steps = {asked: others[known.id] for asked, known in at.items() if known.id in others}
        steps = {asked: known for asked, known in steps.items() if known.kind == found[asked].kind}
        merged |= {asked: known for asked, known in steps.items() if not known.gone}
        at = {asked: known for asked, known in steps.items() if known.gone and (asked, known.id) not in visited}
    return merged


def aliases_kept(connection: Connection, names: Iterable[str]) -> set[str]:
    """Those of the names that are an alias already; the first record to claim one keeps it."""
    return set(_by_alias(connection, names))


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
        self._stored = holders(connection, ids)
        self._merged = _merged_into(connection, self._stored)
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
        """The id of the record that a reference leads to, or the same id where nothing is known under it."""
        known = self.of(record_id)
        if record_id in self._merged:  # unless this batch brings it back
            known = self._brought.get(record_id, self._merged[record_id])
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
