"""All that the map knows of one eerstelijnszone on one day, for page and API alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from catalogue import Organisation, Partnership, Regions, Vocabulary, public
from catalogue.records import Partner
from geo import Gazetteer, Municipality, Zone
from indexer.zones.casemanagement import Casemanagement, casemanagement_in
from indexer.zones.networks import NetworkReader, Networks, partners_on
from indexer.zones.onthaal import Onthaal, onthaal_in
from indexer.zones.pilots import Pilot, Pilots
from indexer.zones.places import ZonePlaces
from search import EngineUnavailable, FacetCount, Searcher
from search.question import SearchRequest
from store import State, Store

ZORGRAAD = "zorgraad"
"""The term of list organisation_type."""


@dataclass(frozen=True, slots=True)
class InZone:
    """A municipality of the zone. `postcodes`: those of the part in the zone; `None` where all of it lies there."""

    municipality: Municipality
    postcodes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is in the zone: offers with a place in it, and those that work in it or in a part of it.

    `themes` are all headings of the first level, in the
    order of the list; `organisations` those with a place in the zone; `made_up` whether the map has made-up records.
    """

    offers: int
    organisations: int
    themes: tuple[FacetCount, ...]
    made_up: bool


@dataclass(frozen=True, slots=True)
class PartnershipHere:
    """A partnership that works in the zone, with where in it and with the members of the day.

    `municipalities` is empty where it works in all of the zone. Members that the map has stand with their record.
    """

    partnership: Partnership
    municipalities: tuple[Municipality, ...]
    partners: tuple[tuple[Partner, Organisation | None], ...]


@dataclass(frozen=True, slots=True)
class ZoneOverview:
    """The facts. `zorgraad` is `None` where the map does not have it, `supply` where nothing can be counted now.

    `partnerships` by type (list partnership_type, in its order; `None` last, for a type that is not known).
    """

    zone: Zone
    day: date
    municipalities: tuple[InZone, ...]
    zorgraad: Organisation | None
    supply: Supply | None
    partnerships: Mapping[str | None, tuple[PartnershipHere, ...]]
    onthaal: Onthaal
    casemanagement: Casemanagement
    pilots: tuple[Pilot, ...]

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces of its municipalities."""
        return tuple(dict.fromkeys(one.municipality.province for one in self.municipalities))


class ZoneOverviews:
    """Makes overviews; keeps what it read of partnerships and places while that stays the same. Threads share it."""

    def __init__(
        self, store: Store, searcher: Searcher, gazetteer: Gazetteer, vocabulary: Vocabulary, pilots: Pilots
    ) -> None:
        """Take the rooms below; nothing is read yet."""
        self._store = store
        self._searcher = searcher
        self._vocabulary = vocabulary
        self._reader = NetworkReader(store, Regions(gazetteer))
        self._places = ZonePlaces(store, gazetteer)
        self._municipalities = {zone.id: _in_zone(zone, gazetteer) for zone in gazetteer.zones}
        self.pilots = pilots

    def networks(self) -> Networks:
        """All partnerships and recognitions that everyone may see."""
        return self._reader.networks()

    def municipalities(self, zone: Zone) -> tuple[InZone, ...]:
        """The municipalities of a zone by name."""
        return self._municipalities[zone.id]

    def overview(self, zone: Zone, now: datetime) -> ZoneOverview:
        """What the map knows of the zone at a local moment in Belgium."""
        networks, day = self.networks(), now.date()
        inside = self._municipalities[zone.id]
        all_of_it = [one.municipality for one in inside]
        return ZoneOverview(
            zone=zone,
            day=day,
            municipalities=inside,
            zorgraad=self._zorgraad(zone),
            supply=self._supply(zone, now),
            partnerships=self._partnerships(zone, all_of_it, networks, day),
            onthaal=onthaal_in(zone.id, all_of_it, networks, self._store, day),
            casemanagement=casemanagement_in(zone.id, zone.name, networks, self._vocabulary["programme"], day),
            pilots=self.pilots.among(one.nis for one in all_of_it),
        )

    def _zorgraad(self, zone: Zone) -> Organisation | None:
        """The shipped record of the zorgraad, or what it was joined with."""
        stored = self._store.get(f"loket:zorgraad-{zone.id}")
        if stored is None or stored.state is State.GONE or not isinstance(stored.record, Organisation):
            return None
        return public(stored.record) if stored.record.type == ZORGRAAD else None

    def _supply(self, zone: Zone, now: datetime) -> Supply | None:
        try:
            answer = self._searcher.search(SearchRequest(zone=zone.id, size=1, exact=True), now)
        except EngineUnavailable:
            return None
        counted = {count.id: count for count in answer.facets.get("theme", ())}
        headings = (term for term in self._vocabulary["theme"].values() if term.broader is None)
        return Supply(
            offers=answer.total,
            organisations=self._places.organisations(zone.id),
            themes=tuple(counted.get(term.id, FacetCount(id=term.id, name=term.label, count=0)) for term in headings),
            made_up=self._places.made_up(),
        )

    def _partnerships(
        self, zone: Zone, municipalities: list[Municipality], networks: Networks, day: date
    ) -> Mapping[str | None, tuple[PartnershipHere, ...]]:
        grouped: dict[str | None, list[PartnershipHere]] = {}
        for one in networks.in_zone(zone.id, day):
            here = networks.municipalities(one.id, zone.id)
            part = () if len(here) == len(municipalities) else tuple(m for m in municipalities if m.nis in here)
            members = tuple((partner, networks.organisation_of(partner)) for partner in partners_on(one, day))
            grouped.setdefault(one.type, []).append(PartnershipHere(one, part, members))
        others = sorted(kind for kind in grouped if kind is not None)
        order: dict[str | None, None] = dict.fromkeys([*self._vocabulary["partnership_type"], *others, None])
        return {kind: tuple(grouped[kind]) for kind in order if kind in grouped}


def _in_zone(zone: Zone, gazetteer: Gazetteer) -> tuple[InZone, ...]:
    inside = sorted((one for one in gazetteer.municipalities if zone in one.zones), key=lambda one: one.name)
    return tuple(InZone(one, None if len(one.zones) == 1 else _postcodes(one, zone, gazetteer)) for one in inside)


def _postcodes(municipality: Municipality, zone: Zone, gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(one.code for one in gazetteer.postcodes if one.zone == zone and municipality in one.municipalities)
