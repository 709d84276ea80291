"""How people write ages, numbers and days."""

from __future__ import annotations

from datetime import date

OLDEST = 150


def age_of(text: str) -> int | None:
    """Whole years, `None` where the text is none."""
    return number_of(text.removesuffix("jaar").strip(), OLDEST)


def number_of(text: str, most: int) -> int | None:
    """A whole number from 0 to `most`."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= most else None


def date_of(text: str) -> date | None:
    """A day of the years 1900 to 2100, written as 12-05-1980, 12/5/1980 or 1980-05-12."""
    parts = text.replace("/", "-").replace(".", "-").replace(" ", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        found = date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None
    return found if found is not None and 1900 <= found.year <= 2100 else None
