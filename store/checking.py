"""Is the store sound? What `loket doctor` asks, answered in words."""

from __future__ import annotations

import orjson
from sqlalchemy import Connection, func, or_, select

from store.answers import State
from store.dialect import health
from store.following import last_change
from store.identity import known_ids
from store.references import references
from store.schema import REFERENCE_COLUMNS, change_log, consumer, record


def check(connection: Connection) -> list[str]:
    """Everything that is wrong, one sentence each; empty where all is well."""
    return [
        *health(connection),
        *_dangling_columns(connection),
        *_dangling_lists(connection),
        *_not_in_the_log(connection),
        *_beyond_the_log(connection),
    ]


def _dangling_columns(connection: Connection) -> list[str]:
    found = []
    for name in REFERENCE_COLUMNS:
        there = record.alias("there")
        query = (
            select(record.c.id, record.c[name])
            .outerjoin(there, there.c.id == record.c[name])
            .where(record.c[name].is_not(None), there.c.id.is_(None))
            .order_by(record.c.id)
        )
        found += [f"{at}: {name} leads to {named}, which is not there" for at, named in connection.execute(query)]
    return found


def _dangling_lists(connection: Connection) -> list[str]:
    """References inside lists, which the database does not guard: those of partnerships."""
    query = select(record.c.id, record.c.body).where(record.c.kind == "partnership").order_by(record.c.id)
    named = [
        (at, name, one)
        for at, body in connection.execute(query)
        for name, one in references("partnership", orjson.loads(body))
    ]
    known = known_ids(connection, {one for _, _, one in named})
    return [f"{at}: {name} leads to {one}, which is not there" for at, name, one in named if one not in known]


def _not_in_the_log(connection: Connection) -> list[str]:
    """Records whose last line in the change log is not what they are; followers would never hear of it."""
    last = (
        select(change_log.c.record_id, func.max(change_log.c.seq).label("seq"))
        .group_by(change_log.c.record_id)
        .subquery()
    )
    told = select(change_log).join(last, last.c.seq == change_log.c.seq).subquery()
    is_gone = record.c.state == State.GONE
    told_gone = told.c.operation == "gone"
    query = (
        select(record.c.id)
        .outerjoin(told, told.c.record_id == record.c.id)
        .where(or_(told.c.seq.is_(None), told.c.version != record.c.version, is_gone != told_gone))
        .order_by(record.c.id)
    )
    return [f"{at}: the change log does not tell its last change" for at in connection.execute(query).scalars()]


def _beyond_the_log(connection: Connection) -> list[str]:
    end = last_change(connection)
    query = select(consumer.c.name, consumer.c.seq).where(consumer.c.seq > end).order_by(consumer.c.name)
    return [
        f"{name} has followed the change log up to {seq}, but it ends at {end}: an older copy was put back?"
        for name, seq in connection.execute(query)
    ]
