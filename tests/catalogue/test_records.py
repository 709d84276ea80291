"""The record model is a contract: what goes in comes out, and what does not fit is said, field by field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import RECORD_TYPES, Kind, Offer, RecordError, Vocabulary, json_schema, read_record, write_record

GOLDEN = Path(__file__).parent / "golden"


def golden(kind: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((GOLDEN / f"{kind}.json").read_text("utf-8"))
    return values


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_full_record_of_each_kind_comes_out_as_it_went_in(kind: str) -> None:
    values = golden(kind)
    assert write_record(read_record(values)) == _without_defaults(values)


def _without_defaults(values: dict[str, Any]) -> dict[str, Any]:
    """The golden files also say a few things that are the default; those are not written again."""
    defaults = {"type": "physical"} if values["kind"] == "location" else {}
    shown = {key: value for key, value in values.items() if defaults.get(key) != value}
    for phone in shown.get("phones", ()):
        if phone.get("type") == "voice":
            del phone["type"]
    return shown


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_the_golden_records_follow_the_printed_schema_and_the_vocabulary(kind: str, vocabulary: Vocabulary) -> None:
    values = golden(kind)
    jsonschema.validate(values, json_schema(), cls=jsonschema.Draft202012Validator)
    assert vocabulary.problems(read_record(values)) == ()


def test_every_public_field_of_the_schema_of_a_record_is_covered_by_the_golden_files() -> None:
    for kind, model in RECORD_TYPES.items():
        missing = set(model.model_fields) - set(golden(kind))
        assert missing <= BOOKKEEPING_OR_SHARED, f"{kind}: {missing}"


BOOKKEEPING_OR_SHARED = {
    "aliases", "replaced_by", "identifiers", "field_provenance", "visibility",
    "phones", "email", "website", "chat", "status", "valid_to", "intake_stop_until",
}  # fmt: skip


def test_the_smallest_pair_of_records_is_enough() -> None:
    read_record({"kind": "organisation", "id": "x:o1", "name": "..."})
    offer = read_record({"kind": "offer", "id": "x:a1", "organisation": "x:o1", "name": "N", "description": "D"})
    assert isinstance(offer, Offer)
    assert offer.name == {"nl": "N"}
    assert offer.languages is None, "not said is not known"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "no colon"}, "id"),
        ({"surprise": 1}, "surprise"),
        ({"name": ""}, "name.nl"),
        ({"name": "a\x00b"}, "name.nl"),
        ({"ages": {"minimum": 12, "maximum": 6}}, "ages"),
        ({"costs": [{"free": "yes", "amount": 3}]}, "costs.0"),
        ({"hours": {"weekly": [{"day": "mo", "opens": "9:00", "closes": "12:00"}]}}, "hours.weekly.0.opens"),
        ({"hours": {}}, "hours"),
        ({"phones": [{"number": "bel ons"}]}, "phones.0.number"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"visibility": {"nothing": "hidden"}}, "visibility"),
        ({"visibility": {"name": "hidden"}}, "visibility"),
        ({"line": 7}, "line"),
        ({"provenance": {"source": ""}}, "provenance.source"),
        ({"provenance": {"source": "a\x00b"}}, "provenance.source"),
        ({"kind": "unicorn"}, "kind"),
    ],
)
def test_what_does_not_fit_is_said_with_its_field(change: dict[str, Any], field: str) -> None:
    values = {"kind": "offer", "id": "x:a1", "organisation": "x:o1", "name": "N"} | change
    with pytest.raises(RecordError) as refused:
        read_record(values)
    assert field in {problem.field for problem in refused.value.problems}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(RECORD_TYPES)), st.data())
def test_any_values_give_a_record_or_a_clear_refusal(kind: Kind, data: st.DataObject) -> None:
    fields = st.sampled_from(sorted(RECORD_TYPES[kind].model_fields))
    values = data.draw(st.dictionaries(fields, json_values, max_size=6)) | {"kind": kind}
    assert_taken_or_refused(values)


def assert_taken_or_refused(values: dict[str, Any]) -> None:
    try:
        record = read_record(values)
    except RecordError as refused:
        problems = refused.problems
    else:
        problems = ()
        assert read_record(write_record(record)) == record
    assert all(problem.reason for problem in problems)


@pytest.mark.parametrize(
    ("until", "today", "answer"),
    [
        (None, date(2026, 1, 1), "no"),
        (date(2026, 1, 1), date(2026, 1, 1), "no"),
        (date(2026, 1, 1), date(2026, 1, 2), "yes"),
    ],
)
def test_the_day_after_an_intake_stop_people_are_taken_in_again(until: date | None, today: date, answer: str) -> None:
    offer = Offer(id="x:a", organisation="x:o", name={"nl": "N"}, intake_stop="yes", intake_stop_until=until)
    assert offer.takes_people_in(today) == answer
