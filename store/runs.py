"""Source runs: a source is read, its records are compared in batches, what it no longer gives is marked gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

import orjson
from sqlalchemy import Connection, Engine, insert, select, update

from catalogue import Record, Sources
from store.answers import Missing, Outcome, RunState, RunSummary, State
from store.comparing import compare
from store.dialect import among, reading, writing
from store.incoming import Heard
from store.process import may_live, this_process
from store.schema import record, source_run, source_value
from store.workbench import Cause, Workbench, in_parts
from store.writing import write


class SourceRun:
    """One reading of a source. A context manager: what an exception interrupts is kept as failed.

    A real run commits each batch, so that a killed one loses nothing that was compared. A dry run does all the same
    work in one transaction that is undone at the end; until then other writers wait.
    """

    def __init__(self, engine: Engine, sources: Sources, source: str, label: str, now: datetime, *, dry: bool) -> None:
        """Not for callers: see `Store.begin_run`."""
        self._engine = engine
        self._sources = sources
        self._names = (source, label)
        self._now = now
        self._dry = dry
        self._held = ExitStack()
        self._connection: Connection | None = None
        self._heard: Heard = {}
        self._spared: set[tuple[str, str]] = set()
        self._sources_read: set[str] = set()
        self._finished = False
        self.id = 0

    def __enter__(self) -> Self:
        """Begin: the run is listed as running, runs of dead processes as stopped."""
        if self._dry:
            self._connection = self._held.enter_context(_undone(self._engine))
        try:
            with self._transaction() as connection:
                _stop_dead_runs(connection)
                self.id = _insert_run(connection, *self._names, self._now)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End: done if `finish` was called, failed after an exception, else stopped."""
        with self._held:
            if not self._finished and not self._dry:
                with self._transaction() as connection:
                    _end(connection, self.id, "failed" if isinstance(error, Exception) else "stopped")

    def compare(self, records: Sequence[Record]) -> list[Outcome]:
        """Take a batch in, in one transaction; one outcome a record, in the same order.

        The same records once more are all unchanged and write nothing. A record that names one that is in neither the
        store nor this batch is rejected; give it again when the other is there.
        """
        with self._transaction() as connection:
            batch = compare(
                connection, records, cause=self._cause(), run=self.id, heard=self._heard, sources=self._sources
            )
        self._heard |= batch.heard
        self._spared |= batch.spared
        return [one.outcome for one in batch.incoming if one.outcome is not None]

    def spare(self, source: str, record_id: str) -> None:
        """The source still has this record, but in a form that cannot be read: it is not to be marked gone."""
        with self._reading() as connection:
            query = select(source_value.c.record_id).where(
                source_value.c.source == source, source_value.c.own_id == record_id
            )
            self._spared |= {(at, source) for at in connection.execute(query).scalars()}

    def speaks_for(self, source: str) -> None:
        """What is read is the word of this source, even where it gives no record at all."""
        self._sources_read.add(source)

    def seen(self) -> set[str]:
        """Canonical ids of the records that the run took in or left unchanged."""
        return {at for at, _ in self._heard}

    def missing(self) -> list[Missing]:
        """Present records of the sources of this run that it has not seen, in order of id, then of source."""
        with self._reading() as connection:
            found = sorted(self._missing(connection))
            query = select(record.c.id, record.c.kind).where(among(connection, record.c.id, {at for at, _ in found}))
            kinds = {row.id: row.kind for row in connection.execute(query)}
            return [Missing(at, kinds[at], source) for at, source in found]

    def mark_gone(self) -> int:
        """Note that the source no longer gives what is missing; gives how many records of it there are.

        A record that another source still gives stays present, by what that one says.
        """
        with self._reading() as connection:
            missing = sorted(self._missing(connection))
        for chunk in in_parts(missing):
            with self._transaction() as connection:
                self._mark(connection, chunk)
        return len({at for at, _ in missing})

    def finish(self, counts: Mapping[str, int], *, now: datetime) -> None:
        """The run came to its end; `counts` (new, changed, unchanged, rejected, gone) are kept as given."""
        with self._transaction() as connection:
            _end(connection, self.id, "done", finished=now, counts=orjson.dumps(dict(counts)).decode())
        self._finished = True

    def _mark(self, connection: Connection, missing: Sequence[tuple[str, str]]) -> None:
        bench = Workbench(connection, self._sources)
        bench.fetch(at for at, _ in missing)
        for at, source in missing:
            entry = bench.entries[at]
            gone = replace(entry.said[source], present=False, run=self.id)
            by_source = replace(self._cause(), who=source)
            bench.restate(entry, by_source, said=entry.said | {source: gone})
        write(bench)

    def _missing(self, connection: Connection) -> Iterator[tuple[str, str]]:
        there = self._heard.keys() | self._spared
        for source in sorted({source for _, source in there} | self._sources_read):
            query = select(source_value.c.record_id).where(
                source_value.c.source == source, source_value.c.state == State.PRESENT
            )
            yield from ((at, source) for at in connection.execute(query).scalars() if (at, source) not in there)

    def _cause(self) -> Cause:
        return Cause(who=self._names[0], why=self._names[1], at=self._now, run=self.id)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction that commits, or the one of the dry run, which never does."""
        if self._connection is not None:
            yield self._connection
        else:
            with writing(self._engine) as connection:
                yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
        else:
            with reading(self._engine) as connection:
                yield connection


@contextmanager
def _undone(engine: Engine) -> Iterator[Connection]:
    """A writer's connection whose every change is undone at the end."""
    with writing(engine) as connection:
        try:
            yield connection
        finally:
            connection.rollback()


def _insert_run(connection: Connection, source: str, label: str, now: datetime) -> int:
    row = {"source": source, "label": label, "process": this_process(), "started": now, "state": "running"}
    key = connection.execute(insert(source_run).values(**row, counts="{}")).inserted_primary_key
    return int(key[0]) if key else 0


def _stop_dead_runs(connection: Connection) -> None:
    query = select(source_run.c.id, source_run.c.process).where(source_run.c.state == "running")
    for row in connection.execute(query).all():
        if not may_live(row.process):
            _end(connection, row.id, "stopped")


def _end(connection: Connection, run: int, state: RunState, **values: object) -> None:
    connection.execute(update(source_run).where(source_run.c.id == run).values(state=state, **values))


def latest_runs(connection: Connection, limit: int) -> list[RunSummary]:
    """The latest runs, newest first."""
    rows = connection.execute(select(source_run).order_by(source_run.c.id.desc()).limit(limit))
    return [
        RunSummary(row.id, row.source, row.label, row.started, row.finished, row.state, orjson.loads(row.counts))
        for row in rows
    ]
