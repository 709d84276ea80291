"""Builds in OpenSearch: made by one process while another writes, changed in one call, kept to go back to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from search import Built, Document, Engine, EngineLocked, EngineUnavailable, Finding, Reached
from search.engine.made_by import MadeBy
from search.engine.opensearch.builds import Builds
from search.engine.opensearch.bulk import write_many
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import STRUCTURE
from search.engine.opensearch.lease import SECONDS, Lease
from search.engine.opensearch.state import read_state, write_state
from search.engine.opensearch.writing import actions, versioned
from tests.search.conftest import Asks
from tests.search.house import Clock, House
from tests.search.world import an_offer

ROOT = Path(__file__).parents[2]
DYING = "tests.search.die_while_rebuilding"


def roles(engine: Engine) -> list[str]:
    """Of all builds, oldest first."""
    return [build.role for build in engine.builds()]


def test_while_an_index_is_made_anew_another_process_goes_on_writing_the_live_one(house: House, asks: Asks) -> None:
    writer, rebuilder = house.open(), house.open()
    writer.apply([an_offer("1", "Oud")], (), 1)

    def documents() -> Iterator[Document]:
        yield an_offer("1", "Uit de databank")
        writer.apply([an_offer("2", "Intussen")], (), 2)
        assert sorted(asks(writer).ids()) == ["1", "2"]

    rebuilder.rebuild(documents(), 1)
    assert (asks(writer).ids(), writer.position()) == (["1"], 1)
    writer.apply([an_offer("2", "Intussen")], (), 2)  # as who follows does from the position of the new build
    writer.apply([an_offer("1", "Nieuw")], (), 3)
    assert sorted(asks(rebuilder).ids()) == ["1", "2"]
    assert asks(rebuilder).ids("nieuw") == ["1"]


def test_a_writer_in_the_middle_of_a_change_loses_nothing_by_the_swap(
    house: House, line: Connection, asks: Asks
) -> None:
    """What it put in the old build counts for nothing; the position of the new one tells it to do so again."""
    writer, rebuilder = house.open(), house.open()
    writer.apply([an_offer("1")], (), 1)
    before = writer.state()
    rebuilder.rebuild([an_offer("1")], 1)
    version = versioned(before.index, 900, 2)
    write_many(line, actions([an_offer("2")], house.analyser, version, before.generation + 1))
    write_state(
        line, before.index, Reached(2), before.generation + 1, MadeBy.now(STRUCTURE, house.analyser.version), before
    )
    assert (writer.position(), asks(writer).ids()) == (1, ["1"])
    writer.apply([an_offer("2")], (), 2)
    assert sorted(asks(writer).ids()) == ["1", "2"]


def test_of_two_rebuilds_the_second_is_told_who_does_the_first(house: House) -> None:
    one, other = house.open(), house.open()

    def finish(build: Engine, built: Built) -> tuple[Finding, ...]:
        for refused in (lambda: other.rebuild((), 1), lambda: other.prune(keep_previous=True), other.roll_back):
            with pytest.raises(EngineLocked, match="opnieuw gemaakt") as told:
                refused()
            assert told.value.pid == os.getpid()
        assert roles(other)[-1] == "being made"
        return ()

    one.rebuild([an_offer("1")], 1, finish)
    assert other.rebuild([an_offer("1"), an_offer("2")], 1).documents == 2


def test_of_two_that_begin_at_the_same_moment_the_later_is_told_who_was_first(
    house: House, line: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both saw that nobody had the right; the node takes one of them."""
    first = Lease(line, house.prefix, time.time, "rebuild")
    other = Connection(house.indices.address)
    write = other.write

    def overtaken(*asked: Any) -> dict[str, Any]:
        first.hold()
        return write(*asked)

    monkeypatch.setattr(other, "write", overtaken)
    with closing(other), pytest.raises(EngineLocked, match="opnieuw gemaakt door proces") as told:
        Lease(other, house.prefix, time.time, "rebuild").hold()
    assert told.value.pid == os.getpid()
    first.still()
    first.release()


