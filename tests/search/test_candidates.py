"""The candidates in memory: following changes gives what reading everything gives, and nothing is kept twice."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from catalogue import OfferView, Sources, Vocabulary, read_record
from geo import Gazetteer
from indexer.projection import Projection
from matching.candidates import Candidate
from search import Document
from search.candidates import CandidateIndex
from store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Brussels"))
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
def projection(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Projection:
    return Projection(gazetteer, vocabulary)


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
    return {
        "kind": "offer_at_location",
        "id": f"x:al{number}{place}",
        "offer": OFFERS[number],
        "location": HOUSES[place],
    }


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
    offers = {
        function: sorted(index.offering(function), key=lambda one: (one.id, one.candidate.id)) for function in FUNCTIONS
    }
    ids = (*ORGANISATIONS, *HOUSES, *OFFERS, *(f"{owner}@{place}" for owner in ORGANISATIONS for place in HOUSES))
    return offers, {id_: index.provider(id_) for id_ in ids}, len(index)


@pytest.mark.parametrize("seed", range(4))
def test_an_index_that_follows_knows_what_one_that_reads_everything_knows(
    store: Store, projection: Projection, gazetteer: Gazetteer, seed: int
) -> None:
    random = Random(seed)
    following = CandidateIndex(store, projection.document, gazetteer)
    for _ in range(8):
        give(store, *any_world(random), complete=True)
        assert seen(following) == seen(CandidateIndex(store, projection.document, gazetteer))


def test_offers_with_an_equal_area_share_it_and_offers_of_one_place_share_their_candidate(
    store: Store, projection: Projection, gazetteer: Gazetteer
) -> None:
    dated = {"municipalities": ["44021", "41002"], "valid_from": "2026-01-01"}
    give(store, organisation(0), house(0), offer(0, 0, "leefloon"), there(0, 0), offer(1, 0, "leefloon"), there(1, 0))
    give(store, organisation(1), offer(2, 1, "leefloon", area=dated))
    index = CandidateIndex(store, projection.document, gazetteer)
    index.follow()
    one, other, elsewhere = sorted(index.offering("leefloon"), key=lambda one: one.id)
    assert one.area is not None
    assert elsewhere.area is not None
    assert one.candidate is other.candidate
    assert one.area is other.area
    assert one.area is not elsewhere.area
    assert one.area.municipalities is elsewhere.area.municipalities


def held_by(index: CandidateIndex) -> list[object]:
    """Everything that its own values keep in memory; the store and what else it was given are not its own."""
    own = [value for value in vars(index).values() if isinstance(value, dict | list | tuple | set)]
    seen = {id(one): one for one in own}
    while own:
        for one in gc.get_referents(own.pop()):
            if id(one) not in seen and not isinstance(one, type):
                seen[id(one)] = one
                own.append(one)
    return list(seen.values())


def test_a_candidate_that_is_gone_takes_no_memory(store: Store, projection: Projection, gazetteer: Gazetteer) -> None:
    index = CandidateIndex(store, projection.document, gazetteer)
    give(
        store, organisation(0), organisation(1), house(0), offer(0, 0, "leefloon"), there(0, 0), offer(1, 1, "onthaal")
    )
    index.follow()
    give(store, organisation(0), organisation(1), house(0), offer(1, 1, "onthaal"), complete=True)
    index.follow()
    assert {one.id for one in held_by(index) if isinstance(one, Candidate)} == {"x:o1"}


def test_who_asks_while_everything_is_still_being_read_waits_for_it(
    store: Store, projection: Projection, gazetteer: Gazetteer
) -> None:
    reading, go_on = Event(), Event()

    def slowly(view: OfferView | None) -> Document | None:
        reading.set()
        assert go_on.wait(10)
        return projection.document(view)

    give(store, organisation(0), offer(0, 0, "leefloon"))
    index = CandidateIndex(store, slowly, gazetteer)
    known: list[int] = []
    first = Thread(target=index.follow)

    def ask() -> None:
        index.follow()
        known.append(len(index))

    second = Thread(target=ask)
    first.start()
    assert reading.wait(10)
    second.start()
    second.join(0.2)  # long enough to come back with nothing, if it did not wait
    go_on.set()
    first.join()
    second.join()
    assert known == [1]


def test_a_store_that_is_put_back_is_read_anew(
    store: Store, tmp_path: Path, projection: Projection, gazetteer: Gazetteer
) -> None:
    def copy(source: str, target: str) -> None:
        with closing(sqlite3.connect(tmp_path / source)) as one, closing(sqlite3.connect(tmp_path / target)) as other:
            one.backup(other)

    give(store, organisation(0), offer(0, 0, "leefloon"))
    copy("store.db", "backup.db")
    give(store, organisation(1), offer(0, 0, "onthaal"), offer(1, 1, "leefloon"))
    index = CandidateIndex(store, projection.document, gazetteer)
    index.follow()
    copy("backup.db", "store.db")
    assert seen(index) == seen(CandidateIndex(store, projection.document, gazetteer))
    assert [one.id for one in index.offering("leefloon")] == ["x:a0"]
    assert index.provider("x:o1") is None
