"""Facts as people read them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalogue.records import Cost, Waiting
from catalogue.words import cost_words, costs_words, date_words, is_free, waiting_words


def costs(*values: dict[str, Any]) -> tuple[Cost, ...]:
    return tuple(Cost.model_validate(value) for value in values)


@pytest.mark.parametrize(
    ("given", "words", "free"),
    [
        (None, None, "unknown"),
        ((), "gratis", "yes"),
        (costs({"free": "yes"}), "gratis", "yes"),
        (costs({"amount": 0}), "gratis", "yes"),
        (costs({"amount": 12.5, "unit": "per uur"}), "€ 12,50 per uur", "no"),
        (costs({"amount": 4}), "€ 4", "no"),
        (costs({"amount": 10, "currency": "USD"}), "USD 10", "no"),
        (costs({"free": "yes"}, {"amount": 4, "note": "voor de rest"}), "gratis; € 4; voor de rest", "no"),
        (costs({"free": "yes"}, {}), "gratis", "unknown"),
        (costs({"free": "no"}), "niet gratis", "no"),
        (costs({"note": "volgens uw inkomen"}), "volgens uw inkomen", "unknown"),
        (costs({}), None, "unknown"),
    ],
)
def test_what_it_costs_and_whether_it_is_known_to_be_free(given: Any, words: str | None, free: str) -> None:
    assert costs_words(given) == words
    assert is_free(given) == free


def test_a_cost_of_which_nothing_is_said_has_no_words() -> None:
    assert cost_words(Cost()) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"value": 3, "unit": "weeks", "measured_on": "2026-11-01"}, "ongeveer 3 weken (op 1 november 2026)"),
        ({"value": 1, "unit": "months"}, "ongeveer 1 maand"),
        ({"value": 1.5, "unit": "years"}, "ongeveer 1,5 jaar"),
        ({"note": "geen wachttijd"}, "geen wachttijd"),
        ({"value": 0, "unit": "weeks", "note": "kom gerust langs"}, "geen wachttijd; kom gerust langs"),
        ({"value": 2, "unit": "days", "note": "soms langer"}, "ongeveer 2 dagen; soms langer"),
        ({}, None),
    ],
)
def test_how_long_people_wait(values: dict[str, Any], words: str | None) -> None:
    assert waiting_words(Waiting.model_validate(values)) == words


def test_a_date() -> None:
    assert date_words(date(2026, 3, 1)) == "1 maart 2026"
