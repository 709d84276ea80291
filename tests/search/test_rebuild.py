"""What every engine promises of a rebuild: who asks for it has the last word, and everyone can see how it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from search import BuildRefused, Built, Document, Engine, Finding, Rebuild
from tests.search.conftest import Asks
from tests.search.world import an_offer

GOOD = Finding("count", passed=True, seen="2", wanted="2")
BAD = Finding("count", passed=False, seen="1", wanted="2")


def last(engine: Engine) -> Rebuild:
    """What is told of the last rebuild."""
    told = engine.last_rebuild()
    assert told is not None
    return told


def test_the_new_content_can_be_looked_at_and_brought_up_to_date_before_it_is_live(engine: Engine, asks: Asks) -> None:
    engine.apply([an_offer("oud", "Schuld")], (), 1)

    def finish(build: Engine, built: Built) -> tuple[Finding, ...]:
        assert (built.documents, build.position(), asks(build).ids()) == (1, 2, ["nieuw"])
        build.apply([an_offer("later", "Huur")], ["t:nieuw"], 3)
        assert (asks(build).ids("huur"), asks(engine).ids()) == (["later"], ["oud"])
        return (GOOD,)

    built = engine.rebuild([an_offer("nieuw", "Rouw")], 2, finish)
    assert built == Built(1, (), (GOOD,))
    assert (asks(engine).ids(), engine.position()) == (["later"], 3)
    engine.apply([an_offer("nog later")], (), 4)
    assert sorted(asks(engine).ids()) == ["later", "nog later"]


def test_content_that_is_refused_never_counts_and_goes(engine: Engine, asks: Asks) -> None:
    engine.apply([an_offer("1", "Schuld")], (), 1)
    builds = {build.name for build in engine.builds()}

    def finish(build: Engine, built: Built) -> tuple[Finding, ...]:
        build.apply([an_offer("2")], (), 2)
        raise BuildRefused((BAD,))

    with pytest.raises(BuildRefused, match="count"):
        engine.rebuild([an_offer("3")], 2, finish)
    assert (asks(engine).ids(), engine.position()) == (["1"], 1)
    assert {build.name for build in engine.builds()} == builds
    assert (last(engine).state, last(engine).findings) == ("refused", (BAD,))
    engine.apply([an_offer("4")], (), 2)
    assert sorted(asks(engine).ids()) == ["1", "4"]


def test_how_far_a_rebuild_is_and_how_it_went_can_be_seen(engine: Engine) -> None:
    seen: list[Rebuild] = []

    def documents() -> Iterator[Document]:
        yield an_offer("1")
        seen.append(last(engine))
        yield an_offer("2")

    began = datetime.now(UTC) - timedelta(seconds=2)
    engine.rebuild(documents(), 1, lambda build, built: (GOOD,), expected=2)
    assert [(one.state, one.expected, one.ended, one.findings) for one in seen] == [("running", 2, None, ())]
    done = last(engine)
    assert (done.state, done.documents, done.expected, done.findings, done.reason) == ("done", 2, 2, (GOOD,), None)
    assert done.ended is not None
    assert began < done.started <= done.ended
    assert done.build == engine.builds()[-1].name


def test_of_a_fault_only_the_kind_is_told_for_it_may_quote_a_record(engine: Engine) -> None:
    def broken() -> Iterator[Document]:
        yield an_offer("1")
        raise RuntimeError("geheim adres")

    with pytest.raises(RuntimeError):
        engine.rebuild(broken(), 1)
    assert (last(engine).state, last(engine).reason) == ("failed", "RuntimeError")


def test_the_live_build_is_told_with_what_is_in_it(engine: Engine) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    engine.rebuild([an_offer("1"), an_offer("2")], 7)
    (live,) = [build for build in engine.builds() if build.role == "live"]
    assert (live.documents, live.position) == (2, 7)
    assert live.made_at == engine.info().made_at
    assert live.made_at is not None
    assert before < live.made_at < datetime.now(UTC)
    assert live.bytes is not None
    assert live.bytes > 1000
    assert engine.info().analysis_version in str(live.version)