def test_one_build_before_the_live_one_is_kept_and_what_was_left_half_made_goes(house: House, line: Connection) -> None:
    writer = house.open()

    def broken() -> Iterator[Document]:
        yield an_offer("1")
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        writer.rebuild(broken(), 1)
    line.write("PUT", f"/{house.prefix}-build-900000")  # of a process that was killed
    assert roles(writer)[-1] == "left over"
    for _ in range(3):
        before = writer.state().index
        writer.rebuild([an_offer("1")], 1)
        kept = {build.role: build.name for build in writer.builds()}
        assert kept == {"previous": before, "live": writer.state().index}
    assert writer.state().index == f"{house.prefix}-build-900003"


def test_a_name_is_never_used_again_for_who_stood_still_may_yet_write_to_it(house: House) -> None:
    writer = house.open()
    names: list[str] = []

    def refuse(build: Engine, built: Built) -> tuple[Finding, ...]:
        names.append(max(each.name for each in writer.builds()))
        raise EngineUnavailable

    for _ in range(2):
        with pytest.raises(EngineUnavailable):
            writer.rebuild((), 1, refuse)
    assert len(set(names)) == 2


@pytest.mark.parametrize("meanwhile", ["done", "refused"])
def test_who_stood_still_while_another_made_an_index_changes_nothing(house: House, asks: Asks, meanwhile: str) -> None:
    stopped, running = Clock(), Clock()
    late, other = house.open(clock=stopped), house.open(clock=running)
    late.apply([an_offer("oud")], (), 1)

    def refuse(build: Engine, built: Built) -> tuple[Finding, ...]:
        if meanwhile == "refused":
            raise EngineUnavailable
        return ()

    def stand_still(build: Engine, built: Built) -> tuple[Finding, ...]:
        running.now += SECONDS + 1
        if meanwhile == "refused":
            with pytest.raises(EngineUnavailable):
                other.rebuild([an_offer("nieuw")], 1, refuse)
        else:
            other.rebuild([an_offer("nieuw")], 1)
        stopped.now = running.now
        build.apply([an_offer("te laat")], (), 2)
        return ()

    with pytest.raises(EngineLocked):
        late.rebuild([an_offer("te laat")], 1, stand_still)
    assert asks(other).ids() == (["nieuw"] if meanwhile == "done" else ["oud"])
    assert "left over" not in roles(other)
    told = other.last_rebuild()
    assert told is not None
    assert told.state == ("done" if meanwhile == "done" else "failed")


def test_who_stood_still_just_before_the_swap_is_stopped_by_the_node(
    house: House, line: Connection, asks: Asks
) -> None:
    """Its look at the lease was long ago, but it does not know that: the alias moves only from the build it saw."""
    late, other = Builds(line, house.prefix), house.open()
    seen = [other.state().index]
    other.rebuild([an_offer("nieuw")], 1)
    own = late.new(MadeBy.now(STRUCTURE, house.analyser.version), None)
    with pytest.raises(EngineUnavailable, match="intussen een andere"):
        late.make_live(own, seen)
    late.remove(own)
    with pytest.raises(EngineUnavailable, match="intussen een andere"):
        late.make_live(own, [other.state().index])
    assert asks(other).ids() == ["nieuw"]


def test_the_previous_build_can_be_made_live_again_and_whoever_follows_goes_on_in_it(house: House, asks: Asks) -> None:
    writer, operator = house.open(), house.open()
    writer.apply([an_offer("1", "Goed")], (), 5)
    operator.rebuild([an_offer("1", "Fout")], 8)
    writer.apply([an_offer("2")], (), 9)
    operator.roll_back()
    assert (asks(writer).ids("goed"), writer.position(), roles(writer)) == (["1"], 5, ["live", "previous"])
    writer.apply([an_offer("2"), an_offer("1", "Beter")], (), 9)
    assert (asks(operator).ids("beter"), sorted(asks(operator).ids())) == (["1"], ["1", "2"])
    operator.roll_back()
    assert (asks(writer).ids("fout"), writer.position()) == (["1"], 9)


