"""What may be asked, and how a fault is told: by its field, never by its value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from catalogue import Vocabulary
from matching.profile import NeedProfile, faults_of
from tests.matching.people import TODAY


def profile(**said: Any) -> NeedProfile:
    return NeedProfile.model_validate({"place": "Aalst", "needs": [{"function": "schuldhulp", "severity": 3}]} | said)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"needs": [{"function": "geheimwoord"}]}, "needs.0.function"),
        ({"needs": [{"function": "leefloon"}, {"function": "leefloon"}]}, "needs.1.function"),
        ({"needs": [{"function": "casemanagement"}]}, "needs.0.function"),
        ({"existing_team": [{"serves": ["leefloon"]}]}, "existing_team.0"),
        (
            {"existing_team": [{"name": "A", "coordinates": "yes"}, {"name": "B", "coordinates": "yes"}]},
            "existing_team",
        ),
        ({"birth_date": "2027-01-01"}, "birth_date"),
        ({"birth_date": "1990-01-01", "age": 12}, "age"),
        ({"carers": [{"label": "zus", "serves": ["geheimwoord"]}]}, "carers.0.serves"),
        ({"budgets": ["none", "pvb"]}, "budgets"),
        ({"preset": "geheimwoord"}, "preset"),
        ({"situation": {"no_team": "yes", "goals_not_met": "yes"}}, "situation.goals_not_met"),
        ({"perinatal": {"child_birth_date": "2027-01-01"}}, "perinatal.child_birth_date"),
        ({"pins": ["x:a"], "vetoes": ["x:a"]}, "pins"),
    ],
)
def test_a_fault_names_the_field_and_never_the_value(said: dict[str, Any], field: str, vocabulary: Vocabulary) -> None:
    faults = faults_of(profile(**said), vocabulary, TODAY)
    assert [fault.field for fault in faults] == [field]
    assert "geheimwoord" not in str(faults)


@pytest.mark.parametrize(
    "said",
    [
        {"needs": [{"function": "leefloon"}] * 13},
        {"needs": [{"function": "leefloon", "severity": 4}]},
        {"geheimveld": 1},
        {"age": 151},
        {"place": ""},
        {"alternatives": 6},
    ],
)
def test_d1_what_has_not_the_right_form_is_refused_without_repeating_it(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        profile(**said | {"vaph_recognised": "geheimwoord"})
    assert "geheimwoord" not in str(refused.value)


def test_an_ordinary_profile_has_no_faults(vocabulary: Vocabulary) -> None:
    assert faults_of(profile(age=34, budgets=["pvb"], preset="nearest"), vocabulary, TODAY) == ()


@pytest.mark.parametrize(("day", "age"), [(date(2026, 2, 27), 64), (date(2026, 2, 28), 64), (date(2026, 3, 1), 65)])
def test_the_age_goes_up_on_the_birthday(day: date, age: int) -> None:
    assert profile(birth_date="1961-03-01").age_on(day) == age
