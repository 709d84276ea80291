"""Opening hours in the words in which people say them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalogue import OpeningHours
from catalogue.hours import Day, Span
from web.hours import coming_exceptions, days_in_words, hours_in_a_sentence, span_in_words, weeks_in_words

MONDAY = date(2026, 11, 23)


def hours(*rows: tuple[str, str, str], **more: Any) -> OpeningHours:
    weekly = [{"day": day, "opens": opens, "closes": closes} for day, opens, closes in rows]
    return OpeningHours.model_validate({"weekly": weekly} | more)


def said(opening: OpeningHours) -> list[tuple[str | None, list[tuple[str, str]]]]:
    return [(week.when, [(line.days, line.times) for line in week.lines]) for week in weeks_in_words(opening, MONDAY)]


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        ("09:00", "12:00", "van 9 tot 12 uur"),
        ("13:30", "16:05", "van 13.30 tot 16.05 uur"),
        ("00:00", "24:00", "de hele dag"),
        ("20:00", "24:00", "van 20 uur tot middernacht"),
        ("20:00", "00:00", "van 20 uur tot middernacht"),
        ("22:00", "06:30", "van 22 tot 6.30 uur (de dag erna)"),
    ],
)
def test_a_block(opens: str, closes: str, words: str) -> None:
    assert span_in_words(Span(opens=opens, closes=closes)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("mo", "maandag"),
        ("mo tu", "maandag en dinsdag"),
        ("mo tu we", "maandag tot en met woensdag"),
        ("mo we fr", "maandag, woensdag en vrijdag"),
        ("mo tu we sa", "maandag tot en met woensdag en zaterdag"),
        ("su mo", "maandag en zondag"),
    ],
)
def test_days_in_a_row(days: str, words: str) -> None:
    assert days_in_words([Day(day) for day in days.split()]) == words


def test_days_with_the_same_hours_stand_together_and_the_rest_is_closed() -> None:
    morning_and_afternoon = [("mo", "13:30", "16:00"), ("mo", "09:00", "12:00"), ("tu", "09:00", "12:00")]
    assert said(hours(*morning_and_afternoon, ("we", "09:00", "12:00"))) == [
        (
            None,
            [
                ("maandag", "van 9 tot 12 uur en van 13.30 tot 16 uur"),
                ("dinsdag en woensdag", "van 9 tot 12 uur"),
                ("donderdag tot en met zondag", "gesloten"),
            ],
        )
    ]


def test_a_day_wholly_by_appointment_says_so_once() -> None:
    rows = [{"day": "mo", "opens": "09:00", "closes": "12:00", "by_appointment": True}]
    assert said(OpeningHours.model_validate({"weekly": rows}))[0][1][0] == ("maandag", "na afspraak van 9 tot 12 uur")


def test_a_block_by_appointment_beside_a_free_one_says_it_of_itself_alone() -> None:
    rows = [
        {"day": "mo", "opens": "09:00", "closes": "12:00", "note": "zitdag"},
        {"day": "mo", "opens": "13:00", "closes": "16:00", "by_appointment": True},
    ]
    words = said(OpeningHours.model_validate({"weekly": rows}))[0][1][0][1]
    assert words == "van 9 tot 12 uur (zitdag) en van 13 tot 16 uur (na afspraak)"


def test_summer_hours_stand_apart_and_call_no_day_closed() -> None:
    rows = [
        {"day": "mo", "opens": "09:00", "closes": "12:00", "valid_to": "2027-06-30"},
        {"day": "tu", "opens": "10:00", "closes": "12:00", "valid_from": "2027-07-01", "valid_to": "2027-08-31"},
    ]
    assert said(OpeningHours.model_validate({"weekly": rows})) == [
        ("tot en met 30 juni 2027", [("maandag", "van 9 tot 12 uur")]),
        ("van 1 juli 2027 tot en met 31 augustus 2027", [("dinsdag", "van 10 tot 12 uur")]),
    ]


def test_a_period_that_is_over_is_not_told() -> None:
    rows = [{"day": "mo", "opens": "09:00", "closes": "12:00", "valid_to": "2026-11-22"}]
    assert said(OpeningHours.model_validate({"weekly": rows})) == []


def test_always_is_day_and_night() -> None:
    assert said(OpeningHours(always=True)) == [(None, [("elke dag", "dag en nacht")])]


def test_only_a_note_says_no_week() -> None:
    assert said(OpeningHours(note="zie website")) == []


def test_coming_exceptions_stand_in_order_and_past_ones_are_gone() -> None:
    opening = hours(
        ("mo", "09:00", "12:00"),
        exceptions=[
            {"first": "2027-02-01", "last": "2027-02-05", "spans": [{"opens": "10:00", "closes": "11:00"}]},
            {"first": "2026-11-30", "last": "2026-11-30", "note": "studiedag"},
            {"first": "2026-11-20", "last": "2026-11-22"},
        ],
    )
    assert [(line.days, line.times) for line in coming_exceptions(opening, MONDAY)] == [
        ("maandag 30 november 2026", "gesloten (studiedag)"),
        ("van 1 februari 2027 tot en met 5 februari 2027", "van 10 tot 11 uur"),
    ]


def test_a_public_holiday_nearby_that_nobody_spoke_of_is_not_known() -> None:
    opening = hours(("fr", "09:00", "12:00"))
    assert [(line.days, line.times) for line in coming_exceptions(opening, date(2026, 12, 1))] == [
        ("vrijdag 25 december 2026", "feestdag: niet bekend of het open is")
    ]
    assert coming_exceptions(opening, date(2026, 11, 26)) == ()


def test_a_public_holiday_with_an_exception_is_told_once() -> None:
    opening = hours(("fr", "09:00", "12:00"), exceptions=[{"first": "2026-12-25", "last": "2026-12-25"}])
    assert [line.times for line in coming_exceptions(opening, date(2026, 12, 1))] == ["gesloten"]


def test_beside_a_telephone_number_only_the_open_days_are_said() -> None:
    opening = hours(("mo", "09:00", "12:00"), note="lang laten bellen")
    assert hours_in_a_sentence(opening, MONDAY) == "maandag van 9 tot 12 uur; lang laten bellen"
