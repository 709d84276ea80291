"""What every engine promises: changes are seen at once and whole, also while others search, die or rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from search import Document, Engine, EngineUnavailable
from tests.search.conftest import Ask, Asks, Open
from tests.search.world import a_site, an_offer


def test_a_document_can_be_put_in_changed_and_taken_out(ask: Ask, engine: Engine) -> None:
    asking = ask(an_offer("1", "Schuld"), an_offer("2", "Rouw"))
    assert asking.ids("schuld") == ["1"]
    engine.apply([an_offer("1", "Rouw", languages=("fr",))], (), 2)
    assert (asking.ids("schuld"), sorted(asking.ids("rouw"))) == ([], ["1", "2"])
    assert [(count.id, count.count) for count in asking().facets["language"]] == [("fr", 1)]
    engine.apply((), ["t:1", "t:9"], 3)
    assert (asking.ids("rouw"), asking().facets["language"]) == (["2"], ())
    assert (engine.info().documents, engine.position()) == (1, 3)


def test_the_same_change_twice_is_the_same_as_once(ask: Ask, engine: Engine) -> None:
    change = ([an_offer("1", "Schuld"), an_offer("1", "Schuld en huur")], ["t:2"], 5)
    asking = ask(an_offer("2"))
    engine.apply(*change)
    once = asking("schuld").model_dump(exclude={"cursor"})
    engine.apply(*change)
    assert asking("schuld").model_dump(exclude={"cursor"}) == once
    assert engine.info().documents == 1
    assert asking.first("schuld").name == "Schuld en huur"


def test_a_document_comes_back_as_it_was_given(engine: Engine) -> None:
    whole = an_offer("1", sites=(a_site(),), target_groups=(), summary={"nl": "Kort.", "fr": "Court."}, ages_known=True)
    engine.apply([whole], (), 1)
    assert engine.documents(["t:1", "t:2"]) == {"t:1": whole}


def test_everything_is_there_again_after_closing(open_engine: Open, tmp_path: Path, asks: Asks) -> None:
    engine = open_engine(tmp_path)
    engine.apply([an_offer("1", "Schuld", sites=(a_site(),)), an_offer("2"), an_offer("3")], (), 7)
    engine.apply([an_offer("2", "Rouw")], ["t:3"], 8)
    before, info = asks(engine)("schuld", place="Aalst"), engine.info()
    engine.close()
    again = open_engine(tmp_path)
    assert (asks(again)("schuld", place="Aalst"), again.info()) == (before, info)
    assert again.complete("rou", None, 8)[0].id == "t:2"
    again.close()


def test_a_rebuild_replaces_everything_and_keeps_the_last_of_two_with_one_id(ask: Ask, engine: Engine) -> None:
    asking = ask(an_offer("oud", "Schuld"))
    before = engine.info().generation
    built = engine.rebuild(iter([an_offer("1", "Rouw"), an_offer("2"), an_offer("1", "Huur")]), 40)
    assert built.documents == engine.info().documents == 2
    assert (asking.ids("schuld"), asking.ids("rouw"), asking.ids("huur")) == ([], [], ["1"])
    assert engine.position() == 40
    assert engine.info().generation > before


def test_a_rebuild_that_fails_changes_nothing(ask: Ask, engine: Engine) -> None:
    asking = ask(an_offer("1", "Schuld"))

    def broken() -> Iterator[Document]:
        yield an_offer("2")
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(broken(), 9)
    assert asking.ids() == ["1"]
    engine.apply([an_offer("3")], (), 2)
    assert sorted(asking.ids()) == ["1", "3"]


def test_searches_go_on_while_the_index_is_changed_and_rebuilt(ask: Ask, engine: Engine) -> None:
    offers = [an_offer(f"{number:02d}", "Schuld", sites=(a_site(),)) for number in range(40)]
    asking = ask(*offers)
    wrong: list[object] = []
    done = Event()

    def search() -> None:
        while not done.is_set():
            try:
                answer = asking("schuld", place="Aalst", size=50)
                count = {each.id: each.count for each in answer.facets["zone"]}.get("regio-aalst")
                if not answer.total == len(answer.results) == count == 40:
                    wrong.append((answer.total, len(answer.results), count))
            except Exception as error:  # whatever it is, it must fail the test and not only this thread
                wrong.append(error)
                return

    threads = [Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for round_ in range(3):
            engine.apply(offers[round_ * 10 :], (), round_ + 2)
            engine.rebuild(offers, round_ + 2)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_after_closing_every_question_is_refused_in_plain_dutch(engine: Engine) -> None:
    engine.close()
    for method in (engine.info, engine.position, lambda: engine.documents(["t:1"]), lambda: engine.apply((), (), 1)):
        with pytest.raises(EngineUnavailable, match="gesloten"):
            method()
