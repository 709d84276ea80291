"""Abbreviations both ways: the short form finds what is written in full, and in full finds the short form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalogue import Glossary, Vocabulary
from geo import Gazetteer
from search import Analyser, Engine, Phrasebook, Searcher, open_embedded
from tests.search.world import Asking, an_offer


@pytest.fixture(scope="module")
def ask(
    tmp_path_factory: pytest.TempPathFactory,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    glossary: Glossary,
) -> Iterator[Asking]:
    """Per abbreviation an offer that is named by it, and one for each way to write it in full."""
    offers = [an_offer("anders", "Voetbal")]
    for number, one in enumerate(glossary.abbreviations.values()):
        offers.append(an_offer(f"{number}-short", one.short))
        offers += (an_offer(f"{number}-full-{way}", text) for way, text in enumerate(one.written))
    engine = open_embedded(tmp_path_factory.mktemp("abbreviations"), analyser, writer=True)
    engine.rebuild(offers, position=1)
    yield Asking(Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(glossary=glossary)))
    engine.close()


def test_every_abbreviation_finds_what_is_written_in_full(ask: Asking, glossary: Glossary) -> None:
    lost = []
    for number, one in enumerate(glossary.abbreviations.values()):
        found = ask.ids(one.short, size=50)
        lost += [(one.short, text) for way, text in enumerate(one.written) if f"{number}-full-{way}" not in found]
    assert lost == []


def test_every_name_in_full_finds_its_abbreviation(ask: Asking, glossary: Glossary) -> None:
    lost = [
        (text, one.short)
        for number, one in enumerate(glossary.abbreviations.values())
        for text in one.written
        if f"{number}-short" not in ask.ids(text, size=50)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("ocmw", "openbaar centrum voor maatschappelijk welzijn"),
        ("wie helpt mij in het OCMW", "openbaar centrum voor maatschappelijk welzijn"),
        ("O.C.M.W.", "openbaar centrum voor maatschappelijk welzijn"),
        ("dienst voor maatschappelijk werk", "DMW"),
        ("artikel 60", "art. 60"),
        ("art 60", "artikel 60"),
        ("Kind & Gezin", "K&G"),
        ("persoonsvolgend budget aanvragen", "PVB"),
    ],
)
def test_it_does_not_matter_how_it_is_typed(ask: Asking, question: str, name: str) -> None:
    assert name in [hit.name for hit in ask(question, size=50).results]


def test_a_name_in_full_counts_only_with_its_words_in_a_row(ask: Asking) -> None:
    assert "OCMW" not in [hit.name for hit in ask("welzijn in het maatschappelijk centrum").results]


def test_the_reason_says_that_it_stands_there_in_another_way(ask: Asking) -> None:
    (hit,) = (hit for hit in ask("PVB").results if hit.name == "persoonsvolgend budget")
    assert [why.text for why in hit.why] == ["‘pvb’ staat er voluit of afgekort"]


def test_an_abbreviation_is_not_taken_for_a_typing_error(
    engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, glossary: Glossary
) -> None:
    engine.rebuild([an_offer("1", "Iriscara")], position=1)
    with_glossary = Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(glossary=glossary))
    assert Asking(Searcher(engine, gazetteer, vocabulary, analyser))("iriscare").understood.corrections
    assert Asking(with_glossary)("iriscare").understood.corrections == ()
