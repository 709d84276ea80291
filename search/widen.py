"""Where nothing is found, less is asked: one thing after another, from the least to the most essential.

The order (`ORDER`): how far, when, what it costs and how one gets in, for whom, in which language and place, and last
what it is; until something is found. What then proves to have been let go in vain is asked again. Words that stand
nowhere on the map are let go first: then no filter is to blame, and the filters are worth keeping.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from itertools import accumulate
from typing import Any

from catalogue.words import number_words
from geo import DrawnArea
from search.answer import Widened
from search.engine.port import Filters, Home
from search.understand import Reading

ORDER = (
    "radius_km",
    "open_now",
    "free",
    "intake_open",
    "access",
    "budget",
    "target_group",
    "language",
    "accessibility",
    "age",
    "serves",
    "area",
    "zone",
    "mode",
    "sector",
    "theme",
    "function",
)
"""The parameters that can be let go, the least essential first; `open_now` is also the moment `at`.

One can travel farther or come back another day, and a price can be talked about; who does not speak the language or is
not served is not helped, and something else than was asked is the last resort.
"""

WORDS = "q"

SAID = {
    "radius_km": "verder dan {} km",
    "open_now": "naar wat op dat moment niet open is",
    "free": "naar wat niet gratis is",
    "intake_open": "naar wie nu niemand nieuw aanneemt",
    "age": "voor een andere leeftijd dan {} jaar",
    "serves": "naar wat niet werkt in {}",
    "area": "buiten het gebied op de kaart",
    "zone": "buiten {}",
    WORDS: "zonder uw woorden",
}
CHOICE = "zonder de keuze “{}”"
"""How it is told, after "We zochten ook"; the last for what is chosen from a list."""

Name = Callable[[str, str], str]
"""The Dutch name of a value of a parameter."""


@dataclass(frozen=True, slots=True)
class Wider:
    """A question with less in it, and what was let go of the question that was asked, in order."""

    reading: Reading
    gone: tuple[tuple[str, tuple[str, ...]], ...] = ()  # parameter and values

    def without(self, parameter: str) -> Wider:
        """One thing less."""
        return Wider(_without(self.reading, parameter), (*self.gone, (parameter, _values(self.reading, parameter))))

    def told(self, name: Name) -> tuple[Widened, ...]:
        """What was let go, in words."""
        return tuple(_told(parameter, values, name) for parameter, values in self.gone)


def ways(start: Wider) -> tuple[Wider, ...]:
    """The question as it starts, then each time with one thing less."""
    asked = (parameter for parameter in ORDER if _values(start.reading, parameter))
    return tuple(accumulate(asked, Wider.without, initial=start))


def widen(reading: Reading, finds: Callable[[Reading], bool]) -> Wider | None:
    """The question with so little let go that something is just found; `None` on an empty map.

    Each way finds at least what the one before it finds, so that few of them need to be tried.
    """
    start = Wider(reading)
    tried = ways(start)
    if not finds(tried[-1].reading):
        start = start.without(WORDS)
        tried = ways(start)
    first = bisect_left(tried, True, key=lambda way: finds(way.reading))
    return _least(start, tried[first], finds) if first < len(tried) else None


def _least(start: Wider, found: Wider, finds: Callable[[Reading], bool]) -> Wider:
    """What was let go in vain is asked again, the most essential first; the last thing was not in vain."""
    gone = [parameter for parameter, _ in found.gone[len(start.gone) :]]
    for parameter in gone[-2::-1]:
        fewer = [other for other in gone if other != parameter]
        if finds(reduce(Wider.without, fewer, start).reading):
            gone = fewer
    return reduce(Wider.without, gone, start)


def _values(reading: Reading, parameter: str) -> tuple[str, ...]:
    """What was asked of it, as texts; empty where nothing was."""
    match _asked(reading, parameter):
        case None | False | "":
            return ()
        case True:
            return ("true",)
        case float(kilometres):
            return (f"{kilometres:g}",)
        case datetime() as moment:
            return (moment.isoformat(timespec="minutes"),)
        case Home(municipality):
            return (municipality,)
        case DrawnArea(bounds=bounds):
            return tuple(map(str, bounds))
        case frozenset(terms):
            return tuple(sorted(terms))
        case other:
            return (str(other),)


def _asked(reading: Reading, parameter: str) -> object:
    if parameter in (WORDS, "radius_km"):
        return getattr(reading.request, parameter)
    return reading.filters.terms.get(parameter) or getattr(reading.filters, _field(parameter), None)


def _without(reading: Reading, parameter: str) -> Reading:
    reading = reading.noted("ruimer", f"zonder {parameter}")
    if parameter == "radius_km":
        return replace(reading, request=reading.request.model_copy(update={parameter: None}))
    if parameter == WORDS:
        request = reading.request.model_copy(update={WORDS: ""})
        return replace(reading, request=request, words=(), meant=(), slips={}, nearest=None)
    filters = reading.filters
    if parameter in filters.terms:
        terms = {name: chosen for name, chosen in filters.terms.items() if name != parameter}
        return replace(reading, filters=replace(filters, terms=terms))
    left: dict[str, Any] = {_field(parameter): getattr(Filters(), _field(parameter))}
    return replace(reading, filters=replace(filters, **left))


def _field(parameter: str) -> str:
    """The name of a parameter among the filters."""
    return "open_at" if parameter == "open_now" else parameter


def _told(parameter: str, values: tuple[str, ...], name: Name) -> Widened:
    if parameter == "radius_km":
        names = number_words(float(values[0]))
    else:
        names = " of ".join(name(parameter, value) for value in values)
    text = f"We zochten ook {SAID.get(parameter, CHOICE).format(names)}."
    value = "" if parameter == WORDS else ",".join(values)
    return Widened(parameter=parameter, value=value, text=text)
