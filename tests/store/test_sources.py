"""Records that sources give: taken in, joined, rejected, gone and back again."""

from __future__ import annotations

import pytest

from store import State, Store
from tests.store.world import (
    NOW,
    Row,
    at_location,
    field_of,
    location,
    offer,
    organisation,
    records,
    replace_all,
    row,
    take_in,
    uri,
)


def test_a_new_record_is_kept_with_its_provenance(store: Store) -> None:
    (outcome,) = take_in(store, organisation("x:o1", source_date="2026-11-01"))
    assert (outcome.record_id, outcome.status, outcome.joined) == ("x:o1", "new", False)
    stored = store.get("x:o1")
    assert stored is not None
    assert stored.version == 1
    assert stored.state is State.PRESENT
    assert stored.record.provenance is not None
    assert stored.record.provenance.source == "x"


def test_the_same_records_once_more_are_unchanged_and_write_nothing(store: Store) -> None:
    rows = [organisation("x:o1"), location("x:l1", "x:o1"), offer("x:a1", "x:o1"), at_location("x:p1", "x:a1", "x:l1")]
    take_in(store, *rows)
    end, lines = store.last_change(), store.history("x:a1")
    assert {one.status for one in take_in(store, *rows)} == {"unchanged"}
    assert store.last_change() == end
    assert store.history("x:a1") == lines


def test_a_changed_record_tells_its_fields_and_keeps_what_stood_there(store: Store) -> None:
    take_in(store, organisation("x:o1", "OCMW Aalst", email="a@aalst.be"), label="january")
    (outcome,) = take_in(store, organisation("x:o1", "Sociaal Huis Aalst"), label="february")
    assert (outcome.status, outcome.changed_fields) == ("changed", ("email", "name"))
    email, name, came = sorted(store.history("x:o1"), key=lambda entry: (-entry.version, entry.field))
    assert (name.before, name.after, name.who, name.why) == ("OCMW Aalst", "Sociaal Huis Aalst", "x", "february")
    assert (email.before, email.after) == ("a@aalst.be", None)
    assert (came.field, came.before, came.after, came.why) == ("*", None, "present", "january")


def test_records_of_one_batch_may_name_each_other_in_any_order(store: Store) -> None:
    outcomes = take_in(
        store,
        at_location("x:p1", "x:a1", "x:l1"),
        offer("x:a1", "x:o1"),
        location("x:l1", "x:o1"),
        organisation("x:o1", parent="x:o2"),
        organisation("x:o2"),
    )
    assert [one.status for one in outcomes] == ["new"] * 5


def test_what_names_something_unknown_is_rejected_with_all_that_hangs_on_it(store: Store) -> None:
    outcomes = take_in(
        store,
        organisation("x:o1", parent="x:o2"),
        organisation("x:o2", parent="x:nowhere"),
        offer("x:a1", "x:o1"),
        organisation("x:o3"),
    )
    assert [one.status for one in outcomes] == ["rejected", "rejected", "rejected", "new"]
    assert outcomes[1].reason == "parent: no record is known under the id 'x:nowhere'"
    assert store.get("x:o1") is None


def test_what_hangs_on_a_batch_of_which_nothing_is_left_is_rejected_too(store: Store) -> None:
    outcomes = take_in(
        store, offer("x:a1", "x:nowhere"), location("x:l1", "x:nowhere"), at_location("x:p1", "x:a1", "x:l1")
    )
    assert [one.status for one in outcomes] == ["rejected"] * 3


def test_what_was_rejected_is_taken_in_when_given_again_after_what_it_names(store: Store) -> None:
    with store.begin_run("x", "a file", now=NOW) as run:
        assert run.compare(records([offer("x:a1", "x:o1")]))[0].status == "rejected"
        assert run.compare(records([organisation("x:o1")]))[0].status == "new"
        assert run.compare(records([offer("x:a1", "x:o1")]))[0].status == "new"
        run.finish({}, now=NOW)


