"""The text that an offer's vector stands for."""

from __future__ import annotations

from search.meaning import key_of, passage
from tests.search.world import an_offer


def test_what_it_is_about_stands_first_then_name_summary_and_description() -> None:
    offer = an_offer(
        "1",
        "Babbelkring",
        keywords=("koffie", "praten"),
        summary={"nl": "Samen praten."},
        description={"nl": "Elke dag."},
    )
    assert passage(offer) == "koffie, praten: Babbelkring. Samen praten. Elke dag."


def test_it_is_cut_after_35_words_and_six_keywords() -> None:
    offer = an_offer("1", "Naam", keywords=tuple("abcdefgh"), description={"nl": "woord " * 100})
    words = passage(offer).split()
    assert words[:7] == ["a,", "b,", "c,", "d,", "e,", "f:", "Naam."]
    assert len(words) == 35


def test_an_offer_in_another_language_is_read_in_that_language() -> None:
    offer = an_offer("1").model_copy(update={"name": {"fr": "Accueil"}, "summary": {"fr": "Bienvenue"}})
    assert "Accueil. Bienvenue" in passage(offer)


def test_professional_text_and_contact_change_nothing() -> None:
    offer = an_offer("1", "Naam")
    assert passage(offer) == passage(an_offer("2", "Naam", professional={"nl": "indicatiestelling"}))


def test_an_offer_of_which_only_the_name_is_known_is_that_name() -> None:
    assert passage(an_offer("1", "Naam")) == "Naam."


def test_a_key_is_the_same_for_the_same_text_only() -> None:
    assert key_of("a") == key_of("a") != key_of("b")
    assert len(key_of("a")) == 16
