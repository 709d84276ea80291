"""Phrases in a question: which are found, which say nothing, and that spelling does not matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Vocabulary
from search import Analyser, Lexicon
from search.analysis import BadTableError
from search.lexicon import Concept, Phrase
from search.lexicon.table import read_phrases, read_variants

DEBT, RENT, WORK, JOBLESS = (
    Concept("function", one) for one in ("schuldhulp", "huurdersadvies", "werk_zoeken", "leefloon")
)
PHRASES = (
    Phrase("deurwaarder deur", (DEBT,)),
    Phrase("huur niet betalen", (DEBT, RENT)),
    Phrase("huur", (RENT,)),
    Phrase("werk", (WORK,)),
    Phrase("geen werk", (JOBLESS,)),
    Phrase("loonbeslag", (DEBT,)),
)
VARIANTS = {"nimeer": "niet meer", "gin": "geen"}


@pytest.fixture(scope="module")
def lexicon(analyser: Analyser) -> Lexicon:
    return Lexicon(PHRASES, VARIANTS, analyser)


def about(lexicon: Lexicon, text: str) -> set[Concept]:
    return {concept for one in lexicon.read(text) for concept in one.concepts}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("er staat een deurwaarder voor de deur", {DEBT}),
        ("aan de deur stond vanmorgen een deurwaarder", {DEBT}),
        ("ik kan mijn huur nimeer betalen", {DEBT, RENT}),
        ("HUUR!!", {RENT}),
        ("ik heb geen werk", {JOBLESS}),
        ("k heb gin werk", {JOBLESS}),
        ("ik zoek werk", {WORK}),
        ("er kwam loon beslag", {DEBT}),
        ("de deur klemt", set()),
        ("", set()),
    ],
)
def test_a_phrase_is_found_in_any_order_and_spelling(lexicon: Lexicon, text: str, meant: set[Concept]) -> None:
    assert about(lexicon, text) == meant


def test_words_that_stand_far_apart_are_no_phrase(lexicon: Lexicon) -> None:
    assert about(lexicon, "de deurwaarder kwam en nam daarna alles mee wat wij bezaten behalve de deur") == set()


def test_the_longest_phrase_speaks_and_what_lies_in_it_does_not(lexicon: Lexicon) -> None:
    (meant,) = lexicon.read("ik kan de huur niet betalen")
    assert (meant.words, set(meant.concepts)) == ("huur niet betalen", {DEBT, RENT})


def test_more_words_are_surer(lexicon: Lexicon) -> None:
    one, two, three = (
        lexicon.read(text)[0].weight for text in ("huur", "deurwaarder aan de deur", "huur niet betalen")
    )
    assert one < two < three


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Home!", {RENT}), ("een home", set()), ("in de war", {WORK}), ("in de war en geen werk", {JOBLESS})],
)
def test_some_words_mean_something_only_where_nothing_else_is_said(
    analyser: Analyser, text: str, meant: set[Concept]
) -> None:
    whole = (Phrase("home", (RENT,)), Phrase("in de war", (WORK,)))
    assert about(Lexicon(PHRASES, VARIANTS, analyser, whole), text) == meant


@given(text=st.text(max_size=300))
def test_no_text_makes_it_stumble_and_the_same_text_means_the_same(lexicon: Lexicon, text: str) -> None:
    assert lexicon.read(text) == lexicon.read(text)


def test_the_order_of_the_table_changes_nothing(analyser: Analyser) -> None:
    text = "geen werk, de huur niet betalen en een deurwaarder aan de deur"
    turned = Lexicon(PHRASES[::-1], VARIANTS, analyser)
    assert about(turned, text) == about(Lexicon(PHRASES, VARIANTS, analyser), text) == {JOBLESS, DEBT, RENT}


def test_every_label_of_the_vocabulary_is_understood_in_every_language(
    data: Path, vocabulary: Vocabulary, analyser: Analyser
) -> None:
    lexicon = Lexicon.load(data / "relevance", vocabulary, analyser)
    lost = [
        label
        for entry in vocabulary["function"].values()
        for label in entry.labels.values()
        if Concept("function", entry.id) not in about(lexicon, label)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("huur,function:bestaat-niet,nl,eigen,", "is no term"),
        ("huur,schuldhulp,nl,eigen,", "is no term"),
        ("Huur,function:schuldhulp,nl,eigen,", "write 'huur'"),
        ("huur,function:schuldhulp,xx,eigen,", "none of"),
        ("huur,,nl,eigen,", "must be filled"),
        ("huur,function:schuldhulp,nl,eigen,\nhuur,function:schuldhulp,nl,eigen,", "already"),
    ],
)
def test_a_bad_row_is_told_with_its_file_and_line(tmp_path: Path, vocabulary: Vocabulary, row: str, fault: str) -> None:
    (tmp_path / "wonen.csv").write_text(f"phrase,concepts,language,origin,note\n{row}\n", encoding="utf-8")
    with pytest.raises(BadTableError, match=rf"wonen\.csv line \d: .*{fault}"):
        list(read_phrases(tmp_path, vocabulary))


def test_a_variant_that_is_not_one_word_is_told(tmp_path: Path) -> None:
    path = tmp_path / "variants.csv"
    path.write_text("variant,standard,origin\nniet meer,nimeer,eigen\n", encoding="utf-8")
    with pytest.raises(BadTableError, match=r"variants\.csv line 2"):
        read_variants(path)
