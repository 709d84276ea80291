"""What every engine promises: changes are seen at once and whole, also while others search, die or rebuild."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import orjson
import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Document, Engine, EngineLocked, EngineUnavailable, IndexOutdated, Searcher, open_embedded
from search.engine.embedded import folder as builds
from tests.search.conftest import Ask, Open
from tests.search.world import Asking, a_site, an_offer

ROOT = Path(__file__).parents[2]
DYING = "tests.search.die_while_writing"
Asks = Callable[[Engine], Asking]


@pytest.fixture
def asks(gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> Asks:
    """Asks any engine."""
    return lambda engine: Asking(Searcher(engine, gazetteer, vocabulary, analyser))


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
    count = engine.rebuild(iter([an_offer("1", "Rouw"), an_offer("2"), an_offer("1", "Huur")]), 40)
    assert count == engine.info().documents == 2
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
            engine.apply(offers[round_ * 10 :], (), round_)
            engine.rebuild(offers, round_)
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


def test_a_second_writer_is_told_who_writes(engine: Engine, tmp_path: Path, analyser: Analyser) -> None:
    with pytest.raises(EngineLocked) as refused:
        open_embedded(tmp_path / "index", analyser, writer=True)
    lock = orjson.loads((tmp_path / "index" / "writer.lock").read_bytes())
    assert (refused.value.pid, refused.value.since) == (lock["pid"], lock["since"])
    assert str(lock["pid"]) in refused.value.message


def test_the_lock_goes_when_the_writer_closes(engine: Engine, tmp_path: Path, analyser: Analyser) -> None:
    engine.close()
    open_embedded(tmp_path / "index", analyser, writer=True).close()


def test_a_reader_follows_changes_and_rebuilds_and_cannot_write(
    engine: Engine, tmp_path: Path, analyser: Analyser, asks: Asks
) -> None:
    engine.apply([an_offer("1")], (), 1)
    reader = open_embedded(tmp_path / "index", analyser, writer=False)
    asking = asks(reader)
    assert asking.ids() == ["1"]
    engine.apply([an_offer("2", "Schuld")], ["t:1"], 2)
    assert (asking.ids("schuld"), reader.position()) == (["2"], 2)
    engine.rebuild([an_offer("3", "Schuld", sites=(a_site(),))], 3)
    assert (asking.ids("schuld"), asking("schuld").facets["zone"][0].count, reader.position()) == (["3"], 1, 3)
    with pytest.raises(EngineUnavailable):
        reader.apply((), ["t:3"], 4)
    with pytest.raises(EngineUnavailable):
        reader.rebuild((), 4)
    reader.close()


def test_a_reader_of_an_index_that_does_not_exist_is_told_what_to_do(tmp_path: Path, analyser: Analyser) -> None:
    with pytest.raises(IndexOutdated, match="loket rebuild"):
        open_embedded(tmp_path / "none", analyser, writer=False)


@pytest.mark.parametrize("change", ["schema_version", "structure", "analysis_version"])
def test_an_index_of_another_version_is_refused_until_it_is_rebuilt(
    engine: Engine, tmp_path: Path, analyser: Analyser, asks: Asks, change: str
) -> None:
    engine.apply([an_offer("1")], (), 3)
    generation = engine.info().generation
    engine.close()
    live = builds.live_build(tmp_path / "index")
    assert live is not None
    made_by = orjson.loads((live / "made_by.json").read_bytes())
    (live / "made_by.json").write_bytes(orjson.dumps(made_by | {change: "x"}))
    with pytest.raises(IndexOutdated, match="loket rebuild"):
        open_embedded(tmp_path / "index", analyser, writer=False)
    writer = open_embedded(tmp_path / "index", analyser, writer=True)
    for method in (writer.position, writer.info, lambda: writer.apply((), (), 1)):
        with pytest.raises(IndexOutdated, match="loket rebuild"):
            method()
    writer.rebuild([an_offer("2")], 4)
    assert asks(writer).ids() == ["2"]
    assert writer.info().generation > generation
    writer.close()


@pytest.mark.parametrize("file", ["made_by.json", "meta.json"])
def test_a_damaged_index_is_refused_and_can_be_rebuilt(
    engine: Engine, tmp_path: Path, analyser: Analyser, file: str
) -> None:
    engine.close()
    live = builds.live_build(tmp_path / "index")
    assert live is not None
    (live / file).write_text("{")
    writer = open_embedded(tmp_path / "index", analyser, writer=True)
    with pytest.raises(IndexOutdated):
        writer.info()
    assert writer.rebuild([an_offer("2")], 4) == 1
    writer.close()


@pytest.mark.parametrize("doing", ["apply", "rebuild"])
def test_a_writer_that_is_killed_leaves_its_last_commit(
    tmp_path: Path, analyser: Analyser, asks: Asks, doing: str
) -> None:
    """It says which commit it finished and goes on; the kill comes somewhere in the next ones."""
    command = [sys.executable, "-m", DYING, str(tmp_path), doing]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    said = [int(process.stdout.readline()) for _ in range(4)]
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    process.stdout.close()
    last = int(rest[-1]) if rest else said[-1]
    survivor = open_embedded(tmp_path, analyser, writer=True)
    position = survivor.position()
    assert position in (last, last + 1)
    answer = asks(survivor)("schuld", place="Aalst")
    assert answer.total == survivor.info().documents == position * 10
    assert {each.id: each.count for each in answer.facets["zone"]} == {"regio-aalst": position * 10}
    assert list(tmp_path.glob("build-*")) == [builds.live_build(tmp_path)]
    survivor.apply([an_offer("after", "Schuld")], (), position + 1)
    assert asks(survivor)("schuld").total == position * 10 + 1
    survivor.close()
