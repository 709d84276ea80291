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
        self._zones = {zone.id: zone.name for zone in gazetteer.zones}

    def named(self, counts: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[FacetCount, ...]]:
        """Per facet its terms, the most frequent first, then by name."""
        return {facet: self._facet(facet, terms) for facet, terms in counts.items()}

    def _facet(self, facet: str, terms: Mapping[str, int]) -> tuple[FacetCount, ...]:
        shown = [FacetCount(id=term, name=self._name(facet, term), count=count) for term, count in terms.items()]
        return tuple(sorted(shown, key=lambda each: (-each.count, each.name, each.id)))

    def _name(self, facet: str, term: str) -> str:
        return self._zones.get(term, term) if facet == "zone" else self._vocabulary.label(facet, term)
