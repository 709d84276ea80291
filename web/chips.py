"""The choices that are on, each with the address of the same question without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue import Vocabulary
from geo import Gazetteer
from web import messages
from web.query import Query, search_url, without


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice in words, and where one click takes it away."""

    label: str
    url: str


Named = Callable[[str], str]
"""What a term or a wish that was not meant is called, by its id (`Searcher.name_of`)."""


def chips(query: Query, vocabulary: Vocabulary, gazetteer: Gazetteer, named: Named) -> tuple[Chip, ...]:
    """The choices of a query in the order in which they were made; the question and the place are no choices."""
    return tuple(
        Chip(label, search_url(without(query, *pair))) for label, pair in _labels(query, vocabulary, gazetteer, named)
    )


def without_choices(query: Query) -> Query:
    """The question and the place alone."""
    return tuple(pair for pair in query if pair[0] in ("q", "place", "sort"))


def _labels(
    query: Query, vocabulary: Vocabulary, gazetteer: Gazetteer, named: Named
) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, value in query:
        label = _label(name, value, vocabulary, gazetteer, named)
        if label is not None:
            yield label, (name, value)


def _label(name: str, value: str, vocabulary: Vocabulary, gazetteer: Gazetteer, named: Named) -> str | None:
    if name in messages.FACETS:
        return vocabulary.label(name, value)
    if name in messages.SWITCHES:
        return messages.SWITCHES[name]
    match name:
        case "age":
            return f"{value} jaar"
        case "radius_km":
            return f"binnen {value.replace('.', ',')} km"
        case "zone":
            zone = gazetteer.zone(value)
            return zone.name if zone else value
        case "bbox":
            return messages.AREA
        case "serves":
            municipality = gazetteer.municipality(value)
            return f"werkt in {municipality.name if municipality else value}"
        case "not_meant":
            return f"niet: {named(value)}"
        case "literal":
            return "precies zoals getypt"
        case "at":
            return f"open op {value.replace('T', ' om ')}"
        case _:
            return None
