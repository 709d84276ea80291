"""Which records come to lie in another zone, or to serve other people, when the division changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue import (
    Kind,
    Location,
    Offer,
    OfferAtLocation,
    Part,
    Partnership,
    Recognition,
    Record,
    Regions,
    ServiceArea,
)
from geo import Gazetteer, Point


@dataclass(frozen=True, slots=True)
class Reach:
    """The zones (ids) that a record lies in or serves, and the postcodes of the people whom it serves."""

    zones: frozenset[str]
    postcodes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """A record that the change touches, with what it reaches before and after."""

    record_id: str
    kind: Kind
    before: Reach
    after: Reach


def moves(records: Iterable[Record], before: Gazetteer, after: Gazetteer) -> Iterator[Move]:
    """The records that move between two divisions, in the order in which they come.

    A place moves where its zone changes. A service area moves where its zones change, or where a zone that it names
    covers other postcodes. An area that is everywhere, or not known, never moves.
    """
    then, now = _Map(before), _Map(after)
    for record in records:
        reached, reaches = then.reach(record), now.reach(record)
        if reached != reaches:
            yield Move(record.id, record.kind, reached, reaches)


class _Map:
    """What records reach in one division."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._regions = Regions(gazetteer)
        self._postcodes: dict[Part, set[str]] = defaultdict(set)
        for postcode in gazetteer.postcodes:
            for municipality in postcode.municipalities:
                self._postcodes[Part(municipality.nis, postcode.zone.id)].add(postcode.code)

    def reach(self, record: Record) -> Reach:
        match record:
            case Location():
                return Reach(self._zones_of(record))
            case Offer() | OfferAtLocation() | Partnership():
                return self._served(record.area)
            case Recognition():
                return self._served(ServiceArea(zones=record.zones))
        return Reach(frozenset())

    def _zones_of(self, location: Location) -> frozenset[str]:
        address = location.address
        if address is not None and address.nis is not None:
            return frozenset(zone.id for zone in self._gazetteer.zones_of(address.nis, address.postcode))
        if location.point is not None:
            zone = self._gazetteer.zone_at(Point(location.point.lat, location.point.lon))
            return frozenset({zone.id}) if zone else frozenset()
        return frozenset()

    def _served(self, area: ServiceArea | None) -> Reach:
        if area is None or area.everywhere:
            return Reach(frozenset())
        parts = self._regions.parts(area)
        postcodes = (code for part in parts for code in self._postcodes.get(part, ()))
        return Reach(frozenset(part.zone for part in parts), frozenset(postcodes))
