"""Both engines show people nearly the same: how much of the first ten they share, over the tuned queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.relevance.queries import read_queries
from benchmarks.relevance.ways import Ask, Bench, lexicon, meaning
from search.meaning import EmbedderUnavailable
from tests.missing import missing

SHOWN = 10

SHARED_BY_ALL, SHARED_BY_EACH = 0.9, 0.7
"""Of what is shown. Words are weighed by how seldom they are, which each engine counts a little differently."""


@pytest.fixture(scope="module")
def other(data: Path, tmp_path_factory: pytest.TempPathFactory, opensearch_url: str) -> Iterator[Bench]:
    """The same corpus in OpenSearch."""
    bench = Bench(data, tmp_path_factory.mktemp("relevance"), opensearch=opensearch_url)
    yield bench
    bench.close()


def shared(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Which part of the longer of two lists stands in both, as far as they are shown; 1 for two empty ones."""
    some, others = set(first[:SHOWN]), set(second[:SHOWN])
    longer = max(len(some), len(others))
    return len(some & others) / longer if longer else 1.0


@pytest.mark.parametrize(
    "way", [pytest.param(lexicon, id="words"), pytest.param(meaning, id="words and meaning", marks=pytest.mark.long)]
)
def test_the_first_ten_are_nearly_the_same(
    way: Callable[[Bench], Ask], bench: Bench, other: Bench, judged: Path
) -> None:
    try:
        embedded, opensearch = way(bench), way(other)
    except EmbedderUnavailable as fault:
        missing(fault)
    overlaps = {
        query.text: shared(embedded(query.text).offers, opensearch(query.text).offers)
        for query in read_queries(judged, "tuned")
    }
    assert mean(overlaps.values()) >= SHARED_BY_ALL
    assert {text: overlap for text, overlap in overlaps.items() if overlap < SHARED_BY_EACH} == {}
