"""Slips of the pen: read as what was meant, told, taken back with one click; what is right stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Lexicon, Phrasebook, Searcher
from tests.search.conftest import Open
from tests.search.world import Asking, an_offer

HERE = Path(__file__).parent
SLIPS = [tuple(line.split(",")) for line in (HERE / "slips.csv").read_text("utf-8").split()[1:]]
"""What people type, and the word that they mean."""
RIGHT = (HERE / "no_slips.csv").read_text("utf-8").split()[1:]
"""Words and names that look like another word and are right."""


@pytest.fixture(scope="module")
def map_of_help(
    data: Path,
    open_engine: Open,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Asking]:
    """An offer for each function, in the words of the vocabulary, and the shipped lexicon."""
    engine = open_engine(tmp_path_factory.mktemp("spelling"))
    offers = (
        an_offer(one.id, one.label, functions=(one.id,), description={"nl": one.definition or one.label})
        for one in vocabulary["function"].values()
    )
    engine.rebuild(offers, 1)
    lexicon = Lexicon.load(data / "relevance", vocabulary, analyser)
    yield Asking(Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=lexicon)))
    engine.close()


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_slip_in_a_word_of_help_is_read_as_what_was_meant(
    map_of_help: Asking, analyser: Analyser, typed: str, meant: str
) -> None:
    understood = map_of_help(typed).understood
    read = [one.read_as for one in understood.corrections] or list(understood.words)
    assert [stem for word in read for stem in analyser.index_tokens(word)] == analyser.index_tokens(meant)


@pytest.mark.parametrize("word", RIGHT)
def test_a_known_word_name_or_place_is_never_read_as_another(map_of_help: Asking, word: str) -> None:
    for written in (word, word.capitalize(), f"hulp {word}"):
        assert map_of_help(written).understood.corrections == ()


def test_two_slips_in_one_question_are_both_read(map_of_help: Asking) -> None:
    corrections = map_of_help("bemidelling bij echtsgeiding").understood.corrections
    assert [(one.typed, one.read_as) for one in corrections] == [
        ("bemidelling", "bemiddeling"),
        ("echtsgeiding", "echtscheiding"),
    ]


def test_who_means_what_was_typed_gets_just_that(map_of_help: Asking) -> None:
    read = map_of_help("schuldbemidelling")
    assert read.total > 0
    literal = map_of_help("schuldbemidelling", literal=True)
    assert (literal.understood.corrections, literal.understood.terms, literal.total) == ((), (), 0)


def test_asked_to_the_letter_another_spelling_is_left_as_it_is(map_of_help: Asking) -> None:
    assert map_of_help("mutualiteit").understood.words == ("ziekenfonds",)
    assert map_of_help("mutualiteit", literal=True).understood.words == ("mutualiteit",)


def test_a_word_that_only_an_offer_has_is_known(
    open_engine: Open, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, data: Path, tmp_path: Path
) -> None:
    engine = open_engine(tmp_path)
    asking = Asking(
        Searcher(
            engine,
            gazetteer,
            vocabulary,
            analyser,
            Phrasebook(lexicon=Lexicon.load(data / "relevance", vocabulary, analyser)),
        )
    )
    assert [one.read_as for one in asking("deurwaarders deurwaardig").understood.corrections] == ["deurwaarder"]
    engine.apply([an_offer("1", "Deurwaardig")], (), 1)
    assert asking("deurwaarders deurwaardig").understood.corrections == ()
    engine.close()
