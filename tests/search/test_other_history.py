"""A backup of the store is put back under an index: noticed for sure, whatever was changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from catalogue import Vocabulary, read_record
from geo import Gazetteer
from indexer import Follower, OtherHistory, Projection, other_history
from indexer.gates import Canary, Gates
from indexer.history import end_of
from search import Analyser, BuildRefused, Engine, EngineUnavailable, Reached, Searcher
from store import Store
from tests.postgresql import BOTH, Databases
from tests.search.conftest import Open
from tests.store.world import SOURCES

pytestmark = pytest.mark.parametrize("address", BOTH, indirect=True)
ALL = tuple(range(10))
MINUTES = count()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = Store.open(address, SOURCES, create=True)
    yield opened
    opened.close()


@pytest.fixture
def copied(store: Store, address: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], Store]]:
    """Makes a copy of the store as it is, and opens it."""
    opened: list[Store] = []
    made: list[str] = []

    def copy() -> Store:
        url = make_url(address)
        if url.get_backend_name() == "sqlite":
            store.copy_to(tmp_path / "copy.sqlite")
            opened.append(Store.open(f"sqlite:///{tmp_path / 'copy.sqlite'}", SOURCES))
        else:
            store.close()  # PostgreSQL copies what nobody uses; the store opens it again by itself
            databases: Databases = request.getfixturevalue("postgresql")
            made.append(databases.new(template=url.database))
            opened.append(Store.open(made[-1], SOURCES))
        return opened[-1]

    yield copy
    for one in opened:
        one.close()
    for address_ in made:
        request.getfixturevalue("postgresql").drop(address_)


@pytest.fixture
def following(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Callable[[Store, Engine], Follower]:
    projection = Projection(gazetteer, vocabulary)
    return lambda store, engine: Follower(store, engine, projection)


@pytest.fixture
def healing(gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> Callable[..., Follower]:
    """Follows as a server does; an index that replaces another must find the `canaries`."""
    projection, zones = Projection(gazetteer, vocabulary), [zone.id for zone in gazetteer.zones]

    def follower(store: Store, engine: Engine, *canaries: Canary) -> Follower:
        def gates() -> Gates:
            return Gates(
                lambda build: Searcher(build, gazetteer, vocabulary, analyser),
                canaries,
                zones,
                datetime(2026, 11, 23, 10),
            )

        return Follower(store, engine, projection, gates)

    return follower


def give(store: Store, name: str, numbers: tuple[int, ...] = ALL, **more: Any) -> None:
    """Each of these offers under a name, as a source gives them a minute later than the last time."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(minutes=next(MINUTES))
    rows = [{"kind": "organisation", "id": "x:o", "name": "Huis"}]
    rows += [{"kind": "offer", "id": f"x:a{number}", "organisation": "x:o", "name": name} | more for number in numbers]
    with store.begin_run("x", name, now=now) as run:
        run.compare([read_record({"provenance": {"source": "x"}} | row) for row in rows])
        run.finish({}, now=now)


def names(engine: Engine) -> list[str]:
    """Of the offers in the index, in order of id."""
    found = engine.documents([f"x:a{number}" for number in ALL])
    return [found[id_].name["nl"] for id_ in sorted(found)]


@pytest.mark.parametrize("since", [2, 3, 6])
def test_after_a_backup_nothing_is_applied_until_the_index_is_made_anew(
    store: Store,
    engine: Engine,
    copied: Callable[[], Store],
    following: Callable[[Store, Engine], Follower],
    since: int,
) -> None:
    """`since`: changes of the restored store, where the index had three: fewer, as many, more."""
    give(store, "toen")
    following(store, engine).follow()
    restored = copied()
    give(store, "verloren", (0, 1, 2))
    following(store, engine).follow()
    before, kept = engine.info(), names(engine)
    give(restored, "nieuw", ALL[10 - since :], status="inactive")  # as a refuge that must not be found any more
    follower = following(restored, engine)
    for _ in range(2):
        with pytest.raises(OtherHistory, match="loket rebuild"):
            follower.follow()
    assert (engine.info(), names(engine)) == (before, kept)
    assert other_history(restored, before.reached) is not None
    follower.rebuild()
    assert names(engine) == ["toen"] * (10 - since)
    assert engine.reached() == engine.info().reached == end_of(restored)
    give(restored, "later", (0,))
    assert follower.follow() == 1
    assert names(engine)[0] == "later"


