"""Which municipalities and zones a service area comes down to."""

from __future__ import annotations

from collections import defaultdict

from catalogue import ServiceArea
from geo import Gazetteer


class Regions:
    """The municipalities of today by zone, province and reference region."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Group the municipalities once."""
        self._gazetteer = gazetteer
        self._zones = {one.nis: frozenset(zone.id for zone in one.zones) for one in gazetteer.municipalities}
        self._in_zone: dict[str, set[str]] = defaultdict(set)
        self._in_province: dict[str, set[str]] = defaultdict(set)
        self._in_region: dict[str, set[str]] = defaultdict(set)
        for one in gazetteer.municipalities:
            self._in_province[one.province].add(one.nis)
            if one.reference_region is not None:
                self._in_region[one.reference_region].add(one.nis)
            for zone in one.zones:
                self._in_zone[zone.id].add(one.nis)

    def resolved(self, area: ServiceArea) -> tuple[set[str], set[str]]:
        """NIS codes of the municipalities that it serves, wholly or partly, and ids of the zones that lie wholly in it.

        A zone may be a part of a municipality (Antwerpen): its people are served, the other zones there are not.
        """
        wholly = {self._today(nis) for nis in area.municipalities}
        for province in area.provinces:
            wholly |= self._in_province.get(province, set())
        for region in area.regions:
            wholly |= self._in_region.get(region, set())
        partly = {nis for zone in area.zones for nis in self._in_zone.get(zone, ())}
        wholly |= {nis for nis in partly if self._zones[nis] <= set(area.zones)}
        touched = {zone for nis in wholly for zone in self._zones.get(nis, ())}
        zones = {zone for zone in touched if self._in_zone[zone] <= wholly}
        return wholly | partly, zones | set(area.zones)

    def _today(self, nis: str) -> str:
        municipality = self._gazetteer.municipality(nis)
        return municipality.nis if municipality else nis
