"""Travel times from a route planner: right, brief, discreet, and never in the way of a search."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from geo import Point, TravelTime, TravelUnavailableError, distance_km
from loket.travel import Planner, TravelKind, open_travel
from loket.travel.osrm import Osrm
from tests.loket.planners import Double, Reply, osrm, running, said, valhalla

HOME = Point(50.9378123, 4.0391987)
AALST, GENT, SEA, MIAMI = Point(50.94, 4.05), Point(51.054, 3.725), Point(51.3, 2.3), Point(25.8, -80.2)
DOUBLES: dict[TravelKind, Callable[[str, str, bytes], Reply]] = {"osrm": osrm, "valhalla": valhalla}


class Clock:
    """A clock that stands still unless it is set forward."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture(params=["osrm", "valhalla"])
def kind(request: pytest.FixtureRequest) -> TravelKind:
    made: TravelKind = request.param
    return made


@pytest.fixture
def double(kind: TravelKind, stack: ExitStack) -> Double:
    return stack.enter_context(running(DOUBLES[kind]))


@pytest.fixture
def planner(kind: TravelKind, double: Double, stack: ExitStack) -> Planner:
    made = open_travel(double.url + "/", kind)
    stack.callback(made.close)
    return made


def osrm_planner(double: Double, stack: ExitStack, clock: Clock, timeout: float = 5) -> Planner:
    made = Planner(double.url, Osrm("driving"), "met de auto", timeout=timeout, clock=clock)
    stack.callback(made.close)
    return made


def test_it_tells_minutes_in_the_order_of_the_destinations(planner: TravelTime) -> None:
    gent, aalst = planner.minutes(HOME, (GENT, AALST))
    assert gent == pytest.approx(distance_km(HOME, GENT), abs=0.2)
    assert aalst == pytest.approx(distance_km(HOME, AALST), abs=0.2)


def test_where_no_way_leads_there_is_no_time(planner: TravelTime) -> None:
    near, sea, far = planner.minutes(HOME, (AALST, SEA, MIAMI))
    assert near is not None
    assert (sea, far) == (None, None)


def test_what_lies_abroad_is_not_asked_for(planner: TravelTime, double: Double) -> None:
    assert planner.minutes(HOME, (MIAMI,)) == (None,)
    assert double.asked == []


def test_many_destinations_are_asked_in_questions_that_the_planner_takes(planner: TravelTime, double: Double) -> None:
    around = [Point(50.8 + number / 1000, 4.0) for number in range(200)]
    told = planner.minutes(HOME, around)
    expected = [distance_km(HOME, point) for point in around]
    assert told == pytest.approx(expected, abs=0.2)
    assert len(double.asked) in (3, 4)


def test_no_more_than_three_decimals_of_anything_leave_the_machine(planner: TravelTime, double: Double) -> None:
    planner.minutes(HOME, (Point(50.94012345, 4.05098765),))
    ((_, path, body),) = double.asked
    sent = path + body.decode()
    assert "50.938" in sent
    assert not re.search(r"\d\.\d{4}", sent)


def test_what_was_asked_a_moment_ago_is_not_asked_again(stack: ExitStack) -> None:
    double, clock = stack.enter_context(running(osrm)), Clock()
    planner = osrm_planner(double, stack, clock)
    first = planner.minutes(HOME, (GENT, SEA))
    assert planner.minutes(Point(HOME.lat + 0.0001, HOME.lon), (GENT, SEA)) == first
    assert len(double.asked) == 1
    planner.minutes(HOME, (GENT, AALST))
    assert double.asked[1][1].count(";") == 1  # only the new one
    clock.now += 601
    planner.minutes(HOME, (GENT,))
    assert len(double.asked) == 3


