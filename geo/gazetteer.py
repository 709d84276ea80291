"""The gazetteer: which place someone means, in which municipality and which zone it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.addresses import AddressBook, AddressPoint
from geo.coordinates import ReadPoint, read_point
from geo.division import Division
from geo.elsewhere import Elsewhere
from geo.name_index import NameIndex
from geo.names import Written, name_key, take_apart, tidy, without_country, without_frame
from geo.nearest import NearestPlaces
from geo.phrase import Phrases
from geo.place import FoundPlace, Matched, Municipality, Place, Postcode, Zone
from geo.point import Point
from geo.reference import Reference
from geo.written_address import WrittenAddress, read_address

ZoneOfPoint = Callable[[Point], str | None]
"""What shapes answer: the id of the zone in which a point lies, None outside Flanders and Brussels."""


class Gazetteer:
    """Everything that is known about places, indexed once; it never changes, so threads may share it.

    It guesses nothing silently: a name that several places bear gives them all, a text that no place bears gives none,
    and a place that was taken from a typing error says so.
    """

    def __init__(
        self,
        reference: Reference,
        addresses: AddressBook | None = None,
        zone_of_point: ZoneOfPoint | None = None,
    ) -> None:
        """Index a reference; `Gazetteer.load` reads it from a folder."""
        self.zones: tuple[Zone, ...] = reference.zones
        self.municipalities: tuple[Municipality, ...] = reference.municipalities
        self.postcodes: tuple[Postcode, ...] = reference.postcodes
        self.divisions = reference.divisions
        self.addresses = addresses
        self._zone_of_point = zone_of_point
        self._zone_codes = {code: zone for zone in reference.zones for code in (zone.id, zone.code)}
        self._zone_names = _zones_by_name(reference.zones)
        self._municipalities = {code: m for m in reference.municipalities for code in (m.nis, *m.former_nis)}
        self._postcodes = {postcode.code: postcode for postcode in reference.postcodes}
        self._former = {nis: known for known in reference.places for nis in known.former_nis}
        self._elsewhere = Elsewhere(reference.elsewhere)
        self._names = NameIndex(reference.places, self._elsewhere)
        self._phrases = Phrases(self._exactly, self._names.words_of, frozenset(self._postcodes), reference.common_words)
        self._known = {known.place: known for known in reference.places}
        self._nearest = NearestPlaces(known.place for known in reference.places)

    @classmethod
    def load(
        cls,
        folder: Path,
        addresses: AddressBook | None = None,
        *,
        zone_of_point: ZoneOfPoint | None = None,
        overlay: Path | None = None,
        today: date | None = None,
    ) -> Gazetteer:
        """Read the reference tables of `folder`; raises what `Reference.read` raises.

        `addresses` answers for streets and house numbers, `zone_of_point` for points, where there are shapes of the
        zones of that day. `overlay` is a folder with what a deployment adds (see
        `geo.overlay`); `today` says which of its changes are in force, None: all.
        """
        return cls(Reference.read(folder, overlay, today), addresses, zone_of_point)

    @classmethod
    def trying(cls, folder: Path, overlay: Path | None, day: date, changes: bytes) -> Gazetteer:
        """As it would be after one more file of changes of the division (`geo.division_file`), from that day on.

        Nothing is written. Raises `BadChangesError`, with all that is wrong in the file.
        """
        return cls(Reference.trying(folder, overlay, day, changes))

    def zone(self, id_or_code_or_name: str) -> Zone | None:
        """The zone with this id, code, name or older name; None if there is none."""
        text = tidy(id_or_code_or_name)
        return self._zone_codes.get(text.lower()) or self._zone_names.get(name_key(text))

    def municipality(self, nis: str) -> Municipality | None:
        """The municipality of 2025 to which a NIS code of 2018, 2019-2024 or 2025 leads; None if unknown."""
        return self._municipalities.get(nis)

    def postcode(self, text: str) -> Postcode | None:
        """The postcode that is written as `9300` or `B-9300`; None if Flanders and Brussels do not have it."""
        written = take_apart(tidy(text))
        return None if written.name or written.postcode is None else self._postcodes.get(written.postcode)

    def zones_on(self, day: date | None = None) -> tuple[Zone, ...]:
        """The zones of that day, under the names of that day, by id; None: the newest division."""
        return self.divisions.on(day).zones

    def division(self, day: date | None = None) -> Division:
        """Who lay where on that day; None: in the newest division."""
        return self.divisions.on(day)

    def zones_of(self, nis: str, postcode: str | None = None, on: date | None = None) -> tuple[Zone, ...]:
        """The zones in which a municipality lies: four for Antwerpen, one for all others, none for an unknown code.

        `on`: as it was on that day; None: in the division that this gazetteer was loaded for. A postcode of the
        municipality leaves one zone. One that is not of the municipality changes nothing, for people work in
        municipalities. The code of a municipality that was or came before or after that day gives the zones in which
        what it covers lay then: so Hasselt of 2025 lay in two on a day before Kortessem joined it.
        """
        municipality = self.municipality(nis)
        if municipality is None:
            return ()
        area = self.postcode(postcode) if postcode else None
        if area is not None and municipality not in area.municipalities:
            area = None
        if on is not None:
            return self._zones_then(nis, municipality, area, self.divisions.on(on))
        if area is not None:
            return (area.zone,)
        former = self._former.get(nis)
        return former.place.zones if former else municipality.zones

    def zones_of_place(self, place: Place, on: date | None = None) -> tuple[Zone, ...]:
        """The zones in which a place that `resolve` gave lay on a day, a former municipality by its own area.

        For a zone: itself, as it was. None: in the division that this gazetteer was loaded for.
        """
        if on is None:
            return place.zones
        division = self.divisions.on(on)
        if place.municipality_nis is None:
            ids = {zone.id for zone in place.zones}
            return tuple(zone for zone in division.zones if zone.id in ids)
        known = self._known.get(replace(place, matched="exact"))
        codes = (place.postcode,) if place.postcode else known.postcodes if known else ()
        zones = {division.of_postcode[code] for code in codes if code in division.of_postcode}
        found = tuple(sorted(zones, key=lambda zone: zone.id))
        return found or self.zones_of(place.municipality_nis, on=on)

    def _zones_then(
        self, nis: str, municipality: Municipality, area: Postcode | None, division: Division
    ) -> tuple[Zone, ...]:
        if area is not None:
            return (division.of_postcode[area.code],)
        if nis in division.of_municipality:
            return division.of_municipality[nis]
        former = self._former.get(nis)
        covered = former.postcodes if former and former.postcodes else self._covered(nis, municipality)
        zones = {division.of_postcode[code] for code in covered}
        return tuple(sorted(zones, key=lambda zone: zone.id))

    def _covered(self, nis: str, municipality: Municipality) -> tuple[str, ...]:
        """The postcodes of a municipality of another day; those of today's where the tables never had it."""
        own = (row.postcodes for row in self.divisions.memberships if row.nis == nis)
        return tuple({code for codes in own for code in codes}) or municipality.postcodes

    def zone_at(self, point: Point) -> Zone | None:
        """The zone in which a point lies, by the shapes of the zones; without shapes, that of the nearest known place.

        Without shapes it is indicative: of 6,000 random points it names the right zone for 92 in 100, and the
        neighbouring one for points near a border; just outside Flanders it names the zone across the border, and None
        more than `FARTHEST_KM` from all places. With the indicative shapes it is right for 97 in 100, and None outside.
        Of an address, the municipality and the postcode say it for certain (`zones_of`).
        """
        if self._zone_of_point is not None:
            found = self._zone_of_point(point)
            return self._zone_codes.get(found) if found is not None else None
        nearest = self._nearest.to(point)
        return nearest.zones[0] if nearest else None

    def resolve(self, text: str) -> tuple[Place, ...]:
        """The places that a text can mean, the likeliest first; none if it means no place of Flanders or Brussels.

        Reads a name (current, former, French, shortened; with or without its municipality: `Aalst (Sint-Truiden)`), a
        postcode, a name with its postcode, a street and number with a place, or a point as `lat,lon`; around it may
        stand what it is and the country: `stad Gent`, `in Gent, België`. A postcode and a name that contradict each
        other give both. A street that the addresses do not know, or for which there are none, gives its place:
        `precision` says so.
        """
        text = without_country(tidy(text))
        read = read_point(text)
        if read is not None:
            return self._at(read, text)
        if self._names.bearing(text):
            return self._exactly(text)
        written, address = take_apart(text), read_address(text)
        if address is not None and (address.number is not None or not self._names.bearing(written.name)):
            places = self._addressed(address)
            if places:
                return places
        name = without_frame(text)
        return self._exactly(text) or self._exactly(name) or self._loosely(take_apart(name))

    def find_in(self, text: str) -> tuple[FoundPlace, ...]:
        """The words of a sentence that are a place, from left to right: the longest names, and no common words.

        `Mol` or `Peer` is a place after `in` or `bij`, beside a postcode, or on its own with a capital. Streets, points
        and typing errors are not looked for. Only the first 400 characters are.
        """
        return self._phrases.find(text)

    def elsewhere(self, text: str) -> str | None:
        """The country or region in which a place lies that is not in Flanders or Brussels: `Wallonië`, `Nederland`.

        None where that is not known, and for a text that `resolve` knows a place for.
        """
        return None if self.resolve(text) else self._elsewhere.where(without_frame(tidy(text)))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Place, ...]:
        """The places with a name that begins like this, at most `limit`: municipalities first, then by name."""
        return self._names.beginning(tidy(prefix), limit)

    def _exactly(self, text: str) -> tuple[Place, ...]:
        """The places with this name or postcode, as they are written in the tables."""
        written = take_apart(text)
        if written.postcode is not None:
            return self._with_postcode(written, written.postcode)
        return self._within(tuple(known.place for known in self._names.bearing(written.name)), written.within)

    def _loosely(self, written: Written) -> tuple[Place, ...]:
        """The places of which the name is shortened, or has a typing error."""
        if written.postcode is not None:
            return ()
        return self._within(self._names.meant_by(written.name), written.within)

    def _within(self, places: tuple[Place, ...], area: str | None) -> tuple[Place, ...]:
        return tuple(place for place in places if self._lies_within(place, area))

    def _lies_within(self, place: Place, area: str | None) -> bool:
        """Whether the place lies in the municipality, former municipality, zone or province with this name."""
        if area is None:
            return True
        key = name_key(area)
        around = {known.place.municipality for known in self._names.bearing(area) if known.place.municipality}
        provinces = {name_key(zone.province) for zone in place.zones}
        return place.municipality in around or key in provinces or self._zone_names.get(key) in place.zones

    def _addressed(self, address: WrittenAddress) -> tuple[Place, ...]:
        """The houses or streets that are meant, as far as there are addresses; else the places that they are in.

        A text that only looks like an address (`Meldert, Aalst`) is one where the addresses know the street.
        """
        places = self._exactly(address.place) or self._loosely(take_apart(address.place))
        around = {(place.municipality_nis, place.postcode): place for place in places if place.municipality_nis}
        if self.addresses is not None:
            points = {
                point: place.matched
                for (nis, postcode), place in around.items()
                for point in self.addresses.find(address.street, address.number, nis, postcode)
            }
            if points:
                return tuple(self._address(point, guessed) for point, guessed in points.items())
        return places if address.surely else ()

    def _address(self, found: AddressPoint, matched: Matched) -> Place:
        street = f"{found.street} {found.number}" if found.number else found.street
        return Place(
            name=f"{street}, {found.postcode} {found.municipality}",
            type=found.precision,
            municipality=found.municipality,
            municipality_nis=found.municipality_nis,
            postcode=found.postcode,
            zones=self.zones_of(found.municipality_nis, found.postcode),
            point=found.point,
            precision=found.precision,
            matched=matched,
        )

    def _with_postcode(self, written: Written, code: str) -> tuple[Place, ...]:
        postcode = self._postcodes.get(code)
        if postcode is None:
            return ()
        named = [known for known in self._names.bearing(written.name) if self._lies_within(known.place, written.within)]
        fitting = tuple(known.at_postcode(postcode) for known in named if code in known.postcodes)
        if fitting:
            return fitting
        areas = (self._names.bearing(f"{code} {m.name}")[0].place for m in postcode.municipalities)
        return (*areas, *(known.place for known in named))

    def _at(self, read: ReadPoint, text: str) -> tuple[Place, ...]:
        zone = self.zone_at(read.point)
        nearest = self._nearest.to(read.point, zone) if zone else None
        if zone is None or nearest is None:
            return ()
        here = replace(nearest, name=text, type="point", postcode=None, point=read.point, precision="point")
        return (replace(here, zones=(zone,), approximate=True, swapped=read.swapped),)


def _zones_by_name(zones: Iterable[Zone]) -> dict[str, Zone]:
    """Zones by name and older names; a name of today goes before an older one.

    Codes stay out: written without their hyphen, `elz2-1` (Antwerpen Centrum) and `elz21` (Leuven Zuid) are the same.
    """
    older = {name_key(alias): zone for zone in zones for alias in zone.aliases if alias != zone.code}
    return older | {name_key(zone.name): zone for zone in zones}