def test_a_server_makes_the_index_anew_by_itself(
    store: Store, engine: Engine, copied: Callable[[], Store], healing: Callable[..., Follower]
) -> None:
    give(store, "toen")
    healing(store, engine).follow()
    restored = copied()
    give(store, "verloren", (0, 1, 2))
    healing(store, engine).follow()
    give(restored, "nieuw", (5, 6, 7, 8, 9), status="inactive")  # as a refuge that must not be found any more
    follower = healing(restored, engine)
    assert (follower.follow(), names(engine)) == (0, ["toen"] * 5)
    assert engine.reached() == end_of(restored)
    give(restored, "later", (0,))
    assert follower.follow() == 1


def test_what_the_checks_refuse_is_not_tried_again_and_a_person_is_told(
    store: Store, engine: Engine, copied: Callable[[], Store], healing: Callable[..., Follower]
) -> None:
    give(store, "toen")
    restored = copied()
    give(store, "verloren", (0, 1, 2))
    healing(store, engine).follow()
    kept = names(engine)
    follower = healing(restored, engine, Canary("kwikstaart", "x:a1", "a test"))
    with pytest.raises(BuildRefused):
        follower.follow()
    for _ in range(2):
        with pytest.raises(OtherHistory):
            follower.follow()
    assert names(engine) == kept
    follower.rebuild()
    assert names(engine) == ["toen"] * 10


def test_a_database_with_much_less_in_it_may_be_the_wrong_one(
    store: Store, engine: Engine, copied: Callable[[], Store], healing: Callable[..., Follower]
) -> None:
    give(store, "klein", ALL[:8])
    restored = copied()
    give(store, "groot")
    healing(store, engine).follow()
    with pytest.raises(OtherHistory):
        healing(restored, engine).follow()
    assert names(engine) == ["groot"] * 10


def test_a_backup_of_which_the_index_had_no_change_is_followed_as_it_is(
    store: Store, engine: Engine, copied: Callable[[], Store], following: Callable[[Store, Engine], Follower]
) -> None:
    give(store, "toen")
    following(store, engine).follow()
    restored = copied()
    give(store, "verloren", (0, 1, 2))
    give(restored, "nieuw", (7, 8))
    assert following(restored, engine).follow() == 2
    assert names(engine) == ["toen"] * 7 + ["nieuw"] * 2 + ["toen"]
    with pytest.raises(OtherHistory):
        following(store, engine).follow()


def test_an_index_that_kept_no_mark_goes_on_and_has_one_after_the_next_change(
    store: Store, engine: Engine, following: Callable[[Store, Engine], Follower]
) -> None:
    follower = following(store, engine)
    give(store, "toen")
    follower.follow()
    engine.apply((), (), engine.position())  # as a program did that knew of no marks
    assert engine.reached() == Reached(store.last_change())
    assert follower.follow() == 0
    give(store, "nieuw", (3,))
    assert follower.follow() == 1
    assert engine.reached() == engine.info().reached == end_of(store)


def test_an_index_that_kept_no_mark_is_told_while_it_is_ahead(
    store: Store, engine: Engine, following: Callable[[Store, Engine], Follower]
) -> None:
    give(store, "toen")
    following(store, engine).follow()
    engine.apply((), (), store.last_change() + 2)
    with pytest.raises(OtherHistory):
        following(store, engine).follow()


def test_what_an_index_followed_still_fits_after_a_restart_a_rebuild_and_another_follower(
    store: Store, open_engine: Open, folder: Path, following: Callable[[Store, Engine], Follower]
) -> None:
    first = open_engine(folder)
    give(store, "toen")
    following(store, first).follow()
    first.close()
    second = open_engine(folder)
    try:
        give(store, "opnieuw", (0, 1))
        assert following(store, second).follow() == 2

        def meanwhile(build: Engine, built: object) -> tuple[()]:
            give(store, "intussen", (2,))
            return ()

        seen = end_of(store)
        second.rebuild(second.documents([f"x:a{n}" for n in ALL]).values(), seen.position, meanwhile, mark=seen.mark)
        assert second.reached() == seen
        assert following(store, second).follow() == 1
        assert names(second) == ["opnieuw"] * 2 + ["intussen"] + ["toen"] * 7
    finally:
        second.close()


def test_a_build_before_the_live_one_has_its_own_place_in_the_log(
    store: Store, engine: Engine, copied: Callable[[], Store], following: Callable[[Store, Engine], Follower]
) -> None:
    """Where an engine keeps one: of the same history it catches up, of another it is told."""
    follower = following(store, engine)
    give(store, "toen")
    follower.follow()
    restored = copied()
    follower.rebuild()
    give(store, "nieuw", (0,))
    follower.follow()
    try:
        engine.roll_back()
    except EngineUnavailable:
        assert len(engine.builds()) == 1
        return
    assert follower.follow() == 1
    assert names(engine)[0] == "nieuw"
    give(restored, "anders", (5, 6, 7))
    following(restored, engine).rebuild()
    engine.roll_back()
    with pytest.raises(OtherHistory):
        following(restored, engine).follow()