def test_a_reference_to_another_kind_of_record_is_rejected(store: Store) -> None:
    take_in(store, organisation("x:o1"), location("x:l1", "x:o1"))
    (outcome,) = take_in(store, offer("x:a1", "x:l1"))
    assert outcome.reason == "organisation: x:l1 is not of the kind organisation (location)"


def test_an_id_cannot_become_another_kind_of_record(store: Store) -> None:
    take_in(store, organisation("x:o1"), organisation("x:1"))
    (outcome,) = take_in(store, offer("x:1", "x:o1"))
    assert outcome.status == "rejected"


def test_one_id_twice_with_different_values_is_rejected_so_that_a_rerun_changes_nothing(store: Store) -> None:
    rows = [organisation("x:o1", "een"), organisation("x:o1", "een"), organisation("x:o1", "twee")]
    assert [one.status for one in take_in(store, *rows)] == ["new", "unchanged", "rejected"]
    assert [one.status for one in take_in(store, *rows)] == ["unchanged", "unchanged", "rejected"]


def test_two_sources_that_state_the_same_uri_speak_of_one_record(store: Store) -> None:
    take_in(store, organisation("shipped:ocmw-aalst", identifiers=uri("https://data.be/1")))
    mine, theirs = take_in(
        store,
        organisation("ipdc:77", identifiers=uri("https://data.be/1"), email="info@aalst.be"),
        offer("ipdc:a1", "ipdc:77"),
    )
    assert (mine.record_id, mine.joined, theirs.joined) == ("shipped:ocmw-aalst", True, False)
    stored = store.get("ipdc:77")
    assert stored is not None
    assert stored.id == "shipped:ocmw-aalst"
    assert stored.record.aliases == ("ipdc:77",)
    assert [one.id for one in store.offers_of("shipped:ocmw-aalst")] == ["ipdc:a1"]


def test_a_joined_record_once_more_is_unchanged(store: Store) -> None:
    take_in(store, organisation("a:o", identifiers=uri("u")))
    rows = [organisation("b:o", identifiers=uri("u")), offer("b:a1", "b:o")]
    take_in(store, *rows)
    again = take_in(store, *rows)
    assert [(one.status, one.joined) for one in again] == [("unchanged", True), ("unchanged", False)]


def test_a_role_joins_the_places_of_organisations_that_joined(store: Store) -> None:
    seat = [{"scheme": "role", "value": "seat"}]
    take_in(
        store,
        organisation("a:o", identifiers=uri("https://data.be/1")),
        location("a:seat", "a:o", identifiers=seat),
    )
    _, place = take_in(
        store,
        organisation("b:o", identifiers=uri("https://data.be/1")),
        location("b:seat", "b:o", identifiers=seat),
    )
    assert (place.record_id, place.joined) == ("a:seat", True)


def test_two_records_of_one_source_with_the_same_key_stay_two(store: Store) -> None:
    rows = [organisation("x:o1", "Noord", identifiers=uri("u")), organisation("x:o2", "Zuid", identifiers=uri("u"))]
    assert [one.status for one in take_in(store, *rows)] == ["new", "new"]
    assert [one.status for one in take_in(store, *reversed(rows))] == ["unchanged", "unchanged"]


def test_a_key_that_a_source_takes_back_joins_no_longer(store: Store) -> None:
    take_in(store, organisation("a:o", identifiers=uri("wrong")))
    take_in(store, organisation("a:o", identifiers=uri("right")))
    (outcome,) = take_in(store, organisation("b:o", identifiers=uri("wrong")))
    assert outcome.record_id == "b:o"


def test_a_source_that_renames_a_record_keeps_it(store: Store) -> None:
    take_in(store, organisation("x:old"), offer("x:a1", "x:old"))
    new, _ = take_in(store, organisation("x:new", aliases=["x:old"]), offer("x:a1", "x:new"))
    assert (new.record_id, new.status) == ("x:old", "changed")
    assert [one.id for one in store.offers_of("x:new")] == ["x:a1"]


def ids_of(store: Store, *asked: str) -> list[str]:
    return [stored.id for stored in map(store.get, asked) if stored is not None]


