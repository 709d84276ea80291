"""How much of a question is found in each zone: the same numbers as asking it zone by zone, for a fraction of the work.

The engine's own counts cannot be shown as they are. They keep silent on zones where only offers that are everywhere
are found; they measure a radius from the nearest place of an offer instead of from its place in the zone; and a
question that finds too little in one zone is asked there once more, in the lenient way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.engine.port import Engine, EngineQuery
from search.understand import Reading, lenient, strict


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """What choosing one zone gives: `found` fits the question as all that was found does, `alike` only resembles it."""

    found: int
    alike: int = 0

    @property
    def total(self) -> int:
        """What the answer gives as its total, once the zone is chosen."""
        return self.found + self.alike


@dataclass(frozen=True, slots=True)
class ZoneCounter:
    """Counts over one engine. `too_few`: with fewer strict results a question is also asked in the lenient way."""

    engine: Engine
    zones: Sequence[str]
    too_few: int

    def counts(self, reading: Reading) -> dict[str, ZoneCount]:
        """Per zone (id) its count; a zone that the reading itself asks for is put aside."""
        text = strict(reading)
        asked = reading.query(text)
        found = self._by_zone(asked)
        # What is near in meaning is found either way: whether it is enough is decided by the words alone.
        by_words = replace(asked, nearest=None)
        with_words = self._by_zone(by_words) if asked.nearest is not None else found
        if text is None or not text.groups or min(with_words.values(), default=0) >= self.too_few:
            return {zone: ZoneCount(count) for zone, count in found.items()}
        wider = self._by_zone(reading.query(lenient(reading)))
        if self._total(by_words, None) < self.too_few:
            return {zone: ZoneCount(count) for zone, count in wider.items()}
        return {
            zone: ZoneCount(count, max(wider[zone] - count, 0) if with_words[zone] < self.too_few else 0)
            for zone, count in found.items()
        }

    def _by_zone(self, query: EngineQuery) -> dict[str, int]:
        if query.near is not None and query.near.radius_km is not None:
            return {zone: self._total(query, zone) for zone in self.zones}
        counted = self.engine.search(replace(query, facets=("zone",))).facets["zone"]
        others = [zone for zone in self.zones if zone not in counted]
        # In the zones that it does not name the same is found: what is everywhere.
        everywhere = self._total(query, others[0]) if others else 0
        return {zone: counted.get(zone, everywhere) for zone in self.zones}

    def _total(self, query: EngineQuery, zone: str | None) -> int:
        return self.engine.search(replace(query, filters=replace(query.filters, zone=zone), facets=())).total
