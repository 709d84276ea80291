"""The engine follows the store: every change, in order, whatever happens in between."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from indexer import BackgroundFollower, Follower, other_history
from search import Analyser, Engine, Reached, Searcher, SearchRequest
from store import Store
from tests.postgresql import BOTH

pytestmark = pytest.mark.parametrize("address", BOTH, indirect=True)


@pytest.fixture
def searcher(engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> Searcher:
    return Searcher(engine, gazetteer, vocabulary, analyser)


def organisation(name: str = "Huis") -> dict[str, Any]:
    return {"kind": "organisation", "id": "x:o", "name": name}


def offer(number: int, name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "offer", "id": f"x:a{number}", "organisation": "x:o", "name": name} | more


def found(searcher: Searcher, words: str, now: datetime) -> set[str]:
    return {hit.id for hit in searcher.search(SearchRequest(q=words, exact=True), now.replace(tzinfo=None)).results}


def test_what_comes_in_changes_and_goes_is_followed(
    take_in: Callable[..., None], follower: Follower, searcher: Searcher, now: datetime
) -> None:
    take_in(organisation(), offer(1, "Merelclub"), offer(2, "Vinkenclub"))
    assert follower.behind() == 3
    follower.follow()
    assert (follower.behind(), found(searcher, "merelclub", now)) == (0, {"x:a1"})
    take_in(offer(1, "Spreeuwenclub"))
    take_in(offer(2, "Vinkenclub", status="inactive"))
    follower.follow()
    assert found(searcher, "merelclub", now) == set()
    assert found(searcher, "spreeuwenclub", now) == {"x:a1"}
    assert found(searcher, "vinkenclub", now) == set()


def test_a_new_name_of_the_organisation_reaches_its_offers(
    take_in: Callable[..., None], follower: Follower, searcher: Searcher, now: datetime
) -> None:
    take_in(organisation("Nachtegaal"), offer(1, "Koor"))
    follower.follow()
    take_in(organisation("Leeuwerik"))
    follower.follow()
    assert found(searcher, "leeuwerik", now) == {"x:a1"}
    assert found(searcher, "nachtegaal", now) == set()


def test_following_again_or_from_an_earlier_point_changes_nothing(
    take_in: Callable[..., None], engine: Engine, follower: Follower, searcher: Searcher, now: datetime
) -> None:
    take_in(organisation(), offer(1, "Merelclub"))
    follower.follow()
    generation = engine.info().generation
    assert follower.follow() == 0
    assert engine.info().generation == generation
    engine.apply([], [], 0)  # as if the last batch had been committed but not noted
    assert follower.follow() == 2
    assert (engine.info().documents, found(searcher, "merelclub", now)) == (1, {"x:a1"})


def test_a_rebuild_gives_the_same_answers_and_loses_no_change_made_meanwhile(
    take_in: Callable[..., None], engine: Engine, follower: Follower, searcher: Searcher, now: datetime
) -> None:
    take_in(organisation(), *(offer(number, f"Club {number}") for number in range(2_500)))
    follower.follow()
    before = searcher.search(SearchRequest(q="club"), now.replace(tzinfo=None))
    changed = threading.Event()

    def change_once(done: int) -> None:
        if not changed.is_set():
            changed.set()
            take_in(offer(9_999, "Kwikstaart"), offer(1, "Kwikstaart"))

    assert follower.rebuild(change_once).documents == 2_501
    assert changed.is_set()
    assert follower.behind() == 0
    assert found(searcher, "kwikstaart", now) == {"x:a1", "x:a9999"}
    after = searcher.search(SearchRequest(q="club"), now.replace(tzinfo=None))
    assert after.total == before.total - 1


def test_the_background_follower_keeps_on_after_a_failure_and_tells_it(
    take_in: Callable[..., None],
    follower: Follower,
    searcher: Searcher,
    now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    class FailsOnce(Follower):
        def __init__(self, inner: Follower) -> None:
            self._inner = inner
            self.failed = threading.Event()
            self.followed = threading.Event()

        def follow(self, progress: object = None) -> int:
            if not self.failed.is_set():
                self.failed.set()
                raise OSError("no space left on device")
            done = self._inner.follow()
            self.followed.set()
            return done

    take_in(organisation(), offer(1, "Merelclub"))
    flaky = FailsOnce(follower)
    background = BackgroundFollower(flaky, "the list of candidates")
    background.start()
    assert flaky.failed.wait(10)
    assert flaky.followed.wait(10)
    background.stop()
    assert found(searcher, "merelclub", now) == {"x:a1"}
    assert background.failure is None
    assert [one.getMessage() for one in caplog.records if one.exc_info] == [
        "the list of candidates could not follow the store; trying again"
    ]


def test_an_index_that_another_process_brings_up_to_date_meanwhile_is_not_ahead(
    take_in: Callable[..., None], store: Store, engine: Engine, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a server that looks at such a moment would tell of a backup that nobody put back."""
    take_in(organisation(), offer(1, "Merelclub"))
    follower.follow()
    reached = type(engine).reached

    def and_then_another_change(engine: Engine) -> Reached:
        seen = reached(engine)
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(type(engine), "reached", reached)
            take_in(offer(1, f"Na {seen.position}"))
            assert follower.follow() == 1
        return seen

    monkeypatch.setattr(type(engine), "reached", and_then_another_change)
    assert follower.behind() == 1
    assert other_history(store, engine.reached()) is None


def test_a_replaced_offer_is_not_found_but_a_replacement_that_nobody_knows_hides_nothing(
    take_in: Callable[..., None], follower: Follower, searcher: Searcher, now: datetime
) -> None:
    take_in(organisation(), offer(1, "Merelclub", replaced_by="x:a2"), offer(2, "Vinkenclub"))
    take_in(offer(3, "Spreeuwenclub", replaced_by="x:typo"))
    follower.follow()
    assert found(searcher, "merelclub", now) == set()
    assert found(searcher, "spreeuwenclub", now) == {"x:a3"}
