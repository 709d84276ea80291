"""The store: where records, what each source and editor says of them, and every change are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import Engine

from catalogue import Bundle, Identifier, Kind, Sources
from store import checking, copying, demo, editing, following
from store import reading as read
from store.answers import Change, FieldConflict, HistoryEntry, RunSummary, State, Stored
from store.dialect import make_engine, reading, writing
from store.identity import known_keys
from store.migrate import current, require_newest, upgrade
from store.moments import in_utc
from store.runs import SourceRun, latest_runs
from store.workbench import Cause


class Store:
    """All that is kept, in one database. Threads may share it: each call has a connection of its own.

    Ids given to it may be old ones (aliases, ids of other sources); answers carry canonical ids. Every writing method
    is one transaction and raises `StoreBusy` when another writer holds on too long. Moments without a
    time zone are Belgian time.
    """

    def __init__(self, engine: Engine, sources: Sources) -> None:
        """Take an engine whose database is ready; callers use `open`."""
        self._engine = engine
        self._sources = sources

    @classmethod
    def open(cls, url: str, sources: Sources, *, create: bool = False) -> Self:
        """Open the database at an SQLAlchemy URL (`sqlite:///PATH`, `postgresql://...`).

        `create` makes an SQLite file and brings any database to the newest schema. Raises `StoreNotReady`, which says
        what to do, where the schema is missing, old, or newer than this code.
        """
        engine = make_engine(url, create=create)
        try:
            if create:
                upgrade(engine)
            require_newest(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, sources)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def get(self, record_id: str) -> Stored | None:
        """The record behind an id, present or gone, through aliases and `replaced_by`."""
        return self.get_many([record_id]).get(record_id)

    def get_many(self, ids: Iterable[str]) -> dict[str, Stored]:
        """As `get` for many ids, keyed by the id that was asked for; unknown ids are absent."""
        with reading(self._engine) as connection:
            return read.get_many(connection, ids)

    def records(
        self,
        kind: Kind | None = None,
        *,
        state: State | None = State.PRESENT,
        after: str = "",
        limit: int | None = None,
    ) -> Iterator[Stored]:
        """Records in order of id, after a given one; `state` None: present and gone.

        Read page by page, in constant memory: what changes meanwhile may or may not be seen. Who needs all changes
        asks `last_change` first and `changes_since` afterwards.
        """
        return read.stream(self._engine, kind, state, after, limit)

    def count(self, kind: Kind | None = None) -> int:
        """How many records are present, of a kind or of all kinds."""
        with reading(self._engine) as connection:
            return read.count(connection, kind)

    def count_demo(self, kind: Kind | None = None) -> int:
        """How many of the present records are made up, of a kind or of all kinds."""
        with reading(self._engine) as connection:
            return read.count(connection, kind, demo_only=True)

    def find(self, kind: Kind, identifier: Identifier) -> Stored | None:
        """The record that sources join on one identifier (see `catalogue.identity`), present or gone."""
        with reading(self._engine) as connection:
            key = f"{identifier.scheme}={identifier.value}"
            found = known_keys(connection, kind, [key]).get(key)
            return None if found is None else read.get_many(connection, [found]).get(found)

    def is_replaced(self, record_id: str) -> bool:
        """Whether another, present record takes its place; a replacement that nobody knows hides nothing."""
        found = self.get(record_id)
        return found is not None and found.id != record_id and found.state is State.PRESENT

    def bundle(self, offer_id: str) -> Bundle | None:
        """The offer behind an id, as `get` finds it, with the present records around it; `None` where it is gone."""
        with reading(self._engine) as connection:
            stored = read.get_many(connection, [offer_id]).get(offer_id)
            return None if stored is None else read.bundles(connection, [stored.id]).get(stored.id)

    def bundles(self, offer_ids: Sequence[str]) -> dict[str, Bundle]:
        """The bundles of present offers, keyed by the id that was asked for; six queries whatever the number.

        Follows aliases but not `replaced_by`: whoever projects offers gets each under its own id only.
        """
        with reading(self._engine) as connection:
            return read.bundles(connection, offer_ids)

    def offers_touched(self, record_ids: Iterable[str]) -> set[str]:
        """Ids of offers, present or gone, whose bundle may differ after a change of these records (canonical ids)."""
        with reading(self._engine) as connection:
            return read.offers_touched(connection, record_ids)

    def offers_of(self, organisation_id: str) -> list[Stored]:
        """The present offers of an organisation, in order of id."""
        with reading(self._engine) as connection:
            return read.of_organisation(connection, "offer", organisation_id)

    def locations_of(self, organisation_id: str) -> list[Stored]:
        """The present locations of an organisation, in order of id."""
        with reading(self._engine) as connection:
            return read.of_organisation(connection, "location", organisation_id)

    def history(self, record_id: str, limit: int = 100) -> list[HistoryEntry]:
        """What changed in a record, newest first, at most `limit` fields."""
        with reading(self._engine) as connection:
            return read.history_of(connection, record_id, limit)

    def edit(
        self, record_id: str, changes: Mapping[str, Any], *, who: str, why: str, expected_version: int, now: datetime
    ) -> Stored:
        """Set the editor's value of fields (field to JSON value); `None` takes the editor's value away again.

        Raises `RecordNotFound`, `VersionConflict` where the record is not at `expected_version`, and
        `catalogue.RecordError` where the result is no valid record.
        """
        cause = Cause(who, why, in_utc(now))
        with writing(self._engine) as connection:
            return editing.edit(connection, self._sources, record_id, changes, expected_version, cause)

    def conflicts(self) -> list[FieldConflict]:
        """Fields on which a source changed under an editor's value, the oldest edit first."""
        with reading(self._engine) as connection:
            return editing.conflicts(connection)

    def settle(
        self,
        record_id: str,
        field: str,
        *,
        keep: Literal["editor", "source"],
        who: str,
        why: str,
        expected_version: int,
        now: datetime,
    ) -> Stored:
        """Decide a conflict: the editor's value stands, or gives way to the source's. Raises as `edit` does."""
        cause = Cause(who, why, in_utc(now))
        with writing(self._engine) as connection:
            return editing.settle(connection, self._sources, record_id, field, keep, expected_version, cause)

    def changes_since(self, seq: int, limit: int = 1000) -> list[Change]:
        """Lines of the change log after a place in it, oldest first."""
        with reading(self._engine) as connection:
            return following.changes_since(connection, seq, limit)

    def last_change(self) -> int:
        """The place of the last line of the change log; 0 where there is none."""
        with reading(self._engine) as connection:
            return following.last_change(connection)

    def cursor(self, consumer: str) -> int:
        """How far a consumer has followed the change log; 0 for one that has not begun."""
        with reading(self._engine) as connection:
            return following.cursor(connection, consumer)

    def advance(self, consumer: str, seq: int) -> None:
        """Note how far a consumer has come; never backwards. Raises `ValueError` beyond the end of the log."""
        with writing(self._engine) as connection:
            following.advance(connection, consumer, seq)

    def begin_run(self, source_name: str, label: str, *, now: datetime, dry_run: bool = False) -> SourceRun:
        """A run of a source, to be used as a context manager; `label` tells what is read (a path, a name).

        A dry run gives the same outcomes and leaves nothing behind; until it ends, other writers wait.
        """
        return SourceRun(self._engine, self._sources, source_name, label, in_utc(now), dry=dry_run)

    def runs(self, limit: int = 20) -> list[RunSummary]:
        """The latest source runs, newest first."""
        with reading(self._engine) as connection:
            return latest_runs(connection, limit)

    def remove_demo(self, *, who: str, now: datetime) -> int:
        """Remove the made-up records and what made-up sources said of real ones; gives how many records that were."""
        cause = Cause(who, "made-up records removed", in_utc(now))
        with writing(self._engine) as connection:
            return demo.remove_demo(connection, self._sources, cause)

    def schema_version(self) -> str:
        """The revision of the database's schema."""
        with reading(self._engine) as connection:
            return current(connection) or ""

    def check(self) -> list[str]:
        """What is wrong with the database, one sentence each; empty where all is well."""
        with reading(self._engine) as connection:
            return checking.check(connection)

    def copy_to(self, path: Path) -> None:
        """Put what is committed at this moment into a new file, while the database is in use. Raises `NotCopied`."""
        copying.copy_to(self._engine, path)
