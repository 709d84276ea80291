"""What a question is about finds offers that do not have its words, and the asker has the last word on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Document, Engine, Lexicon, Phrasebook, Searcher
from search.lexicon import Concept, Phrase
from tests.search.world import Asking, an_offer

DEBT = Concept("function", "schuldhulp")
MONEY = Concept("theme", "geld-en-administratie")


@pytest.fixture
def ask(engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> Callable[..., Asking]:
    phrases = (Phrase("deurwaarder deur", (DEBT,)), Phrase("geen geld", (MONEY,)))
    lexicon = Lexicon(phrases, {"gin": "geen"}, analyser)
    searcher = Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=lexicon))

    def given(*documents: Document) -> Asking:
        engine.apply(documents, (), engine.position() + 1)
        return Asking(searcher)

    return given


BUDGET = an_offer("budget", "Budgetbegeleiding", functions=("schuldhulp",))
DOOR = an_offer("deur", "Nieuwe deur plaatsen")
CHAT = an_offer("babbel", "Babbelnamiddag", functions=("sociaal_contact",))


def test_an_offer_without_a_word_of_the_question_is_found_by_what_is_meant(ask: Callable[..., Asking]) -> None:
    asked = ask(BUDGET, DOOR, CHAT)
    assert asked.ids("er staat een deurwaarder voor onze deur")[0] == "budget"
    assert asked.why("deurwaarder aan de deur")[0].startswith("past bij ‘deurwaarder deur’: ")


def test_the_words_still_decide_among_those_who_do_what_is_meant(ask: Callable[..., Asking]) -> None:
    named = an_offer("deurwaarder", "Brief van een deurwaarder", functions=("schuldhulp",))
    assert ask(BUDGET, named).ids("deurwaarder voor de deur") == ["deurwaarder", "budget"]


def test_what_was_not_meant_is_left_out_with_one_parameter(ask: Callable[..., Asking]) -> None:
    asked = ask(BUDGET, DOOR)
    assert [term.id for term in asked("deurwaarder deur").understood.terms] == ["function:schuldhulp"]
    again = asked("deurwaarder deur", not_meant=("function:schuldhulp",))
    assert again.understood.terms == ()
    assert [hit.id for hit in again.results] == ["t:deur"]


def test_a_heading_finds_what_stands_under_it(ask: Callable[..., Asking]) -> None:
    under = an_offer("1", "Sociale kruidenier", themes=("schuldbemiddeling-en-budgetbeheer", "geld-en-administratie"))
    assert ask(under).ids("k heb gin geld") == ["1"]


def test_filters_hold_for_what_is_meant_too(ask: Callable[..., Asking]) -> None:
    assert ask(BUDGET).ids("deurwaarder deur", function=("onthaal",)) == []


def test_a_slip_is_put_right_before_it_is_read(ask: Callable[..., Asking]) -> None:
    letter = an_offer("brief", "Brief van de deurwaarder")
    answer = ask(BUDGET, letter)("deurwarder aan mijn deur")
    assert [term.id for term in answer.understood.terms] == ["function:schuldhulp"]
    assert [(each.typed, each.read_as) for each in answer.understood.corrections] == [("deurwarder", "deurwaarder")]


def test_a_word_that_the_lexicon_knows_is_no_slip(ask: Callable[..., Asking]) -> None:
    near = an_offer("1", "Deurwaarden en meer", functions=("onthaal",))
    assert ask(near)("deurwaarder deur").understood.corrections == ()
