"""Schedules: exact weekly hours or words, never a wrong hour."""

from __future__ import annotations

from typing import Any

import pytest

from catalogue import OpeningHours
from indexer.sources.hsds.node import Node
from indexer.sources.hsds.notes import Notes
from indexer.sources.hsds.schedule import opening_hours

WEEKLY = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}
MONDAY = {"day": "mo", "opens": "09:00", "closes": "12:00"}


def hours_of(*schedules: dict[str, Any]) -> dict[str, Any] | None:
    found = opening_hours(Node({"schedules": list(schedules)}, "object", "service", Notes()))
    if found is not None:
        OpeningHours.model_validate(found)
    return found


@pytest.mark.parametrize(
    ("schedule", "weekly"),
    [
        (WEEKLY, [MONDAY]),
        (WEEKLY | {"interval": 1}, [MONDAY]),
        (WEEKLY | {"opens_at": "9:00:00", "closes_at": "12:00:00"}, [MONDAY]),
        (WEEKLY | {"byday": "MO, TU"}, [MONDAY, MONDAY | {"day": "tu"}]),
        (WEEKLY | {"valid_from": "2026-01-01"}, [MONDAY | {"valid_from": "2026-01-01"}]),
        (WEEKLY | {"until": "2026-12-31"}, [MONDAY | {"valid_to": "2026-12-31"}]),
        (
            WEEKLY | {"valid_to": "2026-12-31", "until": "2026-06-30T00:00:00Z"},
            [MONDAY | {"valid_to": "2026-06-30"}],
        ),
        (WEEKLY | {"opens_at": "22:00", "closes_at": "02:00"}, [MONDAY | {"opens": "22:00", "closes": "02:00"}]),
        (WEEKLY | {"opens_at": "00:00", "closes_at": "24:00"}, [MONDAY | {"opens": "00:00", "closes": "24:00"}]),
        (
            {"freq": "WEEKLY", "dtstart": "2026-11-23", "opens_at": "09:00", "closes_at": "12:00"},
            [MONDAY | {"valid_from": "2026-11-23"}],
        ),
        ({"weekday": "Monday", "opens_at": "09:00", "closes_at": "12:00"}, [MONDAY]),
        ({"weekday": "maandag", "opens_at": "09:00", "closes_at": "12:00"}, [MONDAY]),
    ],
)
def test_what_is_exactly_weekly_becomes_rows(schedule: dict[str, Any], weekly: list[dict[str, Any]]) -> None:
    assert hours_of(schedule) == {"weekly": weekly}


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (WEEKLY | {"freq": "MONTHLY", "byday": "1MO"}, "Elke maand, 1e maandag, 09:00 tot 12:00."),
        (WEEKLY | {"freq": "MONTHLY", "byday": "-1FR"}, "Elke maand, laatste vrijdag, 09:00 tot 12:00."),
        (WEEKLY | {"interval": 2}, "Om de 2 weken, maandag, 09:00 tot 12:00."),
        (WEEKLY | {"count": 3}, "Elke week, maandag, 09:00 tot 12:00, 3 keer."),
        (WEEKLY | {"byweekno": "41,42"}, "Elke week, maandag, week 41,42, 09:00 tot 12:00."),
        (WEEKLY | {"opens_at": "09:00Z"}, "Elke week, maandag, 09:00Z tot 12:00."),
        (WEEKLY | {"opens_at": "09:00+01:00"}, "Elke week, maandag, 09:00+01:00 tot 12:00."),
        (WEEKLY | {"opens_at": "9am"}, "Elke week, maandag, 9am tot 12:00."),
        (WEEKLY | {"opens_at": "12:00"}, "Elke week, maandag, 12:00 tot 12:00."),
        (WEEKLY | {"closes_at": None}, "Elke week, maandag, 09:00."),
        (WEEKLY | {"byday": "MO,XX"}, "Elke week, maandag en XX, 09:00 tot 12:00."),
        (WEEKLY | {"freq": None}, "Maandag, 09:00 tot 12:00."),
        ({"weekday": "1", "opens_at": "09:00", "closes_at": "12:00"}, "1, 09:00 tot 12:00."),
        (
            WEEKLY | {"valid_from": "2026-02-01", "valid_to": "2026-01-01"},
            "Elke week, maandag, 09:00 tot 12:00, vanaf 2026-02-01, tot en met 2026-01-01.",
        ),
    ],
)
def test_what_weekly_rows_cannot_say_is_kept_in_words(schedule: dict[str, Any], words: str) -> None:
    assert hours_of(schedule) == {"note": words}


def test_one_rule_that_is_not_weekly_turns_the_others_into_words_too() -> None:
    hours = hours_of(WEEKLY, WEEKLY | {"freq": "MONTHLY", "byday": "1SA"})
    assert hours is not None
    assert "weekly" not in hours
    assert "1e zaterdag" in hours["note"]
    assert "Elke week, maandag, 09:00 tot 12:00." in hours["note"]


def test_words_of_the_source_go_along_and_block_nothing() -> None:
    hours = hours_of(WEEKLY | {"description": "Niet in augustus."}, {"notes": "Bel eerst."})
    assert hours == {"weekly": [MONDAY], "note": "Niet in augustus. Bel eerst."}


def test_the_older_holiday_rows_become_exceptions() -> None:
    closed = {"start_date": "2026-12-24", "end_date": "2027-01-03", "closed": "true"}
    short = {"start_date": "2026-12-23", "closed": "false", "opens_at": "09:00", "closes_at": "12:00"}
    assert hours_of(WEEKLY, closed, short) == {
        "weekly": [MONDAY],
        "exceptions": [
            {"first": "2026-12-24", "last": "2027-01-03", "spans": []},
            {"first": "2026-12-23", "last": "2026-12-23", "spans": [{"opens": "09:00", "closes": "12:00"}]},
        ],
    }


def test_schedules_that_say_nothing_give_no_hours() -> None:
    assert hours_of() is None
    assert hours_of({"id": "x", "timezone": 3, "wkst": "MO"}) is None
