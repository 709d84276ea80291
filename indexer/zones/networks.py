"""The partnerships and recognitions of the map, read once and kept for as long as nothing of them changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TypeVar

from catalogue import Kind, Organisation, Part, Partnership, Recognition, Regions, public
from catalogue.base import RecordBase
from catalogue.records import Partner
from geo import holds
from indexer.zones.present import shown
from store import State, Store, Stored

KINDS: frozenset[Kind] = frozenset({"partnership", "recognition", "organisation"})
"""The records that this draws on: an organisation that becomes hidden takes its place in a partnership with it."""

R = TypeVar("R", bound=RecordBase)

MOST_CHANGES = 10_000
"""Lines of the change log that are looked through; more than this is an import, and reading anew is cheaper."""


@dataclass(frozen=True, slots=True)
class Networks:
    """All that everyone may see of partnerships and recognitions, in order of name and of id.

    Members that are hidden are left out by name too. `organisations` are the present ones that are named, by the id
    under which they are named. `reach` has per zone the partnerships that work in it, each with the NIS codes of the
    municipalities of the zone in which it does.
    """

    partnerships: Mapping[str, Partnership]
    recognitions: tuple[Recognition, ...]
    organisations: Mapping[str, Organisation]
    reach: Mapping[str, Mapping[str, frozenset[str]]]

    def in_zone(self, zone: str, day: date) -> tuple[Partnership, ...]:
        """The partnerships of which it is known that they work in at least a part of the zone on that day.

        Both border days of the partnership and of its area are included.
        """
        here = (self.partnerships[id_] for id_ in self.reach.get(zone, ()))
        return tuple(one for one in here if in_force(one, day) and one.area is not None and one.area.holds_on(day))

    def municipalities(self, partnership: str, zone: str) -> frozenset[str]:
        """The NIS codes of the municipalities of a zone in which a partnership works, wholly or in part."""
        return self.reach.get(zone, {}).get(partnership, frozenset())

    def parts_of(self, partnership: str) -> frozenset[Part]:
        """The parts of municipalities in which a partnership works, whatever the day; none where that is not known."""
        return frozenset(
            Part(nis, zone) for zone, reach in self.reach.items() for nis in reach.get(partnership, frozenset())
        )

    def of_organisation(self, organisation: str, day: date) -> tuple[tuple[Partnership, tuple[Partner, ...]], ...]:
        """The partnerships in force of which the organisation is a member on that day, with what it does in each."""
        found = []
        for one in self.partnerships.values():
            roles = tuple(partner for partner in partners_on(one, day) if self._is(partner, organisation))
            if roles and in_force(one, day):
                found.append((one, roles))
        return tuple(found)

    def organisation_of(self, partner: Partner) -> Organisation | None:
        """The record of a member; `None` where the map does not have it."""
        return self.organisations.get(partner.organisation or "")

    def _is(self, partner: Partner, organisation: str) -> bool:
        found = self.organisation_of(partner)
        return found is not None and found.id == organisation


def in_force(partnership: Partnership, day: date) -> bool:
    """Whether the partnership is active and within its dates, both border days included."""
    return partnership.status == "active" and holds(partnership.valid_from, partnership.valid_to, day)


def partners_on(partnership: Partnership, day: date) -> tuple[Partner, ...]:
    """The members of that day, both border days included."""
    return tuple(one for one in partnership.partners if holds(one.valid_from, one.valid_to, day))


class NetworkReader:
    """Gives the networks as they are now: one query where nothing changed, all of them anew where something did."""

    def __init__(self, store: Store, regions: Regions) -> None:
        """Nothing is read yet."""
        self._store = store
        self._regions = regions
        self._lock = Lock()
        self._kept: tuple[int, Networks] | None = None

    def networks(self) -> Networks:
        """The networks after the last change of the store; safe from many threads, of which one reads."""
        position, kept = self._store.last_change(), self._kept
        if kept is not None and kept[0] == position:
            return kept[1]
        with self._lock:
            position, kept = self._store.last_change(), self._kept
            if kept is None or not self._is_untouched(kept[0], position):
                kept = (position, self._read())
            self._kept = (position, kept[1])
            return kept[1]

    def _is_untouched(self, since: int, position: int) -> bool:
        """Whether no change since then is of our kinds; a log that went back is another store's."""
        if not 0 <= position - since <= MOST_CHANGES:
            return False
        return not any(change.kind in KINDS for change in self._store.changes_since(since, MOST_CHANGES))

    def _read(self) -> Networks:
        partnerships = sorted(self._all("partnership", Partnership), key=lambda one: (one.name.casefold(), one.id))
        recognitions = list(self._all("recognition", Recognition))
        named = {partner.organisation for one in partnerships for partner in one.partners}
        stored = self._store.get_many({*(id_ for id_ in named if id_), *(one.organisation for one in recognitions)})
        hidden = {asked for asked, found in stored.items() if public(found.record) is None}
        seen = {one.id: _without(one, hidden) for one in partnerships}
        return Networks(
            partnerships=seen,
            recognitions=tuple(one for one in recognitions if one.organisation not in hidden),
            organisations=_present(stored),
            reach=self._reach(seen.values()),
        )

    def _all(self, kind: Kind, record_type: type[R]) -> Iterator[R]:
        """Those of a kind that everyone may see, under their own id."""
        for stored in self._store.records(kind):
            record = shown(self._store, stored)
            if isinstance(record, record_type):
                yield record

    def _reach(self, partnerships: Iterable[Partnership]) -> Mapping[str, Mapping[str, frozenset[str]]]:
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one in partnerships:
            for part in self._regions.parts(one.area) if one.area else ():
                found[part.zone][one.id].add(part.municipality)
        return {zone: {id_: frozenset(nis) for id_, nis in reach.items()} for zone, reach in found.items()}


def _without(partnership: Partnership, hidden: set[str]) -> Partnership:
    partners = tuple(one for one in partnership.partners if one.organisation not in hidden)
    return partnership.model_copy(update={"partners": partners})


def _present(stored: Mapping[str, Stored]) -> dict[str, Organisation]:
    found = ((asked, public(one.record)) for asked, one in stored.items() if one.state is State.PRESENT)
    return {asked: record for asked, record in found if isinstance(record, Organisation)}
