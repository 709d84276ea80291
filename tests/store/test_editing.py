"""What editors correct, and what happens when a source changes under a correction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from catalogue import RecordError
from store import RecordNotFound, Store, Stored, VersionConflict
from tests.store.world import NOW, field_of, offer, organisation, replace_all, take_in, uri


def edit(store: Store, record_id: str, version: int, **changes: Any) -> Stored:
    return store.edit(record_id, changes, who="zorgraad", why="they called", expected_version=version, now=NOW)


def settle(store: Store, record_id: str, field: str, keep: Any, version: int) -> Stored:
    return store.settle(
        record_id, field, keep=keep, who="zorgraad", why="asked them", expected_version=version, now=NOW
    )


def name_of(store: Store, record_id: str = "x:o1") -> str:
    return str(field_of(store, record_id, "name"))


def test_an_editors_value_holds_and_is_remembered_with_who_and_why(store: Store) -> None:
    take_in(store, organisation("x:o1", "OCMW"))
    stored = edit(store, "x:o1", 1, name="OCMW Aalst")
    assert (name_of(store), stored.version) == ("OCMW Aalst", 2)
    assert stored.record.field_provenance["name"].source == "editor"
    entry = next(one for one in store.history("x:o1") if one.field == "name")
    assert (entry.who, entry.why, entry.before, entry.after) == ("zorgraad", "they called", "OCMW", "OCMW Aalst")


def test_none_gives_the_source_its_word_back(store: Store) -> None:
    take_in(store, organisation("x:o1", "OCMW"))
    edit(store, "x:o1", 1, name="OCMW Aalst")
    stored = edit(store, "x:o1", 2, name=None)
    assert (name_of(store), stored.version, stored.record.field_provenance) == ("OCMW", 3, {})


def test_an_editor_may_say_that_nothing_is_known(store: Store) -> None:
    take_in(store, organisation("x:o1", phones=[{"number": "053 12"}]))
    edit(store, "x:o1", 1, phones=[])
    take_in(store, organisation("x:o1", phones=[{"number": "053 12"}], email="a@b.be"))
    assert field_of(store, "x:o1", "phones") == ()
    assert store.conflicts() == []


def test_a_source_that_changes_under_an_edit_makes_a_conflict_and_overwrites_nothing(store: Store) -> None:
    take_in(store, organisation("x:o1", "oud"))
    edit(store, "x:o1", 1, name="van de redactie")
    take_in(store, organisation("x:o1", "nieuw"))
    assert name_of(store) == "van de redactie"
    (conflict,) = store.conflicts()
    assert (conflict.field, conflict.seen, conflict.source_value, conflict.editor_value) == (
        "name",
        "oud",
        "nieuw",
        "van de redactie",
    )


def test_a_source_that_follows_the_editor_or_comes_back_on_it_is_no_conflict(store: Store) -> None:
    take_in(store, organisation("x:o1", "oud"))
    edit(store, "x:o1", 1, name="nieuw")
    for name in ("nieuw", "anders", "oud"):
        take_in(store, organisation("x:o1", name))
        assert [one.source_value for one in store.conflicts()] == (["anders"] if name == "anders" else [])


@pytest.mark.parametrize(("keep", "name"), [("editor", "redactie"), ("source", "nieuw")])
def test_a_conflict_is_decided_once(store: Store, keep: str, name: str) -> None:
    take_in(store, organisation("x:o1", "oud"))
    edit(store, "x:o1", 1, name="redactie")
    take_in(store, organisation("x:o1", "nieuw"))
    (conflict,) = store.conflicts()
    settle(store, "x:o1", "name", keep, conflict.version)
    assert (name_of(store), store.conflicts()) == (name, [])
    assert store.history("x:o1")[0].why == "asked them"
    with pytest.raises(VersionConflict):
        settle(store, "x:o1", "name", "source", conflict.version)
    take_in(store, organisation("x:o1", "nieuw"))
    assert store.conflicts() == []


def test_editing_again_does_not_decide_a_conflict_by_the_way(store: Store) -> None:
    take_in(store, organisation("x:o1", "oud"))
    edit(store, "x:o1", 1, name="redactie")
    take_in(store, organisation("x:o1", "nieuw"))
    (conflict,) = store.conflicts()
    edit(store, "x:o1", conflict.version, name="redactie 2")
    assert [(one.seen, one.source_value) for one in store.conflicts()] == [("oud", "nieuw")]


def test_who_edits_an_older_version_is_shown_the_newer_one(store: Store) -> None:
    take_in(store, organisation("x:o1"))
    edit(store, "x:o1", 1, name="eerst")
    with pytest.raises(VersionConflict) as raised:
        edit(store, "x:o1", 1, name="tweede")
    assert raised.value.current == store.get("x:o1")
    assert name_of(store) == "eerst"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"colour": "blue"}, "colour"),
        ({"demo": False}, "demo"),
        ({"parent": "x:nowhere"}, "parent"),
        ({"parent": "x:a1"}, "parent"),
        ({"visibility": {"name": "hidden"}}, "visibility"),
    ],
)
def test_an_edit_that_makes_no_valid_record_changes_nothing(store: Store, changes: dict[str, Any], field: str) -> None:
    take_in(store, organisation("x:o1"), offer("x:a1", "x:o1"))
    end = store.last_change()
    with pytest.raises(RecordError) as raised:
        edit(store, "x:o1", 1, **changes)
    assert raised.value.problems[0].field == field
    assert store.last_change() == end


def test_an_editor_may_use_old_ids(store: Store) -> None:
    take_in(store, organisation("a:o", identifiers=uri("u")), organisation("a:p"))
    take_in(store, organisation("b:o", identifiers=uri("u")))
    edit(store, "a:p", 1, parent="b:o")
    assert field_of(store, "a:p", "parent") == "a:o"
    with pytest.raises(RecordNotFound):
        edit(store, "c:o", 1, name="x")


def test_identifiers_that_an_editor_adds_join_records(store: Store) -> None:
    take_in(store, organisation("a:o"))
    edit(store, "a:o", 1, identifiers=uri("u"))
    (outcome,) = take_in(store, organisation("b:o", identifiers=uri("u")))
    assert outcome.record_id == "a:o"


def test_a_gone_record_can_still_be_corrected_and_stays_gone(store: Store) -> None:
    replace_all(store, organisation("x:o1", "oud"), organisation("x:o2"))
    replace_all(store, organisation("x:o2"))
    stored = edit(store, "x:o1", 2, replaced_by="x:o2")
    assert stored.state == "gone"
    found = store.get("x:o1")
    assert found is not None
    assert found.id == "x:o2"
    assert store.changes_since(0)[-1].operation == "gone"


def test_a_moment_without_a_time_zone_is_belgian_time(store: Store) -> None:
    take_in(store, organisation("x:o1"), now=datetime(2026, 7, 1, 0, 30))
    assert store.history("x:o1")[0].at == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
