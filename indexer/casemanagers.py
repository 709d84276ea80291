"""Casemanagers for a person: the recognitions of the map put before the rules of `matching.casemanager`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from catalogue import Location, Organisation, public
from geo import Gazetteer
from geo.shapes import Shapes
from indexer.areas import spot_of
from indexer.zones import ZoneOverviews
from indexer.zones.present import shown
from matching.casemanager import (
    Asked,
    CasemanagerPolicy,
    CasemanagerProposal,
    Neighbourhood,
    Provider,
    Recognised,
    SituationFlags,
    Whereabouts,
    propose,
    recognised_on,
)
from store import Store

_Places = dict[str, tuple[Whereabouts, ...]]
"""By the id of an organisation."""


class _Kept(NamedTuple):
    """Places as they were after that line of the change log."""

    position: int
    places: _Places


class Casemanagers:
    """Proposes casemanagers as the map is now, for page, API and command line alike.

    It keeps the places of organisations in memory for as long as nothing changes. Threads share it.
    """

    def __init__(
        self,
        store: Store,
        zones: ZoneOverviews,
        gazetteer: Gazetteer,
        shapes: Shapes | None,
        policy: CasemanagerPolicy,
    ) -> None:
        """Take the rooms below; nothing is read yet."""
        self._store = store
        self._zones = zones
        self._gazetteer = gazetteer
        self._names = {zone.id: zone.name for zone in gazetteer.zones}
        self._neighbourhood = Neighbourhood(gazetteer, shapes, policy.nearest_zones)
        self._kept = _Kept(-1, {})
        self.policy = policy

    def organisations(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The id of today of each organisation that everyone may see, by the id that was asked for; old ids resolve."""
        found = self._store.get_many(ids)
        seen = ((asked, public(stored.record)) for asked, stored in found.items())
        return {asked: record.id for asked, record in seen if isinstance(record, Organisation)}

    def proposal(self, situation: SituationFlags, asked: Asked, today: date) -> CasemanagerProposal:
        """The proposal for a situation in which `no_team` is settled; ids in the team are those of today."""
        places = self._kept_places()
        networks = self._zones.networks()
        neighbours = self._neighbourhood.of(asked.zones)
        near = {*asked.zones, *neighbours.zones}
        providers = [
            Provider(one, one.organisation, self._places(one, near, one.organisation, places))
            for one in recognised_on(networks.recognitions, networks.organisations, today)
            if one.organisation is not None
        ]
        return propose(situation, asked, providers, neighbours, self._names, self.policy, today)

    def _kept_places(self) -> _Places:
        """The places that were read since the last change of the store; every change forgets them all."""
        position, kept = self._store.last_change(), self._kept
        if kept.position != position:
            self._kept = kept = _Kept(position, {})
        return kept.places

    def _places(
        self, recognised: Recognised, near: set[str], organisation: Organisation, kept: _Places
    ) -> tuple[Whereabouts, ...]:
        """The places where people are received; of who is recognised only far away they are not read."""
        if near.isdisjoint(recognised.recognition.zones):
            return ()
        if organisation.id not in kept:
            kept[organisation.id] = tuple(self._read(organisation.id))
        return kept[organisation.id]

    def _read(self, organisation: str) -> Iterator[Whereabouts]:
        for stored in self._store.locations_of(organisation):
            location = shown(self._store, stored)
            if isinstance(location, Location) and location.type == "physical":
                spot = spot_of(location, self._gazetteer)
                yield Whereabouts(location.id, spot.point if spot is not None else None)
