"""Whose word counts, for any number of sources and editors."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from catalogue import Source, Sources, read_record, write_record
from store.precedence import EditorSaid, SourceSaid, counting, effective

FIELDS = ("name", "email", "legal_name", "phones")
AUTHENTIC = Sources({"b": Source(id="b", label="b", authentic=("organisation.name",))})
NO_ONE = Sources({})

dates = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4))
emails = st.sampled_from(["a@x.be", "b@x.be", "c@x.be"])
optional = {
    "email": emails,
    "visibility": st.sampled_from(["hidden", "professional", "public"]).map(lambda level: {"email": level}),
    "legal_name": st.sampled_from(["Eén", "Twee"]),
    "phones": st.lists(st.sampled_from(["1712", "112"]).map(lambda number: {"number": number}), min_size=1, max_size=2),
}


@st.composite
def one_source(draw: st.DrawFn, source: str) -> SourceSaid:
    values: dict[str, Any] = {"name": draw(st.sampled_from(["Huis", "Tuin", "Kamer"]))}
    values |= draw(st.fixed_dictionaries({}, optional=optional))
    values["provenance"] = {"source": source}
    return SourceSaid(
        source, f"{source}:o", values, draw(dates), present=draw(st.booleans()), run=draw(st.integers(1, 3))
    )


@st.composite
def several(draw: st.DrawFn) -> list[SourceSaid]:
    names = draw(st.lists(st.sampled_from("abcd"), unique=True, min_size=1))
    return [draw(one_source(name)) for name in names]


def editor(value: Any) -> EditorSaid:
    return EditorSaid(value, None, None, "editor", "because", datetime(2026, 1, 9, 12, tzinfo=UTC))


edits = st.fixed_dictionaries({}, optional={"email": emails.map(editor), "name": st.just("Ed").map(editor)})


def of(said: list[SourceSaid], changed: dict[str, EditorSaid] | None = None, table: Sources = AUTHENTIC) -> Any:
    return effective("organisation", "a:o", said, changed or {}, table)


@given(several(), edits)
def test_the_editor_has_the_last_word(said: list[SourceSaid], changed: dict[str, EditorSaid]) -> None:
    body = of(said, changed)
    for field, edit in changed.items():
        assert body[field] == edit.value
        assert body["field_provenance"][field]["source"] == "editor"


@given(several())
def test_after_the_editor_comes_the_authentic_source(said: list[SourceSaid]) -> None:
    authentic = [one for one in counting(said) if one.source == "b"]
    assume(authentic)
    assert of(said)["name"] == authentic[0].values["name"]


@given(several())
def test_else_the_newest_source_that_says_something(said: list[SourceSaid]) -> None:
    body = of(said, table=NO_ONE)
    for field in FIELDS:
        speakers = [one for one in counting(said) if field in one.values]
        if not speakers:
            assert field not in body
            continue
        newest = max((one.source_date or date.min for one in speakers), default=date.min)
        first = min((one for one in speakers if (one.source_date or date.min) == newest), key=lambda one: one.source)
        assert body[field] == first.values[field]
        said_by = body.get("field_provenance", {}).get(field, body["provenance"])["source"]
        assert said_by == first.source


@given(several(), edits, st.randoms())
def test_the_order_in_which_sources_came_does_not_matter(
    said: list[SourceSaid], changed: dict[str, EditorSaid], random: Any
) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)
    assert of(said, changed) == of(shuffled, changed)


@given(several(), edits)
def test_what_comes_of_valid_parts_is_a_valid_record(said: list[SourceSaid], changed: dict[str, EditorSaid]) -> None:
    body = of(said, changed)
    assert write_record(read_record(body)) == body


@given(several())
def test_a_source_that_no_longer_gives_the_record_counts_only_when_none_does(said: list[SourceSaid]) -> None:
    counted = counting(said)
    assert counted
    if any(one.present for one in said):
        assert all(one.present for one in counted)
    else:
        assert {one.run for one in counted} == {max(one.run for one in said)}


@given(several())
def test_no_source_publishes_what_another_one_hid_even_when_that_one_is_gone(said: list[SourceSaid]) -> None:
    strictest = ["hidden", "professional", "public"]
    body = of(said)
    levels = [one.values["visibility"]["email"] for one in said if "email" in one.values.get("visibility", {})]
    if levels:
        assert body["visibility"]["email"] == min(levels, key=strictest.index)
    else:
        assert "visibility" not in body


def said(source: str, day: int | None, *, gone: bool = False, **values: Any) -> SourceSaid:
    values = {"name": source, "provenance": {"source": source}, **values}
    return SourceSaid(source, f"{source}:o", values, date(2026, 1, day) if day else None, present=not gone, run=1)


def test_identifiers_of_all_sources_add_up() -> None:
    kbo, ovo = {"scheme": "kbo", "value": "1"}, {"scheme": "ovo", "value": "2"}
    body = of([said("c", 1, identifiers=[kbo]), said("d", 2, identifiers=[ovo, kbo])])
    assert body["identifiers"] == [ovo, kbo]


def test_a_field_that_one_source_hides_stays_hidden_whatever_a_newer_one_says() -> None:
    older, newer = {"email": "hidden", "chat": "professional"}, {"email": "public", "chat": "hidden"}
    body = of([said("c", 1, visibility=older), said("d", 2, visibility=newer)])
    assert body["visibility"] == {"email": "hidden", "chat": "hidden"}


def test_an_editor_who_hides_one_field_leaves_others_hidden() -> None:
    body = of([said("c", 1, visibility={"email": "hidden"})], {"visibility": editor({"chat": "hidden"})})
    assert body["visibility"] == {"email": "hidden", "chat": "hidden"}


def test_what_a_source_hid_and_gives_no_longer_tells_from_whom_that_comes() -> None:
    body = of([said("c", 1, visibility={"email": "hidden"}, gone=True), said("d", 2, email="a@x.be")])
    assert body["visibility"] == {"email": "hidden"}
    assert body["field_provenance"] == {"visibility": {"source": "c"}}


def test_an_editor_may_show_what_a_source_hid_that_is_gone() -> None:
    parts = [said("c", 1, visibility={"email": "hidden"}, gone=True), said("d", 2)]
    assert of(parts, {"visibility": editor({"email": "public"})})["visibility"] == {"email": "public"}


def test_every_id_that_a_source_uses_is_an_alias() -> None:
    body = of([said("a", 1), said("b", 2, aliases=["b:older"])])
    assert body["aliases"] == ["b:o", "b:older"]


def test_one_made_up_part_makes_the_whole_record_made_up() -> None:
    assert of([said("a", 2), said("b", 1, demo=True)])["demo"] is True


def test_the_day_of_an_edit_is_a_belgian_day() -> None:
    late = EditorSaid("Ed", None, None, "x", "y", datetime(2026, 1, 9, 23, 30, tzinfo=UTC))
    assert of([said("a", 1)], {"name": late})["field_provenance"]["name"]["source_date"] == "2026-01-10"
