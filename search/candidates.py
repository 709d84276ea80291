"""The candidates that matching asks for: the engine tells which they are, the store what everyone may see of them.

What was asked for lately is kept in memory and follows the store, so that what is hidden there is gone at once. What is
new there is found as soon as the engine has followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from threading import Lock

from catalogue import Bundle, OfferView, Recognition, offer_view, public
from geo import Gazetteer
from matching.candidates import Candidate, CandidateOffer, Elsewhere
from matching.home import Home
from search.candidate_offers import OfferMaker, Places, Project
from search.engine import port
from search.engine.doings import doings
from search.kept_offers import KeptOffers
from store import Store

BATCH = 250
"""Changes of the store, or offers, that are read at once."""

NEAREST = 50
"""Offers that are read at once where the nearest one is looked for."""

MOST = 100_000
"""Offers that are kept: some 100 MB."""


class CandidateIndex:
    """A `matching.CandidateSource` over an engine and a store. Threads share it; `follow` first brings it up to date.

    Every method may raise `EngineUnavailable`.
    """

    def __init__(
        self, store: Store, engine: port.Engine, project: Project, gazetteer: Gazetteer, most: int = MOST
    ) -> None:
        """Nothing is read before the first `follow`. At most `most` offers are kept."""
        self._store = store
        self._engine = engine
        self._maker = partial(OfferMaker, project, gazetteer)
        self._position = -1
        self._following = Lock()
        self._kept = KeptOffers(most, self._maker({}))

    def follow(self) -> None:
        """Let go of what changed in the store; of everything where a backup of it was put back."""
        if self._store.last_change() == self._position:
            return
        with self._following:
            last = self._store.last_change()
            if self._position < 0 or last < self._position:
                self._begin(last)
            while changes := self._store.changes_since(self._position, BATCH):
                if any(change.kind == "recognition" for change in changes):
                    self._begin(self._position)
                self._kept.drop(self._store.offers_touched({change.record_id for change in changes}))
                self._position = changes[-1].seq

    def near(
        self, functions: Collection[str], home: Home, today: date, organisation_types: Collection[str] = ()
    ) -> Sequence[CandidateOffer]:
        """See `CandidateSource.near`; also what organisations of one of those types offer."""
        found = self._engine.serving(doings(functions, organisation_types), _engine_home(home), today)
        return [offer for places in self._read(found) for offer in places]

    def elsewhere(self, function: str, home: Home, today: date) -> Elsewhere:
        """See `CandidateSource.elsewhere`."""
        found = self._engine.elsewhere(doings([function]), _engine_home(home), today, home.point)
        read = (places for ids in _batches(found.ids, NEAREST) for places in self._read(ids))
        return Elsewhere(found.total, (places for places in read if places and function in places[0].functions))

    def named(self, ids: Collection[str]) -> Sequence[CandidateOffer]:
        """See `CandidateSource.named`."""
        records = {location or owner for owner, _, location in (id_.partition("@") for id_ in ids)}
        touched = sorted(self._store.offers_touched(records)) if records else ()
        meant = (places for places in self._read(touched) if any(not set(ids).isdisjoint(one.ids) for one in places))
        return [one for places in meant for one in places]

    def provider(self, named: str) -> Candidate | None:
        """See `CandidateSource.provider`."""
        found = (one.candidate for one in self.named({named}) if named in one.ids)
        return min(found, key=lambda one: one.id, default=None)

    def _read(self, ids: Sequence[str]) -> Iterator[Places]:
        """Each of these offers at its places, in this order; what is not kept is read from the store."""
        look = self._kept.look(ids)
        made: dict[str, Places] = {}
        for missing in _batches((id_ for id_ in ids if id_ not in look.kept), BATCH):
            bundles = self._store.bundles(missing)
            fresh = {id_: look.maker.places(self._view(id_, bundles.get(id_))) for id_ in missing}
            self._kept.keep(fresh, look.moment)
            made |= fresh
        return (look.kept[id_] if id_ in look.kept else made[id_] for id_ in ids)

    def _view(self, id_: str, bundle: Bundle | None) -> OfferView | None:
        """What everyone may see of an offer; nothing of one that another took the place of."""
        if bundle is None or bundle.offer.id != id_ or (bundle.offer.replaced_by and self._store.is_replaced(id_)):
            return None
        return offer_view(bundle)

    def _begin(self, position: int) -> None:
        """Read the recognitions, few as they are: candidates come with those of their organisation."""
        found: dict[str, list[Recognition]] = defaultdict(list)
        for stored in self._store.records("recognition"):
            one = public(stored.record)
            if isinstance(one, Recognition):
                found[one.organisation].append(one)
        self._kept.forget(self._maker({id_: tuple(some) for id_, some in found.items()}))
        self._position = position


def _engine_home(home: Home) -> port.Home:
    return port.Home(home.municipality, home.zones)


def _batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(ids)
    while batch := list(islice(waiting, size)):
        yield batch
