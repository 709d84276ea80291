"""Someone who asks at the command line what cannot wait reads whom to call before anything else."""

from __future__ import annotations

import json

import pytest

from tests.loket.conftest import Command


def test_the_number_and_what_to_do_stand_before_the_results(filled: Command) -> None:
    shown = filled("search", "ik wil niet meer leven").stdout
    assert shown.index("Zelfmoordlijn 1813 · 1813 · dag en nacht") < shown.index("resulta")
    assert "U hoeft hier niet alleen mee te zitten." in shown
    assert "chat: https://" in shown


def test_it_stands_there_too_where_nothing_is_found(filled: Command) -> None:
    shown = filled("search", "mijn zoontje dronk bleekwater qwrtzxvbn").stdout
    assert shown.index("Antigifcentrum") < shown.index("resulta")


@pytest.mark.parametrize(
    ("words", "said", "line"),
    [
        ("mon mari me frappe", "Appelez la police : 101.", "Écoute Violences Conjugales"),
        ("i want to kill myself", "1813", "Community Help Service"),
    ],
)
def test_words_in_another_language_are_answered_in_it(filled: Command, words: str, said: str, line: str) -> None:
    before = filled("search", words).stdout.split("resulta")[0]
    assert said in before
    assert line in before


def test_the_same_is_in_the_answer_of_the_api(filled: Command) -> None:
    answer = json.loads(filled("search", "ik wil niet meer leven", "--json").stdout)
    assert answer["urgent"][0]["phone"] == "1813"
    assert answer["urgent_topics"][0]["id"] == "zelfdoding"


def test_an_ordinary_question_is_answered_with_results_alone(filled: Command) -> None:
    shown = filled("search", "opleiding zelfmoordpreventie").stdout
    assert "dag en nacht" not in shown.split("resulta")[0]
    assert json.loads(filled("search", "opleiding zelfmoordpreventie", "--json").stdout)["urgent"] == []


def test_what_only_the_net_hears_is_asked(filled: Command) -> None:
    before = filled("search", "doet het pijn om te sterven").stdout.split("resulta")[0]
    assert "Denken aan zelfdoding?" in before
    assert "Kan het niet wachten?" in before
