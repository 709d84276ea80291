"""Open, closed, or honestly not known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from catalogue import OpeningHours, open_at, spans_on

MONDAY = "2026-11-23"
OFFICE = {
    "weekly": [{"day": "mo", "opens": "09:00", "closes": "12:00"}, {"day": "mo", "opens": "13:30", "closes": "16:00"}]
}


def hours(values: dict[str, Any]) -> OpeningHours:
    return OpeningHours.model_validate(values)


@pytest.mark.parametrize(
    ("values", "moment", "answer"),
    [
        (OFFICE, f"{MONDAY}T08:59", "no"),
        (OFFICE, f"{MONDAY}T09:00", "yes"),
        (OFFICE, f"{MONDAY}T11:59", "yes"),
        (OFFICE, f"{MONDAY}T12:00", "no"),
        (OFFICE, f"{MONDAY}T15:00", "yes"),
        (OFFICE, "2026-11-24T10:00", "no"),
        # Easter Monday 2026: nobody said whether it is open
        (OFFICE, "2026-04-06T10:00", "unknown"),
        (OFFICE | {"exceptions": [{"first": "2026-04-06", "last": "2026-04-06"}]}, "2026-04-06T10:00", "no"),
        # the last exception wins, and replaces the row
        (
            OFFICE
            | {
                "exceptions": [
                    {"first": "2026-11-20", "last": "2026-11-30"},
                    {"first": MONDAY, "last": MONDAY, "spans": [{"opens": "18:00", "closes": "20:00"}]},
                ]
            },
            f"{MONDAY}T19:00",
            "yes",
        ),
        ({"always": True}, "2026-12-25T03:00", "yes"),
        # past midnight belongs to the day on which it began
        ({"weekly": [{"day": "mo", "opens": "20:00", "closes": "02:00"}]}, "2026-11-24T01:59", "yes"),
        ({"weekly": [{"day": "mo", "opens": "20:00", "closes": "02:00"}]}, "2026-11-24T02:00", "no"),
        ({"weekly": [{"day": "mo", "opens": "20:00", "closes": "24:00"}]}, f"{MONDAY}T23:59", "yes"),
        (
            {"weekly": [{"day": "mo", "opens": "09:00", "closes": "12:00", "by_appointment": True}]},
            f"{MONDAY}T10:00",
            "no",
        ),
        (
            {"weekly": [{"day": "mo", "opens": "09:00", "closes": "12:00", "valid_to": "2026-11-22"}]},
            f"{MONDAY}T10:00",
            "no",
        ),
        ({"note": "na afspraak"}, f"{MONDAY}T10:00", "unknown"),
    ],
)
def test_open_at(values: dict[str, Any], moment: str, answer: str) -> None:
    assert open_at(hours(values), datetime.fromisoformat(moment)) == answer


def test_hours_that_nobody_knows_are_unknown() -> None:
    assert open_at(None, datetime(2026, 11, 23, 10)) == "unknown"


def test_the_coming_week_has_blocks_closed_days_and_days_that_are_not_known() -> None:
    monday, tuesday, christmas = date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 25)  # a Friday
    assert [span.opens for span in spans_on(hours(OFFICE), monday) or ()] == ["09:00", "13:30"]
    assert spans_on(hours(OFFICE), tuesday) == ()
    on_friday = {"weekly": [{"day": "fr", "opens": "09:00", "closes": "12:00"}]}
    assert spans_on(hours(on_friday), christmas) is None
