"""Counts of an engine with the names that people see."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue import Vocabulary
from geo import Gazetteer
from search.answer import FacetCount


class FacetNames:
    """Names the terms of facets."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self._vocabulary = vocabulary
        self._gazetteer = gazetteer
        self._zones = {zone.id: zone.name for zone in gazetteer.zones}

    def named(self, counts: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[FacetCount, ...]]:
        """Per facet its terms, the most frequent first, then by name."""
        return {facet: self._facet(facet, terms) for facet, terms in counts.items()}

    def _facet(self, facet: str, terms: Mapping[str, int]) -> tuple[FacetCount, ...]:
        shown = [FacetCount(id=term, name=self.name(facet, term), count=count) for term, count in terms.items()]
        return tuple(sorted(shown, key=lambda each: (-each.count, each.name, each.id)))

    def name(self, parameter: str, value: str) -> str:
        """The name of a value of a parameter: a zone, a municipality or a term; of another one the value itself."""
        if parameter == "serves":
            found = self._gazetteer.municipality(value)
            return found.name if found else value
        return self._zones.get(value, value) if parameter == "zone" else self._vocabulary.label(parameter, value)
