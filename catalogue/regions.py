"""Which municipalities and zones a service area comes down to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from catalogue.around import Reached, Spot, Surroundings
from catalogue.where import Radius, ServiceArea
from geo import Gazetteer, Point

NOWHERE = Reached(frozenset(), frozenset())


class Part(NamedTuple):
    """The people of one municipality who live in one zone: nearly always the whole municipality."""

    municipality: str
    zone: str


class Reach(NamedTuple):
    """Whom an area serves, in municipalities of today (NIS codes) and ids of zones.

    `municipalities` are served wholly or partly; of those in `partly` (Antwerpen) only the people are served who live
    in one of `zones`. Of those in `perhaps` it is not known: a radius reaches one of their villages. `zones` lie wholly
    in the area; in those `touched` it serves someone.
    """

    municipalities: frozenset[str]
    partly: frozenset[str]
    perhaps: frozenset[str]
    zones: frozenset[str]
    touched: frozenset[str]


class Regions:
    """The municipalities of today by zone, province, reference region and region."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Group the municipalities once."""
        self._gazetteer = gazetteer
        self._surroundings = Surroundings(gazetteer)
        self._zones = {one.nis: frozenset(zone.id for zone in one.zones) for one in gazetteer.municipalities}
        self._in_zone: dict[str, set[str]] = defaultdict(set)
        self._in_province: dict[str, set[str]] = defaultdict(set)
        self._in_region: dict[str, set[str]] = defaultdict(set)
        self._brussels = {one.nis for one in gazetteer.municipalities if is_in_brussels(one.nis)}
        for one in gazetteer.municipalities:
            self._in_province[one.province].add(one.nis)
            if one.reference_region is not None:
                self._in_region[one.reference_region].add(one.nis)
            for zone in one.zones:
                self._in_zone[zone.id].add(one.nis)

    def reach(self, area: ServiceArea, places: Sequence[Spot | None] = ()) -> Reach | None:
        """What the area comes down to; `None` where that is not known.

        `places` are those of the offer, `None` for each of which the whereabouts are not known or not public. A radius
        around them is not known unless all of them are: then neither is the rest, for who lives outside the rest may
        live within the radius.
        """
        around = self._around(area.radius, places)
        if around is None:
            return None
        wholly = self._wholly(area) | around.surely
        named = {nis for zone in area.zones for nis in self._in_zone.get(zone, ())}
        touched = {zone for nis in wholly for zone in self._zones.get(nis, ())}
        zones = {zone for zone in touched if self._in_zone[zone] <= wholly} | set(area.zones)
        municipalities = wholly | named
        return Reach(
            municipalities=frozenset(municipalities),
            partly=frozenset(named - wholly),
            perhaps=around.perhaps - municipalities,
            zones=frozenset(zones),
            touched=frozenset(touched | set(area.zones)),
        )

    def resolved(self, area: ServiceArea) -> tuple[set[str], set[str]]:
        """NIS codes of the municipalities that it serves, wholly or partly, and ids of the zones that lie wholly in it.

        A zone may be a part of a municipality (Antwerpen): its people are served, the other zones there are not. Of an
        area around places that are not given nothing is known: no municipality, no zone.
        """
        reach = self.reach(area)
        return (set(reach.municipalities), set(reach.zones)) if reach else (set(), set())

    def parts(self, area: ServiceArea) -> frozenset[Part]:
        """Every part of a municipality that it serves, so also which zones it reaches into; all where it is everywhere.

        A municipality brings its part in each of its zones, a zone of Antwerpen only the part of Antwerpen in it. A
        radius brings the municipalities around its own centre; around places it brings nothing here.
        """
        around = self._around(area.radius, ()) or NOWHERE
        wholly = self._zones.keys() if area.everywhere else self._wholly(area) | around.surely
        parts = {Part(nis, zone) for nis in wholly for zone in self._zones.get(nis, ())}
        named = {Part(nis, zone) for zone in area.zones for nis in self._in_zone.get(zone, ())}
        return frozenset(parts | named)

    def _wholly(self, area: ServiceArea) -> set[str]:
        """The municipalities of which it serves everyone, but for those that a radius reaches."""
        wholly = {self._today(nis) for nis in area.municipalities}
        if area.flanders:
            wholly |= self._zones.keys() - self._brussels
        if area.brussels:
            wholly |= self._brussels
        for province in area.provinces:
            wholly |= self._in_province.get(province, set())
        for region in area.regions:
            wholly |= self._in_region.get(region, set())
        partly = {nis for zone in area.zones for nis in self._in_zone.get(zone, ())}
        return wholly | {nis for nis in partly if self._zones[nis] <= set(area.zones)}

    def _around(self, radius: Radius | None, places: Sequence[Spot | None]) -> Reached | None:
        """The municipalities within a radius, none where there is no radius; `None` where its middle is not known."""
        if radius is None:
            return NOWHERE
        if radius.centre is not None:
            return self._surroundings.within(radius.km, [Spot(Point(radius.centre.lat, radius.centre.lon))])
        spots = [spot for spot in places if spot is not None]
        if not spots or len(spots) < len(places):
            return None
        return self._surroundings.within(radius.km, spots)

    def _today(self, nis: str) -> str:
        municipality = self._gazetteer.municipality(nis)
        return municipality.nis if municipality else nis


def is_in_brussels(nis: str) -> bool:
    """Whether a NIS code is that of one of the 19 municipalities of the Brussels-Capital Region (arrondissement 21)."""
    return nis.startswith("21")
