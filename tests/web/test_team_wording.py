"""Sentences of rules become sentences for people."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Organisation
from matching.proposal import WeightRange
from matching.weights import Weights
from web.team.contact import how_to_ask
from web.team.weighing import weights_shown
from web.team.wording import plain, rules_in_words, scenarios_in_words, sentence, to_ask, unknown_of

POLICY = Path(__file__).parents[2] / "data" / "policy"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hoe minder mensen, hoe beter (L6).", "Hoe minder mensen, hoe beter."),
        ("een regel (M1, M2) en nog een (E1-E9)", "Een regel en nog een"),
        ("een van de drie programma's", "Een van de drie programma’s"),
        ("huisarts Peeters", "Huisarts Peeters"),
        ("OCMW Aalst (RTH)", "OCMW Aalst (RTH)"),
        ("Nederlands (B1)", "Nederlands (B1)"),
        ("", ""),
    ],
)
def test_a_sentence_has_a_capital_and_no_rule_ids(text: str, said: str) -> None:
    assert sentence(text) == said


@given(st.text())
def test_only_the_first_letter_is_raised(text: str) -> None:
    assert sentence(text)[1:] == plain(text)[1:] or len(plain(text)[:1].upper()) > 1


def test_under_a_heading_that_says_so_nothing_asks_again() -> None:
    assert to_ask("niet bekend of de leeftijd past; vraag dit na") == "Niet bekend of de leeftijd past"
    assert unknown_of("niet bekend of de leeftijd past; vraag dit na") == "of de leeftijd past"


def test_the_rules_are_named_by_their_youngest_day() -> None:
    assert rules_in_words("eligibility 2026-11-20, weights 2026-11-22") == "de regels van 22 november 2026"
    assert rules_in_words("eligibility 3") == "de regels van versie eligibility 3"


def test_a_scenario_is_explained_by_its_borders() -> None:
    assert scenarios_in_words(1, 2).endswith("0 is geen, A is 1, B is 2 of meer.")
    assert scenarios_in_words(1, 4).endswith("A is 1 tot 3, B is 4 of meer.")


def test_every_weight_of_the_policy_has_a_name_of_its_own() -> None:
    shown = weights_shown([WeightRange(one, one.points, 0, None) for one in Weights.load(POLICY).weight])
    names = [one.name for one in shown]
    assert len(set(names)) == len(names)
    assert all(one.now.split()[-1] in ("punten", "weken") for one in shown)
    assert all("(L" not in one.why for one in shown)


def test_borders_of_a_weight_are_said() -> None:
    weight = Weights.load(POLICY).weight[0]
    ranges = [WeightRange(weight, 5, 0, None), WeightRange(weight, 5, 3, None), WeightRange(weight, 5, 3, 9)]
    assert [one.borders for one in weights_shown(ranges)] == [
        "elk gewicht geeft hetzelfde",
        "vanaf 3",
        "van 3 tot en met 9",
    ]


def _organisation(**known: object) -> Organisation:
    return Organisation.model_validate({"kind": "organisation", "id": "proef:x", "name": "X", **known})


@pytest.mark.parametrize(
    ("told", "known", "said"),
    [
        ("Vraag het zelf. Mail naar de organisatie.", {}, "Vraag het zelf."),
        ("Mail naar de organisatie.", {"email": "x@voorbeeld.invalid"}, "Mail naar de organisatie."),
        ("Mail naar x@voorbeeld.invalid.", {}, "Mail naar x@voorbeeld.invalid."),
        ("Bel gewoon.", {}, ""),
        ("Bel gewoon.", {"phones": [{"number": "000 00 00 04"}]}, "Bel gewoon."),
        ("Bel 000 00 00 04.", {}, "Bel 000 00 00 04."),
        (None, {}, ""),
    ],
)
def test_how_to_ask_says_only_what_can_be_done(told: str | None, known: dict[str, object], said: str) -> None:
    assert how_to_ask(told, _organisation(**known)) == said
