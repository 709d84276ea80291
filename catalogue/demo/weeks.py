"""Hours as the recipe writes them: "mo-fr 09:00-12:00 13:30-16:30 appointment"."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from catalogue.hours import WEEK, Day, WeeklyRow


def weekly_rows(pattern: list[str]) -> tuple[WeeklyRow, ...]:
    """The weekly rows of the lines of one pattern. Raises `ValueError` for a line that cannot be read."""
    return tuple(row for line in pattern for row in _rows(line))


def _rows(line: str) -> list[WeeklyRow]:
    days, *blocks = line.split()
    by_appointment = "appointment" in blocks
    spans = [block.split("-") for block in blocks if block != "appointment"]
    if not spans or any(len(span) != 2 for span in spans):
        raise ValueError(f"not days and hours: {line!r}")
    return [
        WeeklyRow(day=day, opens=opens, closes=closes, by_appointment=by_appointment)
        for day in _days(days)
        for opens, closes in spans
    ]


def _days(written: str) -> list[Day]:
    """`mo-fr` or `mo,we`."""
    first, dash, last = written.partition("-")
    if dash:
        return list(WEEK[WEEK.index(Day(first)) : WEEK.index(Day(last)) + 1])
    return [Day(one) for one in written.split(",")]


def _read(pattern: Any) -> tuple[dict[str, Any], ...]:
    return tuple(row.model_dump(mode="json", exclude_defaults=True) for row in weekly_rows(pattern))


Weekly = Annotated[tuple[dict[str, Any], ...], BeforeValidator(_read)]
"""The rows in the JSON form of records, made once and shared by all records with the same pattern."""
