"""The perinatal programme for someone who lives somewhere: the map, as it is now, put before `matching.perinatal`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalogue import Location, Part, Partnership, Record, Vocabulary
from geo import Gazetteer, Point
from indexer.areas import spot_of
from indexer.zones import Networks, ZoneOverviews, in_force
from indexer.zones.present import shown
from matching.candidates import CandidateOffer
from matching.eligibility import EligibilityTable, Judge, Reach, usual_sectors
from matching.home import Home
from matching.perinatal import PerinatalAdvice, PerinatalQuestion, PerinatalTables, advise
from matching.perinatal.conditions import positive_indicators
from matching.perinatal.family import family_of
from matching.perinatal.nearby import Vicinity, of_professionals
from matching.perinatal.partnerships import PartnershipNear, Partnerships
from matching.profile import NeedProfile
from matching.reason import Reason
from search.candidates import CandidateIndex
from store import Store


@dataclass(frozen=True, slots=True)
class _Around:
    """The offers of one neighbourhood."""

    offers: Sequence[CandidateOffer]

    def offering(self, function: str) -> Sequence[CandidateOffer]:
        """Those with that function."""
        return [one for one in self.offers if function in one.functions]

    def of_type(self, organisation_type: str) -> Sequence[CandidateOffer]:
        """Those of organisations of that type."""
        return [one for one in self.offers if one.candidate.organisation_type == organisation_type]


@dataclass(frozen=True)
class PerinatalNearby:
    """Advises for page, API and command line alike. Threads share it; nothing of a question is kept (D1)."""

    tables: PerinatalTables
    index: CandidateIndex
    zones: ZoneOverviews
    store: Store
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    rules: EligibilityTable

    def advice(
        self, question: PerinatalQuestion, home: Home | None, profile: NeedProfile | None, today: date
    ) -> PerinatalAdvice:
        """The advice for a question without faults; without a home nothing is looked for nearby.

        `profile` tells what else is known of the person; `None` where there is only the question.
        """
        if home is None:
            return advise(question, self.tables, today)
        self.index.follow()
        person = profile or NeedProfile(place=home.municipality)
        family = family_of(question, person, home, self.rules, self.tables, today)
        vicinity = Vicinity(
            family=family,
            positive=positive_indicators(question),
            today=today,
            source=self._around(home, today),
            partnerships=self._partnerships(home, family.parent.vetoes, today),
            judge=self._judge,
            judge_of_professionals=self._judge_of_professionals,
            tables=self.tables,
            reach=Reach(home, today),
        )
        return advise(question, self.tables, today, vicinity.of)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.rules, usual_sectors(self.vocabulary))

    @cached_property
    def _judge_of_professionals(self) -> Judge:
        return of_professionals(self._judge)

    @cached_property
    def _types(self) -> frozenset[str]:
        return frozenset(type_ for actor in self.tables.actors for type_ in actor.partnership_types)

    def _around(self, home: Home, today: date) -> _Around:
        """Every offer that may serve the home and that any actor can be."""
        terms: dict[str, set[str]] = {"function": set(), "organisation_type": set()}
        for name, term in self.tables.terms():
            if name in terms:
                terms[name].add(term)
        return _Around(self.index.near(terms["function"], home, today, terms["organisation_type"]))

    def _partnerships(self, home: Home, vetoes: frozenset[str], today: date) -> Partnerships:
        return Partnerships(
            near=tuple(self._near(self.zones.networks(), home, today)),
            pilots=tuple(self._pilots(home)),
            home=home,
            vetoes=vetoes,
            today=today,
            nearness=self.tables.nearby,
            vocabulary=self.vocabulary,
            ask_area=next(
                Reason(rule.id, f"niet bekend {rule.to_ask}; vraag dit na")
                for rule in self.rules.rule
                if rule.id == "E2"
            ),
        )

    def _near(self, networks: Networks, home: Home, today: date) -> Iterator[PartnershipNear]:
        """Those of the municipality, and those of which nobody knows where they work."""
        placed = {id_ for reach in networks.reach.values() for id_ in reach}
        meant = [one for one in networks.partnerships.values() if one.type in self._types and in_force(one, today)]
        found = [(one, self._parts(one, networks, home) if one.id in placed else None) for one in meant]
        near = [(one, parts) for one, parts in found if parts is None or parts]
        points = self._points({place for one, _ in near for place in one.locations})
        for one, parts in near:
            yield PartnershipNear(one, parts, tuple(points[place] for place in one.locations if place in points))

    def _parts(self, one: Partnership, networks: Networks, home: Home) -> frozenset[Part]:
        """The parts of the municipality of the home in which it works."""
        return frozenset(
            Part(home.municipality, zone)
            for zone, reach in networks.reach.items()
            if home.municipality in reach.get(one.id, ())
        )

    def _points(self, locations: Iterable[str]) -> Mapping[str, Point]:
        """Where people are received, as far as that is known; a place of a hidden organisation is hidden too."""
        places = self._shown(locations)
        physical = {id_: one for id_, one in places.items() if isinstance(one, Location) and one.type == "physical"}
        owners = self._shown(one.organisation for one in physical.values())
        spots = {id_: spot_of(one, self.gazetteer) for id_, one in physical.items() if one.organisation in owners}
        return {id_: spot.point for id_, spot in spots.items() if spot is not None}

    def _shown(self, ids: Iterable[str]) -> Mapping[str, Record]:
        """The records on the map, by the id that was asked for."""
        found = ((asked, shown(self.store, stored)) for asked, stored in self.store.get_many(ids).items())
        return {asked: record for asked, record in found if record is not None}

    def _pilots(self, home: Home) -> Iterator[Reason]:
        """What is said of the pilot regions of the municipality (H4)."""
        texts = self.tables.nearby.house
        for pilot in self.zones.pilots.among([home.municipality]):
            text = texts.pilot_part if pilot.part else texts.pilot
            names = {"municipality": pilot.municipality, "region": pilot.region, "part": pilot.part}
            yield Reason("H4", text.format_map(names))
