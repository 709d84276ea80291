"""A whole province at once: nothing is lost on the way from a file to the answers."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.offers import write
from indexer import RecordsReader, ingest
from loket.composition import Loket
from loket.settings import Settings
from search import SearchRequest

OFFERS = 40_000
MONDAY = datetime(2026, 11, 23, 10, 0)


@pytest.mark.long
def test_forty_thousand_offers_go_in_and_every_one_can_be_found(tmp_path: Path) -> None:
    path = tmp_path / "offers.jsonl"
    with Loket(Settings(data_dir=tmp_path / "var"), create=True, writer=True) as loket:
        write(path, OFFERS, loket.gazetteer, loket.vocabulary)

        def take_in() -> dict[str, int]:
            report = ingest(
                RecordsReader(),
                path,
                store=loket.store,
                vocabulary=loket.vocabulary,
                gazetteer=loket.gazetteer,
                source="records",
                now=MONDAY,
            )
            return report.totals

        given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert take_in()["new"] == len(given)
        assert take_in()["unchanged"] == len(given)
        assert loket.follower.rebuild() == OFFERS
        assert loket.searcher.search(SearchRequest(), MONDAY).total == OFFERS
        assert loket.store.check() == []
        for record in [record for record in given if record["kind"] == "offer"][::997]:
            words = f"{record['name']} {record['description'][:120]}"
            answer = loket.searcher.search(SearchRequest(q=words, size=50), MONDAY)
            assert record["id"] in {hit.id for hit in answer.results}
