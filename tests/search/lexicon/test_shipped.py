"""The lexicon that ships: every row means what it says, and what people type finds its way to help."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from catalogue import Vocabulary
from search import Analyser, Lexicon
from search.lexicon import Concept
from search.lexicon.table import read_phrases, read_variants

LEAST = 2_000
"""Entries: enough for every function and heading in several ways of saying it."""


@pytest.fixture(scope="module")
def lexicon(data: Path, vocabulary: Vocabulary, analyser: Analyser) -> Lexicon:
    return Lexicon.load(data / "relevance", vocabulary, analyser)


def test_every_row_resolves_to_its_own_terms(data: Path, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    rows = list(read_phrases(data / "relevance" / "lexicon", vocabulary))
    assert len(rows) >= LEAST
    lost = [
        row.text
        for row in rows
        if not set(row.concepts) <= {concept for one in lexicon.read(row.text) for concept in one.concepts}
    ]
    assert lost == []


def test_every_whole_question_means_what_it_says(data: Path, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    rows = list(read_phrases(data / "relevance" / "whole_questions.csv", vocabulary))
    assert rows
    assert [row.text for row in rows if [one.concepts for one in lexicon.read(row.text)] != [row.concepts]] == []


def test_every_word_of_a_citizen_leads_to_what_the_professional_calls_it(shared: Path, lexicon: Lexicon) -> None:
    """One way only: from what people say (left) to a term that the professional word (right) stands for too."""

    def about(text: str) -> set[Concept]:
        return {concept for one in lexicon.read(text) for concept in one.concepts}

    with (shared / "facts" / "synonyms_nl.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["citizen_term"], row["professional_term"]) for row in csv.DictReader(file)]
    assert len(pairs) == 474
    assert [pair for pair in pairs if not about(pair[0]) & about(pair[1])] == []


def test_every_function_is_reached_by_several_ways_of_saying_it(data: Path, vocabulary: Vocabulary) -> None:
    ways = dict.fromkeys(vocabulary["function"], 0)
    for row in read_phrases(data / "relevance" / "lexicon", vocabulary):
        for concept in row.concepts:
            if concept.list == "function":
                ways[concept.id] += 1
    assert {name: count for name, count in ways.items() if count < 5} == {}


def test_no_phrase_is_written_in_a_spelling_that_is_put_right_before_it_is_looked_for(
    data: Path, vocabulary: Vocabulary
) -> None:
    variants = read_variants(data / "relevance" / "variants.csv")
    phrases = read_phrases(data / "relevance" / "lexicon", vocabulary)
    assert [row.text for row in phrases if variants.keys() & set(row.text.split())] == []