def test_without_a_previous_build_or_with_one_of_another_version_nobody_goes_back(
    house: House, line: Connection, asks: Asks
) -> None:
    writer = house.open()
    writer.rebuild([an_offer("1")], 1)
    writer.prune(keep_previous=False)
    with pytest.raises(EngineUnavailable, match="geen vorige"):
        writer.roll_back()
    writer.rebuild([an_offer("2")], 1)
    made_by = MadeBy.now(STRUCTURE, house.analyser.version)
    previous = read_state(line, writer.builds()[0].name, made_by)
    write_state(line, previous.index, Reached(1), previous.generation, replace(made_by, structure=0), previous)
    with pytest.raises(EngineUnavailable, match="andere versie"):
        writer.roll_back()
    assert asks(writer).ids() == ["2"]
    assert ".0 " in str(writer.builds()[0].version)


def test_only_what_is_not_used_is_pruned_and_the_previous_build_only_where_asked(
    house: House, line: Connection, asks: Asks
) -> None:
    writer = house.open()
    writer.rebuild([an_offer("1")], 1)
    previous, live = (build.name for build in writer.builds())
    left_over = f"{house.prefix}-build-{int(live[-6:]) + 5:06d}"
    line.write("PUT", f"/{left_over}")
    assert writer.prune(keep_previous=True) == (left_over,)
    assert writer.prune(keep_previous=True) == ()
    assert writer.prune(keep_previous=False) == (previous,)
    assert (roles(writer), asks(writer).ids()) == (["live"], ["1"])


def test_a_reader_sees_the_builds_and_changes_none(house: House) -> None:
    house.open().rebuild([an_offer("1")], 1)
    reader = house.open(writer=False)
    assert roles(reader) == ["previous", "live"]
    assert reader.last_rebuild() is not None
    for change in (reader.roll_back, lambda: reader.prune(keep_previous=True)):
        with pytest.raises(EngineUnavailable, match="alleen"):
            change()


def test_how_an_index_was_made_stands_in_it(house: House, line: Connection) -> None:
    writer = house.open()
    finding = Finding("count", passed=True, seen="1", wanted="1")
    writer.rebuild([an_offer("1")], 1, lambda build, built: (finding,))
    index = writer.state().index
    meta = line.read(f"/{index}/_mapping")[index]["mappings"]["_meta"]
    assert meta["analysis_version"] == house.analyser.version
    assert (meta["made"]["documents"], [one["name"] for one in meta["made"]["findings"]]) == (1, ["count"])


def test_a_rebuild_that_is_killed_is_told_to_be_broken_off_and_what_it_left_goes(house: House, asks: Asks) -> None:
    clock = Clock(time.time())
    writer = house.open(clock=clock)
    writer.apply([an_offer("1")], (), 1)
    command = [sys.executable, "-m", DYING, house.indices.address.url, house.prefix]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "half-way\n"
    told = writer.last_rebuild()
    assert told is not None
    assert (told.state, told.expected, roles(writer)[-1]) == ("running", 2000, "being made")
    with pytest.raises(EngineLocked, match=str(process.pid)):
        writer.rebuild((), 1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    clock.now = time.time() + SECONDS + 1
    broken_off = writer.last_rebuild()
    assert broken_off is not None
    assert (broken_off.state, roles(writer)[-1], asks(writer).ids()) == ("broken off", "left over", ["1"])
    writer.rebuild([an_offer("2")], 2)
    assert (roles(writer), asks(writer).ids()) == (["previous", "live"], ["2"])


def test_people_search_all_the_while_through_rebuilds_and_going_back(house: House, asks: Asks) -> None:
    operator, server = house.open(), house.open()
    operator.rebuild([an_offer(str(number)) for number in range(20)], 1)
    done = Event()
    wrong: list[object] = []

    def search() -> None:
        asking = asks(server)
        while not done.is_set():
            try:
                wrong.extend(total for total in (asking().total,) if total != 20)
            except Exception as error:  # whatever it is, it must fail the test and not only this thread
                wrong.append(error)

    threads = [Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for position in (2, 3):
            operator.rebuild([an_offer(str(number)) for number in range(20)], position)
            operator.roll_back()
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert wrong == []
