"""The tables. JSON is kept as text that orjson wrote, so that it reads the same from every database."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from store.dialect import Id, Moment, Sequence

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REFERENCE_COLUMNS = ("organisation", "offer", "location", "partnership", "parent")
"""References of a record that have a column of their own; checked by the database at the end of a transaction."""


def _reference(name: str) -> Column[str]:
    return Column(name, Id, ForeignKey("record.id", deferrable=True, initially="DEFERRED"))


record = Table(
    "record",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(7), nullable=False),
    Column("demo", Boolean, nullable=False),
    *(_reference(name) for name in REFERENCE_COLUMNS),
    Column("body", Text, nullable=False),
    Index(None, "kind", "state", "id"),
)
"""The effective records: one row each, with its last values when it is gone."""

for name in REFERENCE_COLUMNS:
    named = record.c[name].is_not(None)
    Index(None, record.c[name], sqlite_where=named, postgresql_where=named)

source_run = Table(
    "source_run",
    metadata,
    Column("id", Sequence, primary_key=True),
    Column("source", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("state", String(7), nullable=False),
    Column("counts", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Each time a source was read; `process` tells whether the one that began it still lives."""

source_value = Table(
    "source_value",
    metadata,
    Column("record_id", Id, ForeignKey("record.id"), primary_key=True),
    Column("source", String(200), primary_key=True),
    Column("own_id", Id, nullable=False),
    Column("state", String(7), nullable=False),
    Column("source_date", Date),
    Column("run", Sequence, ForeignKey("source_run.id"), nullable=False),
    Column("hash", String(32), nullable=False),
    Column("said", Text, nullable=False),
    Index(None, "source", "state"),
)
"""All that one source says of one record, its references already canonical; `own_id` is the source's id for it."""

editor_value = Table(
    "editor_value",
    metadata,
    Column("record_id", Id, ForeignKey("record.id"), primary_key=True),
    Column("field", String(60), primary_key=True),
    Column("value", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("source_value", Text, nullable=False),
    Column("conflict", Boolean, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""What an editor says of one field, what the sources said then (`seen`) and what they say now."""

join_key = Table(
    "join_key",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("record_id", Id, ForeignKey("record.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""The keys of `catalogue.join_keys` under which a record is found again; the first record to state one has it."""

alias = Table(
    "alias",
    metadata,
    Column("alias", Id, primary_key=True),
    Column("record_id", Id, ForeignKey("record.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Other ids of a record, old or foreign; they resolve for ever."""

history = Table(
    "history",
    metadata,
    Column("seq", Sequence, primary_key=True),
    Column("record_id", Id, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("run", Sequence),
    Column("field", String(60), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index(None, "record_id", "seq"),
    sqlite_autoincrement=True,
)
"""Every change of an effective record, field by field; never changed or deleted."""

change_log = Table(
    "change_log",
    metadata,
    Column("seq", Sequence, primary_key=True),
    Column("record_id", Id, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("operation", String(6), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
"""What consumers follow, in commit order; never changed or deleted."""

consumer = Table(
    "consumer",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("seq", Sequence, nullable=False),
)
"""How far each reader of the change log has come."""
