"""Whoever asks gets the whole answer in time, or is told that there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from search import EngineUnavailable
from search.engine.opensearch import Address
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.patience import IN_VAIN
from tests.search.indices import Indices

PREFIX = "deadlines"

FOR_EVER = "double x = 0; for (int i = 0; i < 20000; i++) { x += Math.sin(i) } return Math.abs(x)"
"""What takes a node half a millisecond for each document; it looks at its clock, exact to 0.2 s, after some 2,000."""


class _Slow(BaseHTTPRequestHandler):
    """Takes a tenth of a second for everything."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, late."""
        Event().wait(0.1)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *told: Any) -> None:
        """Nothing."""


class _Deaf(ThreadingHTTPServer):
    """Takes connections and answers nobody before it is awake."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.awake = Event()

    def process_request_thread(self, *given: Any) -> None:
        """Answer, once it is awake."""
        self.awake.wait()
        super().process_request_thread(*given)

    def handle_error(self, *given: Any) -> None:
        """Nothing: who asked has gone."""


@pytest.fixture
def slow() -> Iterator[Connection]:
    """A line to a node that answers in a tenth of a second, where three tenths are allowed."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        connection = Connection(Address(f"http://127.0.0.1:{server.server_port}", timeout=0.3))
        yield connection
        connection.close()
        server.shutdown()


def test_all_that_is_asked_for_a_question_shares_one_deadline(slow: Connection) -> None:
    started = time.monotonic()
    with pytest.raises(EngineUnavailable, match="niet op tijd"), slow.question():
        [slow.read("/") for _ in range(10)]
    assert 0.2 < time.monotonic() - started < 0.8


def test_the_next_question_has_all_its_time_again(slow: Connection) -> None:
    for _ in range(3):
        with slow.question():
            assert [slow.read("/"), slow.read("/")] == [{}, {}]


def test_what_is_no_question_of_a_person_has_its_time_for_each_answer(slow: Connection) -> None:
    assert [slow.read("/") for _ in range(5)] == [{}] * 5


@pytest.fixture
def deaf() -> Iterator[tuple[Connection, _Deaf]]:
    """A line to a node that stands still until it is woken up, where a fifth of a second is allowed."""
    with _Deaf(("127.0.0.1", 0), _Slow) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        connection = Connection(Address(f"http://127.0.0.1:{server.server_port}", timeout=0.2))
        yield connection, server
        server.awake.set()
        connection.close()
        server.shutdown()


def asked_in_vain(connection: Connection, times: int) -> float:
    """The seconds in which so many are told that there is no answer."""
    started = time.monotonic()
    for _ in range(times):
        with pytest.raises(EngineUnavailable, match="niet op tijd"):
            connection.read("/")
    return time.monotonic() - started


def test_of_a_node_that_stands_still_only_a_few_wait(deaf: tuple[Connection, _Deaf]) -> None:
    connection, _ = deaf
    assert asked_in_vain(connection, IN_VAIN) > IN_VAIN * 0.2
    assert asked_in_vain(connection, 100) < 5


def test_a_node_that_goes_on_is_asked_again_soon(deaf: tuple[Connection, _Deaf]) -> None:
    connection, node = deaf
    asked_in_vain(connection, IN_VAIN + 1)
    node.awake.set()
    started = time.monotonic()
    answer = None
    while answer is None and time.monotonic() - started < 10:
        with suppress(EngineUnavailable):
            answer = connection.read("/")
    assert answer == {}
    assert [connection.read("/") for _ in range(10)] == [{}] * 10


@pytest.fixture(scope="module")
def two_parts(opensearch: Indices) -> Iterator[tuple[Connection, str, str]]:
    """An index with 3,000 documents and one of which the only part stands nowhere, as when its node is away."""
    line = Connection(opensearch.address)
    prefix = opensearch.prefix(Path(PREFIX))
    there, away = f"{prefix}-there", f"{prefix}-away"
    alone = {"number_of_replicas": 0, "refresh_interval": -1}
    line.write("PUT", f"/{there}", {"settings": alone, "mappings": {"properties": {"number": {"type": "integer"}}}})
    written = ({"_index": there, "_op_type": "index", "_source": {"number": number}} for number in range(3_000))
    assert sum(told["status"] == 201 for _, told in line.bulk(written, first_pause=1)) == 3_000
    line.write("POST", f"/{there}/_refresh")
    nowhere = alone | {"routing.allocation.require._name": "nowhere"}
    line.write("PUT", f"/{away}", {"settings": nowhere}, {"wait_for_active_shards": "0"})
    yield line, there, away
    line.close()


def test_a_part_of_the_answer_is_no_answer(two_parts: tuple[Connection, str, str]) -> None:
    line, there, away = two_parts
    body = {"size": 0, "track_total_hits": True}
    assert line.search(f"/{there}/_search", body)["hits"]["total"]["value"] == 3_000
    assert line.read(f"/{there},{away}/_search", body)["_shards"]["failed"] == 0  # so a node hides it
    with pytest.raises(EngineUnavailable, match="niet de hele index"):
        line.search(f"/{there},{away}/_search", body)


def test_a_node_stops_searching_when_nobody_waits(two_parts: tuple[Connection, str, str]) -> None:
    line, there, _ = two_parts
    long = {"script_score": {"query": {"match_all": {}}, "script": {"source": FOR_EVER}}}
    with pytest.raises(EngineUnavailable, match="niet de hele index"):
        line.search(f"/{there}/_search", {"query": long, "timeout": "20ms"})


def test_what_is_read_page_by_page_is_of_one_moment(two_parts: tuple[Connection, str, str]) -> None:
    line, there, _ = two_parts
    read: list[int] = []
    for hits in line.pages(there, {"size": 1_000, "query": {"match_all": {}}, "sort": ["number"]}):
        read += [hit["sort"][0] for hit in hits]
        more = {"query": {"term": {"number": {"value": 2_999}}}}
        line.write("POST", f"/{there}/_delete_by_query", more, {"refresh": "true"})
    assert read == list(range(3_000))
    assert line.read(f"/{there}/_count")["count"] == 2_999


def test_nothing_is_kept_open_of_what_was_read(two_parts: tuple[Connection, str, str]) -> None:
    line, there, _ = two_parts

    def kept_open() -> int:
        told = line.read(f"/{there}/_stats/search")["_all"]["total"]["search"]
        kept: int = told["point_in_time_current"]
        return kept

    pages = line.pages(there, {"size": 10, "sort": ["number"]})
    next(pages)
    assert kept_open() == 1
    pages.close()
    assert kept_open() == 0
