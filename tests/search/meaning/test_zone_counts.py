"""A zone counts what one sees after choosing it, by words and by meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.vectors import VectorMaker
from search import Analyser, Document, Searcher, SearchRequest, open_embedded
from search.meaning import Meaning, Shelf
from tests.search.meaning.conftest import Near
from tests.search.meaning.toy import Toy
from tests.search.world import MONDAY, ZONES, many_documents, requests


@pytest.fixture(scope="module")
def lasting(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser
) -> Iterator[Near]:
    """One engine for all examples."""
    folder: Path = tmp_path_factory.mktemp("tellen")
    shelf = Shelf(folder / "vectors", writer=True)
    meaning = Meaning(Toy, shelf)
    meaning.load()
    engine = open_embedded(folder / "index", analyser, writer=True, shelf=shelf)
    searcher = Searcher(engine, gazetteer, vocabulary, analyser, meaning=meaning)
    yield Near(engine, meaning, VectorMaker(engine, meaning), searcher)
    engine.close()


@settings(max_examples=settings().max_examples // 3)
@given(
    made=many_documents(),
    request=requests(),
    words=st.sampled_from(("deurwaarder", "betalen huur babbel", "facturen onthaal", "niemand")),
)
def test_a_zone_counts_what_the_same_question_finds_once_it_is_chosen(
    lasting: Near, made: list[Document], request: SearchRequest, words: str
) -> None:
    lasting.engine.rebuild(made, lasting.engine.position() + 1)
    lasting.make()
    request = request.model_copy(update={"q": words, "size": 50})
    counted = lasting.searcher.count_by_zone(request, MONDAY)
    for zone in ZONES:
        answer = lasting.searcher.search(request.model_copy(update={"zone": zone, "exact": True}), MONDAY)
        assert (zone, counted[zone].total) == (zone, answer.total)
        assert len(answer.results) == answer.total
