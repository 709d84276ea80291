"""Opening hours as people write them: weekly rows plus exceptions, and what they say of one moment.

The rows are the truth; the OSM and RRULE forms are generated from them. A Belgian public holiday that no row or
exception speaks of gives "unknown": a desk that is open on Mondays may well be closed on Easter Monday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, Self

import holidays
from pydantic import Field, StringConstraints, model_validator

from catalogue.base import Line, Part
from catalogue.facts import Answer
from geo import holds

MINUTES_A_DAY = 24 * 60


class Day(StrEnum):
    """Days of the week, Monday first, in the two letters of OSM and RRULE."""

    MO = "mo"
    TU = "tu"
    WE = "we"
    TH = "th"
    FR = "fr"
    SA = "sa"
    SU = "su"


WEEK = tuple(Day)

Clock = Annotated[
    str,
    StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"),
    Field(description="Local time in Belgium, HH:MM; 24:00 is the end of the day."),
]


def minutes(clock: str) -> int:
    """Minutes since midnight, 0..1440."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


class Span(Part):
    """From one clock time to another on the same day, or past midnight when it closes at or before it opens."""

    opens: Clock
    closes: Clock

    @property
    def begin(self) -> int:
        """Minutes since midnight at which it opens."""
        return minutes(self.opens)

    @property
    def end(self) -> int:
        """Minutes since the same midnight at which it closes; over 1440 when that is the next day."""
        closing = minutes(self.closes)
        return closing if closing > self.begin else closing + MINUTES_A_DAY


class WeeklyRow(Span):
    """One block of one day of the week."""

    day: Day
    by_appointment: bool = Field(False, description="Open only to people with an appointment.")
    note: Line | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the row speaks of that date: its day of the week, within its dates (both included)."""
        if WEEK[day.weekday()] is not self.day:
            return False
        return holds(self.valid_from, self.valid_to, day)


class HoursException(Part):
    """Other hours, or none, on some dates; replaces the weekly rows of those dates."""

    first: date
    last: date
    spans: tuple[Span, ...] = Field((), description="Empty: closed.")
    note: Line | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("the last date of an exception lies before the first")
        return self


class OpeningHours(Part):
    """When people can come, call or chat. Empty rows with `always` false say nothing and are refused."""

    weekly: tuple[WeeklyRow, ...] = ()
    exceptions: tuple[HoursException, ...] = ()
    always: bool = Field(False, description="Day and night, all days, holidays included.")
    note: Line | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.weekly or self.exceptions or self.always or self.note):
            raise ValueError("opening hours without a row, an exception, a note or `always` say nothing")
        return self

    @property
    def says_when(self) -> bool:
        """Whether there is more than a note: hours that a program can reckon with."""
        return bool(self.weekly or self.exceptions or self.always)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The Belgian public holidays of a year (package `holidays`)."""
    return frozenset(holidays.country_holidays("BE", years=year))


def spans_on(hours: OpeningHours, day: date) -> tuple[Span, ...] | None:
    """The blocks of one date, by appointment or not; `None` where nobody knows, empty where it is closed.

    The last exception that speaks of a date wins. A public holiday without an exception is not known.
    """
    for exception in reversed(hours.exceptions):
        if exception.first <= day <= exception.last:
            return exception.spans
    if hours.always:
        return (Span(opens="00:00", closes="24:00"),)
    if not hours.weekly:
        return None
    rows = tuple(row for row in hours.weekly if row.holds_on(day))
    if rows and day in public_holidays(day.year):
        return None
    return tuple(sorted(rows, key=lambda row: (row.begin, row.end)))


def open_at(hours: OpeningHours | None, moment: datetime) -> Answer:
    """Whether it is open at a local moment (naive, Belgian time); blocks by appointment do not count as open.

    A block counts from its opening minute up to, not including, its closing minute; a block past midnight belongs to
    the day on which it began.
    """
    if hours is None or not hours.says_when:
        return Answer.UNKNOWN
    unknown = False
    for days_back in (0, 1):
        day = moment.date() - timedelta(days=days_back)
        now = moment.hour * 60 + moment.minute + days_back * MINUTES_A_DAY
        spans = spans_on(hours, day)
        if spans is None:
            unknown = unknown or days_back == 0
            continue
        if any(span.begin <= now < span.end and not getattr(span, "by_appointment", False) for span in spans):
            return Answer.YES
    return Answer.UNKNOWN if unknown else Answer.NO
