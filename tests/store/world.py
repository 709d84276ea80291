"""A few lines to build records of made-up sources and to bring them into a store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import create_engine, select, text

from catalogue import Record, Source, Sources, read_record
from store import Outcome, Store
from store.schema import metadata

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOURCES = Sources({"register": Source(id="register", label="Het register", authentic=("organisation.name",))})
"""One source has the last word on the name of an organisation; all others are equal."""

Row = dict[str, Any]


def row(kind: str, record_id: str, *, source: str | None = None, source_date: str | None = None, **fields: Any) -> Row:
    """A record as JSON; its source is the part of the id before the colon, unless said otherwise."""
    provenance = {"source": source or record_id.split(":")[0]}
    if source_date:
        provenance["source_date"] = source_date
    return {"kind": kind, "id": record_id, "provenance": provenance, **fields}


def organisation(record_id: str, name: str = "OCMW Aalst", **fields: Any) -> Row:
    return row("organisation", record_id, name=name, **fields)


def location(record_id: str, organisation_id: str, **fields: Any) -> Row:
    return row("location", record_id, organisation=organisation_id, **fields)


def offer(record_id: str, organisation_id: str, name: str = "Budgethulp", **fields: Any) -> Row:
    return row("offer", record_id, organisation=organisation_id, name=name, **fields)


def at_location(record_id: str, offer_id: str, location_id: str, **fields: Any) -> Row:
    return row("offer_at_location", record_id, offer=offer_id, location=location_id, **fields)


def uri(value: str) -> list[dict[str, str]]:
    """The identifiers of a record that is known by one URI."""
    return [{"scheme": "uri", "value": value}]


def records(rows: Iterable[Row]) -> list[Record]:
    return [read_record(one) for one in rows]


def take_in(
    store: Store, *rows: Row, label: str = "a file", now: datetime = NOW, dry_run: bool = False
) -> list[Outcome]:
    """One whole run in one batch; nothing is marked gone."""
    with store.begin_run("a source", label, now=now, dry_run=dry_run) as run:
        outcomes = run.compare(records(rows))
        run.finish({}, now=now)
    return outcomes


def replace_all(store: Store, *rows: Row, now: datetime = NOW) -> int:
    """One whole run, after which what its sources no longer give is gone; gives how many that were."""
    with store.begin_run("a source", "a file", now=now) as run:
        run.compare(records(rows))
        gone = run.mark_gone()
        run.finish({"gone": gone}, now=now)
    return gone


def field_of(store: Store, record_id: str, field: str) -> Any:
    """What the effective record says of a field."""
    stored = store.get(record_id)
    assert stored is not None
    return getattr(stored.record, field)


def content(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a database holds, by table."""
    engine = create_engine(address)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def run_sql(address: str, *statements: str) -> None:
    """Change a database past the store and past its foreign keys."""
    engine = create_engine(address)
    with engine.begin() as connection:
        if engine.name == "postgresql":
            connection.execute(text("ALTER TABLE record DROP CONSTRAINT fk_record_organisation"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
