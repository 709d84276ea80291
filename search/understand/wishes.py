"""What the words of a question wish: for whom, where, when, in which language, for free, in which way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from geo import FoundPlace, Gazetteer, Place
from search.analysis import fold
from search.engine.port import Filters
from search.lexicon import Lexicon
from search.question import SearchRequest
from search.understand.reading import Reading, Step
from search.wishes import Wish, Wishes

STEP = "wensen"

_LEADING = re.compile(r"\b(?:in|te|bij|rond|nabij|omgeving|regio|à|near)\s*$", re.IGNORECASE)
"""What stands before a place and goes with it: "psycholoog 's avonds in Aalst" ends in "'s avonds"."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Words of the question that name a place, with all places that they can mean."""

    wish: Wish
    found: FoundPlace


def read_wishes(wishes: Wishes, gazetteer: Gazetteer, lexicon: Lexicon) -> Step:
    """Find the wishes in `q`, without what the asker says was not meant.

    A parameter of the request goes before the words; what they say is then still no word to look for.
    """

    def step(reading: Reading) -> Reading:
        asked = reading.request
        places = tuple(_places(asked, gazetteer))
        words = lexicon.standard(_without(asked.q, places)).split()
        found = (*(named.wish for named in places[:1]), *wishes.find(words, asked.not_meant, reading.now))
        counting = tuple(wish for wish in found if not _is_given(wish, asked))
        said = "; ".join(f"{', '.join(wish.words)} -> {wish.id} ({wish.value})" for wish in counting)
        saying = (*found, *(named.wish for named in places[1:]))
        return replace(
            reading,
            wishes=counting,
            wished=_filters(counting),
            read=frozenset(lexicon.standard(" ".join(words for wish in saying for words in wish.words)).split()),
            places=() if asked.place else tuple(place for named in places for place in named.found.places),
        ).noted(STEP, said or "geen")

    return step


def place_wish(words: str, place: Place) -> Wish:
    """The wish to be near a place that words name."""
    return Wish(f"place:{fold(words).replace(' ', '-')}", "place", place.name, f"in {_place_name(place)}", (words,))


def _place_name(place: Place) -> str:
    """With its municipality where the name does not say it: "Erembodegem (Aalst)"."""
    if place.municipality is None or place.municipality in place.name:
        return place.name
    return f"{place.name} ({place.municipality})"


def _places(asked: SearchRequest, gazetteer: Gazetteer) -> Iterator[_Named]:
    for found in gazetteer.find_in(asked.q):
        wish = place_wish(asked.q[found.start : found.end], found.places[0])
        if wish.id not in asked.not_meant:
            yield _Named(wish, found)


def _without(text: str, places: Iterable[_Named]) -> str:
    """The text without its places and what stands before them."""
    left, at = "", 0
    for named in places:
        left += _LEADING.sub("", text[at : named.found.start]) + " "
        at = named.found.end
    return left + text[at:]


def _is_given(wish: Wish, asked: SearchRequest) -> bool:
    """Whether the request itself says something of this kind."""
    if wish.parameter == "at" and asked.open_now:
        return True
    return getattr(asked, wish.parameter) not in (SearchRequest.model_fields[wish.parameter].default, "")


def _filters(counting: Iterable[Wish]) -> Filters:
    """The wishes as an engine evaluates them; of several languages or modes one is enough."""
    values: dict[str, list[str]] = {}
    for wish in counting:
        values.setdefault(wish.parameter, []).extend(wish.value.split(","))
    return Filters(
        terms={name: frozenset(values[name]) for name in ("language", "mode") if name in values},
        age=int(values["age"][0]) if "age" in values else None,
        free="free" in values,
        open_at=datetime.fromisoformat(values["at"][0]) if "at" in values else None,
    )
