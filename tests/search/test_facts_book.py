"""The facts of offers are read from the node once, and again when they were written since."""

from __future__ import annotations

import numpy as np

from benchmarks.opensearch.listening import listening
from geo import Point
from search import Engine
from search.engine.port import EngineQuery, Near
from tests.search.house import House
from tests.search.world import MONDAY, a_site, an_offer

HERE = EngineQuery(today=MONDAY.date(), near=Near(Point(51.0, 4.0), None))


def distances(engine: Engine) -> dict[str, float]:
    """Kilometres to each offer, as it is now; nan where that is not known."""
    found = engine.search(HERE).candidates
    return dict(zip(found.ids.tolist(), found.distance.tolist(), strict=True))


def test_what_nobody_wrote_is_read_once(house: House) -> None:
    engine = house.open()
    engine.apply([an_offer("1"), an_offer("2")], (), 1)
    assert distances(engine).keys() == {"t:1", "t:2"}
    engine.apply([an_offer("3")], (), 2)
    with listening() as sent:
        assert distances(engine).keys() == {"t:1", "t:2", "t:3"}
    read = [one.body["query"]["ids"]["values"] for one in sent if one.body and "ids" in one.body.get("query", {})]
    assert read == [["t:3"]]
    with listening() as sent:
        assert distances(engine).keys() == {"t:1", "t:2", "t:3"}
    assert [one.searches for one in sent if one.body] == [True]


def test_a_place_that_another_process_moves_or_hides_is_not_remembered(house: House) -> None:
    writer, reader = house.open(), house.open(writer=False)
    writer.apply([an_offer("1", sites=(a_site(lat=51.0, lon=4.0),))], (), 1)
    assert distances(reader) == {"t:1": 0.0}
    writer.apply([an_offer("1", sites=(a_site(lat=51.0, lon=4.1),))], (), 2)
    assert 6 < distances(reader)["t:1"] < 8
    writer.apply([an_offer("1")], (), 3)
    assert np.isnan(distances(reader)["t:1"])
    writer.apply((), ["t:1"], 4)
    assert distances(reader) == {}


def test_the_same_offer_in_another_build_is_read_anew(house: House) -> None:
    engine = house.open()
    engine.apply([an_offer("1", sites=(a_site(lat=51.0, lon=4.0),))], (), 1)
    assert distances(engine) == {"t:1": 0.0}
    engine.rebuild([an_offer("1")], 2)
    assert np.isnan(distances(engine)["t:1"])
