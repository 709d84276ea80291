"""Which municipalities a radius comes down to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from geo import Gazetteer, Municipality, Point, distance_km


class Spot(NamedTuple):
    """The middle of a radius: a point, and the NIS code of its municipality where an address says it."""

    point: Point
    nis: str | None = None


class Reached(NamedTuple):
    """NIS codes of the municipalities that a radius reaches, and of those of which that is not sure."""

    surely: frozenset[str]
    perhaps: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Settled:
    """A municipality as the points that are known in it; `divided`: it lies in several zones."""

    nis: str
    main: Point
    villages: tuple[Point, ...]
    divided: bool


class Surroundings:
    """The municipalities around a spot, by their own points and those of their postcodes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the points once."""
        self._gazetteer = gazetteer
        self._settled = [
            _Settled(one.nis, one.point, _villages(one, gazetteer), len(one.zones) > 1)
            for one in gazetteer.municipalities
        ]

    def within(self, km: float, spots: Iterable[Spot]) -> Reached:
        """The municipalities within so many kilometres of one of the spots, as the crow flies.

        A municipality is reached where its point, the main village, lies within, and always where the spot lies in it.
        It is perhaps reached where only another of its villages lies within. A municipality of several zones
        (Antwerpen) is 20 km long: it is perhaps reached unless all its postcodes lie within.
        """
        surely: set[str] = set()
        perhaps: set[str] = set()
        for spot in spots:
            own = self._own(spot)
            for one in self._settled:
                villages = [distance_km(spot.point, village) <= km for village in one.villages]
                main = one.nis == own or distance_km(spot.point, one.main) <= km
                if main and (not one.divided or all(villages)):
                    surely.add(one.nis)
                elif main or any(villages):
                    perhaps.add(one.nis)
        return Reached(frozenset(surely), frozenset(perhaps - surely))

    def _own(self, spot: Spot) -> str | None:
        """The municipality of today in which the spot lies: by its address, else by the nearest known place."""
        municipality = self._gazetteer.municipality(spot.nis) if spot.nis else None
        if municipality is not None:
            return municipality.nis
        places = self._gazetteer.resolve(f"{spot.point.lat:.6f}, {spot.point.lon:.6f}")
        return places[0].municipality_nis if places else None


def _villages(municipality: Municipality, gazetteer: Gazetteer) -> tuple[Point, ...]:
    """The points of its postcodes; three postcodes are shared, and their point lies in the first municipality."""
    found = filter(None, map(gazetteer.postcode, municipality.postcodes))
    return tuple(postcode.point for postcode in found if postcode.municipalities[0].nis == municipality.nis)
