"""The folder of the embedded engine: one process writes, others follow; damage is told, kills are survived."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from search import Analyser, Engine, EngineLocked, EngineUnavailable, IndexOutdated, open_embedded
from search.engine.embedded import folder as builds
from search.engine.embedded.snapshot import State
from tests.search.conftest import Asks
from tests.search.world import a_site, an_offer

ROOT = Path(__file__).parents[2]
DYING = "tests.search.die_while_writing"


@pytest.fixture
def engine(tmp_path: Path, analyser: Analyser) -> Iterator[Engine]:
    """An empty embedded engine."""
    engine = open_embedded(tmp_path / "index", analyser, writer=True)
    yield engine
    engine.close()


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
    assert writer.rebuild([an_offer("2")], 4).documents == 1
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


def test_a_program_that_knows_of_no_marks_finds_the_state_as_it_was() -> None:
    kept = State(position=3, generation=4, last_ord=5, mark="8bcc4e63b72e9e9d").indexed()["stored"]
    assert isinstance(kept, bytes)
    assert orjson.loads(kept) == {"position": 3, "generation": 4, "last_ord": 5}
