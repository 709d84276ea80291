"""What an operator may rely on when a source is read in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue import Vocabulary, write_record
from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, SourceError
from indexer.ingest import ingest
from indexer.report import Report
from indexer.sources.records import RecordsReader
from store import State, Store

Write = Callable[..., Path]
Ingest = Callable[..., Report]


class AlwaysThese:
    """A reader of another format, which gives what the test says."""

    name = "gids"

    def __init__(self, *items: Item) -> None:
        self._items = items

    def read(self, path: Path) -> Any:
        yield from self._items


@pytest.fixture
def run(store: Store, vocabulary: Vocabulary, gazetteer: Gazetteer, now: datetime) -> Ingest:
    def ingest_with_defaults(path: Path, reader: Any = None, **options: Any) -> Report:
        reader = reader or RecordsReader()
        return ingest(
            reader,
            path,
            store=store,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            source=reader.name,
            now=now,
            **options,
        )

    return ingest_with_defaults


def an_organisation(number: int | str = 1, **fields: Any) -> dict[str, Any]:
    return {"kind": "organisation", "id": f"x:o{number}", "name": f"Dienst {number}", **fields}


def an_offer(number: int | str = 1, **fields: Any) -> dict[str, Any]:
    return {"kind": "offer", "id": f"x:a{number}", "organisation": "x:o1", "name": f"Hulp {number}", **fields}


def everything(store: Store) -> list[tuple[dict[str, Any], int, State]]:
    return [(write_record(kept.record), kept.version, kept.state) for kept in store.records(state=None)]


def name_of(store: Store, record_id: str) -> Any:
    kept = store.get(record_id)
    return None if kept is None else write_record(kept.record)["name"]


def test_the_smallest_valid_pair_goes_in_under_its_own_source(run: Ingest, written: Write, store: Store) -> None:
    report = run(written(an_organisation(), an_offer(description="Kom gerust langs.")))
    assert report.totals == {"new": 2, "changed": 0, "unchanged": 0, "rejected": 0, "gone": 0}
    kept = store.get("x:a1")
    assert kept is not None
    assert kept.record.provenance is not None
    assert (kept.record.provenance.source, kept.record.provenance.source_id) == ("x", "a1")


def test_the_same_file_twice_changes_nothing(run: Ingest, written: Write, store: Store) -> None:
    path = written(an_organisation(), an_offer(), an_offer(2))
    run(path)
    before = everything(store), store.last_change()
    assert run(path).counts == {
        "organisation": {"new": 0, "changed": 0, "unchanged": 1, "rejected": 0, "gone": 0},
        "offer": {"new": 0, "changed": 0, "unchanged": 2, "rejected": 0, "gone": 0},
    }
    assert (everything(store), store.last_change()) == before


def test_a_record_may_come_before_the_ones_that_it_names(run: Ingest, written: Write, store: Store) -> None:
    at = {"kind": "offer_at_location", "id": "x:p1", "offer": "x:a1", "location": "x:l1"}
    location = {"kind": "location", "id": "x:l1", "organisation": "x:o1"}
    padding = [an_organisation(f"filler-{n}") for n in range(500)]
    report = run(
        written(
            at, *padding, an_offer(), location, *(an_organisation(f"more-{n}") for n in range(500)), an_organisation()
        )
    )
    assert report.totals["new"] == 1004
    assert report.rejections == ()
    bundle = store.bundle("x:a1")
    assert bundle is not None
    assert len(bundle.sites) == 1


def test_what_names_a_record_that_is_nowhere_is_refused_and_the_rest_goes_in(
    run: Ingest, written: Write, store: Store
) -> None:
    report = run(written(an_offer(organisation="x:nobody"), an_organisation(), an_offer(2)))
    assert [rejection.where for rejection in report.rejections] == ["line 1"]
    assert "x:nobody" in report.rejections[0].reason
    assert report.totals["new"] == store.count() == 2


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"telefoon": "1712"}, "telefoon", "there is no such field: '1712'"),
        ({"name": 5}, "name", "Input should be a valid string: 5"),
        ({"type": "kroeg"}, "type", "unknown term 'kroeg' (list organisation_type)"),
        ({"kind": "club"}, "kind", "unknown kind 'club'; one of"),
        ({"kind": ["offer"]}, "kind", "must be one of organisation, "),
        ({"name": "a\x00b"}, "name", "String should match pattern"),
        ({"id": "no colon"}, "id", "String should match pattern"),
        ({"identifiers": [{"scheme": "A B", "value": "1"}]}, "identifiers.0.scheme", "String should match pattern"),
        ({"provenance": {"source_date": "gisteren"}}, "provenance.source_date", "Input should be a valid date"),
    ],
)
def test_a_bad_record_is_refused_with_line_field_and_value_and_the_good_one_goes_in(
    run: Ingest, written: Write, store: Store, fields: dict[str, Any], field: str, reason: str
) -> None:
    report = run(written(an_organisation(1, **fields), an_organisation(2)))
    (rejection,) = report.rejections
    assert (rejection.where, rejection.field) == ("line 1", field)
    assert rejection.reason.startswith(reason)
    assert report.totals["rejected"] == 1
    assert [kept.id for kept in store.records()] == ["x:o2"]


def test_a_record_with_two_faults_names_both_and_counts_once(run: Ingest, written: Write) -> None:
    report = run(written(an_organisation(name=5, telefoon="1712")))
    assert {rejection.field for rejection in report.rejections} == {"name", "telefoon"}
    assert report.totals["rejected"] == 1


def test_the_second_of_two_records_with_one_id_is_refused_and_both_places_are_named(
    run: Ingest, written: Write, store: Store
) -> None:
    report = run(written(an_organisation(name="Eerst"), "", an_organisation(name="Daarna")))
    assert report.rejections == (Rejection("line 3", "id", "x:o1 stands twice: here and at line 1"),)
    assert name_of(store, "x:o1") == "Eerst"


def test_a_good_record_behind_a_bad_one_with_the_same_id_goes_in(run: Ingest, written: Write, store: Store) -> None:
    run(written(an_organisation(name=5), an_organisation(name="Goed")))
    assert name_of(store, "x:o1") == "Goed"


def test_what_is_normalised_away_is_named_and_the_record_goes_in(run: Ingest, written: Write, store: Store) -> None:
    report = run(written(an_organisation(phones=[{"number": "bel ons"}, {"number": "053/123456"}])))
    assert [(one.where, one.field) for one in report.remarks] == [("line 1", "phones.0.number")]
    kept = store.get("x:o1")
    assert kept is not None
    assert write_record(kept.record)["phones"] == [{"number": "053 12 34 56"}]


def test_a_trial_run_reports_the_same_and_writes_nothing(run: Ingest, written: Write, store: Store) -> None:
    path = written(an_offer(), an_organisation(), an_organisation(2, name=5), "{")
    trial = run(path, dry_run=True)
    assert (store.count(), store.last_change(), list(store.runs(5))) == (0, 0, [])
    real = run(path)
    assert (trial.counts, trial.rejections, trial.remarks) == (real.counts, real.rejections, real.remarks)
    assert trial.dry_run
    assert not real.dry_run


def test_what_is_no_longer_in_the_file_is_marked_gone_not_deleted(run: Ingest, written: Write, store: Store) -> None:
    run(written(*(an_organisation(n) for n in range(20))))
    report = run(written(*(an_organisation(n) for n in range(1, 20))))
    assert report.counts["organisation"]["gone"] == 1
    kept = store.get("x:o0")
    assert kept is not None
    assert kept.state is State.GONE
    assert store.count() == 19


def test_a_record_that_comes_back_is_present_again(run: Ingest, written: Write, store: Store) -> None:
    full = written(*(an_organisation(n) for n in range(20)), name="full.jsonl")
    run(full)
    run(written(*(an_organisation(n) for n in range(1, 20))))
    assert run(full).totals["new"] == 1
    assert store.count() == 20


def test_records_of_sources_that_the_file_does_not_speak_for_stay(run: Ingest, written: Write, store: Store) -> None:
    run(written(*(an_organisation(n) for n in range(3))))
    report = run(written(an_organisation(9, id="y:o9")))
    assert report.totals["gone"] == 0
    assert store.count() == 4


@pytest.mark.parametrize(
    ("had", "gone", "goes"),
    [
        (1, 0, True),
        (2, 1, True),  # half of a small source may go
        (3, 2, False),
        (10, 5, True),
        (11, 6, False),  # more than five, and more than a tenth
        (100, 10, True),
        (100, 11, False),
    ],
)
def test_more_than_a_tenth_gone_waits_for_consent_and_the_rest_of_the_run_holds(
    run: Ingest, written: Write, store: Store, had: int, gone: int, goes: bool
) -> None:
    run(written(*(an_organisation(n) for n in range(had))))
    left = written(*(an_organisation(n, legal_name="Nieuw") for n in range(gone, had)))
    report = run(left)
    assert (report.held_back is None) is goes
    assert report.complete is goes
    assert store.count() == (had - gone if goes else had)
    assert report.totals["changed"] == had - gone
    if report.held_back is not None:
        assert (report.held_back.count, report.held_back.had) == (gone, had)
        assert run(left, accept_gone=True).totals["gone"] == gone
        assert store.count() == had - gone


def test_a_large_source_does_not_cover_for_a_small_one_in_the_same_file(
    run: Ingest, written: Write, store: Store
) -> None:
    large = [an_organisation(n) for n in range(300)]
    small = [an_organisation(n, id=f"y:o{n}") for n in range(20)]
    run(written(*large, *small))
    report = run(written(*large[1:], small[0]))
    assert report.held_back is not None
    assert (report.held_back.count, report.held_back.had) == (20, 320)
    assert report.held_back.reason == "Of source y that is 19 of 20, more than 10%: perhaps the file is not complete."
    assert store.count() == 320
    assert run(written(*large[1:], small[0]), accept_gone=True).totals["gone"] == 20


def test_many_small_sources_that_each_lose_half_are_held_back_together(
    run: Ingest, written: Write, store: Store
) -> None:
    rows = [an_organisation(n, id=f"{source}:o{n}") for source in "abcdef" for n in range(10)]
    run(written(*rows))
    report = run(written(*(one for one in rows if int(one["id"][3:]) < 5)))
    assert report.held_back is not None
    assert report.held_back.reason == "That is more than 10%: perhaps the file is not complete."
    assert store.count() == 60


def test_an_empty_file_is_a_source_that_has_nothing_left_and_waits_for_consent(
    run: Ingest, tmp_path: Path, store: Store
) -> None:
    full = AlwaysThese(*(Draft(f"row {n}", an_organisation(n)) for n in range(3)))
    run(tmp_path, full)
    report = run(tmp_path, AlwaysThese())
    assert report.held_back is not None
    assert (report.held_back.count, report.held_back.had) == (3, 3)
    assert store.count() == 3
    assert run(tmp_path, AlwaysThese(), accept_gone=True).totals["gone"] == 3
    assert store.count() == 0


@pytest.mark.parametrize("items", [(), (Remark("row 1", "id", "nobody knows this organisation"),)])
def test_a_first_file_without_records_is_complete(
    run: Ingest, tmp_path: Path, written: Write, store: Store, items: tuple[Item, ...]
) -> None:
    run(written(an_organisation()))
    report = run(tmp_path, AlwaysThese(*items))
    assert report.complete
    assert report.totals["gone"] == 0
    assert store.count() == 1


@pytest.mark.parametrize("lines", [(), ("",)])
def test_a_records_file_without_records_is_no_word_of_any_source(
    run: Ingest, written: Write, store: Store, lines: tuple[str, ...]
) -> None:
    run(written(an_organisation()))
    with pytest.raises(SourceError, match="the file holds no records"):
        run(written(*lines), accept_gone=True)
    assert store.count() == 1


def test_a_record_that_is_refused_this_time_is_not_gone(run: Ingest, written: Write, store: Store) -> None:
    run(written(*(an_organisation(n) for n in range(20))))
    report = run(written(an_organisation(0, name=5), *(an_organisation(n) for n in range(1, 20))))
    assert report.totals["gone"] == 0
    assert report.held_back is None
    assert store.count() == 20


def test_nothing_is_gone_while_a_row_that_nobody_can_read_may_be_it(run: Ingest, written: Write, store: Store) -> None:
    run(written(*(an_organisation(n) for n in range(20))))
    report = run(written('{"kind": "organisation", "id": "x:o0"', *(an_organisation(n) for n in range(1, 20))))
    assert report.held_back is not None
    assert "1 more row than before was refused without a readable id" in report.held_back.reason
    assert store.count() == 20


def test_a_row_that_could_not_be_read_last_time_either_hides_nothing(run: Ingest, written: Write, store: Store) -> None:
    run(written("{", *(an_organisation(n) for n in range(20))))
    report = run(written("{", *(an_organisation(n) for n in range(1, 20))))
    assert report.held_back is None
    assert report.totals["gone"] == 1
    assert store.count() == 19


def test_giving_the_same_broken_file_again_is_no_consent(run: Ingest, written: Write, store: Store) -> None:
    run(written(*(an_organisation(n) for n in range(20))))
    broken = written("{", *(an_organisation(n) for n in range(1, 20)))
    for _ in range(3):
        assert run(broken).held_back is not None
        assert store.count() == 20
    assert run(broken, accept_gone=True).totals["gone"] == 1
    assert run(written("{", *(an_organisation(n) for n in range(2, 20)))).totals["gone"] == 1


def test_a_file_that_breaks_off_keeps_what_was_read_and_marks_nothing_gone(
    run: Ingest, written: Write, store: Store, tmp_path: Path
) -> None:
    run(written(*(an_organisation(n) for n in range(20))))

    class BreaksOff(AlwaysThese):
        def read(self, path: Path) -> Any:
            yield Draft("line 1", an_organisation(1, name="Anders", provenance={"source": "x"}))
            raise SourceError("the compressed file breaks off before its end")

    report = run(tmp_path, BreaksOff())
    assert report.broke_off == "the compressed file breaks off before its end"
    assert not report.complete
    assert store.count() == 20
    assert name_of(store, "x:o1") == "Anders"
    assert [summary.state for summary in store.runs(1)] == ["stopped"]


def test_a_file_that_cannot_be_used_at_all_leaves_no_run_behind(run: Ingest, tmp_path: Path, store: Store) -> None:
    with pytest.raises(SourceError):
        run(tmp_path / "nowhere.jsonl")
    assert list(store.runs(5)) == []


def test_records_of_another_format_get_the_source_of_the_run_and_can_not_be_made_up(
    run: Ingest, tmp_path: Path, store: Store
) -> None:
    report = run(tmp_path, AlwaysThese(Draft("row 1", an_organisation(demo=True))))
    kept = store.get("x:o1")
    assert kept is not None
    assert kept.record.provenance is not None
    assert kept.record.provenance.source == "gids"
    assert not kept.record.demo
    assert [(one.where, one.field) for one in report.remarks] == [("row 1", "demo")]


def test_a_records_file_may_say_that_its_records_are_made_up(run: Ingest, written: Write, store: Store) -> None:
    run(written(an_organisation(demo=True)))
    kept = store.get("x:o1")
    assert kept is not None
    assert kept.record.demo


def test_progress_is_told_while_it_goes_on(run: Ingest, written: Write) -> None:
    told: list[int] = []
    run(written(*(an_organisation(n) for n in range(1200))), progress=told.append)
    assert told == [500, 1000]


def test_the_run_is_kept_with_its_counts(run: Ingest, written: Write, store: Store) -> None:
    run(written(an_organisation(), an_organisation(2, name=5)))
    (summary,) = store.runs(5)
    assert (summary.source, summary.label, summary.state) == ("records", "records.jsonl", "done")
    assert dict(summary.counts) == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1, "gone": 0, "unreadable": 0}


ROWS = st.lists(
    st.tuples(st.sampled_from(["organisation", "offer", "location"]), st.integers(0, 3), st.sampled_from("ab")),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(ROWS)
def test_every_row_is_counted_once_whatever_stands_in_the_file(run: Ingest, written: Write, rows: Any) -> None:
    records = []
    for kind, number, letter in rows:
        record = {"kind": kind, "id": f"x:{kind}{number}", "organisation": f"x:organisation{number}", "name": letter}
        if kind == "organisation":
            del record["organisation"]
        records.append(record)
    totals = run(written(*records), accept_gone=True).totals
    assert sum(totals[status] for status in ("new", "changed", "unchanged", "rejected")) == len(rows)
