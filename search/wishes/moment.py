"""When "'s avonds" is: a moment that stands for it, for opening hours are asked at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from catalogue import public_holidays

SATURDAY = 5

_DAYS: Mapping[str, Callable[[date, date], bool]] = {
    "today": lambda day, today: day == today,
    "tomorrow": lambda day, today: day == today + timedelta(days=1),
    "workday": lambda day, today: day.weekday() < SATURDAY and day not in public_holidays(day.year),
    "weekend": lambda day, today: day.weekday() >= SATURDAY and day not in public_holidays(day.year),
}
"""Whether a day is meant. On a public holiday nobody knows what is open, so it stands for no other day."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

AHEAD = 21
"""Days to look ahead: three weeks hold every kind of day that is no public holiday."""


@dataclass(frozen=True, slots=True)
class When:
    """A kind of day and the hour that stands for a part of it; without both: now."""

    day: str | None = None
    hour: time | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """`now`, or a day and an hour: `workday 18:30`. Raises `ValueError`."""
        if text == "now":
            return cls()
        day, _, hour = text.partition(" ")
        if day not in _DAYS and day not in _WEEKDAYS:
            raise ValueError(f"{day!r} is none of {', '.join((*_DAYS, *_WEEKDAYS))}")
        return cls(day, time.fromisoformat(hour))

    def after(self, now: datetime) -> datetime:
        """The first such moment from now on, to the minute; of a day that is nearly over, now."""
        now = now.replace(second=0, microsecond=0)
        if self.day is None or self.hour is None:
            return now
        days = (now.date() + timedelta(days=ahead) for ahead in range(AHEAD))
        moments = (datetime.combine(day, self.hour) for day in days if self._holds(self.day, day, now.date()))
        return next((moment for moment in moments if moment >= now), now)

    def _holds(self, kind: str, day: date, today: date) -> bool:
        if kind in _WEEKDAYS:
            return day.weekday() == _WEEKDAYS.index(kind) and day not in public_holidays(day.year)
        return _DAYS[kind](day, today)
