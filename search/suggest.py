"""Suggestions while someone types: kinds of help, headings, names, places, abbreviations. Never addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalogue import Glossary, Vocabulary
from geo import Gazetteer, Place
from search.analysis import Analyser, fold
from search.answer import Suggestion, Urgent
from search.engine.port import Engine
from search.errors import EngineUnavailable
from search.lexicon import CONCEPT_LISTS, Concept, Lexicon

MOST = {"abbreviation": 1, "function": 2, "theme": 1, "place": 2}
"""So many of a full list at most, in this order around the names of offers and organisations, which get the rest."""

SHORTEST_ABBREVIATION = 2


class Suggester:
    """Completes what someone types. Keeps nothing of it."""

    def __init__(
        self,
        engine: Engine,
        gazetteer: Gazetteer,
        vocabulary: Vocabulary,
        analyser: Analyser,
        lexicon: Lexicon,
        glossary: Glossary,
    ) -> None:
        self._engine = engine
        self._gazetteer = gazetteer
        self._analyser = analyser
        self._beginnings = lexicon.beginnings
        self._glossary = glossary
        self._labels = {
            Concept(name, entry.id): (entry.label, fold(entry.label))
            for name in CONCEPT_LISTS
            for entry in vocabulary.lists[name].values()
        }

    def suggest(self, text: str, place: str | None, urgent: Urgent, limit: int) -> tuple[Suggestion, ...]:
        """At most `limit`, always in the same order; names in the municipality of `place` before others.

        What is `urgent` in the text goes before everything. Slips of the pen are forgiven where nothing begins as
        typed.
        """
        typed = fold(text)
        if not typed or limit < 1:
            return ()
        names = self._names(typed, place, urgent, limit)
        places = [Suggestion(text=_named(one), kind="place", id=None) for one in self._gazetteer.suggest(text, limit)]
        abbreviations = list(self._abbreviations(text.strip()))[: MOST["abbreviation"]]
        terms = self._begun(typed)
        if not (terms or names or places or abbreviations):
            terms = self._beginnings.like(typed.split()[-1])
        first = [*_told(urgent), *abbreviations, *self._terms(terms)]
        room = max(limit - len(first) - len(places[: MOST["place"]]), 0)
        return tuple([*first, *names[:room], *places[: MOST["place"]], *names[room:]][:limit])

    def _names(self, typed: str, place: str | None, urgent: Urgent, limit: int) -> list[Suggestion]:
        """Names of offers and organisations; an engine that is down does not hide what is urgent."""
        try:
            completions = self._engine.complete(typed, self._municipality(place), limit)
        except EngineUnavailable:
            if urgent.urgent_topics:
                return []
            raise
        return [Suggestion(text=each.text, kind=each.kind, id=each.id, demo=each.demo) for each in completions]

    def _begun(self, typed: str) -> Mapping[Concept, str]:
        """The terms whose label begins as typed, then those of which a phrase does, each with what was matched.

        Of a sentence its telling words count, and if these are no phrase, the word that is being typed.
        """
        labels = {
            concept: ""
            for concept, (_, label) in sorted(self._labels.items(), key=lambda one: not one[1][1].startswith(typed))
            if f" {typed}" in f" {label}"
        }
        *before, last = typed.split()
        telling = " ".join((*self._analyser.telling_words(" ".join(before)), last))
        for part in dict.fromkeys((typed, telling, last)):
            phrases = self._beginnings.of(part)
            if phrases:
                return {**labels, **{concept: phrase for concept, phrase in phrases.items() if concept not in labels}}
        return labels

    def _terms(self, found: Mapping[Concept, str]) -> Iterator[Suggestion]:
        """Functions, then themes, each with the words that led to it where its own name does not say so."""
        for name in CONCEPT_LISTS:
            having = [concept for concept in found if concept.list == name]
            for concept in having[: MOST[name]]:
                label, folded = self._labels[concept]
                phrase = found[concept]
                because = f"bij ‘{phrase}’" if phrase and phrase not in folded else None
                yield Suggestion(text=label, kind=name, id=concept.id, explanation=because)

    def _abbreviations(self, typed: str) -> Iterator[Suggestion]:
        if len(typed) >= SHORTEST_ABBREVIATION:
            for one in self._glossary.beginning(typed):
                yield Suggestion(text=one.short, kind="abbreviation", id=one.id, explanation=one.full)

    def _municipality(self, place: str | None) -> str | None:
        found = self._gazetteer.resolve(place) if place else ()
        return found[0].municipality_nis if found else None


def _named(place: Place) -> str:
    """A place as it can be asked for, with its municipality where that is another: "Aalst (Sint-Truiden)"."""
    municipality = place.municipality
    return place.name if municipality in (None, place.name) else f"{place.name} ({municipality})"


def _told(urgent: Urgent) -> Iterator[Suggestion]:
    """Whom to call now, with the gravest topic; the topic alone where nobody's number is known."""
    for topic in urgent.urgent_topics[:1]:
        line = next((hit for hit in urgent.urgent if hit.phone), None)
        call = "Bel nu" if topic.sure else "Kan het niet wachten? Bel"
        text = f"{call} {line.phone}" if line else topic.name
        told = f"{line.name} · {topic.name}" if line else None
        yield Suggestion(text=text, kind="urgent", id=line.id if line else None, explanation=told)
