"""What is known of offers is read from the node once, and again when it was written since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.opensearch.listening import listening
from geo import Point
from search import Engine
from search.engine.opensearch.connection import Connection
from search.engine.port import EngineQuery, Filters, Near
from tests.search.house import House
from tests.search.world import MONDAY, a_site, an_offer

EVERYTHING = EngineQuery(today=MONDAY.date())
HERE = replace(EVERYTHING, near=Near(Point(51.0, 4.0), None))


def distances(engine: Engine) -> dict[str, float]:
    """Kilometres to each offer, as it is now; nan where that is not known."""
    found = engine.search(HERE).candidates
    return dict(zip(found.ids.tolist(), found.distance.tolist(), strict=True))


def test_what_was_found_before_is_not_read_again(house: House) -> None:
    engine = house.open()
    engine.apply([an_offer(str(number)) for number in range(3)], (), 1)

    def read() -> int:
        with listening() as sent:
            engine.search(EVERYTHING)
        return sum("facts" in one.body.get("_source", ()) for one in sent if one.body is not None)

    assert (read(), read()) == (1, 0)
    engine.apply([an_offer("1", "Anders")], (), 2)
    assert (read(), read()) == (1, 0)


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


def test_an_offer_that_changes_in_the_middle_of_a_question_is_found_as_it_now_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its facts are read after it was found."""
    writer, reader = house.open(), house.open(writer=False)
    writer.apply([an_offer("1", languages=("fr",)), an_offer("2", languages=("fr",))], (), 1)
    changes = iter([([an_offer("1"), an_offer("2", languages=("nl",))], (), 2)])
    search = Connection.search

    def meanwhile(self: Connection, path: str, body: dict[str, Any], *params: Any) -> dict[str, Any]:
        if body.get("_source") == ["facts"]:
            for change in changes:
                writer.apply(*change)
        return search(self, path, body, *params)

    monkeypatch.setattr(Connection, "search", meanwhile)
    found = reader.search(replace(EVERYTHING, filters=Filters({"language": frozenset({"fr"})})))
    assert (found.candidates.ids.tolist(), found.candidates.unknown.tolist(), found.total) == (["t:1"], [1], 1)
