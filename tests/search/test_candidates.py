"""Candidates that are read when they are asked for: never out of date, never hidden, and a bounded number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from catalogue import OfferView, Sources, Vocabulary, read_record
from geo import Gazetteer, Point
from indexer import Follower
from indexer.projection import Projection
from matching.home import Home
from search import Analyser, Document, Engine, open_embedded
from search.candidates import CandidateIndex
from store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Brussels"))
TODAY = date(2026, 11, 22)
AALST = Home("41002", ("regio-aalst",), "Aalst", Point(50.938, 4.039))
BRUGGE = Home("31005", ("brugge",), "Brugge", Point(51.2, 3.2))
FROM = {"provenance": {"source": "test", "source_date": "2026-11-01"}}
FUNCTIONS = ("leefloon", "onthaal", "voedselhulp")
ORGANISATIONS, HOUSES, OFFERS = (tuple(f"x:{kind}{number}" for number in range(3)) for kind in ("o", "h", "a"))
Row = dict[str, Any]


@pytest.fixture
def store(tmp_path: Path, data: Path) -> Iterator[Store]:
    sources = Sources.load(data / "reference" / "sources.toml")
    opened = Store.open(f"sqlite:///{tmp_path / 'store.db'}", sources, create=True)
    yield opened
    opened.close()


@pytest.fixture
def own_engine(tmp_path: Path, analyser: Analyser) -> Iterator[Engine]:
    engine = open_embedded(tmp_path / "own", analyser, writer=True)
    yield engine
    engine.close()


@pytest.fixture
def projection(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Projection:
    return Projection(gazetteer, vocabulary)


@pytest.fixture
def follower(store: Store, own_engine: Engine, projection: Projection) -> Follower:
    return Follower(store, own_engine, projection)


class Asked(CandidateIndex):
    """Counts which offers are made from the store."""

    def __init__(
        self, store: Store, engine: Engine, projection: Projection, gazetteer: Gazetteer, most: int = 1000
    ) -> None:
        self.made: list[str] = []

        def project(view: OfferView | None) -> Document | None:
            self.made += [view.offer.id] if view is not None else []
            return projection.document(view)

        super().__init__(store, engine, project, gazetteer, most)


@pytest.fixture
def index(store: Store, own_engine: Engine, projection: Projection, gazetteer: Gazetteer) -> Asked:
    return Asked(store, own_engine, projection, gazetteer)


def give(store: Store, *rows: Row, complete: bool = False) -> None:
    with store.begin_run("test", "rows", now=NOW) as run:
        assert not [one for one in run.compare([read_record(FROM | row) for row in rows]) if one.status == "rejected"]
        if complete:
            run.mark_gone()
        run.finish({}, now=NOW)


def organisation(number: int, **more: Any) -> Row:
    return {"kind": "organisation", "id": ORGANISATIONS[number], "name": f"Dienst {number}", "type": "caw"} | more


def house(number: int, postcode: str = "9300") -> Row:
    address = {"postcode": postcode, "municipality": "Aalst" if postcode == "9300" else "Gent"}
    return {"kind": "location", "id": HOUSES[number], "organisation": ORGANISATIONS[number], "address": address}


def offer(number: int, owner: int, *functions: str, **more: Any) -> Row:
    own = {"id": OFFERS[number], "organisation": ORGANISATIONS[owner], "functions": functions}
    return {"kind": "offer", "name": "Hulp", "area": {"municipalities": ["41002", "44021"]}} | own | more


def there(number: int, place: int) -> Row:
    ids = {"id": f"x:al{number}{place}", "offer": OFFERS[number], "location": HOUSES[place]}
    return {"kind": "offer_at_location"} | ids


def any_world(random: Random) -> list[Row]:
    """Some of three organisations with a house each and of three offers, and who stands where."""
    rows = [
        organisation(number, **random.choice(({}, {}, {"name": "Anders"}, {"visibility": {"*": "hidden"}})))
        for number in range(3)
    ]
    rows += [house(number, random.choice(("9300", "9000"))) for number in range(3)]
    for number in random.sample(range(3), random.randint(0, 3)):
        functions = random.sample(FUNCTIONS, random.randint(1, 3))
        rows.append(offer(number, random.randrange(3), *functions))
        rows += [there(number, place) for place in random.sample(range(3), random.randint(0, 3))]
    if random.random() < 0.5:
        held = {"id": "x:e", "organisation": random.choice(ORGANISATIONS), "recognised_for": "casemanagement"}
        rows.append({"kind": "recognition", "authority": "Voorbeeld", "valid_from": "2026-01-01"} | held)
    return rows


def seen(index: CandidateIndex) -> object:
    """Everything that the index answers, whatever the order."""
    index.follow()
    near = sorted(index.near(FUNCTIONS, AALST, TODAY), key=lambda one: (one.id, one.candidate.id))
    far = {
        function: (found.total, [sorted(places, key=lambda one: one.candidate.id) for places in found.nearest])
        for function in FUNCTIONS
        for found in [index.elsewhere(function, BRUGGE, TODAY)]
    }
    ids = (*ORGANISATIONS, *HOUSES, *OFFERS, *(f"{owner}@{place}" for owner in ORGANISATIONS for place in HOUSES))
    return near, far, {id_: index.provider(id_) for id_ in ids}


@pytest.mark.parametrize("seed", range(3))
def test_an_index_that_follows_knows_what_one_that_reads_everything_anew_knows(
    store: Store, projection: Projection, follower: Follower, own_engine: Engine, gazetteer: Gazetteer, seed: int
) -> None:
    random = Random(seed)
    following = CandidateIndex(store, own_engine, projection.document, gazetteer)
    for _ in range(4):
        give(store, *any_world(random), complete=True)
        follower.follow()
        assert seen(following) == seen(CandidateIndex(store, own_engine, projection.document, gazetteer))


def test_only_what_may_serve_here_is_read_and_once(store: Store, follower: Follower, index: Asked) -> None:
    far = {"municipalities": ["31005"]}
    give(store, organisation(0), offer(0, 0, "leefloon"), offer(1, 0, "leefloon", area=far), offer(2, 0, "onthaal"))
    follower.follow()
    index.follow()
    for _ in range(2):
        assert [one.id for one in index.near({"leefloon"}, AALST, TODAY)] == ["x:a0"]
    assert index.made == ["x:a0"]


def test_a_change_makes_only_what_changed_be_read_again(store: Store, follower: Follower, index: Asked) -> None:
    give(store, organisation(0), offer(0, 0, "leefloon"), offer(1, 0, "leefloon"))
    follower.follow()
    index.follow()
    index.near({"leefloon"}, AALST, TODAY)
    give(store, organisation(0), offer(0, 0, "leefloon", name="Anders"), offer(1, 0, "leefloon"))
    index.follow()
    assert {one.name for one in index.near({"leefloon"}, AALST, TODAY)} == {"Anders", "Hulp"}
    assert index.made == ["x:a0", "x:a1", "x:a0"]


@pytest.mark.parametrize("gone", [{"visibility": {"*": "hidden"}}, {"status": "defunct"}, {"replaced_by": "x:a1"}])
def test_what_is_hidden_ended_or_replaced_in_the_store_is_gone_though_the_engine_still_has_it(
    store: Store, follower: Follower, index: CandidateIndex, gone: Row
) -> None:
    give(store, organisation(0), offer(0, 0, "leefloon"), offer(1, 0, "onthaal"))
    follower.follow()
    index.follow()
    assert len(index.near({"leefloon"}, AALST, TODAY)) == 1
    give(store, organisation(0), offer(0, 0, "leefloon", **gone), offer(1, 0, "onthaal"))
    index.follow()
    assert index.near({"leefloon"}, AALST, TODAY) == []
    assert list(index.elsewhere("leefloon", BRUGGE, TODAY).nearest) == []
    assert index.provider("x:a0") is None


def test_no_more_is_kept_than_was_allowed_and_what_is_asked_for_stays(
    store: Store, own_engine: Engine, projection: Projection, follower: Follower, gazetteer: Gazetteer
) -> None:
    give(store, organisation(0), *(offer(number, 0, "leefloon") for number in range(3)))
    follower.follow()
    index = Asked(store, own_engine, projection, gazetteer, most=4)
    index.follow()
    for one in ("x:a0", "x:a1", "x:a0", "x:a2", "x:a0", "x:a1"):
        index.named({one})
    assert index.made == ["x:a0", "x:a1", "x:a2", "x:a1"]


def test_offers_with_an_equal_area_share_it_and_offers_of_one_place_share_their_candidate(
    store: Store, follower: Follower, index: CandidateIndex
) -> None:
    dated = {"municipalities": ["44021", "41002"], "valid_from": "2026-01-01"}
    give(store, organisation(0), house(0), offer(0, 0, "leefloon"), there(0, 0), offer(1, 0, "leefloon"), there(1, 0))
    give(store, organisation(1), offer(2, 1, "leefloon", area=dated))
    follower.follow()
    index.follow()
    one, other, elsewhere = sorted(index.near({"leefloon"}, AALST, TODAY), key=lambda one: one.id)
    assert one.area is not None
    assert elsewhere.area is not None
    assert one.candidate is other.candidate
    assert one.area is other.area
    assert one.area is not elsewhere.area
    assert one.area.municipalities is elsewhere.area.municipalities


def test_what_was_read_before_a_change_is_not_kept_after_it(
    store: Store, own_engine: Engine, projection: Projection, follower: Follower, gazetteer: Gazetteer
) -> None:
    reading, go_on = Event(), Event()

    def slowly(view: OfferView | None) -> Document | None:
        reading.set()
        assert go_on.wait(10)
        return projection.document(view)

    give(store, organisation(0), offer(0, 0, "leefloon"))
    follower.follow()
    index = CandidateIndex(store, own_engine, slowly, gazetteer)
    index.follow()
    asking = Thread(target=lambda: index.near({"leefloon"}, AALST, TODAY))
    asking.start()
    assert reading.wait(10)
    give(store, organisation(0), offer(0, 0, "leefloon", name="Anders"))
    index.follow()
    go_on.set()
    asking.join()
    assert [one.name for one in index.near({"leefloon"}, AALST, TODAY)] == ["Anders"]


def test_a_store_that_is_put_back_is_read_anew(
    store: Store,
    own_engine: Engine,
    tmp_path: Path,
    projection: Projection,
    follower: Follower,
    gazetteer: Gazetteer,
    index: CandidateIndex,
) -> None:
    def copy(source: str, target: str) -> None:
        with closing(sqlite3.connect(tmp_path / source)) as one, closing(sqlite3.connect(tmp_path / target)) as other:
            one.backup(other)

    give(store, organisation(0), offer(0, 0, "leefloon"))
    copy("store.db", "backup.db")
    give(store, organisation(1), offer(0, 0, "onthaal"), offer(1, 1, "leefloon"))
    follower.follow()
    seen(index)
    copy("backup.db", "store.db")
    follower.rebuild()
    assert seen(index) == seen(CandidateIndex(store, own_engine, projection.document, gazetteer))
    assert [one.id for one in index.near({"leefloon"}, AALST, TODAY)] == ["x:a0"]
    assert index.provider("x:o1") is None