def test_a_record_that_its_source_merged_into_another_leads_there(store: Store) -> None:
    replace_all(store, organisation("x:o1"), organisation("x:o2"), offer("x:a1", "x:o2"))
    merged = [organisation("x:o1", aliases=["x:o2"]), offer("x:a1", "x:o2")]
    assert replace_all(store, *merged) == 1
    assert ids_of(store, "x:o1", "x:o2") == ["x:o1", "x:o1"]
    replace_all(store, *merged)
    assert [one.id for one in store.offers_of("x:o1")] == ["x:a1"]
    assert [one.status for one in take_in(store, *merged)] == ["unchanged"] * 2
    assert store.check() == []


def test_a_record_that_comes_back_from_a_merge_is_itself_again(store: Store) -> None:
    apart = [organisation("x:o1"), organisation("x:o2"), offer("x:a1", "x:o2")]
    merged = [organisation("x:o1", aliases=["x:o2"]), offer("x:a1", "x:o2")]
    for rows in (apart, merged, merged):
        replace_all(store, *rows)
    assert [one.id for one in store.offers_of("x:o1")] == ["x:a1"]
    assert [one.status for one in take_in(store, *apart)] == ["changed", "new", "changed"]
    assert ids_of(store, "x:o1", "x:o2") == ["x:o1", "x:o2"]
    assert [one.id for one in store.offers_of("x:o2")] == ["x:a1"]


def test_an_alias_of_another_kind_of_record_leads_nowhere_else(store: Store) -> None:
    replace_all(store, organisation("x:o1"), offer("x:a1", "x:o1"))
    replace_all(store, organisation("x:o1", aliases=["x:a1"]))
    assert ids_of(store, "x:a1") == ["x:a1"]


def test_an_alias_takes_no_id_from_a_record_that_is_present(store: Store) -> None:
    take_in(store, organisation("x:o1"), organisation("y:o2"))
    take_in(store, organisation("x:o1", aliases=["y:o2"]))
    assert ids_of(store, "y:o2") == ["y:o2"]


def test_merges_one_after_the_other_lead_to_the_last_record_and_a_circle_ends(store: Store) -> None:
    replace_all(store, *(organisation(f"x:o{n}") for n in (1, 2, 3)))
    replace_all(store, organisation("x:o1"), organisation("x:o2", aliases=["x:o3"]))
    replace_all(store, organisation("x:o1", aliases=["x:o2"]))
    assert ids_of(store, "x:o1", "x:o2", "x:o3") == ["x:o1"] * 3
    replace_all(store, organisation("x:o3", aliases=["x:o1"]))
    assert ids_of(store, "x:o1", "x:o2", "x:o3") == ["x:o3"] * 3
    replace_all(store, organisation("x:o9"))
    assert ids_of(store, "x:o1", "x:o2", "x:o3") == ["x:o1", "x:o2", "x:o3"]


def test_a_replaced_record_leads_to_its_replacement_and_a_circle_ends(store: Store) -> None:
    take_in(store, organisation("x:1", replaced_by="x:2"), organisation("x:2", replaced_by="x:3"), organisation("x:3"))
    assert {asked: stored.id for asked, stored in store.get_many(["x:1", "x:3", "x:9"]).items()} == {
        "x:1": "x:3",
        "x:3": "x:3",
    }
    take_in(store, organisation("x:3", replaced_by="x:1"))
    assert store.get("x:1") is not None


def test_members_of_a_partnership_are_kept_under_their_canonical_ids(store: Store) -> None:
    take_in(store, organisation("a:o", identifiers=uri("u")))
    take_in(
        store,
        organisation("b:o", identifiers=uri("u")),
        row("partnership", "b:p", name="GBO", partners=[{"organisation": "b:o", "name": "OCMW"}, {"name": "CAW"}]),
    )
    assert [one.organisation for one in field_of(store, "b:p", "partners")] == ["a:o", None]


def test_what_a_source_no_longer_gives_is_gone_with_its_last_values(store: Store) -> None:
    replace_all(store, organisation("x:o1"), organisation("x:o2", email="a@b.be"))
    assert replace_all(store, organisation("x:o1")) == 1
    stored = store.get("x:o2")
    assert stored is not None
    assert stored.state is State.GONE
    assert field_of(store, "x:o2", "email") == "a@b.be"
    assert [one.id for one in store.records()] == ["x:o1"]
    assert [one.id for one in store.records(state=None)] == ["x:o1", "x:o2"]
    assert store.count() == 1


