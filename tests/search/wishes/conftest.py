"""Something to ask with that reads the wishes that ship with the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Boosts, Document, Engine, Lexicon, Phrasebook, Searcher, Wishes
from tests.search.world import Asking

Ask = Callable[..., Asking]


@pytest.fixture
def wishing(
    engine: Engine,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    shipped_lexicon: Lexicon,
    wishes: Wishes,
    boosts: Boosts,
) -> Ask:
    """Put documents in the engine and get something to ask with, as people ask it."""
    searcher = Searcher(
        engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=shipped_lexicon, wishes=wishes), boosts=boosts
    )

    def given(*documents: Document) -> Asking:
        if documents:
            engine.apply(documents, (), engine.position() + 1)
        return Asking(searcher)

    return given
