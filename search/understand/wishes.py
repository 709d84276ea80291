"""What the words of a question wish: for whom, where, when, in which language, for free, in which way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from geo import Gazetteer, Place
from search.analysis import fold
from search.engine.port import Filters
from search.lexicon import Lexicon
from search.question import SearchRequest
from search.understand.reading import Reading, Step
from search.wishes import Wish, Wishes

STEP = "wensen"


def read_wishes(wishes: Wishes, gazetteer: Gazetteer, lexicon: Lexicon) -> Step:
    """Find the wishes in `q`, without what the asker says was not meant.

    A parameter of the request goes before the words; what they say is then still no word to look for.
    """

    def step(reading: Reading) -> Reading:
        asked = reading.request
        words = lexicon.standard(asked.q).split()
        places = tuple(_places(asked, gazetteer))
        others = wishes.find(words, asked.not_meant, reading.now)
        found = (*(wish for wish, _ in places[:1]), *others)
        counting = tuple(wish for wish in found if not _is_given(wish, asked))
        said = "; ".join(f"{', '.join(wish.words)} -> {wish.id} ({wish.value})" for wish in counting)
        return replace(
            reading,
            wishes=counting,
            wished=_filters(counting, wishes),
            read=frozenset(word for wish in (*found, *(wish for wish, _ in places)) for word in _words(wish, lexicon)),
            places=() if asked.place else tuple(place for _, meant in places for place in meant),
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


def _places(asked: SearchRequest, gazetteer: Gazetteer) -> Iterator[tuple[Wish, tuple[Place, ...]]]:
    """The places that words of the question name, each with all that it can mean."""
    for found in gazetteer.find_in(asked.q):
        wish = place_wish(asked.q[found.start : found.end], found.places[0])
        if wish.id not in asked.not_meant:
            yield wish, found.places


def _words(wish: Wish, lexicon: Lexicon) -> list[str]:
    return [word for words in wish.words for word in lexicon.standard(words).split()]


def _is_given(wish: Wish, asked: SearchRequest) -> bool:
    """Whether the request itself says something of this kind."""
    if wish.parameter == "at" and asked.open_now:
        return True
    return getattr(asked, wish.parameter) not in (SearchRequest.model_fields[wish.parameter].default, "")


def _filters(counting: Iterable[Wish], wishes: Wishes) -> Filters:
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
