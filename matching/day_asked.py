"""A day in a question: written as a date and nothing else, in a time for which holidays are known."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

FIRST, LAST = 1900, 2100

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_written(value: object) -> object:
    """A number is no date, though it could be read as seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _WRITTEN.fullmatch(value)):
        return value
    raise PydanticCustomError("iso_date", "a date as 2026-11-23")


def _within(day: date) -> date:
    if not FIRST <= day.year <= LAST:
        raise PydanticCustomError(
            "far_date", "a date between the years {first} and {last}", {"first": FIRST, "last": LAST}
        )
    return day


IsoDate = Annotated[
    date,
    BeforeValidator(_only_written),
    AfterValidator(_within),
    Field(json_schema_extra={"pattern": r"^(19\d\d|20\d\d|2100)-\d{2}-\d{2}$"}),
]
"""An ISO 8601 date of the years 1900 to 2100."""
