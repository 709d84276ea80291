"""The made-up world: always the same, all over Flanders, as uneven as a real one, and nothing of it could exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import orjson
import pytest

from catalogue import (
    REFERENCES,
    Answer,
    Bundle,
    Location,
    Offer,
    OfferAtLocation,
    OfferView,
    Organisation,
    Partnership,
    Publisher,
    Recognition,
    Record,
    Visibility,
    Vocabulary,
    offer_view,
    read_record,
    write_record,
)
from catalogue.demo import Recipe, World, load_services
from catalogue.regions import Regions
from geo import Gazetteer

SMALL = Path(__file__).parent / "demo" / "services"
STREAM = """
import sys
from pathlib import Path
from catalogue import Vocabulary
from catalogue.demo import World
from geo import Gazetteer
data = Path(sys.argv[1])
gazetteer, vocabulary = Gazetteer.load(data / "reference"), Vocabulary.load(data / "vocabulary")
for _ in World.load(data / "demo", gazetteer, vocabulary, int(sys.argv[2])).records():
    pass
"""
"""Makes a world of a size and keeps nothing of it."""
R = TypeVar("R", bound=Record)


@dataclass
class Read:
    """All records of the shipped world, read as the store would read them."""

    world: World
    records: list[Record]

    def of(self, kind: type[R]) -> list[R]:
        return [one for one in self.records if isinstance(one, kind)]

    def by_id(self, kind: type[R]) -> dict[str, R]:
        return {one.id: one for one in self.of(kind)}

    @cached_property
    def views(self) -> list[OfferView]:
        """The offers as everyone may see them."""
        return list(self._views())

    def _views(self) -> Iterable[OfferView]:
        organisations, locations = self.by_id(Organisation), self.by_id(Location)
        partnerships = self.by_id(Partnership)
        sites: dict[str, list[tuple[OfferAtLocation, Location]]] = defaultdict(list)
        for at in self.of(OfferAtLocation):
            sites[at.offer].append((at, locations[at.location]))
        for offer in self.of(Offer):
            partnership = partnerships[offer.partnership] if offer.partnership else None
            bundle = Bundle(offer, organisations[offer.organisation], partnership, tuple(sites[offer.id]))
            if (view := offer_view(bundle)) is not None:
                yield view


@pytest.fixture(scope="module")
def read(data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Read:
    world = World.load(data / "demo", gazetteer, vocabulary)
    return Read(world, [read_record(values) for values in world.records()])


@pytest.fixture(scope="module")
def small(data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Callable[[int], World]:
    """Worlds of a size, made of the six texts of the tests."""
    recipe, texts = Recipe.load(data / "demo", vocabulary), load_services(SMALL, vocabulary)
    return lambda offers: World(recipe, texts, gazetteer, vocabulary, offers)


def test_the_same_recipe_gives_the_same_bytes(data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    one, other = (World.load(data / "demo", gazetteer, vocabulary, 700) for _ in range(2))
    assert all(orjson.dumps(a) == orjson.dumps(b) for a, b in zip(one.records(), other.records(), strict=True))


def test_another_seed_gives_another_world(data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
    recipe, texts = Recipe.load(data / "demo", vocabulary), load_services(SMALL, vocabulary)
    other = recipe.model_copy(update={"seed": recipe.seed + 1})
    first, second = (list(World(one, texts, gazetteer, vocabulary, 300).records()) for one in (recipe, other))
    assert first != second


def test_reading_it_twice_gives_the_same(small: Callable[[int], World]) -> None:
    world = small(200)
    assert list(world.records()) == list(world.records())


@pytest.mark.parametrize("offers", [1, 59, 400, 12_345])
def test_it_has_exactly_as_many_offers_as_were_asked_for(small: Callable[[int], World], offers: int) -> None:
    assert sum(one["kind"] == "offer" for one in small(offers).records()) == offers


def test_a_larger_world_takes_no_more_memory(data: Path) -> None:
    def peak_mb(offers: int) -> float:
        """Of a process of its own."""
        process = subprocess.Popen([sys.executable, "-c", STREAM, str(data), str(offers)])
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return used.ru_maxrss / 1024

    assert peak_mb(30_000) < peak_mb(12_000) + 5


def test_what_a_record_names_comes_before_it_and_no_id_comes_twice(read: Read) -> None:
    seen: set[str] = set()
    for one in read.records:
        assert one.id not in seen
        for field in REFERENCES[one.kind]:
            value = getattr(one, field)
            named = (value,) if isinstance(value, str) else value or ()
            assert {getattr(name, "organisation", name) for name in named} <= seen, (one.id, field)
        seen.add(one.id)


def test_every_record_is_valid_marked_dated_and_uses_known_terms(read: Read, vocabulary: Vocabulary) -> None:
    for one in read.records:
        assert not vocabulary.problems(one)
        assert one.demo
        assert one.id.startswith("demo:")
        assert one.provenance is not None
        assert (one.provenance.source, one.provenance.source_date) == ("demo", read.world.recipe.as_of)


def test_every_name_says_that_it_is_made_up_and_is_given_once(read: Read) -> None:
    for names in ([one.name for one in read.of(Organisation)], [one.name for one in read.of(Partnership)]):
        assert all(re.fullmatch(r"Voorbeeld .+ \(fictief\)", name) for name in names)
        assert len(set(names)) == len(names)


def test_names_are_given_once_in_a_large_world_too(small: Callable[[int], World]) -> None:
    names = [one["name"] for one in small(25_000).records() if one["kind"] == "organisation"]
    assert len(set(names)) == len(names)


def test_no_phone_no_address_and_no_website_could_exist(read: Read) -> None:
    for one in read.records:
        told = orjson.dumps(write_record(one)).decode()
        assert "phones" not in told
        hosts = re.findall(r"@([\w.-]+)|https?://([\w.-]+)", told)
        assert all((mail or web).endswith(".example") for mail, web in hosts)
    assert {one.address.street for one in read.of(Location) if one.address} == {"Voorbeeldstraat"}
    assert not [one.id for one in read.records if one.identifiers]


def test_places_lie_where_their_postcode_says(read: Read, gazetteer: Gazetteer) -> None:
    for one in read.of(Location):
        assert one.address is not None
        postcode = gazetteer.postcode(one.address.postcode or "")
        assert postcode is not None
        assert one.address.nis in {place.nis for place in postcode.municipalities}
        if one.point is not None:
            assert one.point.precision == "postcode"
            assert abs(one.point.lat - postcode.point.lat) < 0.005
            assert abs(one.point.lon - postcode.point.lon) < 0.005


def test_every_zone_and_municipality_has_some_and_towns_have_more(read: Read, gazetteer: Gazetteer) -> None:
    zones = Counter(re.sub(r"^demo:(.+)-[a-z_]+-[\d.]+-a\d+$", r"\1", one.id) for one in read.of(Offer))
    assert set(zones) == {zone.id for zone in gazetteer.zones}
    assert sum(zones.values()) == 4000
    assert min(zones.values()) >= 40
    places = Counter(one.address.nis for one in read.of(Location) if one.address)
    assert set(places) == {one.nis for one in gazetteer.municipalities}
    assert places["44021"] > 3 * places["45060"] > 0  # Gent; Kluisbergen


def test_every_text_is_used(read: Read) -> None:
    used = {offer.summary["nl"] for offer in read.of(Offer) if offer.summary}
    assert {text.summary for text in read.world.services} == used


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("organisation_type", lambda read: (one.type for one in read.of(Organisation))),
        ("partnership_type", lambda read: (one.type for one in read.of(Partnership))),
        ("partnership_function", lambda read: (f for one in read.of(Partnership) for f in one.functions)),
        ("function", lambda read: (term for one in read.of(Offer) for term in one.functions)),
        ("sector", lambda read: (one.sector for one in read.of(Offer))),
        ("mode", lambda read: (term for one in read.of(Offer) for term in one.modes or ())),
        ("budget", lambda read: (term for one in read.of(Offer) for term in one.budgets or ())),
        ("target_group", lambda read: (term for one in read.of(Offer) for term in one.target_groups or ())),
        ("accessibility", lambda read: (term for one in read.of(Location) for term in one.accessibility)),
        ("programme", lambda read: (term for one in read.of(Recognition) for term in one.programmes or ())),
    ],
)
def test_every_term_occurs(
    read: Read, vocabulary: Vocabulary, name: str, terms: Callable[[Read], Iterable[str | None]]
) -> None:
    assert set(vocabulary[name]) - set(terms(read)) == set()


FACTS: Mapping[str, Callable[[OfferView], bool]] = {
    "ages": lambda view: view.offer.ages is None,
    "access": lambda view: view.offer.access is None,
    "modes": lambda view: view.offer.modes is None,
    "languages": lambda view: view.offer.languages is None,
    "costs": lambda view: view.offer.costs is None,
    "area": lambda view: view.offer.area is None,
    "waiting": lambda view: view.offer.waiting is None,
    "target groups": lambda view: view.offer.target_groups is None,
    "intake": lambda view: view.offer.intake_stop is Answer.UNKNOWN,
    "complex needs": lambda view: view.offer.complex_needs is Answer.UNKNOWN,
    "hours": lambda view: view.offer.hours is None and not any(site.hours for site in view.sites),
}


@pytest.mark.parametrize("fact", FACTS)
def test_of_each_fact_some_is_unknown_and_most_is_known(read: Read, fact: str) -> None:
    views = read.views
    share = sum(map(FACTS[fact], views)) / len(views)
    assert 0.15 <= share <= 0.40


def test_facts_come_in_every_kind(read: Read) -> None:
    offers, today = read.of(Offer), read.world.recipe.as_of
    assert {one.access for one in offers} >= {"direct", "appointment", "referral", "decision"}
    assert all(one.referral_by for one in offers if one.access == "referral" and one.referral_by is not None)
    assert any(one.decision_by for one in offers if one.access == "decision")
    assert {one.line for one in offers} == {0, 1, 2, 3}
    assert {one.complex_needs for one in offers} == set(Answer)
    assert {one.status for one in offers} == {"active", "inactive", "temporarily_closed"}
    assert any(one.ages and one.ages.minimum is None and one.ages.maximum is None for one in offers)
    assert any(one.ages and one.ages.maximum is not None for one in offers)
    assert {"nl", "fr", "en", "ar", "tr", "vgt"} <= {term for one in offers for term in one.languages or ()}
    costs = [cost for one in offers for cost in one.costs or ()]
    assert {Answer.YES, Answer.NO} == {cost.free for cost in costs}
    assert any(cost.amount and cost.reduced for cost in costs)
    assert all("niet echt" in (cost.note or {})["nl"] for cost in costs if cost.amount)
    stops = [one for one in offers if one.intake_stop is Answer.YES]
    assert {one.takes_people_in(today) for one in stops} == {Answer.YES, Answer.NO}
    assert any(one.intake_stop_until is None for one in stops)
    alerts = [one.alert.until for one in offers if one.alert]
    assert any(until is None for until in alerts)
    assert any(until is not None and until < today for until in alerts)
    assert any(until is not None and until > today for until in alerts)
    assert any(one.capacity and one.capacity.available == 0 for one in offers)
    assert any(one.interpretation for one in offers)
    assert any("telefoon" in step.text["nl"] for one in offers for step in one.steps)
    measured = [one.waiting.measured_on for one in offers if one.waiting and one.waiting.measured_on]
    assert min(measured) < today - timedelta(days=365) < today - timedelta(days=30) < max(measured)


def test_some_records_are_fresh_some_stale_and_some_were_never_confirmed(read: Read) -> None:
    today = read.world.recipe.as_of
    confirmed = [one.provenance.confirmed_on for one in read.records if one.provenance]
    days = [(today - day).days for day in confirmed if day is not None]
    assert min(days) <= 10
    assert 1000 < max(days) <= 4 * 366
    assert 0.05 < confirmed.count(None) / len(confirmed) < 0.15
    assert 0.2 < sum(one > 365 for one in days) / len(days) < 0.5


def test_areas_reach_from_a_municipality_to_everywhere_and_some_have_dates(read: Read) -> None:
    areas = [one.area for one in read.of(Offer) if one.area]
    today = read.world.recipe.as_of
    for kind in ("everywhere", "municipalities", "zones", "provinces", "regions"):
        assert any(getattr(area, kind) for area in areas), kind
    assert any(area.valid_from for area in areas)
    assert any(area.valid_to and not area.holds_on(today) for area in areas)


def test_hours_cover_evening_weekend_night_always_and_exceptions(read: Read) -> None:
    given = [
        *(one.hours for one in read.of(Offer)),
        *(one.hours for one in read.of(Location)),
        *(one.hours for one in read.of(OfferAtLocation)),
    ]
    hours = [one for one in given if one is not None]
    rows = [row for one in hours for row in one.weekly]
    assert any(one.always for one in hours)
    assert any(row.day.value in ("sa", "su") for row in rows)
    assert any(row.begin >= 18 * 60 for row in rows)
    assert any(row.end > 24 * 60 for row in rows)
    assert any(row.by_appointment for row in rows)
    exceptions = [exception for one in hours for exception in one.exceptions]
    assert any(not one.spans for one in exceptions)
    assert any(one.spans for one in exceptions)


def test_an_offer_may_have_several_places_none_or_other_hours_there(read: Read) -> None:
    views = read.views
    assert any(len(view.sites) >= 3 for view in views)
    assert any(not view.sites for view in views)
    assert any(
        len({repr(site.hours.value) for site in view.sites if site.hours}) > 1 for view in views if len(view.sites) > 1
    )
    contacts = [site.contact.email for view in views for site in view.sites if site.contact.email]
    assert {contact.said_by for contact in contacts} == {"offer", "offer_at_location", "location", "organisation"}
    placed = {one.organisation for one in read.of(Location)}
    assert any(one.organisation not in placed for one in read.of(Offer))


def test_some_organisations_are_branches_of_another(read: Read) -> None:
    organisations = read.by_id(Organisation)
    branches = [one for one in organisations.values() if one.parent]
    assert len(branches) > 50
    assert all(organisations[one.parent or ""].type == one.type for one in branches)
    assert not [one.id for one in branches if organisations[one.parent or ""].parent]


def test_a_refuge_tells_nobody_where_it_is(read: Read) -> None:
    hidden = [one for one in read.of(Location) if one.visibility]
    owners = {one.organisation for one in hidden}
    refuges = [one for one in read.of(Offer) if one.functions[0] == "vluchthuis"]
    assert {one.organisation for one in refuges} <= owners
    assert len([one for one in refuges if one.status == "active"]) > 5
    assert len(hidden) > len({one.organisation for one in refuges})
    assert not [one.id for one in hidden if one.hours]
    by_id = read.by_id(Location)
    for view in read.views:
        for site in view.sites:
            if by_id[site.location.id].visibility:
                assert (site.location.address, site.location.point, site.location.transport) == (None, None, None)
                assert site.location.name is None
                assert view.offer.area is None or not view.offer.area.municipalities
    publisher = Publisher()
    public = {one.id: seen for one in read.records if (seen := publisher.public(one)) is not None}
    for one in hidden:
        shown = write_record(public[one.id])
        told = orjson.dumps(shown).decode()
        assert one.address is not None
        assert one.address.postcode is not None
        assert one.address.postcode not in told
        assert "Voorbeeldstraat" not in told
        assert "point" not in shown


def test_now_and_then_a_fact_is_for_professionals(read: Read) -> None:
    levels = Counter(level for one in read.of(Offer) for level in one.visibility.values())
    assert 0.01 < levels[Visibility.PROFESSIONAL] / len(read.of(Offer)) < 0.1


def municipalities(one: Partnership) -> tuple[str, ...]:
    return one.area.municipalities if one.area else ()


def test_a_gbo_has_its_three_core_partners_with_different_leads_and_none_lies_in_brussels(
    read: Read, gazetteer: Gazetteer
) -> None:
    """L5, L12."""
    types = {one.id: one.type for one in read.of(Organisation)}
    gbos = [one for one in read.of(Partnership) if one.type == "gbo"]
    for one in gbos:
        assert {types[partner.organisation or ""] for partner in one.partners} == {"ocmw", "caw", "dmw"}
        assert one.valid_from is not None
        zones = {zone.id for nis in municipalities(one) for zone in gazetteer.zones_of(nis)}
        assert "bruzel" not in zones
    assert {len(municipalities(one)) for one in gbos} >= {1, 2, 3}
    leads = {tuple((types[one.organisation or ""], one.leads) for one in gbo.partners) for gbo in gbos}
    assert len({tuple(sorted(set(one))) for one in leads}) >= 4


def test_where_the_local_government_does_the_onthaal_alone_its_offer_says_since_when(read: Read) -> None:
    """L12: no partnership of one, but a dated area of its own onthaal."""
    with_gbo = {nis for one in read.of(Partnership) if one.type == "gbo" for nis in municipalities(one)}
    alone = [one for one in read.of(Offer) if one.area and one.area.note]
    assert len(alone) >= 20
    for one in alone:
        assert one.area is not None
        assert one.functions[0] == "onthaal"
        assert one.area.valid_from is not None
        assert not set(one.area.municipalities) & (with_gbo - {"11002"})  # Antwerpen lies in four zones


def test_a_huis_van_het_kind_has_its_own_offers_and_tells_what_it_has_not(read: Read) -> None:
    """H1, H2: each function yes, no or unknown."""
    houses = [one for one in read.of(Partnership) if one.type == "huis_van_het_kind"]
    own = Counter(one.partnership for one in read.of(Offer))
    assert all(own[one.id] for one in houses)
    assert all(len(one.partners) >= 2 and all(partner.role for partner in one.partners) for one in houses)
    assert {len(municipalities(one)) for one in houses} >= {1, 2, 3}
    assert {answer for one in houses for answer in one.functions.values()} >= {Answer.YES, Answer.NO}
    assert any(len(one.functions) < 9 for one in houses)


def test_wider_partnerships_have_dates_and_some_are_over(read: Read) -> None:
    today = read.world.recipe.as_of
    wide = [one for one in read.of(Partnership) if one.type not in ("gbo", "huis_van_het_kind")]
    assert all(one.valid_from and one.valid_from <= today for one in wide)
    assert any(one.valid_to and one.valid_to < today for one in wide)
    assert all(len(one.partners) >= 2 for one in wide)


def test_a_recognition_goes_with_an_offer_of_casemanagement_and_the_other_way_round(read: Read) -> None:
    """M2."""
    offering = {one.organisation for one in read.of(Offer) if "casemanagement" in one.functions}
    recognised = [one.organisation for one in read.of(Recognition)]
    assert set(recognised) == offering
    assert len(set(recognised)) == len(recognised)
    assert {one.authority for one in read.of(Recognition)} == {"Voorbeeld-overheid (fictief)"}


def test_recognitions_are_current_ended_suspended_or_to_come_and_some_zones_have_none(
    read: Read, gazetteer: Gazetteer
) -> None:
    """M2, M10, M11."""
    today, recognitions = read.world.recipe.as_of, read.of(Recognition)
    assert any(one.suspended is Answer.YES for one in recognitions)
    assert any(one.valid_until and one.valid_until < today for one in recognitions)
    assert any(one.valid_from > today for one in recognitions)
    assert {one.room for one in recognitions} == set(Answer)
    assert any(one.programmes is None for one in recognitions)
    in_force = Counter(zone for one in recognitions if one.holds_on(today) for zone in one.zones)
    any_at_all = {zone for one in recognitions for zone in one.zones}
    assert 6 <= len({zone.id for zone in gazetteer.zones} - any_at_all) <= 15
    assert sum(times > 1 for times in in_force.values()) >= 8
    assert any(len(one.zones) == 2 for one in recognitions)


def test_most_functions_are_served_in_most_zones_with_other_gaps_in_each(
    read: Read, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    served = served_by_zone(read.of(Offer), gazetteer, read.world.recipe.as_of)
    gaps = {zone.id: frozenset(vocabulary["function"]) - served[zone.id] for zone in gazetteer.zones}
    assert all(0 < len(one) < len(vocabulary["function"]) / 3 for one in gaps.values())
    assert len(set(gaps.values())) >= 55
    in_zones = Counter(function for functions in served.values() for function in functions)
    assert sum(times >= 30 for times in in_zones.values()) > 0.8 * len(vocabulary["function"])


def served_by_zone(offers: Iterable[Offer], gazetteer: Gazetteer, today: date) -> Mapping[str, set[str]]:
    """Functions of active offers whose area is known to reach into a zone."""
    regions = Regions(gazetteer)
    found: dict[str, set[str]] = {zone.id: set() for zone in gazetteer.zones}
    for one in offers:
        if one.area is None or one.status != "active" or not one.area.holds_on(today):
            continue
        municipalities, zones = regions.resolved(one.area)
        reached: set[Any] = {zone.id for nis in municipalities for zone in gazetteer.zones_of(nis)} | set(zones)
        for zone in found if one.area.everywhere else reached:
            found[zone].update(one.functions)
    return found


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("recipe.toml", ("offers = ", "aantal = 3\noffers = "), "aantal"),
        ("recipe.toml", ("mo-fr 09:00-12:00 13:30-16:30", "mo-fr 09:00"), "not days and hours"),
        ("recipe.toml", ("area = 0.16", "area = 16"), "less than or equal to 1"),
        ("recipe.toml", ('"Dorvelaard"', '"Briselaard"'), "a name word stands twice"),
        ("organisations.toml", ("[caw]", "[cawx]"), "cawx"),
        ("partnerships.toml", ('type = "dmw"', 'type = "dmv"'), "dmv"),
        ("partnerships.toml", ('"leefloon"', '"leeflon"'), "leeflon"),
        ("casemanagement.toml", ('["perinatal"]', '["perinataal"]'), "perinataal"),
    ],
)
def test_a_fault_in_the_recipe_is_refused(
    data: Path, tmp_path: Path, vocabulary: Vocabulary, table: str, change: tuple[str, str], said: str
) -> None:
    for path in (data / "demo").glob("*.toml"):
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(text.replace(*change) if path.name == table else text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        Recipe.load(tmp_path, vocabulary)
