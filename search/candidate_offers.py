"""What everyone may see of an offer at each of its places, as matching looks at it.

It has passed the same two gates as the engine's documents (`catalogue.offer_view` and the projection), so nothing
hidden, gone or replaced is ever here. A helpline is for everyone at once and no member of a team.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeAlias, TypeVar
from weakref import WeakValueDictionary

from catalogue import Answer, OfferView, Organisation, Recognition, Site
from geo import Gazetteer, Point
from matching.candidates import Candidate, CandidateOffer, Wait, wait_of
from matching.home import Served
from search.document import Area, Document, DocumentSite

Project: TypeAlias = Callable[[OfferView | None], Document | None]
"""Makes the document of an offer; `None` where it must not be found."""
Places: TypeAlias = tuple[CandidateOffer, ...]
"""An offer at each of its places, or without one."""
Recognised: TypeAlias = Mapping[str, tuple[Recognition, ...]]
"""By the id of an organisation."""
H = TypeVar("H", bound=Hashable)


class OfferMaker:
    """Makes candidates; equal values of all that it made are one object, for most offers share theirs with others."""

    def __init__(self, project: Project, gazetteer: Gazetteer, recognised: Recognised) -> None:
        """Nothing is made yet."""
        self._project = project
        self._gazetteer = gazetteer
        self._recognised = recognised
        self._candidates: WeakValueDictionary[str, Candidate] = WeakValueDictionary()
        self._same: dict[Hashable, Hashable] = {}

    def places(self, view: OfferView | None) -> Places:
        """The offer at each of its places; nothing where it is not for everyone to see, or no member of a team."""
        return tuple(self._offers(view))

    def again(self) -> OfferMaker:
        """One that has made nothing: what this one made is let go when nobody has it any more."""
        return OfferMaker(self._project, self._gazetteer, self._recognised)

    def _offers(self, view: OfferView | None) -> Iterator[CandidateOffer]:
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
            recognitions=self._recognised.get(organisation.id, ()),
            demo=organisation.demo or (site is not None and site.location.demo),
        )
        known = self._candidates.get(candidate.id)
        if known == candidate:
            return known
        self._candidates[candidate.id] = candidate
        return candidate

    def _offer(
        self, candidate: Candidate, view: OfferView, document: Document, place: DocumentSite | None, site: Site | None
    ) -> CandidateOffer:
        offer = view.offer
        stop = site.at if site is not None and site.at.intake_stop is not Answer.UNKNOWN else offer
        return CandidateOffer(
            candidate=candidate,
            id=offer.id,
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
        """One object for equal values."""
        return self._same.setdefault(value, value)  # type: ignore[return-value]  # what equals an H is one


def _wait(view: OfferView, site: Site | None) -> Wait | None:
    if site is not None and site.waiting is not None:
        return wait_of(site.waiting.value)
    return wait_of(view.offer.waiting)
