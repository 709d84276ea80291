"""Compare a batch of records from a source with what is kept, and take in what is new or changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from catalogue import Record, RecordError, Sources
from store.answers import Outcome, State
from store.dialect import among
from store.identity import Identities
from store.incoming import Batch, Heard, Incoming, all_ids, identify, keys_of
from store.precedence import SourceSaid
from store.references import with_references
from store.schema import source_value
from store.workbench import Cause, Workbench
from store.writing import write


def compare(
    connection: Connection, records: Sequence[Record], *, cause: Cause, run: int, heard: Heard, sources: Sources
) -> Batch:
    """Take the records in, within the transaction of `connection`; every record of the batch gets its outcome.

    `cause` tells when and in which run; who speaks is each record's source. `heard` is what the run took in before.
    """
    incoming = [Incoming.of(record) for record in records]
    batch = Batch(incoming, Identities(connection, all_ids(incoming)))
    identify(batch, heard)
    _leave_alone_what_says_the_same(connection, batch)
    _take_in(connection, batch, cause, run, sources)
    return batch


def _leave_alone_what_says_the_same(connection: Connection, batch: Batch) -> None:
    waiting = [one for one in batch.incoming if one.outcome is None]
    kept = {}
    columns = (source_value.c[name] for name in ("record_id", "source", "own_id", "state", "hash"))
    query = select(*columns)
    for row in connection.execute(
        query.where(among(connection, source_value.c.record_id, (one.at.id for one in waiting)))
    ):
        kept[row.record_id, row.source] = (row.own_id, row.state, row.hash)
    for one in waiting:
        if kept.get((one.at.id, one.source)) == (one.record.id, State.PRESENT, one.hash):
            one.unchanged()


def _take_in(connection: Connection, batch: Batch, cause: Cause, run: int, sources: Sources) -> None:
    waiting = [one for one in batch.incoming if one.outcome is None]
    bench = Workbench(connection, sources)
    bench.fetch(one.at.id for one in waiting)
    for one in waiting:
        try:
            one.outcome = _restate(one, batch, bench, cause, run)
        except RecordError as error:
            one.reject(f"together with what is already known of {one.at.id} it is no valid record: {error}")
            batch.spared.add((one.at.id, one.source))
            del batch.heard[one.at.id, one.source]
    accepted = [one for one in waiting if not one.rejected]
    write(bench, {(one.at.id, one.source): keys_of(one, batch.identities) for one in accepted})


def _restate(one: Incoming, batch: Batch, bench: Workbench, cause: Cause, run: int) -> Outcome:
    entry = bench.entry(one.at.id, one.kind)
    values = with_references(one.kind, one.values, batch.identities.canonical)
    said = SourceSaid(one.source, one.record.id, values, one.source_date, present=True, run=run)
    new = entry.state is not State.PRESENT
    by_source = Cause(one.source, cause.why, cause.at, run)
    changed = bench.restate(entry, by_source, said=entry.said | {one.source: said})
    joined = one.record.id != one.at.id
    return Outcome(one.at.id, one.kind, "new" if new else "changed", () if new else changed, joined)
