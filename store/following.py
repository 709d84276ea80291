"""The change log and the cursors of those who follow it."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, update

from store.answers import Change
from store.schema import change_log, consumer


def changes_since(connection: Connection, seq: int, limit: int) -> list[Change]:
    """The changes after a place in the log, oldest first, at most `limit`."""
    query = select(change_log).where(change_log.c.seq > seq).order_by(change_log.c.seq).limit(limit)
    return [
        Change(row.seq, row.record_id, row.kind, row.operation, row.version, row.at)
        for row in connection.execute(query)
    ]


def last_change(connection: Connection) -> int:
    """The place of the last change, 0 where nothing ever changed."""
    return int(connection.execute(select(func.max(change_log.c.seq))).scalar() or 0)


def cursor(connection: Connection, name: str) -> int:
    """How far a consumer has come; 0 for one that never followed."""
    return int(connection.execute(select(consumer.c.seq).where(consumer.c.name == name)).scalar() or 0)


def advance(connection: Connection, name: str, seq: int) -> None:
    """Note how far a consumer has come. Going back changes nothing. Raises `ValueError` beyond the end of the log."""
    if seq > last_change(connection):
        raise ValueError(f"the change log does not reach {seq}")
    moved = update(consumer).where(consumer.c.name == name, consumer.c.seq < seq).values(seq=seq)
    if connection.execute(moved).rowcount:
        return
    if connection.execute(select(consumer.c.name).where(consumer.c.name == name)).first() is None:
        connection.execute(insert(consumer).values(name=name, seq=seq))
