"""Distance as the crow flies or in minutes: always said which, and never in the way of an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from catalogue import Vocabulary
from geo import Gazetteer, Point, TravelUnavailableError, distance_km
from search import Analyser, Boosts, Document, Engine, Searcher, StaleCursor
from tests.search.world import GENT, NINOVE, Asking, a_site, an_offer

HARBOUR_LAT = 50.95
"""Across a river from the middle of Aalst: near, and far to travel."""


class RiverRoads:
    """A country with one river: a kilometre is a minute, and whoever crosses it at Aalst goes round by Gent."""

    label = "met de fiets"

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.down = False

    def minutes(self, origin: Point, destinations: Sequence[Point]) -> tuple[float | None, ...]:
        """Nothing where the island is."""
        if self.down:
            raise TravelUnavailableError("down")
        self.asked.append(len(destinations))
        return tuple(self._minutes(origin, destination) for destination in destinations)

    def _minutes(self, origin: Point, destination: Point) -> float | None:
        if destination.lon < 3.5:
            return None
        return distance_km(origin, destination) + (50 if destination.lat == HARBOUR_LAT else 0)


Going = Callable[..., Asking]


@pytest.fixture
def roads() -> RiverRoads:
    return RiverRoads()


@pytest.fixture
def going(
    engine: Engine,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    roads: RiverRoads,
    boosts: Boosts,
) -> Going:
    """Ask where there is a route planner."""

    def given(*documents: Document) -> Asking:
        engine.apply(documents, (), engine.position() + 1)
        return Asking(Searcher(engine, gazetteer, vocabulary, analyser, travel=roads, boosts=boosts))

    return given


HERE = (
    an_offer("haven", sites=(a_site(lat=HARBOUR_LAT),)),
    an_offer("ninove", sites=(a_site(NINOVE),)),
    an_offer("gent", sites=(a_site(GENT),)),
    an_offer("eiland", sites=(a_site(lat=50.9, lon=3.4),)),
    an_offer("lijn", modes=("phone",)),
)


def test_without_a_planner_the_distance_is_as_the_crow_flies(searcher: Searcher, engine: Engine) -> None:
    engine.apply(HERE, (), 1)
    answer = Asking(searcher)(place="Aalst", sort="distance")
    assert (answer.distance_kind, answer.travel_by) == ("as_the_crow_flies", None)
    assert [hit.id for hit in answer.results] == ["t:haven", "t:ninove", "t:gent", "t:eiland", "t:lijn"]
    assert {hit.travel_minutes for hit in answer.results} == {None}


def test_by_distance_the_way_decides(going: Going) -> None:
    answer = going(*HERE)(place="Aalst", sort="distance")
    assert (answer.distance_kind, answer.travel_by) == ("travel_time", "met de fiets")
    told = {hit.id: (hit.travel_minutes, hit.distance_km) for hit in answer.results}
    assert list(told) == ["t:ninove", "t:gent", "t:haven", "t:eiland", "t:lijn"]
    assert told["t:haven"] == (51, 0.8)
    assert told["t:eiland"] == (None, 45.1)
    assert told["t:lijn"] == (None, None)


def test_by_relevance_the_order_stays_and_the_minutes_are_told(going: Going, searcher: Searcher) -> None:
    answer = going(*HERE)(place="Aalst")
    assert answer.distance_kind == "travel_time"
    plain = Asking(searcher)(place="Aalst")
    assert [(hit.id, hit.score) for hit in answer.results] == [(hit.id, hit.score) for hit in plain.results]
    assert next(hit for hit in answer.results if hit.id == "t:haven").travel_minutes == 51


def test_the_reason_says_how_long_and_how(going: Going) -> None:
    answer = going(*HERE)(place="Aalst")
    reasons = {hit.id: [why.text for why in hit.why if why.code == "travel_time"] for hit in answer.results}
    assert reasons["t:haven"] == ["ongeveer 51 minuten met de fiets"]
    assert reasons["t:eiland"] == reasons["t:lijn"] == []


def test_a_planner_that_fails_leaves_the_distance_and_says_so(going: Going, roads: RiverRoads) -> None:
    asking = going(*HERE)
    roads.down = True
    answer = asking(place="Aalst", sort="distance")
    assert (answer.distance_kind, answer.travel_by) == ("as_the_crow_flies", None)
    assert [hit.id for hit in answer.results][:3] == ["t:haven", "t:ninove", "t:gent"]
    assert asking(place="Aalst").distance_kind == "as_the_crow_flies"
    roads.down = False
    assert asking(place="Aalst", sort="distance").distance_kind == "travel_time"


def test_without_a_place_or_without_places_nothing_is_asked(going: Going, roads: RiverRoads) -> None:
    asking = going(*HERE)
    assert asking().distance_kind == asking(sort="distance").distance_kind == "as_the_crow_flies"
    assert asking(place="Aalst", mode=("phone",)).distance_kind == "as_the_crow_flies"
    assert roads.asked == []


def test_what_is_known_to_fit_still_goes_first(going: Going) -> None:
    asking = going(an_offer("onbekend", sites=(a_site(),)), an_offer("wel", sites=(a_site(GENT),), languages=("fr",)))
    assert asking.ids(place="Aalst", sort="distance", language=("fr",)) == ["wel", "onbekend"]


def test_pages_follow_the_minutes_and_ask_once(going: Going, roads: RiverRoads) -> None:
    asking = going(*HERE)
    first = asking(place="Aalst", sort="distance", size=2)
    second = asking(place="Aalst", sort="distance", size=2, cursor=first.cursor)
    assert [hit.id for hit in (*first.results, *second.results)] == ["t:ninove", "t:gent", "t:haven", "t:eiland"]
    assert second.distance_kind == "travel_time"
    assert roads.asked == [4]


def test_a_page_of_an_order_that_is_forgotten_cannot_be_made_again(
    going: Going, engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, roads: RiverRoads
) -> None:
    first = going(*HERE)(place="Aalst", sort="distance", size=2)
    other = Asking(Searcher(engine, gazetteer, vocabulary, analyser, travel=roads))
    with pytest.raises(StaleCursor):
        other(place="Aalst", sort="distance", size=2, cursor=first.cursor)


def test_between_the_middles_of_one_village_no_minutes_are_told(going: Going) -> None:
    asking = going(an_offer("ergens", sites=(a_site(precision="municipality"),)))
    hit = asking.first(place="Aalst", sort="distance")
    assert hit.travel_minutes is None
    assert [why.text for why in hit.why if why.code in ("distance", "travel_time")] == ["in of dicht bij Aalst"]


def test_a_way_is_never_told_as_no_minutes_at_all(going: Going) -> None:
    asking = going(an_offer("hier", sites=(a_site(),)))
    assert asking.first(place="50.938,4.039").travel_minutes == 1


def test_the_steps_tell_of_the_new_order(going: Going) -> None:
    steps = going(*HERE)(place="Aalst", sort="distance", explain=True).explain
    assert steps is not None
    assert "4 gevraagd" in next(step.note for step in steps if step.step == "reistijd")
