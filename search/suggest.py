"""Suggestions while someone types: names of offers and organisations, headings, places. Never addresses."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue import Vocabulary
from geo import Gazetteer
from search.analysis import fold
from search.answer import Suggestion
from search.engine.port import Engine

MOST_PLACES, MOST_THEMES = 3, 2
"""So many of a full list at most, so that names keep room."""


class Suggester:
    """Completes what someone types."""

    def __init__(self, engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._gazetteer = gazetteer
        self._themes = tuple((entry.id, entry.label, fold(entry.label)) for entry in vocabulary.lists["theme"].values())

    def suggest(self, text: str, place: str | None, limit: int) -> tuple[Suggestion, ...]:
        """At most `limit`, always in the same order; names in the municipality of `place` before others."""
        typed = fold(text)
        if not typed or limit < 1:
            return ()
        places = list(self._places(text, MOST_PLACES))
        themes = list(self._themes_like(typed))[:MOST_THEMES]
        completions = self._engine.complete(typed, self._municipality(place), limit)
        names = [Suggestion(text=each.text, kind=each.kind, id=each.id, demo=each.demo) for each in completions]
        room = max(limit - len(places) - len(themes), limit // 2)
        chosen = [*names[:room], *themes, *places]
        chosen = [*chosen, *names[room:]][:limit] if len(chosen) < limit else chosen[:limit]
        return tuple(chosen)

    def _places(self, text: str, limit: int) -> Iterator[Suggestion]:
        for place in self._gazetteer.suggest(text, limit):
            yield Suggestion(text=place.name, kind="place", id=None)

    def _themes_like(self, typed: str) -> Iterator[Suggestion]:
        for id_, label, folded in self._themes:
            if f" {folded}".find(f" {typed}") >= 0:
                yield Suggestion(text=label, kind="theme", id=id_)

    def _municipality(self, place: str | None) -> str | None:
        found = self._gazetteer.resolve(place) if place else ()
        return found[0].municipality_nis if found else None
