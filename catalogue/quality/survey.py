"""One pass over the public records: who is counted where, what is known, what is broken.

Hidden records, and what belongs to them, are left out as if they were not there. So is what another record replaces.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from catalogue.base import RecordBase, in_language
from catalogue.publishing import Publisher
from catalogue.quality.dates import confirmed_band
from catalogue.quality.doubles import Doubles
from catalogue.quality.facts import facts_of
from catalogue.quality.figures import Cell, Figures, Finding, SourceFigures, Survey
from catalogue.quality.ground import Ground
from catalogue.quality.offer_checks import OFFER_CHECKS
from catalogue.quality.record_checks import broken
from catalogue.records import Kind, Location, Organisation, Partnership, Recognition, Record
from catalogue.view import Bundle, OfferView, Site, offer_view
from catalogue.vocabulary import Vocabulary
from geo import Gazetteer

WITH_A_PAGE: tuple[Kind, ...] = ("offer", "organisation", "partnership")
NOWHERE: frozenset[str] = frozenset()


def survey(
    records: Iterable[Record],
    bundles: Iterable[Bundle],
    *,
    today: date,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    is_replaced: Callable[[RecordBase], bool] = lambda record: False,
) -> Survey:
    """Go over everything once: first `records`, organisations before what belongs to them, then all offers.

    `records` holds no offers and no offers at a location: those come with the bundles. `is_replaced` says of a record
    with `replaced_by` whether another present record takes its place. What is kept in memory is what is broken and, of
    each offer at a place, its name.
    """
    tally = Tally(today, gazetteer, vocabulary, is_replaced)
    for record in records:
        tally.add(record)
    for bundle in bundles:
        tally.add_offer(bundle)
    return tally.survey()


class Tally:
    """Counts records one by one; see `survey` for their order."""

    def __init__(
        self, today: date, gazetteer: Gazetteer, vocabulary: Vocabulary, is_replaced: Callable[[RecordBase], bool]
    ) -> None:
        """Begin at nothing."""
        self._organisations: dict[str, str] = {}
        self._ground = Ground(today, gazetteer, vocabulary, self._organisations.keys())
        self._is_replaced = is_replaced
        self._publisher = Publisher()
        self._at_place: dict[str, frozenset[str]] = {}
        self._of_organisation: defaultdict[tuple[str, bool], frozenset[str]] = defaultdict(frozenset)
        self._kinds: dict[bool, Counter[Kind]] = {False: Counter(), True: Counter()}
        self._sources: dict[bool, defaultdict[str, SourceFigures]] = {
            demo: defaultdict(SourceFigures) for demo in (False, True)
        }
        self._cells: defaultdict[Cell, Figures] = defaultdict(Figures)
        self._findings: defaultdict[str, list[Finding]] = defaultdict(list)
        self._doubles = Doubles()
        self._offers_at_places: dict[str, Finding] = {}
        self._pages: dict[Kind, list[str]] = {kind: [] for kind in WITH_A_PAGE}

    def add(self, stored: Record) -> None:
        """Count an organisation, location, partnership or recognition."""
        record = self._publisher.public(stored)
        if isinstance(record, Organisation):
            self._organisations |= dict.fromkeys((record.id, *record.aliases), record.name)
        if record is None or self._replaced(record):
            return
        self._count(record, record.kind, demo=record.demo)
        zones = self._zones_of(record)
        if isinstance(record, Location):
            self._at_place[record.id] = zones
            self._of_organisation[record.organisation, record.demo] |= zones
        for check in broken(record, self._ground):
            self._found(check, self._finding(record, zones))

    def add_offer(self, bundle: Bundle) -> None:
        """Count an offer and its places."""
        if self._publisher.public(bundle.offer) is None:
            return
        sites = tuple(site for site in bundle.sites if self._publisher.public(site[0]) is not None)
        view = offer_view(replace(bundle, sites=sites))
        if view is None or self._replaced(view.offer):
            return
        self._count(view.offer, "offer", demo=view.demo)
        for site in view.sites:
            self._count(site.at, "offer_at_location", demo=site.at.demo or view.demo)
        if view.offer.status != "defunct":
            self._judge(view)

    def survey(self) -> Survey:
        """The figures."""
        for id_ in sorted(self._doubles.found()):
            self._found("possible_double", self._offers_at_places[id_])
        return Survey(
            day=self._ground.today,
            kinds=self._kinds[False],
            demo_kinds=self._kinds[True],
            real_sources=_largest_first(self._sources[False]),
            demo_sources=_largest_first(self._sources[True]),
            cells=dict(self._cells),
            findings={check: tuple(map(self._placed, found)) for check, found in self._findings.items()},
            page_ids={kind: tuple(ids) for kind, ids in self._pages.items()},
        )

    def _judge(self, view: OfferView) -> None:
        offer, ground = view.offer, self._ground
        zones = ground.zones_of(view)
        self._of_organisation[offer.organisation, view.demo] |= zones
        cell = Cell(zones, offer.provenance.source if offer.provenance else None, view.demo)
        figures = self._cells[cell]
        figures.offers += 1
        figures.facts.update(facts_of(view, ground.today).items())
        figures.confirmed[confirmed_band(offer.provenance, ground.today)] += 1
        figures.period.include(offer.provenance.source_date if offer.provenance else None)
        finding = Finding(offer.id, "offer", in_language(offer.name) or offer.id, cell, (offer.organisation,))
        fired = [check for check, fires in OFFER_CHECKS.items() if fires(view, ground)]
        for check in (*fired, *broken(offer, ground)):
            self._found(check, finding)
        for site in view.sites:
            for check in broken(site.at, ground):
                self._found(check, self._at_location(site, finding))
        if view.sites:
            self._doubles.add(view)
            self._offers_at_places[offer.id] = finding

    def _at_location(self, site: Site, of_offer: Finding) -> Finding:
        part_of = (of_offer.id, *of_offer.part_of, site.location.id)
        return Finding(site.at.id, "offer_at_location", of_offer.name, of_offer.cell, part_of)

    def _count(self, record: RecordBase, kind: Kind, *, demo: bool) -> None:
        self._kinds[demo][kind] += 1
        if kind in self._pages and not record.demo:
            self._pages[kind].append(record.id)
        if record.provenance is not None:
            source = self._sources[demo][record.provenance.source]
            source.records += 1
            source.period.include(record.provenance.source_date)

    def _zones_of(self, record: Record) -> frozenset[str]:
        match record:
            case Location():
                return self._ground.zones_at(record)
            case Partnership():
                at_places = frozenset(zone for place in record.locations for zone in self._at_place.get(place, NOWHERE))
                return at_places or self._ground.zones_in(record.area)
            case Recognition():
                return frozenset(record.zones)
        return NOWHERE

    def _finding(self, record: Record, zones: frozenset[str]) -> Finding:
        cell = Cell(zones, record.provenance.source if record.provenance else None, record.demo)
        owner = getattr(record, "organisation", None)
        name = getattr(record, "name", None) or self._organisations.get(owner or "") or record.id
        return Finding(record.id, record.kind, str(name), cell, (owner,) if owner else ())

    def _found(self, check: str, finding: Finding) -> None:
        self._findings[check].append(finding)

    def _placed(self, finding: Finding) -> Finding:
        """An organisation counts in the zones of its places and offers, which are known at the end.

        What is made up of a real organisation does not bring it to a zone.
        """
        if finding.kind != "organisation":
            return finding
        zones = self._of_organisation[finding.id, False]
        if finding.cell.demo:
            zones |= self._of_organisation[finding.id, True]
        return replace(finding, cell=replace(finding.cell, zones=zones))

    def _replaced(self, record: RecordBase) -> bool:
        return record.replaced_by is not None and self._is_replaced(record)


def _largest_first(sources: dict[str, SourceFigures]) -> dict[str, SourceFigures]:
    return dict(sorted(sources.items(), key=lambda pair: (-pair[1].records, pair[0])))
