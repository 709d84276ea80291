"""Facts in plain Dutch words, the same in every page and answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from catalogue.base import in_language
from catalogue.facts import Answer
from catalogue.records import Cost, Waiting

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_UNITS = {
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "years": ("jaar", "jaar"),
}


def date_words(day: date) -> str:
    """A date as people read it: "22 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def number_words(value: float, decimals: int = 0) -> str:
    """A number with a decimal comma: 3.2 -> "3,2"; whole numbers without decimals unless asked for."""
    text = f"{value:.{decimals}f}" if decimals else f"{value:g}"
    return text.replace(".", ",")


def is_free(costs: Sequence[Cost] | None) -> Answer:
    """Whether an offer costs nothing: known only where every cost says so, or one of them names an amount."""
    if costs is None:
        return Answer.UNKNOWN
    if any(cost.amount for cost in costs):
        return Answer.NO
    if all(cost.free is Answer.YES or cost.amount == 0 for cost in costs):
        return Answer.YES
    if any(cost.free is Answer.NO for cost in costs):
        return Answer.NO
    return Answer.UNKNOWN


def cost_words(cost: Cost) -> str | None:
    """One cost: "gratis", "€ 12,50 per uur", or the note; `None` where nothing is said."""
    if cost.amount:
        symbol = "€" if cost.currency == "EUR" else cost.currency
        amount = number_words(cost.amount, 0 if cost.amount == int(cost.amount) else 2)
        said = f"{symbol} {amount}" + (f" {cost.unit}" if cost.unit else "")
    elif cost.free is Answer.YES or cost.amount == 0:
        said = "gratis"
    else:
        said = "niet gratis" if cost.free is Answer.NO else ""
    return "; ".join(part for part in (said, in_language(cost.note)) if part) or None


def costs_words(costs: Sequence[Cost] | None) -> str | None:
    """All costs in one line; `None` where they are not known."""
    if costs is None:
        return None
    if not costs:
        return "gratis"
    return "; ".join(words for cost in costs if (words := cost_words(cost))) or None


def waiting_words(waiting: Waiting | None) -> str | None:
    """The waiting time with the day on which it was measured; `None` where it is not known."""
    if waiting is None:
        return None
    said = in_language(waiting.note)
    if waiting.value == 0:
        said = f"geen wachttijd; {said}" if said else "geen wachttijd"
    elif waiting.value is not None and waiting.unit is not None:
        one, more = _UNITS[waiting.unit]
        length = f"ongeveer {number_words(waiting.value)} {one if waiting.value == 1 else more}"
        said = f"{length}; {said}" if said else length
    if said and waiting.measured_on:
        said += f" (op {date_words(waiting.measured_on)})"
    return said
