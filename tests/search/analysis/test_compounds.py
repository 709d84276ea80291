"""How a word is cut, shown on lists of a few parts."""

from __future__ import annotations

import pytest

from search.analysis.compounds import Compounds
from search.analysis.stems import Stems

STEMS = Stems({})


@pytest.mark.parametrize(
    ("word", "parts", "cut"),
    [
        ("kwartier", "arts kwart", ""),
        ("gezinszorg", "gezin zorg", "gezin zorg"),
        ("dienstencentrum", "dienst centrum", "dienst centrum"),
        ("ziektenkosten", "ziekte kosten", "ziekte kosten"),
        ("zonnebloem", "zon bloem", ""),
        ("huurwaarborglening", "huur waarborg lening", "huur waarborg lening"),
        ("zorgverleners", "zorg verlening", ""),
        ("zorgverleningen", "zorg verlening", "zorg verleningen"),
        ("ziekenhuis", "zieken huis ziekenhuis", ""),
        ("ziekenhuizen", "zieken huis ziekenhuis", ""),
        ("zorg", "zorg", ""),
        ("zorgzorg", "zorg", "zorg zorg"),
    ],
)
def test_a_word_is_cut_only_when_known_parts_cover_it(word: str, parts: str, cut: str) -> None:
    assert Compounds(parts.split(), STEMS.of).split(word) == tuple(cut.split())


@pytest.mark.parametrize(
    ("why", "word", "parts", "cut"),
    [
        ("fewest parts, even with a linking letter", "gezinszorg", "gez ins gezin zorg", "gezin zorg"),
        ("fewest linking letters", "waterstand", "water tand stand", "water stand"),
        ("longest first part", "buurthuis", "buur thuis buurt huis", "buurt huis"),
    ],
)
def test_of_several_cuts_the_best_one_is_taken(why: str, word: str, parts: str, cut: str) -> None:
    assert Compounds(parts.split(), STEMS.of).split(word) == tuple(cut.split()), why


def test_a_short_end_that_only_resembles_a_part_is_chance() -> None:
    assert STEMS.of("ler") == STEMS.of("leren")
    assert Compounds(["voetbal", "leren"], STEMS.of).split("voetballer") == ()


def test_without_a_list_nothing_is_cut() -> None:
    assert Compounds([], STEMS.of).split("schuldhulpverlening") == ()
