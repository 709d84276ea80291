"""The database itself: migrations, readiness, health, and made-up records that can be taken out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect

from store import State, Store, StoreNotReady
from store.dialect import make_engine, reading, writing
from store.migrate import configuration
from store.schema import metadata
from tests.store.world import NOW, SOURCES, field_of, location, offer, organisation, row, run_sql, take_in, uri


def test_the_migrations_make_exactly_the_tables_of_the_schema(address: str, store: Store) -> None:
    engine = make_engine(address, create=False)
    config = configuration()
    with reading(engine) as connection:
        config.attributes["connection"] = connection
        command.check(config)  # what `alembic check` does: raises where the schema has something else
    engine.dispose()
    assert store.schema_version() == "0001"


def test_the_migrations_go_down_again(address: str, store: Store) -> None:
    engine = make_engine(address, create=False)
    config = configuration()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_the_migrations_can_be_given_to_a_postgresql_administrator() -> None:
    config = configuration()
    config.attributes["dialect"] = "postgresql"
    config.output_buffer = io.StringIO()
    command.upgrade(config, "head", sql=True)
    sql = config.output_buffer.getvalue()
    for table in metadata.tables.values():
        assert f"CREATE TABLE {table.name} " in sql
    assert "TIMESTAMP WITH TIME ZONE" in sql
    assert 'VARCHAR(200) COLLATE "C"' in sql
    assert "seq BIGSERIAL" in sql
    assert "DEFERRABLE INITIALLY DEFERRED" in sql


def test_a_missing_database_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    path = tmp_path / "nothing.sqlite"
    with pytest.raises(StoreNotReady, match="loket init"):
        Store.open(f"sqlite:///{path}", SOURCES)
    assert not path.exists()


def test_a_database_without_a_store_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with pytest.raises(StoreNotReady, match="loket init"):
        Store.open(f"sqlite:///{path}", SOURCES)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database at all\n" * 100)
    with pytest.raises(StoreNotReady, match="cannot be opened"):
        Store.open(f"sqlite:///{path}", SOURCES)


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_a_newer_version_is_refused(address: str, store: Store, create: bool) -> None:
    run_sql(address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNotReady, match="does not know"):
        Store.open(address, SOURCES, create=create)


def test_opening_once_more_keeps_everything(address: str, store: Store) -> None:
    take_in(store, organisation("x:o1"))
    again = Store.open(address, SOURCES, create=True)
    assert again.count() == 1
    again.close()


def test_a_database_in_memory_cannot_be_shared() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Store.open("sqlite://", SOURCES, create=True)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE record SET organisation = 'x:lost' WHERE id = 'x:l1'", "x:l1: organisation leads to x:lost"),
        (
            "UPDATE record SET body = replace(body, 'x:o2', 'x:z') WHERE id = 'x:g1'",
            "x:g1: partners leads to x:z",
        ),
        ("INSERT INTO consumer VALUES ('engine', 99)", "engine has followed the change log up to 99"),
        ("UPDATE record SET version = 2 WHERE id = 'x:o1'", "x:o1: the change log does not tell"),
        ("UPDATE record SET state = 'gone' WHERE id = 'x:o1'", "x:o1: the change log does not tell"),
        ("DELETE FROM change_log WHERE record_id = 'x:o1'", "x:o1: the change log does not tell"),
    ],
)
def test_damage_is_told_in_words(address: str, store: Store, damage: str, words: str) -> None:
    partners = [{"organisation": "x:o2", "name": "CAW"}]
    rows = [organisation("x:o1"), organisation("x:o2"), location("x:l1", "x:o1")]
    take_in(store, *rows, row("partnership", "x:g1", name="GBO", partners=partners))
    assert store.check() == []
    run_sql(address, damage)
    (sentence,) = store.check()
    assert sentence.startswith(words)


def test_made_up_records_can_be_taken_out(store: Store) -> None:
    take_in(
        store,
        organisation("real:o1", "Echt", identifiers=uri("u")),
        offer("real:a1", "real:o1"),
        organisation("demo:o1", "Verzonnen", demo=True, identifiers=uri("made-up")),
        offer("demo:a1", "demo:o1", demo=True),
    )
    take_in(store, organisation("demo:o2", "Ook verzonnen", identifiers=uri("u"), email="x@demo.be", demo=True))
    assert field_of(store, "real:o1", "demo") is True
    assert store.remove_demo(who="beheer", now=NOW) == 3
    assert [one.id for one in store.records()] == ["real:a1", "real:o1"]
    assert field_of(store, "real:o1", "demo") is False
    assert field_of(store, "real:o1", "email") is None
    gone = store.get("demo:a1")
    assert gone is not None
    assert gone.state is State.GONE
    assert {one.record_id: one.operation for one in store.changes_since(0)} == {
        "real:o1": "upsert",
        "real:a1": "upsert",
        "demo:o1": "gone",
        "demo:a1": "gone",
    }
    assert store.remove_demo(who="beheer", now=NOW) == 0
    assert store.check() == []


def test_what_made_up_records_called_themselves_joins_nothing_afterwards(store: Store) -> None:
    take_in(store, organisation("demo:o1", demo=True, identifiers=uri("u")))
    store.remove_demo(who="beheer", now=NOW)
    (outcome,) = take_in(store, organisation("real:o1", identifiers=uri("u")))
    assert outcome.record_id == "real:o1"


def test_made_up_records_can_be_made_again(store: Store) -> None:
    take_in(store, organisation("demo:o1", demo=True))
    store.remove_demo(who="beheer", now=NOW)
    (outcome,) = take_in(store, organisation("demo:o1", demo=True))
    assert outcome.status == "new"
    stored = store.get("demo:o1")
    assert stored is not None
    assert (stored.version, stored.state) == (3, State.PRESENT)
