"""The places that a gazetteer knows, each with every name that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo.names import name_key
from geo.place import Municipality, Place, Postcode, Zone
from geo.point import Point


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place, every name it goes by, its postcodes, and the older NIS codes that mean exactly this place."""

    place: Place
    names: tuple[str, ...]
    postcodes: tuple[str, ...] = ()
    former_nis: tuple[str, ...] = ()

    def also(self, name: str) -> KnownPlace:
        """The place under one more name."""
        return self if name in self.names else replace(self, names=(*self.names, name))

    def at_postcode(self, postcode: Postcode) -> Place:
        """The place as someone means it who adds a postcode of it: that postcode's zone, and no wider point."""
        narrowed = replace(self.place, postcode=postcode.code, zones=(postcode.zone,))
        if len(self.postcodes) == 1 or self.place.type == "sub_municipality":
            return narrowed
        return replace(narrowed, point=postcode.point, precision="postcode")


def only(values: Sequence[str]) -> str | None:
    """The one value there is; None where there are none or several."""
    return values[0] if len(values) == 1 else None


def known_municipality(municipality: Municipality) -> KnownPlace:
    """A municipality under its Dutch and its French name."""
    place = Place(
        name=municipality.name,
        type="municipality",
        municipality=municipality.name,
        municipality_nis=municipality.nis,
        postcode=only(municipality.postcodes),
        zones=municipality.zones,
        point=municipality.point,
        precision="municipality",
    )
    names = (municipality.name, municipality.name_fr) if municipality.name_fr else (municipality.name,)
    return KnownPlace(place, names, municipality.postcodes)


def known_postcode(postcode: Postcode) -> list[KnownPlace]:
    """A postcode, once for each municipality that it covers a part of, under its code and as `9300 Aalst`."""
    known = []
    for municipality in postcode.municipalities:
        place = Place(
            name=f"{postcode.code} {municipality.name}",
            type="postcode",
            municipality=municipality.name,
            municipality_nis=municipality.nis,
            postcode=postcode.code,
            zones=(postcode.zone,),
            point=postcode.point,
            precision="postcode",
        )
        known.append(KnownPlace(place, (place.name,), (postcode.code,)))
    return known


def known_zone(zone: Zone, municipalities: Iterable[Municipality], postcodes: Iterable[Postcode]) -> KnownPlace:
    """A zone, under `ELZ Regio Aalst`, `eerstelijnszone Regio Aalst` and mostly `Regio Aalst`.

    Gent, Brugge and Leuven are zone and municipality in one: there the bare name is left to the municipality, for it
    is one and the same area and asking which one is meant would help nobody.
    """
    points = [postcode.point for postcode in postcodes if postcode.zone == zone]
    place = Place(
        name=zone.name,
        type="zone",
        municipality=None,
        municipality_nis=None,
        postcode=None,
        zones=(zone,),
        point=Point(sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points)),
        precision="zone",
    )
    bare = [zone.name, *(alias for alias in zone.aliases if alias != zone.code)]
    inside = {name_key(municipality.name) for municipality in municipalities if municipality.zones == (zone,)}
    free = [name for name in bare if inside != {name_key(name)}]
    titled = (f"{title} {name}" for name in bare for title in ("ELZ", "eerstelijnszone"))
    return KnownPlace(place, (*free, *titled))