ROW = [0, 60.5]
NONSENSE = {
    "not json": (200, b"<html>502 Bad Gateway</html>"),
    "not text": (200, b"\xff\xfe\x00"),
    "very deep": (200, b"[" * 100_000),
    "empty": (200, b""),
    "a list": said(200, []),
    "an error with status 200": said(200, {"code": "NoTable", "message": "no table"}),
    "no durations": said(200, {"code": "Ok"}),
    "too few": said(200, {"code": "Ok", "durations": [[0]]}),
    "too many": said(200, {"code": "Ok", "durations": [[*ROW, 3]]}),
    "two rows": said(200, {"code": "Ok", "durations": [ROW, ROW]}),
    "words": said(200, {"code": "Ok", "durations": [[0, "an hour"]]}),
    "yes": said(200, {"code": "Ok", "durations": [[0, True]]}),
    "below zero": said(200, {"code": "Ok", "durations": [[0, -1]]}),
    "not a number": (200, b'{"code": "Ok", "durations": [[0, NaN]]}'),
    "weeks": said(200, {"code": "Ok", "durations": [[0, 9_000_000]]}),
    "a huge number": (200, b'{"code": "Ok", "durations": [[0, 1' + b"0" * 5000 + b"]]}"),
    "endless": (200, b'{"code": "' + b"k" * 2_000_000),
    "a segment that is not there": said(400, {"code": "NoSegment", "message": "Could not find a matching segment"}),
    "down": said(503, {}),
    "moved": (302, b""),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_a_planner_that_talks_nonsense_or_refuses_gives_no_travel_times(what: str, stack: ExitStack) -> None:
    double = stack.enter_context(running(lambda *_: NONSENSE[what]))
    with pytest.raises(TravelUnavailableError):
        osrm_planner(double, stack, Clock()).minutes(HOME, (AALST,))


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [[{"time": 60}, {"time": 60}]],
        [[{"distance": 1.0}]],
        [[{"time": 60, "to_index": 3}]],
        [[60]],
        {"durations": [[60]]},
    ],
)
def test_so_does_a_matrix_that_is_not_as_valhalla_documents_it(cells: object, stack: ExitStack) -> None:
    double = stack.enter_context(running(lambda *_: said(200, {"sources_to_targets": cells})))
    planner = open_travel(double.url, "valhalla")
    stack.callback(planner.close)
    with pytest.raises(TravelUnavailableError):
        planner.minutes(HOME, (AALST,))


def test_a_planner_that_does_not_answer_in_time_is_not_waited_for(stack: ExitStack) -> None:
    double = stack.enter_context(running(osrm))
    double.reply = double.slow
    with pytest.raises(TravelUnavailableError, match="Timeout"):
        osrm_planner(double, stack, Clock(), timeout=0.05).minutes(HOME, (AALST,))


def test_an_answer_that_drips_in_is_cut_off(stack: ExitStack) -> None:
    class Hurrying(Clock):
        def __call__(self) -> float:
            self.now += 4
            return self.now

    double = stack.enter_context(running(osrm))
    with pytest.raises(TravelUnavailableError, match="too slowly"):
        osrm_planner(double, stack, Hurrying(), timeout=5).minutes(HOME, (AALST,))


def test_a_planner_that_is_not_there_gives_no_travel_times(stack: ExitStack) -> None:
    with running(osrm) as double:
        gone = double.url
    planner = open_travel(gone, "osrm")
    stack.callback(planner.close)
    with pytest.raises(TravelUnavailableError, match="ConnectError"):
        planner.minutes(HOME, (AALST,))


def test_a_planner_that_failed_is_left_alone_for_half_a_minute(stack: ExitStack) -> None:
    double, clock = stack.enter_context(running(lambda *_: said(503, {}))), Clock()
    planner = osrm_planner(double, stack, clock)
    for _ in range(3):
        with pytest.raises(TravelUnavailableError):
            planner.minutes(HOME, (AALST,))
    assert len(double.asked) == 1
    double.reply = osrm
    clock.now += 31
    assert planner.minutes(HOME, (AALST,)) != (None,)


def test_no_coordinate_stands_in_a_log(stack: ExitStack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    double = stack.enter_context(running(osrm))
    planner = open_travel(double.url, "osrm")
    stack.callback(planner.close)
    planner.minutes(HOME, (AALST,))
    double.reply = lambda *_: said(400, {"code": "NoSegment"})
    with pytest.raises(TravelUnavailableError):
        planner.minutes(HOME, (GENT,))
    assert caplog.messages == ["the route planner gives no travel times: it answered with status 400"]


@pytest.mark.parametrize(
    ("kind", "profile", "asked", "label"),
    [
        ("osrm", None, "/table/v1/driving/", "met de auto"),
        ("osrm", "foot", "/table/v1/foot/", "te voet"),
        ("valhalla", None, '"auto"', "met de auto"),
        ("valhalla", "bicycle", '"bicycle"', "met de fiets"),
        ("osrm", "truck", "/table/v1/truck/", ""),
    ],
)
def test_the_profile_is_asked_and_named(
    kind: TravelKind, profile: str | None, asked: str, label: str, stack: ExitStack
) -> None:
    double = stack.enter_context(running(DOUBLES[kind]))
    planner = open_travel(double.url, kind, profile)
    stack.callback(planner.close)
    planner.minutes(HOME, (AALST,))
    ((_, path, body),) = double.asked
    assert asked in path + json.dumps(json.loads(body or b"{}"))
    assert planner.label == label
