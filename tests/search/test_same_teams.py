"""What is proposed with candidates that the engine tells is what is proposed where everything is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from catalogue import Sources, Vocabulary, offer_view, read_record
from catalogue.demo import World
from geo import Gazetteer
from indexer import Follower
from indexer.perinatal_nearby import PerinatalNearby
from indexer.projection import Projection
from indexer.zones import Pilots, ZoneOverviews
from matching.candidates import CandidateOffer, Elsewhere
from matching.fairness.profiles import profiles
from matching.home import Home, home_of
from matching.matcher import Matcher
from matching.perinatal import PerinatalQuestion, PerinatalTables
from matching.policy import TeamPolicy
from matching.profile import NeedProfile
from search import Analyser, Engine, Searcher
from search.candidate_offers import OfferMaker
from search.candidates import CandidateIndex
from store import Store
from tests.search.conftest import Open

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Brussels"))
TODAY = date(2026, 11, 22)
FROM = {"provenance": {"source": "test", "source_date": "2026-11-01"}}
AREAS: dict[str, Any] = {
    "hier": {"municipalities": ["41002"]},
    "niet-bekend": None,
    "overal": {"everywhere": True},
    "toen": {"municipalities": ["31005"], "valid_to": "2026-11-21"},
    "later": {"municipalities": ["41002"], "valid_from": "2026-11-23"},
    "deel": {"zones": ["antwerpen-oost"]},
    "rond": {"radius": {"km": 12}},
    "brugge": {"municipalities": ["31005"]},
}
"""Whom the offers serve that are made by hand, beside those of the made-up world."""


class Everything(CandidateIndex):
    """Every public offer of a store, read at once; nobody else chooses."""

    def __init__(self, store: Store, engine: Engine, projection: Projection, gazetteer: Gazetteer) -> None:
        super().__init__(store, engine, projection.document, gazetteer)
        maker = OfferMaker(projection.document, gazetteer, {})
        ids = [stored.record.id for stored in store.records("offer") if not stored.record.replaced_by]
        views = map(offer_view, store.bundles(ids).values())
        self.all = [one for view in views for one in maker.places(view)]

    def near(
        self, functions: Collection[str], home: Home, today: date, organisation_types: Collection[str] = ()
    ) -> Sequence[CandidateOffer]:
        return [
            one
            for one in self.all
            if one.candidate.organisation_type in organisation_types or not set(functions).isdisjoint(one.functions)
        ]

    def elsewhere(self, function: str, home: Home, today: date) -> Elsewhere:
        """They are among those of `near`."""
        doing = (one for one in self.all if function in one.functions and one.area is not None)
        return Elsewhere(len({one.id for one in doing if one.area and one.area.serves(home, today) == "no"}), ())

    def named(self, ids: Collection[str]) -> Sequence[CandidateOffer]:
        meant = {one.id for one in self.all if not set(ids).isdisjoint(one.ids)}
        return [one for one in self.all if one.id in meant]


@dataclass(frozen=True)
class Both:
    """The same map, seen through an engine and read as a whole."""

    asked: CandidateIndex
    whole: Everything
    zones: ZoneOverviews
    store: Store
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    policy: TeamPolicy

    def home(self, place: str) -> Home:
        found = home_of(self.gazetteer.resolve(place)[0], self.gazetteer)
        assert found is not None
        return found

    def same_team(self, profile: NeedProfile, home: Home) -> None:
        asked, whole = (
            Matcher(source, self.vocabulary, self.policy).propose(profile, home, TODAY)
            for source in (self.asked, self.whole)
        )
        assert asked == whole

    def perinatal(self, source: CandidateIndex, tables: PerinatalTables) -> PerinatalNearby:
        rules = self.policy.eligibility
        return PerinatalNearby(tables, source, self.zones, self.store, self.gazetteer, self.vocabulary, rules)


def by_hand() -> Iterator[dict[str, Any]]:
    """An organisation with a place in Aalst for each area; and what is hidden, replaced, or a helpline."""
    for name, area in AREAS.items():
        yield from _provider(name, area=area)
    yield from _provider("twee", area=AREAS["brugge"], functions=["budgetbeheer"])
    yield {"kind": "location", "id": "x:h2-twee", "organisation": "x:twee", "address": {"postcode": "8000"}}
    yield {"kind": "offer_at_location", "id": "x:l2-twee", "offer": "x:a-twee", "location": "x:h2-twee"}
    yield from _provider("verborgen", area=AREAS["brugge"], visibility={"*": "hidden"})
    yield from _provider("oud", area=AREAS["brugge"], replaced_by="x:a-hier")
    yield from _provider("lijn", area=AREAS["brugge"], helpline=True)


def _provider(name: str, **said: Any) -> Iterator[dict[str, Any]]:
    address = {"postcode": "9300", "municipality": "Aalst", "nis": "41002"}
    functions = ["leefloon", "crisishulp"]
    yield {"kind": "organisation", "id": f"x:{name}", "name": name, "type": "kind_en_gezin_team"}
    yield {"kind": "location", "id": f"x:h-{name}", "organisation": f"x:{name}", "address": address}
    yield {
        "kind": "offer",
        "id": f"x:a-{name}",
        "organisation": f"x:{name}",
        "name": name,
        "functions": functions,
    } | said
    yield {"kind": "offer_at_location", "id": f"x:l-{name}", "offer": f"x:a-{name}", "location": f"x:h-{name}"}


@pytest.fixture(scope="module")
def full_store(
    tmp_path_factory: pytest.TempPathFactory, data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[Store]:
    """A small made-up world, and the offers made by hand."""
    sources = Sources.load(data / "reference" / "sources.toml")
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('same')}/store.db", sources, create=True)
    world = World.load(data / "demo", gazetteer, vocabulary, 250).records()
    rows = [*(row for row in world if row["kind"] != "recognition"), *(FROM | row for row in by_hand())]
    with store.begin_run("test", "rows", now=NOW) as run:
        assert not [one for one in run.compare([read_record(row) for row in rows]) if one.status == "rejected"]
        run.finish({}, now=NOW)
    yield store
    store.close()


@pytest.fixture(scope="module")
def both(
    full_store: Store,
    open_engine: Open,
    tmp_path_factory: pytest.TempPathFactory,
    data: Path,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
) -> Iterator[Both]:
    engine, projection = open_engine(tmp_path_factory.mktemp("same")), Projection(gazetteer, vocabulary)
    Follower(full_store, engine, projection).rebuild()
    asked = CandidateIndex(full_store, engine, projection.document, gazetteer)
    asked.follow()
    searcher = Searcher(engine, gazetteer, vocabulary, analyser)
    zones = ZoneOverviews(full_store, searcher, gazetteer, vocabulary, Pilots.load(data / "reference"))
    whole = Everything(full_store, engine, projection, gazetteer)
    policy = TeamPolicy.load(data / "policy")
    yield Both(asked, whole, zones, full_store, gazetteer, vocabulary, policy)
    engine.close()


def choices(both: Both, needs: Sequence[str], random: Random) -> dict[str, Any]:
    """What someone may say of providers, wherever these work."""
    able = [one for one in both.whole.all if not set(needs).isdisjoint(one.functions)] or both.whole.all

    def some(most: int) -> list[str]:
        return [random.choice(random.choice(able).ids) for _ in range(random.randint(0, most))]

    helping = [{"organisation": random.choice(able).candidate.organisation, "serves": needs[:1]}]
    return {
        "existing_team": random.choice(([], helping)),
        "pins": some(1),
        "vetoes": some(2),
        "why_not": some(2),
        "previous_team": [random.choice(able).candidate.id] if random.random() < 0.5 else [],
    }


@pytest.mark.parametrize("seed", range(4))
def test_every_proposal_is_the_same(both: Both, seed: int) -> None:
    random = Random(seed)
    for profile, home in profiles(8, (1, 3, 6), both.gazetteer, both.vocabulary, seed):
        said = choices(both, [need.function for need in profile.needs], random)
        both.same_team(NeedProfile.model_validate(profile.model_dump() | said), home)


@pytest.mark.parametrize("place", ["9300", "8000", "2018", "Antwerpen", "2600 Berchem", "1000"])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"vetoes": ["x:hier", "x:a-overal"], "age": 4},
        {"existing_team": [{"organisation": "x:brugge", "serves": ["leefloon"]}], "pins": ["x:deel"]},
        {"vetoes": ["x:h2-twee"], "why_not": ["x:h-twee"]},
        {"why_not": ["x:verborgen", "x:oud", "x:a-lijn", "x:brugge", "x:h-toen", "x:later@x:h-later"]},
        {"previous_team": ["x:brugge@x:h-brugge", "x:hier@x:h-hier"], "replace": ["x:hier@x:h-hier"]},
    ],
)
def test_whomever_an_area_serves_the_proposal_is_the_same(both: Both, place: str, said: dict[str, Any]) -> None:
    needs = [{"function": "leefloon"}, {"function": "crisishulp", "severity": 3}, {"function": "budgetbeheer"}]
    both.same_team(NeedProfile.model_validate({"place": place, "age": 34, "needs": needs} | said), both.home(place))


@pytest.mark.parametrize("place", ["9300", "8000", "Antwerpen", "3600"])
def test_the_perinatal_advice_is_the_same(both: Both, data: Path, place: str) -> None:
    tables = PerinatalTables.load(data / "policy", both.vocabulary)
    question = PerinatalQuestion.model_validate({"weeks": 20, "indicators": {tables.indicators[0].id: "yes"}})
    asked, whole = (
        both.perinatal(source, tables).advice(question, both.home(place), None, TODAY)
        for source in (both.asked, both.whole)
    )
    assert asked == whole
    assert any(link.nearby and link.nearby.found for one in asked.activities for link in one.links)
