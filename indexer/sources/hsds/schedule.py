"""Opening hours from schedules: weekly rows where the rule is exactly weekly, else words.

A schedule that weekly rows cannot express (the first Monday of the month, every other week, five times) turns all
hours of its record into words: rows for the rest would say "closed" on days of which only the words speak.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from indexer.sources.hsds.node import Node
from indexer.sources.hsds.schedule_words import in_words

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = {
    name: day
    for day, names in {
        "MO": "monday mon maandag",
        "TU": "tuesday tue tues dinsdag",
        "WE": "wednesday woensdag",
        "TH": "thursday thu thur thurs donderdag",
        "FR": "friday vrijdag",
        "SA": "saturday zaterdag",
        "SU": "sunday zondag",
    }.items()
    for name in (day.lower(), names.split()[0][:3], *names.split())
}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00(?:\.0+)?)?|(24):(00)(?::00)?", re.ASCII)
_WEEKLY_CANNOT = ("count", "bymonthday", "byweekno", "byyearday")
_WHEN = ("freq", "byday", "weekday", "opens_at", "closes_at", *_WEEKLY_CANNOT)


def opening_hours(owner: Node) -> dict[str, Any] | None:
    """The hours of the object's `schedules`, in the form of `catalogue.OpeningHours`; `None` where they say nothing."""
    weekly: list[dict[str, Any]] = []
    exceptions: list[dict[str, Any]] = []
    notes: list[str] = []
    words: list[str] = []
    exact = True
    for schedule in owner.children("schedules", "schedule"):
        words.append(in_words(schedule))
        notes += [text for key in ("description", "notes") if (text := schedule.text(key))]
        if schedule.text("start_date"):
            exception = _holiday(schedule)
            exceptions += [exception] if exception else []
            exact = exact and exception is not None
        elif any(schedule.text(key) for key in _WHEN):
            rows = _weekly_rows(schedule)
            weekly += rows or []
            exact = exact and rows is not None
        for key in ("timezone", "wkst"):  # of no meaning for clock times of a week
            schedule.text(key)
        schedule.account()
    if exact:
        words = []
    else:
        owner.count("schedules", "kept in words: weekly hours cannot say it without risking a wrong hour", words[0])
        weekly, exceptions = [], []
    note = " ".join(dict.fromkeys(filter(None, words + notes)))
    hours = {"weekly": weekly, "exceptions": exceptions, "note": owner.fit("schedules", note)}
    return {key: value for key, value in hours.items() if value} or None


def clock(text: str | None) -> str | None:
    """HH:MM of "9:00", "09:00:00"; `None` for anything else.

    A time with Z or an offset is refused: it is another hour of the clock in summer than in winter.
    """
    match = _CLOCK.fullmatch(text) if text else None
    if match is None:
        return None
    return f"{int(match[1]):02}:{match[2]}" if match[1] else "24:00"


def _weekly_rows(schedule: Node) -> list[dict[str, Any]] | None:
    """The rows of a rule that is exactly weekly; `None` where it is not."""
    opens, closes = clock(schedule.text("opens_at")), clock(schedule.text("closes_at"))
    dates = _validity(schedule)
    days = _days(schedule)
    if days is None or dates is None or opens is None or closes is None or opens == "24:00":
        return None
    if opens == closes != "00:00" or schedule.number("interval") not in (None, 1.0):
        return None
    if any(schedule.text(key) for key in _WEEKLY_CANNOT):
        return None
    return [{"day": day.lower(), "opens": opens, "closes": closes} | dates for day in days]


def _days(schedule: Node) -> list[str] | None:
    """Days of a weekly rule: of `byday`, of its first date, or the `weekday` of the older standard.

    A weekday that is a number is refused: some publishers begin the week on Sunday.
    """
    weekday = schedule.text("weekday")
    if weekday is not None:
        day = _DAY_NAMES.get(weekday.lower())
        return [day] if day else None
    if (schedule.text("freq") or "").upper() != "WEEKLY":
        return None
    byday = schedule.text("byday")
    if byday is None:
        start = schedule.day("dtstart")
        return [DAYS[date.fromisoformat(start).weekday()]] if start else None
    days = [part.strip().upper() for part in byday.split(",")]
    return list(dict.fromkeys(days)) if all(day in DAYS for day in days) else None


def _validity(schedule: Node) -> dict[str, str] | None:
    """First and last day; empty where there are none, `None` where a date cannot be read or they are not in order."""
    bounds: list[list[str]] = []
    for keys in (("valid_from", "dtstart"), ("valid_to", "until")):
        found = [(schedule.text(key), schedule.day(key)) for key in keys]
        if any(text is not None and day is None for text, day in found):
            return None
        bounds.append([day for _, day in found if day])
    first, last = max(bounds[0], default=None), min(bounds[1], default=None)
    if first and last and last < first:
        return None
    return {key: day for key, day in (("valid_from", first), ("valid_to", last)) if day}


def _holiday(schedule: Node) -> dict[str, Any] | None:
    """A row of `holiday_schedules`: other hours, or closed, on some dates."""
    first = schedule.day("start_date")
    last = schedule.day("end_date") or first
    if first is None or last is None or last < first:
        return None
    if schedule.yes("closed"):
        return {"first": first, "last": last, "spans": []}
    opens, closes = clock(schedule.text("opens_at")), clock(schedule.text("closes_at"))
    if opens is None or closes is None or opens == "24:00" or opens == closes != "00:00":
        return None
    return {"first": first, "last": last, "spans": [{"opens": opens, "closes": closes}]}
