"""Whatever sources and editors do, in whatever order, what the store promises holds."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import create_engine, event, select

from catalogue import read_record, write_record
from store import State, Store
from store.precedence import EditorSaid, SourceSaid, effective
from store.schema import editor_value, record, source_value
from tests.postgresql import Databases
from tests.store.world import NOW, SOURCES, Row, content, location, offer, organisation, records, row, uri

NAMES = st.sampled_from(["Huis", "Tuin", "Kamer"])
EMAILS = st.none() | st.sampled_from(["a@x.be", "b@x.be"])
DAYS = st.none() | st.sampled_from(["2026-11-01", "2026-11-02"])
SOURCE_IDS = st.sampled_from(["a", "b", "register"])
URIS = st.none() | st.sampled_from(["u1", "u2"])


@st.composite
def a_source(draw: st.DrawFn) -> list[Row]:
    """What one source gives: some organisations that may join others by URI or alias, and what belongs to them."""
    source = draw(SOURCE_IDS)
    rows = []
    numbers = draw(st.lists(st.integers(1, 3), unique=True, min_size=1))
    for number in numbers:
        fields: dict[str, Any] = {"source_date": draw(DAYS), "demo": draw(st.booleans())}
        if (email := draw(EMAILS)) is not None:
            fields["email"] = email
        if (value := draw(URIS)) is not None:
            fields["identifiers"] = uri(value)
        if draw(st.integers(0, 4)) == 0:
            fields["aliases"] = [f"{source}:o{draw(st.integers(1, 3))}x"]
        if draw(st.integers(0, 4)) == 0:
            fields["parent"] = f"{draw(SOURCE_IDS)}:o{draw(st.integers(1, 3))}"
        rows.append(organisation(f"{source}:o{number}", draw(NAMES), **fields))
    owner = f"{draw(SOURCE_IDS)}:o{draw(st.sampled_from(numbers))}"
    seat = {"identifiers": [{"scheme": "role", "value": "seat"}]} if draw(st.booleans()) else {}
    rows.append(location(f"{source}:l1", owner, **seat))
    rows.append(offer(f"{source}:a1", f"{source}:o{numbers[0]}", draw(NAMES)))
    rows.append(row("offer_at_location", f"{source}:p1", offer=f"{source}:a1", location=f"{source}:l1"))
    return list(draw(st.permutations(rows)))


class Died(BaseException):
    """The end of a process, as far as the database can tell."""


class LifeOfAStore(RuleBasedStateMachine):
    """Runs, dry runs, deaths, reruns, edits, decisions and removals; after each of them all promises are checked."""

    def new_address(self) -> str:
        """Where this life is kept."""
        self.folder = Path(tempfile.mkdtemp())
        return f"sqlite:///{self.folder / 'loket.sqlite'}"

    def throw_away(self) -> None:
        """Let go of what `new_address` made."""
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.address = self.new_address()
        self.store = Store.open(self.address, SOURCES, create=True)
        self.engine = create_engine(self.address)
        self.versions: dict[str, int] = {}
        self.last: list[Row] = []
        self.old_ids: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.engine.dispose()
            self.throw_away()

    @rule(rows=a_source(), size=st.integers(1, 9), gone=st.booleans(), dry_first=st.booleans())
    def a_source_is_read(self, rows: list[Row], size: int, gone: bool, dry_first: bool) -> None:
        told = []
        for dry_run in (True, False) if dry_first else (False,):
            before = content(self.address)
            with self.store.begin_run("s", "file", now=NOW, dry_run=dry_run) as run:
                given = records(rows)
                outcomes = [one for at in range(0, len(given), size) for one in run.compare(given[at : at + size])]
                missing = [one.record_id for one in run.missing()]
                marked = run.mark_gone() if gone else 0
                run.finish({}, now=NOW)
            assert len(outcomes) == len(rows)
            told.append((outcomes, missing, marked))
            if dry_run:
                assert content(self.address) == before
        assert told[0] == told[-1]
        self.last = [row for row, outcome in zip(rows, told[-1][0], strict=True) if outcome.status != "rejected"]
        for one, outcome in zip(rows, told[-1][0], strict=True):
            if outcome.status != "rejected":
                self.old_ids[one["id"]] = outcome.record_id

    @rule(rows=a_source(), size=st.integers(1, 9), statements=st.integers(0, 60))
    def the_process_dies_while_a_source_is_read(self, rows: list[Row], size: int, statements: int) -> None:
        """From some statement on, nothing reaches the database any more; then the store is opened again."""
        left = statements

        def die(*_: object) -> None:
            nonlocal left
            if left == 0:
                raise Died
            left -= 1

        engine = self.store._engine
        event.listen(engine, "before_cursor_execute", die)
        with contextlib.suppress(Died), self.store.begin_run("s", "file", now=NOW) as run:
            given = records(rows)
            for at in range(0, len(given), size):
                run.compare(given[at : at + size])
            run.mark_gone()
            run.finish({}, now=NOW)
        event.remove(engine, "before_cursor_execute", die)
        self.store.close()
        self.store = Store.open(self.address, SOURCES)
        self.last = []

    @rule(size=st.integers(1, 9))
    def the_same_is_read_again(self, size: int) -> None:
        end, history = self.store.last_change(), len(content(self.address)["history"])
        with self.store.begin_run("s", "file", now=NOW) as run:
            given = records(self.last)
            for at in range(0, len(given), size):
                assert {one.status for one in run.compare(given[at : at + size])} <= {"unchanged"}
            run.finish({}, now=NOW)
        assert self.store.last_change() == end
        assert len(content(self.address)["history"]) == history

    @rule(choice=st.integers(0, 50), email=EMAILS, name=st.none() | NAMES)
    def an_editor_corrects_an_organisation(self, choice: int, email: str | None, name: str | None) -> None:
        everyone = list(self.store.records("organisation", state=None))
        with_a_source = [one for one in everyone if one.id in {at for at, _ in self._said()}]
        if not with_a_source:
            return
        chosen = with_a_source[choice % len(with_a_source)]
        changes = {"email": email, "name": name}
        stored = self.store.edit(chosen.id, changes, who="e", why="w", expected_version=chosen.version, now=NOW)
        assert all(getattr(stored.record, field) == value for field, value in changes.items() if value is not None)

    @precondition(lambda self: self.store.conflicts())
    @rule(keep=st.sampled_from(["editor", "source"]), choice=st.integers(0, 9))
    def someone_decides(self, keep: Any, choice: int) -> None:
        conflicts = self.store.conflicts()
        one = conflicts[choice % len(conflicts)]
        stored = self.store.settle(
            one.record_id, one.field, keep=keep, who="e", why="w", expected_version=one.version, now=NOW
        )
        if keep == "editor":
            assert getattr(stored.record, one.field) == one.editor_value
        left = [(other.record_id, other.field) for other in self.store.conflicts()]
        assert left == [(c.record_id, c.field) for c in conflicts if c != one]

    @rule()
    def made_up_records_are_removed(self) -> None:
        self.store.remove_demo(who="e", now=NOW)
        assert not any(one.record.demo for one in self.store.records())
        self.last = []

    def _said(self) -> list[tuple[str, str]]:
        with self.engine.connect() as connection:
            rows = connection.execute(select(source_value.c.record_id, source_value.c.source))
            return [(at, source) for at, source in rows]

    @invariant()
    def the_effective_record_is_what_the_precedence_makes_of_its_parts(self) -> None:
        with self.engine.connect() as connection:
            said: dict[str, list[SourceSaid]] = {}
            for one in connection.execute(select(source_value)):
                values, present = orjson.loads(one.said), one.state == "present"
                parts = SourceSaid(one.source, one.own_id, values, one.source_date, present, one.run)
                said.setdefault(one.record_id, []).append(parts)
            edits: dict[str, dict[str, EditorSaid]] = {}
            for one in connection.execute(select(editor_value)):
                edit = EditorSaid(orjson.loads(one.value), None, None, one.who, one.why, one.at)
                edits.setdefault(one.record_id, {})[one.field] = edit
            for one in connection.execute(select(record)):
                parts_of_it = said.get(one.id, [])
                assert one.state == ("present" if any(part.present for part in parts_of_it) else "gone")
                if parts_of_it:
                    body = effective(one.kind, one.id, parts_of_it, edits.get(one.id, {}), SOURCES)
                    assert orjson.loads(one.body) == write_record(read_record(body))

    @invariant()
    def the_change_log_tells_exactly_which_records_there_are(self) -> None:
        told: dict[str, int] = {}
        before = 0
        for change in self.store.changes_since(0, limit=100_000):
            assert change.seq > before
            before = change.seq
            if change.operation == "upsert":
                told[change.record_id] = change.version
            else:
                told.pop(change.record_id, None)
        assert told == {one.id: one.version for one in self.store.records()}
        assert self.store.count() == len(told)

    @invariant()
    def versions_only_grow(self) -> None:
        now = {one.id: one.version for one in self.store.records(state=None)}
        assert all(now[at] >= version for at, version in self.versions.items())
        self.versions = now

    @invariant()
    def every_id_that_was_ever_taken_in_leads_to_its_record(self) -> None:
        for asked, stored in self.store.get_many(self.old_ids).items():
            assert stored.id == self.old_ids[asked]
        assert self.store.get_many(self.old_ids).keys() == self.old_ids.keys()

    @invariant()
    def nothing_is_damaged(self) -> None:
        assert self.store.check() == []

    @invariant()
    def a_conflict_is_between_an_editor_and_a_source_that_changed(self) -> None:
        for one in self.store.conflicts():
            stored = self.store.get(one.record_id)
            assert stored is not None
            assert stored.state is State.PRESENT
            assert getattr(stored.record, one.field) == one.editor_value
            assert one.source_value not in (one.seen, one.editor_value)


def test_the_promises_hold_in_a_short_life() -> None:
    run_state_machine_as_test(LifeOfAStore, settings=settings(max_examples=15, stateful_step_count=10))


@pytest.mark.long
def test_the_promises_hold_in_a_long_life() -> None:
    run_state_machine_as_test(LifeOfAStore, settings=settings(max_examples=300, stateful_step_count=30))


@pytest.mark.long
def test_the_promises_hold_in_a_life_on_postgresql(postgresql: Databases) -> None:
    class OnPostgreSQL(LifeOfAStore):
        def new_address(self) -> str:
            return postgresql.new()

        def throw_away(self) -> None:
            postgresql.drop(self.address)

    run_state_machine_as_test(OnPostgreSQL, settings=settings(max_examples=20, stateful_step_count=15))
