"""What only OpenSearch has: several processes that write by turns, a line that breaks, more that fits than is sent."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from benchmarks.opensearch.listening import listening
from catalogue import OpeningHours
from geo import Point
from search import (
    Analyser,
    Boosts,
    Document,
    Engine,
    EngineAway,
    EngineLocked,
    EngineUnavailable,
    IndexOutdated,
    open_embedded,
)
from search.engine.made_by import MadeBy
from search.engine.opensearch import Address, open_opensearch
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import STRUCTURE
from search.engine.opensearch.question import MOST_CANDIDATES
from search.engine.opensearch.state import write_state
from search.engine.port import (
    Alternative,
    Candidates,
    EngineQuery,
    Filters,
    Floats,
    Home,
    Near,
    Sort,
    TextQuery,
    WordGroup,
)
from search.rank import rank
from tests.proxy import before
from tests.search.conftest import Asks
from tests.search.house import Clock, House
from tests.search.indices import Indices
from tests.search.world import AALST, GENT, MONDAY, a_site, an_offer, area

EVERYTHING = EngineQuery(today=MONDAY.date())


def names(engine: Engine) -> list[str]:
    """Of all offers in the index."""
    ids = list(engine.search(EVERYTHING).candidates.ids)
    return sorted(one.name["nl"] for one in engine.documents(ids).values())


def test_while_one_process_writes_others_search_and_are_told_who_writes(house: House) -> None:
    writer, other = house.open(), house.open()
    writer.apply([an_offer("1", "Schuld")], (), 1)
    assert (names(other), other.position()) == (["Schuld"], 1)
    with pytest.raises(EngineLocked, match="beschreven") as refused:
        other.apply((), ["t:1"], 2)
    assert (refused.value.pid, socket.gethostname() in refused.value.message) == (os.getpid(), True)
    assert names(other) == ["Schuld"]


def test_who_closes_lets_another_write_at_once(house: House) -> None:
    writer, other = house.open(), house.open()
    writer.apply([an_offer("1")], (), 1)
    writer.close()
    other.apply((), ["t:1"], 2)
    assert names(other) == []


def test_a_process_that_gave_no_sign_of_life_is_followed_by_another(house: House) -> None:
    clock = Clock()
    silent, other = house.open(clock=clock), house.open(clock=clock)
    silent.apply([an_offer("1", "Van de eerste")], (), 1)
    clock.now += 20
    silent.position()  # a sign of life
    clock.now += 20
    with pytest.raises(EngineLocked):
        other.apply((), (), 2)
    clock.now += 20
    other.apply([an_offer("1", "Van de tweede")], (), 2)
    with pytest.raises(EngineLocked):
        silent.apply([an_offer("1", "Te laat")], (), 1)
    assert names(silent) == ["Van de tweede"]


def test_a_writer_that_does_not_know_it_was_followed_overwrites_nothing(house: House) -> None:
    """As one that stood still between looking at its lease and writing."""
    stopped, running = Clock(), Clock()
    late, other = house.open(clock=stopped), house.open(clock=running)
    late.apply([an_offer("1", "Oud")], (), 1)
    running.now += 60
    other.apply([an_offer("1", "Nieuw")], (), 2)
    with pytest.raises(EngineUnavailable, match="intussen veranderd"):
        late.apply([an_offer("1", "Oud")], (), 1)
    assert (names(other), other.position()) == (["Nieuw"], 2)


def test_a_reader_follows_and_cannot_write(house: House) -> None:
    writer, reader = house.open(), house.open(writer=False)
    writer.apply([an_offer("1", "Schuld")], (), 1)
    assert names(reader) == ["Schuld"]
    writer.rebuild([an_offer("2", "Huur")], 2)
    assert (names(reader), reader.position()) == (["Huur"], 2)
    for change in (lambda: reader.apply((), ["t:2"], 3), lambda: reader.rebuild((), 3)):
        with pytest.raises(EngineUnavailable, match="alleen"):
            change()


def test_a_reader_of_an_index_that_does_not_exist_is_told_what_to_do(opensearch: Indices, analyser: Analyser) -> None:
    prefix = opensearch.prefix(Path("never made"))
    with pytest.raises(IndexOutdated, match="loket rebuild"):
        open_opensearch(opensearch.address, prefix, analyser, writer=False)


@pytest.mark.parametrize("change", ["schema_version", "structure", "analysis_version"])
def test_an_index_of_another_version_is_refused_until_it_is_rebuilt(
    house: House, line: Connection, asks: Asks, change: str
) -> None:
    writer = house.open()
    writer.apply([an_offer("1")], (), 3)
    state = writer.state()
    other: Any = "x" if change == "analysis_version" else 0
    made_by = replace(MadeBy.now(STRUCTURE, house.analyser.version), **{change: other})
    write_state(line, state.index, state.reached, state.generation, made_by, state)
    with pytest.raises(IndexOutdated, match="loket rebuild"):
        house.open(writer=False)
    again = house.open()
    for method in (again.info, again.position, lambda: again.search(EVERYTHING), lambda: writer.apply((), (), 4)):
        with pytest.raises(IndexOutdated, match="loket rebuild"):
            method()
    writer.rebuild([an_offer("2")], 4)
    assert asks(again).ids() == ["2"]
    assert writer.info().generation > state.generation


def test_a_damaged_index_is_refused_and_can_be_rebuilt(house: House, line: Connection) -> None:
    writer = house.open()
    line.write("DELETE", f"/{writer.state().index}/_doc/state")
    with pytest.raises(IndexOutdated, match="beschadigd"):
        writer.info()
    assert writer.rebuild([an_offer("2", "Huur")], 4).documents == 1
    assert names(writer) == ["Huur"]


def test_a_build_may_have_copies_only_once_it_is_full(house: House, line: Connection) -> None:
    writer = house.open()
    seen: list[str] = []
    prefix = house.indices.prefix(Path("shared"))

    def looking() -> Iterator[Document]:
        for number in range(2):
            index = max(name for name in line.read(f"/{prefix}-build-*/_alias"))
            seen.append(line.read(f"/{index}/_settings")[index]["settings"]["index"]["auto_expand_replicas"])
            yield an_offer(str(number))

    writer.rebuild(looking(), 1)
    index = writer.state().index
    assert (seen, line.read(f"/{index}/_settings")[index]["settings"]["index"]["auto_expand_replicas"]) == (
        ["false", "false"],
        "0-1",
    )


def test_a_story_of_many_long_words_is_not_too_much_for_a_node(house: House, analyser: Analyser) -> None:
    writer = house.open()
    writer.apply([an_offer("1", "Schuldhulp", functions=("schuldhulp",))], (), 1)
    long = (Alternative(("schuld", "hulp", "verlen"), 0.5, "words_or_parts"),) * 9
    exact = Alternative(tuple(analyser.index_tokens("schuldhulp")), 1.0, "words")
    groups = tuple(WordGroup(str(number), (exact, *long)) for number in range(24))
    found = writer.search(replace(EVERYTHING, text=TextQuery(groups, 24, terms=(("function:schuldhulp", 1.0),))))
    assert found.total == 1
    assert found.candidates.text[0] > 24


def test_a_question_looks_at_the_live_build_once(house: House, asks: Asks) -> None:
    engine = house.open()
    engine.apply([an_offer("1", "Schuld")], (), 1)
    for word in ("schuld", "schuldd"):
        with listening() as sent:
            assert asks(engine).ids(word) == ["1"]
        assert sum("/_doc/" in one.path for one in sent) == 1


def test_a_build_that_makes_room_in_the_middle_of_a_question_is_looked_for_again(house: House) -> None:
    engine, other = house.open(), house.open(writer=False)
    engine.apply([an_offer("1", "Oud")], (), 1)
    with other.question():
        before = other.generation()
        engine.rebuild([an_offer("2", "Nieuw")], 2)
        engine.prune(keep_previous=False)
        assert names(other) == ["Nieuw"]
        assert other.generation() > before


def test_a_page_is_read_from_the_build_that_came_in_the_place_of_the_one_that_was_searched(house: House) -> None:
    engine, other = house.open(), house.open(writer=False)
    engine.apply([an_offer("1", "Oud")], (), 1)
    with other.question():
        other.generation()
        engine.rebuild([an_offer("1", "Nieuw")], 2)
        engine.prune(keep_previous=False)
        assert other.documents(["t:1", "t:2"])["t:1"].name == {"nl": "Nieuw"}


def test_a_page_that_the_node_cannot_read_is_told(house: House, line: Connection) -> None:
    engine = house.open()
    engine.apply([an_offer("1")], (), 1)
    with engine.question():
        index = engine.state().index
        engine.generation()
        line.write("POST", f"/{index}/_close")
        with pytest.raises(EngineAway, match="503"):
            engine.documents(["t:1"])
        line.write("POST", f"/{index}/_open", params={"wait_for_active_shards": "1"})


def test_what_is_no_offer_is_no_document(house: House, line: Connection) -> None:
    engine = house.open()
    engine.apply([an_offer("1", hours=OpeningHours(always=True)), an_offer("2", "x" * 40_000)], (), 1)
    kept = line.search(f"/{engine.state().index}/_search", {"_source": False})["hits"]["hits"]
    ids = {hit["_id"] for hit in kept}
    assert len(ids) == 4  # two offers of which one did not fit, the state, opening hours
    assert set(engine.documents([*ids, "t:3"])) == {"t:1"}


def test_a_field_that_nobody_named_is_refused(house: House, line: Connection) -> None:
    writer = house.open()
    with pytest.raises(EngineUnavailable, match="400"):
        line.write("PUT", f"/{writer.state().index}/_doc/x", {"kind": "offer", "geheim": 1})


def test_who_opens_while_opensearch_is_away_begins_once_it_is_back(opensearch: Indices, analyser: Analyser) -> None:
    def away(path: str) -> None:
        raise ConnectionAbortedError(path)

    with before(opensearch.address.url) as proxy:
        proxy.before = away
        address, prefix = replace(opensearch.address, url=proxy.url), opensearch.prefix(Path("away"))
        engine = open_opensearch(address, prefix, analyser, writer=True)
        with pytest.raises(EngineAway, match="geen verbinding"):
            engine.position()
        proxy.before = lambda path: None
        assert engine.position() == 0
        engine.apply([an_offer("1", "Schuld")], (), 1)
        assert names(engine) == ["Schuld"]
        engine.close()


def test_without_a_connection_it_is_said_soon_and_nothing_else(analyser: Analyser) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = Address(f"http://127.0.0.1:{free.getsockname()[1]}", user="loket", password="heel geheim", timeout=2)
        with pytest.raises(EngineUnavailable, match="geen verbinding") as refused:
            open_opensearch(address, "loket", analyser, writer=True).position()
    assert "geheim" not in f"{refused.value}{refused.value.__cause__}{address}"


def test_an_opensearch_that_does_not_answer_is_not_waited_for(analyser: Analyser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = Address(f"http://127.0.0.1:{deaf.getsockname()[1]}", timeout=0.3)
        started = time.monotonic()
        with pytest.raises(EngineUnavailable, match="niet op tijd"):
            open_opensearch(address, "loket", analyser, writer=True).position()
        assert time.monotonic() - started < 3


@pytest.mark.parametrize(("stands_still", "fails_at_most"), [(False, 0), (True, 1)])
def test_of_several_nodes_one_that_is_away_is_left_alone(
    opensearch_url: str, stands_still: bool, fails_at_most: int
) -> None:
    with socket.socket() as away:
        away.bind(("127.0.0.1", 0))
        if stands_still:
            away.listen()
        line, failed = Connection(Address(f"http://127.0.0.1:{away.getsockname()[1]},{opensearch_url}", timeout=1)), 0
        for _ in range(6):
            try:
                line.read("/")
            except EngineUnavailable:
                failed += 1
        line.close()
    assert failed <= fails_at_most


def test_words_never_stand_in_the_log(house: House, asks: Asks, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asks(house.open())("geheimwoord onthaal")
    house.open().complete("geheimwoord", None, 8)
    assert "geheimwoord" not in caplog.text


def a_crowd() -> list[Document]:
    """More offers than are sent, of which every sort has others first."""
    return [
        an_offer(
            f"{number:04d}",
            f"{'Huur en schuld' if number % 7 == 0 else 'Huur'} {number * 7919 % 2000:04d}",
            description={"nl": " ".join(["huur"] * (1 + number % 5))},
            languages=("nl",) if number % 3 == 0 else ("fr",) if number % 11 == 0 else None,
            checked_on=date(2026, 1, 1) + timedelta(days=number * 31 % 300) if number % 2 else None,
            area=area(AALST) if number % 4 == 0 else area(GENT) if number % 4 == 1 else None,
            sites=(a_site(lat=50.9 + number % 50 / 100, lon=4.0 + number % 30 / 100),) if number % 5 else (),
        )
        for number in range(MOST_CANDIDATES + 500)
    ]


@pytest.fixture(scope="module")
def crowded(
    opensearch: Indices, analyser: Analyser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Engine]]:
    """Both engines with the same many offers."""
    engines: list[Engine] = [
        open_embedded(tmp_path_factory.mktemp("crowd"), analyser, writer=True),
        opensearch.open(Path("crowd")),
    ]
    for engine in engines:
        engine.rebuild(a_crowd(), 1)
    yield engines
    for engine in engines:
        engine.close()


def shown(candidates: Candidates, sort: Sort, boosts: Boosts) -> Floats:
    """Of the window how much is not known, and what it is ordered by; among equals the lot decides, here and there."""
    ranked = rank(candidates, sort, MONDAY.date(), boosts, words=1)
    key = {
        "relevance": np.array(ranked.scores),
        "distance": candidates.distance[ranked.order],
        "name": np.array([float(candidates.ids[row].removeprefix("t:")) for row in ranked.order]),
        "checked": candidates.checked[ranked.order],
    }[sort]
    return np.column_stack((candidates.unknown[ranked.order], key))


@pytest.mark.parametrize("sort", ["relevance", "distance", "name", "checked"])
@pytest.mark.parametrize("words", [True, False])
def test_what_belongs_in_the_window_is_among_what_is_sent(
    crowded: list[Engine], analyser: Analyser, boosts: Boosts, sort: Sort, words: bool
) -> None:
    group = WordGroup("huur", (Alternative(tuple(analyser.index_tokens("huur")), 1.0, "words"),))
    query = EngineQuery(
        today=MONDAY.date(),
        text=TextQuery((group,), 1) if words else None,
        filters=Filters(terms={"language": frozenset({"nl"})}),
        near=Near(Point(50.95, 4.1), Home(AALST, ("regio-aalst",))),
        sort=sort,
    )
    embedded, opensearch = (engine.search(query) for engine in crowded)
    assert len(opensearch.candidates) == MOST_CANDIDATES < embedded.total == opensearch.total
    assert opensearch.facets == embedded.facets
    first, second = (shown(one.candidates, sort, boosts) for one in (embedded, opensearch))
    np.testing.assert_allclose(second, first, atol=0.02)


class _Saying(BaseHTTPRequestHandler):
    """Gives everyone the same answer."""

    status, body = 503, b"{}"

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *told: Any) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, b"", "weigert deze gebruiker"),
        (403, b'{"status": 403}', "weigert deze gebruiker"),
        (429, b"{}", "status 429"),
        (503, b"geen JSON", "status 503"),
        (200, b"<html>", "Zoeken lukt nu even niet"),
    ],
)
def test_every_other_answer_is_told_without_the_question(
    analyser: Analyser, status: int, body: bytes, said: str
) -> None:
    handler = type("Saying", (_Saying,), {"status": status, "body": body})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = Address(f"http://127.0.0.1:{server.server_port}", user="loket", password="heel geheim")
        with pytest.raises(EngineUnavailable, match=said) as refused:
            open_opensearch(address, "loket", analyser, writer=True).position()
        server.shutdown()
    assert "geheim" not in f"{refused.value}{refused.value.__cause__}"