def test_what_comes_back_is_new_again_with_a_higher_version(store: Store) -> None:
    replace_all(store, organisation("x:o1"), organisation("x:o2"))
    replace_all(store, organisation("x:o1"))
    (outcome,) = take_in(store, organisation("x:o2"))
    assert outcome.status == "new"
    stored = store.get("x:o2")
    assert stored is not None
    assert (stored.version, stored.state) == (3, State.PRESENT)


def test_what_one_of_two_sources_no_longer_gives_stays_by_the_word_of_the_other(store: Store) -> None:
    take_in(store, organisation("a:o", "Van a", identifiers=uri("u"), source_date="2026-11-02", email="a@b.be"))
    take_in(store, organisation("b:o", "Van b", identifiers=uri("u"), source_date="2026-11-01"), organisation("b:x"))
    assert replace_all(store, organisation("a:other")) == 1
    stored = store.get("a:o")
    assert stored is not None
    assert stored.state is State.PRESENT
    assert field_of(store, "a:o", "name") == "Van b"
    assert field_of(store, "a:o", "email") is None


def test_an_address_stays_hidden_when_the_source_that_hid_it_gives_the_record_no_longer(store: Store) -> None:
    email, shelter = "huis@a.be", uri("u")
    take_in(store, organisation("a:o", identifiers=shelter, visibility={"email": "hidden"}), organisation("a:x"))
    take_in(store, organisation("b:o", identifiers=shelter, email=email))
    assert replace_all(store, organisation("a:x")) == 1
    assert field_of(store, "a:o", "visibility") == {"email": "hidden"}
    take_in(store, organisation("b:o", "Nieuwe naam", identifiers=shelter, email=email))
    assert field_of(store, "a:o", "visibility") == {"email": "hidden"}
    take_in(store, organisation("a:o", identifiers=shelter))
    assert field_of(store, "a:o", "visibility") == {}


def test_what_a_made_up_source_hid_is_shown_when_the_made_up_is_removed(store: Store) -> None:
    take_in(store, organisation("a:o", identifiers=uri("u"), visibility={"email": "hidden"}, demo=True))
    take_in(store, organisation("b:o", identifiers=uri("u")), organisation("a:x"))
    replace_all(store, organisation("a:x"))
    assert field_of(store, "a:o", "visibility") == {"email": "hidden"}
    assert store.remove_demo(who="e", now=NOW) == 1
    assert field_of(store, "a:o", "visibility") == {}


def test_a_rejected_or_unreadable_record_is_not_taken_for_gone(store: Store) -> None:
    take_in(store, *(organisation(f"x:o{number}") for number in range(4)))
    with store.begin_run("x", "a file", now=NOW) as run:
        run.compare(records([organisation("x:o0"), organisation("x:o1", parent="x:nowhere")]))
        run.spare("x", "x:o2")
        assert [one.record_id for one in run.missing()] == ["x:o3"]
        assert run.mark_gone() == 1
        assert run.seen() == {"x:o0"}
        run.finish({}, now=NOW)


@pytest.mark.parametrize("rows", [[], [organisation("y:o9")]])
def test_a_run_that_saw_nothing_of_a_source_marks_nothing_of_it_gone(store: Store, rows: list[Row]) -> None:
    take_in(store, organisation("x:o1"))
    assert replace_all(store, *rows) == 0


def test_a_run_that_speaks_for_a_source_misses_all_that_it_does_not_give(store: Store) -> None:
    take_in(store, organisation("x:o1"), organisation("y:o1"))
    with store.begin_run("x", "an empty file", now=NOW) as run:
        run.speaks_for("x")
        assert [(one.record_id, one.source) for one in run.missing()] == [("x:o1", "x")]
        assert run.mark_gone() == 1
        run.finish({}, now=NOW)
    assert [one.id for one in store.records()] == ["y:o1"]
