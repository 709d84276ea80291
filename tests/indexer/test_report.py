"""The report of an ingest, as a person and as a program read it (tests/indexer/golden holds both word for word)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import orjson

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.draft import Rejection
from indexer.ingest import ingest
from indexer.report import Report
from indexer.sources.records import RecordsReader
from store import Store

GOLDEN = Path(__file__).parent / "golden"
BEFORE = [{"kind": "organisation", "id": f"x:o{n}", "name": f"Dienst {n}"} for n in range(12)]
NOW = [
    {"kind": "organisation", "id": "x:o1", "name": "Dienst 1", "website": "geen"},
    {"kind": "organisation", "id": "x:o2", "name": "Dienst twee"},
    {"kind": "organisation", "id": "x:o2", "name": "Dienst drie"},
    {"kind": "offer", "id": "x:a1", "organisation": "x:o1", "name": "Hulp", "sector": "zeevaart"},
    {"kind": "offer", "id": "x:a2", "organisation": "x:o1", "name": "Hulp", "telefoon": "1712"},
]


def a_report(store: Store, vocabulary: Vocabulary, gazetteer: Gazetteer, now: datetime, *paths: Path) -> Report:
    reports = [
        ingest(
            RecordsReader(), path, store=store, vocabulary=vocabulary, gazetteer=gazetteer, source="records", now=now
        )
        for path in paths
    ]
    return replace(reports[-1], path="gids.jsonl")


def test_the_report_reads_as_agreed(
    store: Store, vocabulary: Vocabulary, gazetteer: Gazetteer, now: datetime, written: Callable[..., Path]
) -> None:
    before, after = written(*BEFORE, name="before.jsonl"), written(*NOW, "{", name="now.jsonl")
    report = a_report(store, vocabulary, gazetteer, now, before, after)
    assert report.as_text() == (GOLDEN / "report.txt").read_text("utf-8")
    assert report.as_json() == (GOLDEN / "report.json").read_bytes()


def test_the_screen_shows_the_first_refused_rows_and_the_file_has_all() -> None:
    rejections = tuple(Rejection(f"line {n}", "name", "missing") for n in range(1, 101))
    report = Report("x", "gids.jsonl", False, {}, rejections, ())
    text = report.as_text(on_screen=3)
    assert "Refused (100):" in text
    assert "  line 3: name: missing\n  and 97 more; --report FILE writes all\n" in text
    assert len(orjson.loads(report.as_json())["rejections"]) == 100
