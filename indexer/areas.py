"""Whom an offer serves, for the engine: all that it and its places say, in municipalities of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalogue import Location, OfferView, Regions, ServiceArea, Site
from catalogue.around import Spot
from catalogue.regions import Reach
from geo import Gazetteer, Point
from search.document import Area


class AreaProjection:
    """Makes the area of a document."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Group the places once."""
        self._gazetteer = gazetteer
        self._regions = Regions(gazetteer)

    def area(self, view: OfferView) -> Area | None:
        """The area with all its parts resolved; `None` where it is not known whom the offer serves.

        What the places say of their own adds up with what the offer says. It is not known where one of them has a
        radius around a place that is not known, where a place of an offer without an area says nothing, and where they
        hold on different days.
        """
        sites = [site for site in view.sites if site.location.type == "physical"]
        own = [(site.at.area, [site]) for site in view.sites if site.at.area is not None]
        said = [*([(view.offer.area, sites)] if view.offer.area is not None else []), *own]
        if not said or (view.offer.area is None and len(own) < len(view.sites)):
            return None
        if len({(area.valid_from, area.valid_to) for area, _ in said}) > 1:
            return None
        reaches = [self._reach(area, around) for area, around in said]
        known = [reach for reach in reaches if reach is not None]
        everywhere = any(area.is_everywhere for area, _ in said)
        if not everywhere and (len(known) < len(reaches) or not any(_serves_someone(reach) for reach in known)):
            return None
        return _area(said[0][0], everywhere, known)

    def _reach(self, area: ServiceArea, sites: Sequence[Site]) -> Reach | None:
        """A place that says only a note says nothing that can be reckoned with, so nothing is known."""
        reach = self._regions.reach(area, [spot_of(site.location, self._gazetteer) for site in sites])
        return reach if reach is not None and _serves_someone(reach) else None


def spot_of(location: Location, gazetteer: Gazetteer) -> Spot | None:
    """Where a place is: by its point, else that of its postcode or municipality; hidden is not known."""
    point, address = location.point, location.address
    nis = address.nis if address else None
    if point is not None:
        return Spot(Point(point.lat, point.lon), nis)
    if address is None or address.country != "BE":
        return None
    if address.postcode and (postcode := gazetteer.postcode(address.postcode)):
        return Spot(postcode.point, nis or postcode.municipalities[0].nis)
    if nis and (municipality := gazetteer.municipality(nis)):
        return Spot(municipality.point, nis)
    return None


def _serves_someone(reach: Reach) -> bool:
    return bool(reach.municipalities or reach.perhaps)


def _area(dated: ServiceArea, everywhere: bool, reaches: Sequence[Reach]) -> Area:
    """All reaches together; a municipality that one serves as a whole is served, whatever others know of it."""
    municipalities = _all(reach.municipalities for reach in reaches)
    wholly = _all(reach.municipalities - reach.partly for reach in reaches)
    perhaps = _all(reach.perhaps for reach in reaches)
    return Area(
        everywhere=everywhere,
        municipalities=() if everywhere else tuple(sorted(municipalities)),
        partly=() if everywhere else tuple(sorted(municipalities - wholly)),
        perhaps=() if everywhere else tuple(sorted(perhaps - wholly)),
        zones=() if everywhere else tuple(sorted(_all(reach.zones for reach in reaches))),
        touched=() if everywhere else tuple(sorted(_all(reach.touched for reach in reaches))),
        valid_from=dated.valid_from,
        valid_to=dated.valid_to,
    )


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
