"""Days as the policy counts them: working days and birthdays."""

from __future__ import annotations

from datetime import date, timedelta

from catalogue import public_holidays

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday except Belgian public holidays (M7)."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The working day with that number; the first one after `day` is number 1 (M7). `count` is 1 or more."""
    found = day
    for _ in range(count):
        found += timedelta(days=1)
        while not is_working_day(found):
            found += timedelta(days=1)
    return found


def birthday(birth: date, years: int) -> date:
    """The day on which someone becomes that old; born on 29 February: 1 March of a year without one."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)
