"""What the report tells, and that it tells nothing of a single query of the locked half."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.relevance.__main__ import main, opened
from benchmarks.relevance.queries import PARTS, Query, read_queries
from benchmarks.relevance.report import Row, markdown, misses, rows
from benchmarks.relevance.ways import Answer, Ask, Bench
from tests.relevance.conftest import Run

LONG_ENOUGH = 4
"""Words of a query that do not stand in a report by chance; a single name may."""


def a_query(text: str, *best: str, kind: str = "everyday") -> Query:
    return Query(kind, text, dict.fromkeys(best, 2))


def always(*offers: str) -> Ask:
    return lambda text: Answer(offers, f"read {text}")


QUERIES = (a_query("geen geld", "a"), a_query("pijn", "b"), a_query("CAW", "b", kind="name"))
FOUND = rows("tuned", QUERIES, {"analysis": always("x", "a"), "lexicon": always("b", "a")})


def row(kind: str, way: str) -> Row:
    (found,) = (row for row in FOUND if (row.kind, row.way) == (kind, way))
    return found


def told_of(judged: Path, text: str) -> int:
    """How many queries of the locked half stand in a text, by their id or in their words.

    A number, asserted on as a number, so that a failure does not print what it found.
    """
    with (judged / "queries_locked.csv").open(encoding="utf-8", newline="") as file:
        locked = list(csv.DictReader(file))
    ids = sum(row["id"] in text for row in locked)
    return ids + sum(row["text"] in text for row in locked if len(row["text"].split()) >= LONG_ENOUGH)


def test_each_class_that_has_queries_and_all_of_them_have_a_row_for_each_way() -> None:
    told = [(row.kind, row.queries, row.way) for row in FOUND]
    expected = [("all", 3), ("everyday", 2), ("name", 1)]
    assert told == [(kind, count, way) for kind, count in expected for way in ("analysis", "lexicon")]


def test_a_row_has_the_means_of_its_queries_and_how_they_differ() -> None:
    assert row("everyday", "analysis").means["MRR"] == pytest.approx((1 / 2 + 0) / 2)
    assert row("everyday", "lexicon").means["MRR"] == pytest.approx((1 / 2 + 1) / 2)
    assert row("everyday", "lexicon").differences["MRR"].mean == pytest.approx(0.5)
    assert row("everyday", "analysis").differences == {}


def test_the_markdown_is_one_table_with_a_line_for_each_row() -> None:
    lines = markdown(FOUND).splitlines()
    assert len(lines) == 2 + len(FOUND)
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith("| all | 3 | analysis | ")


def test_what_is_missed_is_told_with_what_stood_first_and_what_was_understood() -> None:
    missed = list(misses(QUERIES, always("x", "a")))
    assert len(missed) == 2
    assert missed[0].startswith("everyday: pijn\n")
    assert "not in the first 20): b" in missed[0]
    assert "instead: x, a" in missed[0]
    assert "understood: read pijn" in missed[0]


def test_an_offer_that_stands_too_low_is_missed_too_with_its_place() -> None:
    (missed,) = misses(QUERIES[:1], always(*"uvwxyza"))
    assert "(first at 7): a" in missed


def test_the_tables_tell_no_locked_query(run: Run, judged: Path) -> None:
    assert "locked half" in run.printed
    leaked = told_of(judged, run.printed)
    assert leaked == 0


def test_the_file_holds_means_only(run: Run, judged: Path) -> None:
    told = json.loads(run.written)
    assert {row["half"] for row in told} == set(PARTS)
    assert {key for row in told for key in row} == {"half", "kind", "queries", "way", "means", "differences"}
    leaked = told_of(judged, run.written)
    assert leaked == 0


def test_the_misses_are_of_the_tuned_half_alone(judged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--misses", "lexicon"])
    printed = capsys.readouterr().out
    assert any(query.text in printed for query in read_queries(judged, "tuned"))
    leaked = told_of(judged, printed)
    assert leaked == 0


def test_a_leak_would_be_seen(judged: Path) -> None:
    (first, *_) = (query for query in read_queries(judged, "locked") if len(query.text.split()) >= LONG_ENOUGH)
    leaked = told_of(judged, f"everyday: {first.text}\n")
    assert leaked == 1


def test_the_same_question_is_answered_the_same_from_an_index_made_anew(
    bench: Bench, data: Path, tmp_path: Path, vectors: Path, judged: Path
) -> None:
    here = dict(opened(bench))  # makes the vectors that the other reads
    other = Bench(data, tmp_path, vectors)
    there = dict(opened(other))
    asked = read_queries(judged, "tuned")[::5]
    assert here.keys() == there.keys()
    for way in here:
        assert [here[way](query.text) for query in asked] == [there[way](query.text) for query in asked], way
    other.close()
