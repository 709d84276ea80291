"""How many organisations have a place in each zone, kept up to date by following the change log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from threading import Lock

from catalogue import Kind, Location, Organisation
from geo import Gazetteer
from indexer.zones.present import shown
from store import Store, Stored

KINDS: tuple[Kind, ...] = ("organisation", "location")
BATCH = 1_000
"""Lines of the change log, and so records in memory, at once."""


class ZonePlaces:
    """Counts organisations by zone. The first count reads all organisations and places, later ones what changed.

    Only what everyone may see counts: a hidden address puts nobody in a zone, and a hidden organisation is nowhere.
    """

    def __init__(self, store: Store, gazetteer: Gazetteer) -> None:
        """Nothing is read yet."""
        self._store = store
        self._gazetteer = gazetteer
        self._lock = Lock()
        self._position: int | None = None
        self._active: set[str] = set()
        self._places: dict[str, tuple[str, frozenset[str]]] = {}
        self._counts: Counter[str] = Counter()
        self._made_up = 0

    def organisations(self, zone: str) -> int:
        """How many active organisations have a place to go to in the zone of which the address is known."""
        with self._lock:
            self._follow()
            return self._counts[zone]

    def made_up(self) -> bool:
        """Whether any record of the map is made up."""
        with self._lock:
            self._follow()
            return self._made_up > 0

    def _follow(self) -> None:
        last = self._store.last_change()
        if last == self._position:
            return
        if self._position is None or last < self._position:  # the first time, or a backup was put back
            self._active, self._places = set(), {}
            for kind in KINDS:
                self._take_in(self._store.records(kind))
        else:
            self._catch_up(self._position)
        self._position = last
        self._counts = self._counted()
        self._made_up = self._store.count_demo()

    def _catch_up(self, position: int) -> None:
        while changes := self._store.changes_since(position, BATCH):
            ids = {change.record_id for change in changes if change.kind in KINDS}
            for id_ in ids:
                self._active.discard(id_)
                self._places.pop(id_, None)
            self._take_in(one for asked, one in self._store.get_many(ids).items() if one.id == asked)
            position = changes[-1].seq

    def _counted(self) -> Counter[str]:
        """The organisations of each zone, each once however many places it has there."""
        here = {(zone, owner) for owner, zones in self._places.values() if owner in self._active for zone in zones}
        return Counter(zone for zone, _ in here)

    def _take_in(self, records: Iterable[Stored]) -> None:
        for stored in records:
            record = shown(self._store, stored)
            if isinstance(record, Organisation) and record.status == "active":
                self._active.add(record.id)
            elif isinstance(record, Location) and record.type == "physical":
                zones = self._zones(record)
                if zones:
                    self._places[record.id] = (record.organisation, zones)

    def _zones(self, place: Location) -> frozenset[str]:
        """The zones of an address; of Antwerpen without a postcode that would be four, so it counts in none."""
        address = place.address
        if address is None or address.nis is None:
            return frozenset()
        zones = self._gazetteer.zones_of(address.nis, address.postcode)
        return frozenset(zone.id for zone in zones) if len(zones) == 1 else frozenset()
