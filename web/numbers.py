"""How Dutch writes counts, distances, days and rows of things; the rest is in `catalogue.words`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from catalogue.words import date_words, number_words

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def count(value: int) -> str:
    """A whole number with a point for thousands: 1.234."""
    return f"{value:,}".replace(",", ".")


def kilometres(distance: float) -> str:
    """A distance in kilometres, one decimal: 3,2 km."""
    return f"{number_words(distance, 1)} km"


def weekday_date(day: date) -> str:
    """A date with its day of the week: zondag 22 november 2026."""
    return f"{DAYS[day.weekday()]} {date_words(day)}"


def listing(parts: Sequence[str], joined_by: str = "en") -> str:
    """Things in a row: a, b en c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joined_by} {parts[-1]}"
