"""A whole province at once: nothing is lost on the way from a file to the answers."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from catalogue.demo import World
from indexer import RecordsReader, ingest
from loket.commands.demo import DEMO, write_world
from loket.composition import Loket
from loket.settings import Settings
from search import SearchRequest

OFFERS = 40_000
MONDAY = datetime(2026, 11, 23, 10, 0)


@pytest.mark.long
def test_forty_thousand_offers_go_in_and_every_one_can_be_found(tmp_path: Path) -> None:
    path = tmp_path / "offers.jsonl"
    with Loket(Settings(data_dir=tmp_path / "var"), create=True, writer=True) as loket:
        write_world(World.load(DEMO, loket.gazetteer, loket.vocabulary, OFFERS), path)

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
        names = {record["id"]: record["name"] for record in given if record["kind"] == "organisation"}
        offers = [record for record in given if record["kind"] == "offer"]
        active = [record for record in offers if "status" not in record]
        assert len(offers) == OFFERS
        assert loket.follower.rebuild().documents == len(active)
        assert loket.searcher.search(SearchRequest(), MONDAY).total == len(active)
        assert loket.store.check() == []
        for record in active[::997]:
            words = f"{record['name']} {names[record['organisation']]}"
            answer = loket.searcher.search(SearchRequest(q=words, size=50), MONDAY)
            assert record["id"] in {hit.id for hit in answer.results}
