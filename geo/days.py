"""Days between two dates."""

from __future__ import annotations

from datetime import date


def holds(first: date | None, last: date | None, day: date) -> bool:
    """Whether a day lies between two dates, both included; without a date that side is open."""
    return (first is None or first <= day) and (last is None or day <= last)
