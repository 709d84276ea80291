"""What facts and checks are judged against: the day, the places, the terms, and which organisations there are."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from catalogue.records import Location
from catalogue.regions import Regions
from catalogue.view import OfferView
from catalogue.vocabulary import Vocabulary
from catalogue.where import ServiceArea
from geo import Gazetteer, Point


class Ground:
    """The reference data of one survey. `organisations`: ids and former ids of all organisations that are present."""

    def __init__(
        self, today: date, gazetteer: Gazetteer, vocabulary: Vocabulary, organisations: Set[str] = frozenset()
    ) -> None:
        """Group the places once."""
        self.today = today
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self.organisations = organisations
        self._regions = Regions(gazetteer)
        self._zones = frozenset(zone.id for zone in gazetteer.zones)
        self._provinces = frozenset(one.province for one in gazetteer.municipalities)
        self._reference_regions = frozenset(one.reference_region for one in gazetteer.municipalities)

    def zones_of(self, view: OfferView) -> frozenset[str]:
        """The zones in whose figures an offer counts: those of its visible places, else those of its service area."""
        at_places = frozenset(zone for site in view.sites for zone in self.zones_at(site.location))
        return at_places or self.zones_in(view.offer.area)

    def zones_at(self, location: Location) -> frozenset[str]:
        """The zones of a place: by its municipality and postcode, else by its point; none where people cannot go."""
        if location.type != "physical":
            return frozenset()
        address, point = location.address, location.point
        if address is not None and address.nis is not None and self.gazetteer.municipality(address.nis):
            return frozenset(zone.id for zone in self.gazetteer.zones_of(address.nis, address.postcode))
        zone = self.gazetteer.zone_at(Point(point.lat, point.lon)) if point else None
        return frozenset({zone.id}) if zone else frozenset()

    def zones_in(self, area: ServiceArea | None) -> frozenset[str]:
        """The zones that lie wholly in an area, else the one zone that the area is a part of."""
        if area is None:
            return frozenset()
        if area.everywhere:
            return self._zones
        municipalities, zones = self._regions.resolved(area)
        if zones:
            return self._zones & zones
        around = {zone.id for nis in municipalities for zone in self.gazetteer.zones_of(nis)}
        return frozenset(around) if len(around) == 1 else frozenset()

    def unknown_names(self, area: ServiceArea | None) -> bool:
        """Whether an area names a municipality, zone, province or reference region that does not exist."""
        if area is None:
            return False
        return (
            any(self.gazetteer.municipality(nis) is None for nis in area.municipalities)
            or not self._zones.issuperset(area.zones)
            or not self._provinces.issuperset(area.provinces)
            or not self._reference_regions.issuperset(area.regions)
        )
