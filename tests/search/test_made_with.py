"""What an index tells of the program, the word lists and the vocabulary that it was made with."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from search import Built, Engine, Finding
from search.engine.made_by import MadeBy
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.engine import OpenSearchEngine
from search.engine.opensearch.fields import STRUCTURE
from tests.search.conftest import Asks, Open
from tests.search.house import House
from tests.search.world import an_offer


def told(engine: Engine) -> tuple[str | None, str | None]:
    """The vocabulary of the index: of what it holds, and of its live build."""
    (live,) = (build for build in engine.builds() if build.role == "live")
    return engine.info().vocabulary_version, live.vocabulary_version


def test_an_empty_index_tells_the_vocabulary_of_who_made_it(open_engine: Open, tmp_path: Path) -> None:
    with closing(open_engine(tmp_path / "first", vocabulary_version="nieuw")) as engine:
        assert told(engine) == ("nieuw", "nieuw")


def test_an_index_of_another_vocabulary_goes_on_and_tells_it_until_it_is_rebuilt(
    open_engine: Open, folder: Path, asks: Asks
) -> None:
    with closing(open_engine(folder, vocabulary_version="oud")) as engine:
        engine.rebuild([an_offer("1")], 1)
    with closing(open_engine(folder, vocabulary_version="nieuw")) as engine:
        engine.apply([an_offer("2")], (), 2)
        assert (sorted(asks(engine).ids()), told(engine)) == (["1", "2"], ("oud", "oud"))
        engine.rebuild([an_offer("3")], 2)
        assert (asks(engine).ids(), told(engine)) == (["3"], ("nieuw", "nieuw"))
        engine.apply([an_offer("4")], (), 3)
        assert told(engine) == ("nieuw", "nieuw")


def test_a_node_keeps_with_a_build_what_it_was_made_with(house: House, line: Connection) -> None:
    writer, seen = house.open(vocabulary_version="nieuw"), list[dict[str, Any]]()

    def finish(build: Engine, built: Built) -> tuple[Finding, ...]:
        seen.append(meta(build, line))
        return ()

    writer.rebuild([an_offer("1")], 1, finish)
    made_by = asdict(MadeBy.now(STRUCTURE, house.analyser.version))
    assert seen == [made_by | {"vocabulary_version": "nieuw"}]
    kept = meta(writer, line)
    assert kept.pop("made")["documents"] == 1
    assert kept == seen[0]


def test_an_index_that_was_made_before_this_was_kept_goes_on(house: House, line: Connection, asks: Asks) -> None:
    writer = house.open(vocabulary_version="nieuw")
    writer.rebuild([an_offer("1")], 1)
    before = {key: value for key, value in meta(writer, line).items() if key != "vocabulary_version"}
    for kept in (before, {}):
        line.write("PUT", f"/{writer.state().index}/_mapping", {"_meta": kept})
        assert (told(writer), asks(writer).ids()) == ((None, None), ["1"])
    writer.apply([an_offer("2")], (), 2)
    assert told(writer) == (None, None)


def test_whoever_goes_back_has_the_vocabulary_of_then(house: House) -> None:
    house.open(vocabulary_version="oud").rebuild([an_offer("1")], 1)
    writer = house.open(vocabulary_version="nieuw")
    writer.rebuild([an_offer("2")], 1)
    writer.roll_back()
    assert told(writer) == ("oud", "oud")


def meta(engine: Engine, line: Connection) -> dict[str, Any]:
    """What the index of an engine in a node tells of itself."""
    assert isinstance(engine, OpenSearchEngine)
    index = engine.state().index
    kept: dict[str, Any] = line.read(f"/{index}/_mapping")[index]["mappings"]["_meta"]
    return kept
