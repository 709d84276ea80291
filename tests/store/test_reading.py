"""Reading: in order, bundles, which offers a change touches, and the change log with its cursors."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, event

from store import Store
from tests.store.world import NOW, at_location, location, offer, organisation, replace_all, row, take_in, uri

WORLD = (
    organisation("x:o1"),
    organisation("x:o2", parent="x:o1"),
    row("partnership", "x:g1", name="GBO", partners=[{"organisation": "x:o1", "name": "OCMW"}], locations=["x:l2"]),
    location("x:l1", "x:o1"),
    location("x:l2", "x:o2"),
    offer("x:a1", "x:o1", partnership="x:g1"),
    offer("x:a2", "x:o2"),
    at_location("x:p1", "x:a1", "x:l1"),
    at_location("x:p2", "x:a1", "x:l2"),
    row("recognition", "x:e1", organisation="x:o1", recognised_for="cm", authority="Z", valid_from="2026-01-01"),
)


def test_records_come_in_order_of_id_from_where_one_left_off(store: Store) -> None:
    take_in(store, *(organisation(f"x:o{number:04}") for number in range(1100)), offer("x:a1", "x:o0001"))
    ids = [one.id for one in store.records("organisation")]
    assert ids == [f"x:o{number:04}" for number in range(1100)]
    assert [one.id for one in store.records(after="x:o0997", limit=2)] == ["x:o0998", "x:o0999"]
    assert (store.count(), store.count("offer"), store.count("location")) == (1101, 1, 0)


def test_records_may_be_read_while_others_write(store: Store) -> None:
    take_in(store, *(organisation(f"x:o{number:04}") for number in range(600)))
    reading = store.records()
    first = next(reading)
    take_in(store, organisation("x:o0599", "intussen gewijzigd"))
    assert (first.id, [one.version for one in reading][-1]) == ("x:o0000", 2)


def test_a_bundle_holds_the_present_records_around_an_offer(store: Store) -> None:
    take_in(store, *WORLD)
    bundle = store.bundle("x:a1")
    assert bundle is not None
    assert bundle.organisation is not None
    assert bundle.partnership is not None
    assert (bundle.organisation.id, bundle.partnership.id) == ("x:o1", "x:g1")
    assert [(at.id, place.id) for at, place in bundle.sites] == [("x:p1", "x:l1"), ("x:p2", "x:l2")]
    replace_all(store, *(one for one in WORLD if one["id"] not in ("x:l1", "x:g1")))
    bundle = store.bundle("x:a1")
    assert bundle is not None
    assert bundle.partnership is None
    assert [place.id for _, place in bundle.sites] == ["x:l2"]


def test_a_gone_or_unknown_offer_has_no_bundle(store: Store) -> None:
    take_in(store, *WORLD)
    replace_all(store, *(one for one in WORLD if one["kind"] == "organisation"))
    assert store.bundle("x:a1") is None
    assert store.bundles(["x:a1", "x:nowhere", "x:o1"]) == {}


def test_bundles_of_many_offers_take_as_many_queries_as_of_one(store: Store) -> None:
    take_in(store, organisation("x:o1"), *(offer(f"x:a{number}", "x:o1") for number in range(300)))
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        one = store.bundles(["x:a1"])
        queries_for_one = len(asked)
        many = store.bundles([f"x:a{number}" for number in range(300)])
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert (len(one), len(many), len(asked)) == (1, 300, 2 * queries_for_one)


def test_bundles_are_keyed_by_the_id_that_was_asked_for(store: Store) -> None:
    take_in(store, organisation("x:o1"), offer("x:a1", "x:o1", identifiers=uri("u")))
    take_in(store, offer("y:a1", "x:o1", identifiers=uri("u")))
    assert {asked: bundle.offer.id for asked, bundle in store.bundles(["y:a1", "x:a1"]).items()} == {
        "y:a1": "x:a1",
        "x:a1": "x:a1",
    }


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ("x:a1", {"x:a1"}),
        ("x:o1", {"x:a1"}),
        ("x:g1", {"x:a1"}),
        ("x:l2", {"x:a1"}),
        ("x:p1", {"x:a1"}),
        ("x:o2", {"x:a2"}),
        ("x:e1", set()),
        ("x:nowhere", set()),
    ],
)
def test_a_change_touches_the_offers_that_show_it(store: Store, changed: str, touched: set[str]) -> None:
    take_in(store, *WORLD)
    assert store.offers_touched([changed]) == touched


def test_what_is_gone_still_touches_its_offer_and_a_gone_offer_is_touched(store: Store) -> None:
    take_in(store, *WORLD)
    replace_all(store, *(one for one in WORLD if one["kind"] == "organisation"))
    assert store.offers_touched(["x:p1", "x:a2"]) == {"x:a1", "x:a2"}


def test_a_place_that_moves_to_another_offer_touches_both(store: Store) -> None:
    take_in(store, *WORLD)
    take_in(store, at_location("x:p2", "x:a2", "x:l2"))
    assert store.offers_touched(["x:p2"]) == {"x:a1", "x:a2"}


def test_offers_and_locations_of_an_organisation(store: Store) -> None:
    take_in(store, *WORLD)
    assert [one.id for one in store.offers_of("x:o1")] == ["x:a1"]
    assert [one.id for one in store.locations_of("x:o2")] == ["x:l2"]
    assert store.offers_of("x:nowhere") == []


def test_the_change_log_tells_everything_in_order(store: Store) -> None:
    replace_all(store, organisation("x:o1"), organisation("x:o2"))
    replace_all(store, organisation("x:o1", "anders"))
    changes = store.changes_since(0)
    told = [(one.record_id, one.operation, one.version) for one in changes]
    assert told == [("x:o1", "upsert", 1), ("x:o2", "upsert", 1), ("x:o1", "upsert", 2), ("x:o2", "gone", 2)]
    assert [one.seq for one in changes] == sorted({one.seq for one in changes})
    assert store.last_change() == changes[-1].seq
    assert store.changes_since(changes[1].seq, limit=1) == [changes[2]]


def test_each_consumer_has_a_cursor_that_never_goes_back(store: Store) -> None:
    take_in(store, organisation("x:o1"), organisation("x:o2"))
    assert store.cursor("engine") == 0
    store.advance("engine", 2)
    store.advance("engine", 1)
    assert (store.cursor("engine"), store.cursor("feed")) == (2, 0)
    with pytest.raises(ValueError, match="does not reach 3"):
        store.advance("engine", 3)


def test_history_is_newest_first_and_can_be_cut(store: Store) -> None:
    take_in(store, organisation("x:o1", "1"), now=NOW)
    take_in(store, organisation("x:o1", "2"), now=NOW)
    take_in(store, organisation("x:o1", "3"), now=NOW)
    assert [one.after for one in store.history("x:o1", limit=2)] == ["3", "2"]
