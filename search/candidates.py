"""The candidates that matching asks for: every public offer at each of its places, in memory, following the store.

What is in them has passed the same two gates as the engine's documents (`catalogue.offer_view` and the projection), so
nothing hidden, gone or replaced is ever here. A helpline is for everyone at once and no member of a team.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from sys import intern
from threading import Lock
from typing import TypeVar

from catalogue import Answer, OfferView, Organisation, Recognition, Site, offer_view, public
from geo import Gazetteer, Point
from matching.candidates import Candidate, CandidateOffer, Wait, wait_of
from matching.home import Served
from search.document import Area, Document, DocumentSite
from store import Store

BATCH = 250
Project = Callable[[OfferView | None], Document | None]
Groups = dict[str, tuple[CandidateOffer, ...]]
H = TypeVar("H", bound=Hashable)


class CandidateIndex:
    """A `matching.CandidateSource` over one store. Threads share it; `follow` first brings it up to date."""

    def __init__(self, store: Store, project: Project, gazetteer: Gazetteer) -> None:
        """Nothing is read before the first `follow`. `project` makes the document of an offer, or None."""
        self._store = store
        self._project = project
        self._gazetteer = gazetteer
        self._position = -1
        self._lock = Lock()
        self._of_offer: Groups = {}
        self._of_function: Groups = {}
        self._of_provider: Groups = {}  # by organisation, and by location
        self._of_type: Groups = {}  # by the type of the organisation
        self._recognitions: dict[str, tuple[Recognition, ...]] = {}
        self._candidates_known: dict[str, Candidate] = {}
        self._same: dict[Hashable, Hashable] = {}

    def __len__(self) -> int:
        """How many offers at a place there are."""
        return sum(map(len, self._of_offer.values()))

    def follow(self) -> None:
        """Take in what changed in the store; the first time, everything. A backup that was put back is read anew."""
        last = self._store.last_change()
        if last == self._position:
            return
        with self._lock:
            if self._position < 0 or self._store.last_change() < self._position:
                self._read_all()
            while changes := self._store.changes_since(self._position, BATCH):
                touched = self._store.offers_touched({change.record_id for change in changes})
                if any(change.kind == "recognition" for change in changes):
                    touched |= self._read_recognitions()
                self._take(touched)
                self._position = changes[-1].seq

    def offering(self, function: str) -> Sequence[CandidateOffer]:
        """All offers with that function, at each of their places."""
        return self._of_function.get(function, ())

    def of_type(self, organisation_type: str) -> Sequence[CandidateOffer]:
        """All offers of organisations of that type, at each of their places."""
        return self._of_type.get(organisation_type, ())

    def provider(self, named: str) -> Candidate | None:
        """A candidate of the organisation, location, offer or candidate with that id."""
        owner, _, location = named.partition("@")
        offers = self._of_offer.get(named) or self._of_provider.get(location or owner, ())
        found = [one.candidate for one in offers if named in one.ids]
        return min(found, key=lambda one: one.id, default=None)

    def _read_all(self) -> None:
        """Until everything is read who asks sees what was known before, and who follows as well waits."""
        position = self._store.last_change()
        self._read_recognitions()
        offers = (stored.record.id for stored in self._store.records("offer"))
        self._take({*offers, *self._of_offer})
        self._position = position

    def _read_recognitions(self) -> set[str]:
        """Read them again; gives the offers of organisations whose recognitions changed."""
        found: dict[str, list[Recognition]] = defaultdict(list)
        for stored in self._store.records("recognition"):
            one = public(stored.record)
            if isinstance(one, Recognition):
                found[one.organisation].append(one)
        before, self._recognitions = self._recognitions, {id_: tuple(some) for id_, some in found.items()}
        changed = {
            id_ for id_ in before.keys() | self._recognitions.keys() if before.get(id_) != self._recognitions.get(id_)
        }
        return {offer.id for id_ in changed for offer in self._of_provider.get(id_, ())}

    def _take(self, offers: Iterable[str]) -> None:
        """Read these offers again, and put them in the place of what was known of them."""
        waiting = iter(offers)
        fresh: Groups = {}
        while ids := list(islice(waiting, BATCH)):
            bundles = self._store.bundles(ids)
            for id_ in ids:
                bundle = bundles.get(id_)
                replaced = bundle is not None and bundle.offer.replaced_by is not None and self._store.is_replaced(id_)
                view = offer_view(bundle) if bundle is not None and not replaced else None
                fresh[intern(id_)] = tuple(self._candidates(view))
        old = [one for id_ in fresh for one in self._of_offer.get(id_, ())]
        new = [one for some in fresh.values() for one in some]
        _put(self._of_function, _regrouped(self._of_function, _functions, old, new))
        _put(self._of_provider, _regrouped(self._of_provider, _provider, old, new))
        _put(self._of_type, _regrouped(self._of_type, _type, old, new))
        _put(self._of_offer, fresh)
        for id_ in {one.candidate.id for one in old} - {one.candidate.id for one in new}:
            if self.provider(id_) is None:
                del self._candidates_known[id_]

    def _candidates(self, view: OfferView | None) -> Iterator[CandidateOffer]:
        document = self._project(view)
        if view is None or view.organisation is None or document is None or document.helpline:
            return
        sites = {site.location.id: site for site in view.sites}
        for place in document.sites:
            site = sites[place.location]
            yield self._offer(self._candidate(view.organisation, place, site), view, document, place, site)
        if not document.sites:
            yield self._offer(self._candidate(view.organisation, None, None), view, document, None, None)

    def _candidate(self, organisation: Organisation, place: DocumentSite | None, site: Site | None) -> Candidate:
        point = Point(place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
        municipality = self._gazetteer.municipality(place.nis) if place is not None and place.nis else None
        candidate = Candidate(
            id=f"{organisation.id}@{place.location}" if place else organisation.id,
            organisation=organisation.id,
            name=organisation.name,
            location=place.location if place else None,
            organisation_type=self._shared(organisation.type),
            funded_by=organisation.funded_by,
            coordination_in_assignment=organisation.coordination_in_assignment,
            municipality=self._shared(place.nis) if place else None,
            zones=self._shared(place.zones) if place else (),
            region=municipality.reference_region if municipality else None,
            point=self._shared(point),
            recognitions=self._recognitions.get(organisation.id, ()),
            demo=organisation.demo or (site is not None and site.location.demo),
        )
        known = self._candidates_known.get(candidate.id)
        if known == candidate:
            return known
        self._candidates_known[candidate.id] = candidate
        return candidate

    def _offer(
        self, candidate: Candidate, view: OfferView, document: Document, place: DocumentSite | None, site: Site | None
    ) -> CandidateOffer:
        offer = view.offer
        stop = site.at if site is not None and site.at.intake_stop is not Answer.UNKNOWN else offer
        return CandidateOffer(
            candidate=candidate,
            id=intern(offer.id),
            name=self._shared(document.name.get("nl") or next(iter(document.name.values()))),
            functions=self._shared(document.functions),
            sector=self._shared(document.sector),
            area=self._served(document.area),
            ages=self._shared((document.minimum_age, document.maximum_age)) if document.ages_known else None,
            target_groups=self._shared(document.target_groups),
            budgets=self._shared(document.budgets),
            access=self._shared((place.access if place else None) or document.access),
            referral_by=self._shared(offer.referral_by or ()),
            modes=self._shared(document.modes),
            languages=self._shared(document.languages),
            wait=self._shared(_wait(view, site)),
            intake_stop=stop.intake_stop,
            intake_stop_until=self._shared(stop.intake_stop_until),
            line=document.line,
            demo=document.demo or candidate.demo,
        )

    def _served(self, area: Area | None) -> Served | None:
        if area is None:
            return None
        served = Served(
            everywhere=area.everywhere,
            municipalities=self._shared(frozenset(area.municipalities)),
            partly=self._shared(frozenset(area.partly)),
            perhaps=self._shared(frozenset(area.perhaps)),
            zones=self._shared(frozenset(area.zones)),
            valid_from=area.valid_from,
            valid_to=area.valid_to,
        )
        return self._shared(served)

    def _shared(self, value: H) -> H:
        """One object for equal values: most offers share theirs with many others."""
        return self._same.setdefault(value, value)  # type: ignore[return-value]  # what equals an H is one


def _wait(view: OfferView, site: Site | None) -> Wait | None:
    if site is not None and site.waiting is not None:
        return wait_of(site.waiting.value)
    return wait_of(view.offer.waiting)


def _functions(offer: CandidateOffer) -> Iterable[str]:
    return offer.functions


def _provider(offer: CandidateOffer) -> Iterable[str]:
    own = offer.candidate
    return (own.organisation, own.location) if own.location is not None else (own.organisation,)


def _type(offer: CandidateOffer) -> Iterable[str]:
    own = offer.candidate.organisation_type
    return (own,) if own is not None else ()


def _regrouped(
    groups: Groups,
    keys: Callable[[CandidateOffer], Iterable[str]],
    old: Collection[CandidateOffer],
    new: Collection[CandidateOffer],
) -> Groups:
    """The groups that change where `new` takes the place of `old`."""
    gone = set(map(id, old))
    changed = {
        key: [one for one in groups.get(key, ()) if id(one) not in gone]
        for key in {key for one in (*old, *new) for key in keys(one)}
    }
    for one in new:
        for key in keys(one):
            changed[key].append(one)
    return {key: tuple(some) for key, some in changed.items()}


def _put(groups: Groups, changed: Groups) -> None:
    """Put these groups in the place of what was there; one that became empty goes."""
    groups |= {key: some for key, some in changed.items() if some}
    for key, some in changed.items():
        if not some:
            groups.pop(key, None)
