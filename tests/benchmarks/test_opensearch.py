"""What the measurements of OpenSearch are made with, and that all of them run."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.opensearch import __main__ as program
from benchmarks.opensearch.documents import bundles
from benchmarks.opensearch.nearest import AMONG, Nearest
from benchmarks.vectors import vectors
from catalogue import Vocabulary, read_record
from catalogue.demo import World
from catalogue.records import Offer, OfferAtLocation
from geo import Gazetteer
from loket.commands.demo import DEMO


def test_the_stream_gives_each_offer_with_all_that_it_names(gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    shipped = World.load(DEMO, gazetteer, vocabulary)
    short = shipped.recipe.spread.model_copy(update={"offers_a_round": 4})
    recipe = shipped.recipe.model_copy(update={"spread": short})
    records = [read_record(row) for row in World(recipe, shipped.services, gazetteer, vocabulary, 600).records()]
    by_id = {one.id: one for one in records}
    streamed = list(bundles(records))
    assert [one.offer for one in streamed] == [one for one in records if isinstance(one, Offer)]
    for one in streamed:
        assert one.organisation == by_id[one.offer.organisation]
        assert one.partnership == by_id.get(one.offer.partnership or "")
        places = [at for at in records if isinstance(at, OfferAtLocation) and at.offer == one.offer.id]
        assert list(one.sites) == [(at, by_id[at.location]) for at in places]
    assert sum(one.partnership is not None for one in streamed) > 0
    assert sum(len(one.sites) for one in streamed) > 100


def test_the_nearest_of_all_are_kept_whatever_the_batches() -> None:
    rows = [(f"text/{number}", str(number % 3)) for number in range(500)]
    (_, everything), *_ = vectors(rows)
    questions = everything[:7]
    nearest = Nearest(questions)
    for first in range(0, 500, 60):
        nearest.see(first, everything[first : first + 60])
    exact = np.argsort(-(questions @ everything.T), axis=1)[:, :AMONG]
    assert [set(row) for row in nearest.rows.tolist()] == [set(row) for row in exact.tolist()]
    assert nearest.recall(exact.tolist()) == 1
    assert nearest.recall([[*row[: AMONG // 2], 9_999] for row in exact.tolist()]) == 0.5


@pytest.mark.long
def test_all_is_measured_and_what_was_kept_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], node_folder: Path
) -> None:
    said = []
    for more in (["--stored", "100", "--vectors", "700"], ["--stored", "--vectors", "700"]):
        options = [*more, "--offers", "150", "--calls", "10", "--changes", "2", "--keep", str(node_folder)]
        monkeypatch.setattr(sys, "argv", ["benchmarks.opensearch", *options])
        assert program.main() == 0
        said.append(capsys.readouterr().out)
    first, again = said
    assert len(re.findall(r"index\s+(?:1\d\d|9\d) in [\d.]+ s: \d+ a second", first)) == 2
    assert re.search(r"vectors put in\s+700 in [\d.]+ s", first)
    assert re.search(r"change until found, 20 searches a second\s+p50", first)
    assert not re.search(r"index\s+\d+ in|vectors put in", again)
    for whole in said:
        assert re.search(r"beside the bare node, medians\s+[\d.]+ the whole answer, [\d.]+ the search", whole)
        assert re.search(r"reading ahead\s+\d+ in [\d.]+ s", whole)
        assert re.search(r"suggestion\s+p50", whole)
        recalls = [float(one) for one in re.findall(r"recall of the nearest 50\s+([\d.]+)", whole)]
        assert recalls == [pytest.approx(1, abs=0.05)] * 4
