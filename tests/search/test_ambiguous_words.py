"""Words that mean something else from sector to sector (L8): each meaning is told, and nobody is put in one of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from catalogue import Glossary, Vocabulary
from geo import Gazetteer
from search import Analyser, Engine, Phrasebook, Searcher
from tests.search.world import Asking, an_offer


@pytest.fixture
def ask(engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, glossary: Glossary) -> Asking:
    engine.rebuild(
        [
            an_offer("handicap", "Begeleiding", sector="handicap"),
            an_offer("caw", "Begeleiding", sector="algemeen_welzijn"),
        ],
        position=1,
    )
    return Asking(Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(glossary=glossary)))


def test_l8_each_meaning_is_told_with_its_sector(ask: Asking) -> None:
    (word,) = ask("ik zoek begeleiding").understood.ambiguous
    assert (word.id, word.word) == ("begeleiding", "begeleiding")
    assert [(one.sector, one.sectors) for one in word.meanings] == [
        ("VAPH (MFC, RTH)", ("handicap",)),
        ("CAW", ("algemeen_welzijn",)),
        ("jeugdhulp", ("jeugdhulp",)),
        ("justitie", ("justitie",)),
        ("dagelijkse taal", ()),
    ]
    assert all(one.explanation for one in word.meanings)


def test_l8_the_word_alone_chooses_no_sector(ask: Asking) -> None:
    assert sorted(ask.ids("begeleiding")) == ["caw", "handicap"]


def test_the_sectors_of_a_meaning_ask_for_that_meaning(ask: Asking) -> None:
    answer = ask("begeleiding")
    meaning = answer.understood.ambiguous[0].meanings[0]
    assert ask.ids("begeleiding", sector=meaning.sectors) == ["handicap"]


def test_who_chose_a_sector_is_not_asked_again(ask: Asking) -> None:
    assert ask("begeleiding", sector=("handicap",)).understood.ambiguous == ()


@pytest.mark.parametrize("question", ["voetbal", "", "triple diagnose"])
def test_a_word_with_one_meaning_needs_no_choice(ask: Asking, question: str) -> None:
    assert ask(question).understood.ambiguous == ()


def test_every_term_that_sectors_use_in_their_own_way_is_told(ask: Asking, shared: Path) -> None:
    sectors: dict[str, set[str]] = {}
    with (shared / "facts" / "ambiguous_terms_nl.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sectors.setdefault(row["term"], set()).add(row["sector"])
    several = {term: names for term, names in sectors.items() if len(names) > 1}
    told = {
        term: {one.sector for word in ask(term).understood.ambiguous if word.word == term for one in word.meanings}
        for term in several
    }
    assert [term for term, names in several.items() if not names <= told[term]] == []
