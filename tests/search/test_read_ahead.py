"""A server that has just started reads what its first questions need, and nobody waits for that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from threading import Event

import pytest

from benchmarks.opensearch.listening import listening
from search import Engine, EngineAway, EngineUnavailable
from search.engine.opensearch import engine as adapter
from search.engine.port import EngineQuery
from search.read_ahead import BackgroundReadAhead
from tests.search.house import House
from tests.search.world import MONDAY, an_offer

EVERYTHING = EngineQuery(today=MONDAY.date())
OFFERS = [an_offer(str(number)) for number in range(10)]


def sheets_read(engine: Engine) -> int:
    """How often the first question asks for what is known of offers."""
    with listening() as sent:
        assert len(engine.search(EVERYTHING).candidates) == len(OFFERS)
    return sum("facts" in one.body.get("_source", ()) for one in sent if one.body is not None)


def test_what_was_read_ahead_no_question_reads(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "AHEAD", 4)
    house.open().apply(OFFERS, (), 1)
    cold, warm = house.open(writer=False), house.open(writer=False)
    assert list(warm.read_ahead()) == [4, 4, 2]
    assert (sheets_read(cold), sheets_read(warm)) == (1, 0)


def test_a_build_that_goes_in_the_middle_of_it_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "AHEAD", 4)
    writer, reader = house.open(), house.open(writer=False)
    writer.apply(OFFERS, (), 1)
    reading = reader.read_ahead()
    next(reading)
    writer.rebuild(OFFERS, 2)
    writer.prune(keep_previous=False)
    with pytest.raises(EngineUnavailable, match="plaats voor een andere"):
        list(reading)
    assert list(reader.read_ahead()) == [4, 4, 2]


def test_any_engine_answers_the_same_after_reading_ahead(engine: Engine) -> None:
    engine.apply(OFFERS, (), 1)
    assert sum(engine.read_ahead()) in (0, len(OFFERS))
    assert set(engine.search(EVERYTHING).candidates.ids) == {one.id for one in OFFERS}


def test_while_the_engine_is_away_it_is_tried_again_and_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("search.read_ahead.AGAIN", 0.0)
    caplog.set_level(logging.INFO)
    away = EngineAway("OpenSearch antwoordt niet op tijd.")
    slow: list[bool] = []
    answers: list[Exception | int] = [away, away, away, 500, 250]

    def read() -> Iterator[int]:
        while answers:
            answer = answers.pop(0)
            slow.append(ahead.is_slow)
            if isinstance(answer, Exception):
                raise answer
            yield answer

    ahead = BackgroundReadAhead(read)
    ahead.start()
    ahead.join(10)
    assert slow == [True, *[False] * 4]
    failed, done = [one.getMessage() for one in caplog.records]
    assert failed.endswith(str(away))
    assert done.startswith("read ahead what is known of 750 offers")


def test_it_stops_in_the_middle_when_asked_to() -> None:
    begun = Event()

    def without_end() -> Iterator[int]:
        while True:
            yield 500
            begun.set()

    ahead = BackgroundReadAhead(without_end)
    ahead.start()
    assert begun.wait(10)
    assert ahead.is_slow
    ahead.stop()
    assert not ahead.is_alive()
    assert not ahead.is_slow
