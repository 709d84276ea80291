"""Words: strict first, lenient where that finds too little; anything that can be typed gets an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Document, Engine, Searcher, SearchRequest
from tests.search.conftest import Ask
from tests.search.world import MONDAY, a_site, an_offer

ODD = [
    "AND OR (",
    "*",
    '"',
    "name:x^3",
    "\x00",
    "a\x00b",
    "NOT -x +y",
    "~2",
    "[a TO b]",
    "‮abc",
    "ﬁ",
    "İ",
    "日本",
    "🙂",
    "'",
]


def test_all_words_must_be_there_and_of_three_one_may_miss(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{n}", "Schuld en huur") for n in range(3)), an_offer("alleen", "Schuld"))
    assert sorted(asking.ids("schuld huur")) == ["0", "1", "2"]
    assert sorted(asking.ids("schuld huur echtscheiding")) == ["0", "1", "2"]
    assert asking("schuld huur").answered_by == "strict"


def test_a_word_is_found_in_other_forms_and_inside_longer_words(ask: Ask) -> None:
    asking = ask(an_offer("1", "Schulden afbetalen"), an_offer("2", "Schuldhulpverlening"), an_offer("3", "Voetbal"))
    assert asking.ids("schuld") == ["1", "2"]


def test_a_compound_is_found_where_its_parts_stand_apart(ask: Ask) -> None:
    asking = ask(an_offer("1", "Hulp bij schulden"), an_offer("2", "Hulp bij rouw"))
    assert asking.ids("schuldhulp")[0] == "1"


def test_a_slip_is_read_as_a_word_that_the_index_knows_and_that_is_told(ask: Ask) -> None:
    asking = ask(an_offer("1", "Begeleiding"), an_offer("2", "Voetbal"))
    answer = asking("begleiding")
    assert [hit.id for hit in answer.results] == ["t:1"]
    assert [(each.typed, each.read_as) for each in answer.understood.corrections] == [("begleiding", "begeleiding")]
    assert answer.results[0].why[0].text == "‘begeleiding’ staat in de naam (u schreef ‘begleiding’)"


def test_a_word_that_the_index_knows_is_never_read_as_another(ask: Ask) -> None:
    asking = ask(an_offer("1", "Buren"), an_offer("2", "Huren"), an_offer("3", "Burenhulp"))
    assert asking("buren").understood.corrections == ()


@pytest.mark.parametrize("word", ["abc", "huut", "1813x", "fruurder"])
def test_short_words_numbers_and_wrong_first_letters_are_not_guessed(ask: Ask, word: str) -> None:
    assert ask(an_offer("1", "abd huur 1813 kruurder")).ids(word) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("budgt", "budget"), ("lokettn", "loketten"), ("begleidin", "begeleiding")]
)
def test_a_word_of_five_letters_may_have_one_slip_and_one_of_nine_two(ask: Ask, typed: str, meant: str) -> None:
    assert ask(an_offer("1", meant.title())).ids(typed) == ["1"]


@pytest.mark.parametrize(("typed", "known"), [("betalen", "bellen"), ("begleidn", "begeleiden")])
def test_a_word_of_up_to_eight_letters_is_not_read_as_one_that_is_two_slips_away(
    ask: Ask, typed: str, known: str
) -> None:
    answer = ask(an_offer("1", known.title()))(typed)
    assert (answer.total, answer.understood.corrections) == (0, ())


def test_a_stop_word_is_neither_a_slip_nor_what_was_meant(ask: Ask) -> None:
    asking = ask(an_offer("1", "Hulp", description={"nl": "Tussen wonen"}), an_offer("2", "Ouder"))
    assert asking("tusssen").understood.corrections == ()
    assert asking("onder").understood.corrections == ()


def test_a_third_of_the_words_will_do_when_nothing_has_more(ask: Ask) -> None:
    asking = ask(an_offer("1", "Huur betalen"), an_offer("2", "Voetbal"), an_offer("3", "Energiefactuur"))
    answer = asking("huur betalen zonder energiefactuur verwarming")
    assert ([hit.id for hit in answer.results], answer.answered_by) == (["t:1"], "lenient")
    assert sorted(asking.ids("voetbal huur")) == ["1", "2"]


def test_words_that_are_no_words_elsewhere_still_find_a_name(ask: Ask) -> None:
    asking = ask(an_offer("1", "Zijn wij er"), an_offer("2", "Voetbal"))
    assert asking.ids("wij zijn er") == ["1"]


def test_a_text_without_words_finds_nothing_and_no_text_finds_all(ask: Ask) -> None:
    asking = ask(an_offer("1"), an_offer("2"))
    assert asking("?!").total == 0
    assert asking("   ").total == 2


def test_the_organisation_and_its_other_names_lead_to_its_offers(ask: Ask) -> None:
    asking = ask(an_offer("1", organisation_name="CAW Oost-Vlaanderen", organisation_names=("Jongerenadviescentrum",)))
    assert asking.ids("caw") == asking.ids("jongerenadviescentrum") == ["1"]
    assert asking.why("caw")[0] == "‘caw’ staat in de naam van de organisatie"


@pytest.mark.parametrize(
    ("offer", "as_written", "in_a_form"),
    [
        (an_offer("1", "Schulden"), "‘schulden’ staat in de naam", "een vorm van ‘schuld’ staat in de naam"),
        (
            an_offer("1", organisation_name="Huis voor Schulden"),
            "‘schulden’ staat in de naam van de organisatie",
            "een vorm van ‘schuld’ staat in de naam van de organisatie",
        ),
        (
            an_offer("1", keywords=("schulden",)),
            "‘schulden’ hoort bij het onderwerp",
            "een vorm van ‘schuld’ hoort bij het onderwerp",
        ),
        (
            an_offer("1", description={"nl": "Voor wie schulden heeft."}),
            "‘schulden’ staat in de beschrijving",
            "een vorm van ‘schuld’ staat in de beschrijving",
        ),
    ],
)
def test_a_reason_says_that_a_word_stands_there_only_where_it_does(
    ask: Ask, offer: Document, as_written: str, in_a_form: str
) -> None:
    asking = ask(offer)
    assert (asking.why("schulden")[0], asking.why("schuld")[0]) == (as_written, in_a_form)


def test_a_part_of_a_word_is_told_as_it_is_written(ask: Ask) -> None:
    asking = ask(an_offer("1", "Schuldhulpverlening"))
    assert asking.why("schuld") == ["‘schuld’ is een deel van een woord in de tekst"]
    assert asking.why("schulden") == ["een vorm van ‘schulden’ is een deel van een woord in de tekst"]


def test_the_place_in_the_question_and_its_other_meanings_are_told(ask: Ask) -> None:
    understood = ask(an_offer("1"))(place="Aalst").understood.place
    assert understood is not None
    assert (understood.municipality_nis, understood.zones[0].id) == ("41002", "regio-aalst")
    assert [(other.name, other.municipality) for other in understood.alternatives] == [("Aalst", "Sint-Truiden")]


def test_a_zone_can_be_the_place(ask: Ask) -> None:
    answer = ask(an_offer("1", sites=(a_site(),)))(place="ELZ Dender Zuid")
    assert answer.understood.place is not None
    assert answer.understood.place.municipality is None
    assert answer.results[0].serves_here is None


@pytest.mark.parametrize("text", [*ODD, "x " * 250, "ab" * 250, "verwarming " * 45])
def test_anything_can_be_typed(ask: Ask, text: str) -> None:
    asking = ask(an_offer("1", "Schuld"))
    asking(text)
    asking.searcher.suggest(text, text, asking.now)


def test_no_text_makes_a_search_or_a_suggestion_raise(engine: Engine, searcher: Searcher, examples: settings) -> None:
    engine.apply([an_offer("1", "Schuld en huur", sites=(a_site(),))], (), 1)

    @examples
    @given(st.text(max_size=500))
    def typed(text: str) -> None:
        searcher.search(SearchRequest.model_construct(q=text), MONDAY)
        searcher.suggest(text, None, MONDAY)

    typed()


def test_the_steps_to_the_answer_can_be_shown(ask: Ask) -> None:
    trace = ask(an_offer("1"))("onthaal", place="Aalst", explain=True).explain
    assert trace is not None
    assert [each.step for each in trace] == [
        "plaats",
        "filters",
        "woorden",
        "betekenis",
        "spelling",
        "naam",
        "streng",
        "soepel",
        "volgorde",
    ]
