"""A question becomes a reading in named steps; the steps leave the trace that `explain` shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from geo import Place
from search.analysis import QueryWord
from search.answer import Correction
from search.engine.port import Alternative, EngineQuery, Filters, Home, Near, Nearest, TextQuery
from search.lexicon import Concept, Meant
from search.question import SearchRequest
from search.wishes import Wish


@dataclass(frozen=True, slots=True)
class Reading:
    """What was asked, and what has been understood of it so far. `now` is a local moment in Belgium."""

    request: SearchRequest
    now: datetime
    places: tuple[Place, ...] = ()  # the one that is taken, then the others it may be
    filters: Filters = field(default_factory=Filters)
    wishes: tuple[Wish, ...] = ()
    wished: Filters = field(default_factory=Filters)  # the wishes as an engine evaluates them
    read: frozenset[str] = frozenset()  # words that say a wish: no document needs to have them
    words: tuple[QueryWord, ...] = ()
    other_forms: Mapping[str, tuple[Alternative, ...]] = field(default_factory=dict)  # by word, of its abbreviation
    meant: tuple[Meant, ...] = ()
    slips: Mapping[str, tuple[QueryWord, ...]] = field(default_factory=dict)  # by word, what may have been meant
    language: str = "nl"  # of what was typed
    typed: str = ""  # `q` as it was typed, where `request.q` is now what it says in Dutch
    names_someone: bool = False  # whether the words may be the name of an organisation
    nearest: Nearest | None = None  # what means nearly the same as `q`
    corrections: tuple[Correction, ...] = ()
    trace: tuple[tuple[str, str], ...] = ()  # step and note

    def noted(self, step: str, note: str) -> Reading:
        """The same reading with one more line in its trace."""
        return replace(self, trace=(*self.trace, (step, note)))

    @property
    def terms(self) -> dict[Concept, float]:
        """What the words are about, each with its highest weight."""
        weights: dict[Concept, float] = {}
        for one in self.meant:
            for concept in one.concepts:
                weights[concept] = max(one.weight, weights.get(concept, 0.0))
        return weights

    @property
    def has_subject(self) -> bool:
        """Whether anything but wishes is asked; "gratis in Gent" says nothing of what for."""
        return bool(self.meant) or any(word.text not in self.read for word in self.words)

    @property
    def passes(self) -> bool:
        """Whether the answer depends on the minute at which it is asked."""
        return any(wish.parameter == "at" for wish in self.wishes) or (
            self.request.open_now and self.request.at is None
        )

    @property
    def understood(self) -> frozenset[str]:
        """The words that say what help is about."""
        return frozenset(word for one in self.meant for word in one.words.split())

    @property
    def near(self) -> Near | None:
        """The place as an engine needs it."""
        if not self.places:
            return None
        return Near(self.places[0].point, home_of(self.places[0]), self.request.radius_km)

    def query(self, text: TextQuery | None) -> EngineQuery:
        """The reading as a question to an engine, with the words as given."""
        return EngineQuery(
            today=self.now.date(),
            now=None if self.filters.open_at or self.wished.open_at else self.now,
            text=text,
            nearest=self.nearest,
            filters=self.filters,
            wishes=self.wished,
            near=self.near,
            sort=self.request.sort,
        )


Step = Callable[[Reading], Reading]


def home_of(place: Place) -> Home | None:
    """Where someone lives who names this place; the zone of a point is only that of the nearest known place."""
    if place.municipality_nis is None:
        return None
    return Home(place.municipality_nis, () if place.approximate else tuple(zone.id for zone in place.zones))


def understand(request: SearchRequest, now: datetime, steps: Sequence[Step]) -> Reading:
    """Read a request step by step, in the order in which the steps are listed."""
    reading = Reading(request, now)
    for step in steps:
        reading = step(reading)
    return reading
