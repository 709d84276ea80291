"""Writing many documents: what the node does not take is told and not found, what is too much for it is tried again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import orjson
import pytest

from search import EngineUnavailable
from search.engine.opensearch import Address
from search.engine.opensearch.bulk import FEW, Written, write_many
from search.engine.opensearch.connection import CHUNK, TRIES, Connection
from search.engine.opensearch.engine import OpenSearchEngine
from search.engine.port import EngineQuery
from tests.search.indices import Indices
from tests.search.world import MONDAY, an_offer

TOO_LONG = "geheim" * 6_000
"""Of a name Lucene keeps 32,766 bytes in one piece, and no more."""


@pytest.fixture
def writer(opensearch: Indices) -> Iterator[OpenSearchEngine]:
    writer = opensearch.open(opensearch.emptied())
    yield writer
    writer.close()


def found(engine: OpenSearchEngine) -> list[str]:
    """The ids of all offers."""
    return sorted(engine.search(EngineQuery(today=MONDAY.date())).candidates.ids)


def test_what_the_node_does_not_take_is_not_found_any_more_and_holds_nothing_up(
    writer: OpenSearchEngine, caplog: pytest.LogCaptureFixture
) -> None:
    writer.apply([an_offer("1", "Was er al"), an_offer("2")], (), 1)
    writer.apply([an_offer("1", TOO_LONG), an_offer("3")], (), 2)
    assert (found(writer), writer.documents(["t:1"]), writer.position()) == (["t:2", "t:3"], {}, 2)
    assert (writer.info().documents, writer.info().refused) == (2, ("t:1",))
    assert "t:1: illegal_argument_exception" in caplog.text
    assert "geheim" not in caplog.text


def test_who_did_not_fit_is_found_once_it_fits_and_is_forgotten_once_it_is_gone(writer: OpenSearchEngine) -> None:
    writer.apply([an_offer("1", TOO_LONG), an_offer("2", TOO_LONG)], (), 1)
    assert writer.info().refused == ("t:1", "t:2")
    writer.apply([an_offer("1", "Past")], ["t:2"], 2)
    assert (found(writer), writer.info().refused) == (["t:1"], ())


def test_other_processes_see_that_something_changed(writer: OpenSearchEngine, opensearch: Indices) -> None:
    writer.apply([an_offer("1")], (), 1)
    generation = writer.info().generation
    writer.apply([an_offer("1", TOO_LONG)], (), 2)
    assert writer.info().generation > generation
    assert list(writer.passages()) == []


def test_an_index_made_anew_tells_what_did_not_fit(opensearch: Indices) -> None:
    writer = opensearch.open(Path("made anew with a fault"))
    built = writer.rebuild([an_offer("1", TOO_LONG), an_offer("2")], 1)
    assert (built.documents, built.refused) == (1, ("t:1",))
    assert (found(writer), writer.info().refused) == (["t:2"], ("t:1",))
    writer.close()


def test_where_more_is_refused_than_single_documents_explain_nothing_is_taken_for_done(
    writer: OpenSearchEngine,
) -> None:
    writer.apply([an_offer("1", "Was er al")], (), 1)
    many = [an_offer(str(number), TOO_LONG) for number in range(1, FEW + 2)]
    with pytest.raises(EngineUnavailable, match=f"weigert {FEW + 1} van {FEW + 1}"):
        writer.apply(many, (), 2)
    assert (found(writer), writer.position(), writer.info().refused) == (["t:1"], 1, ())


def test_an_index_that_lacks_a_field_is_no_fault_of_a_document(writer: OpenSearchEngine, opensearch: Indices) -> None:
    line = Connection(opensearch.address)
    action = {"_index": writer.state().index, "_op_type": "index", "_id": "t:1", "_source": {"geheim": 1}}
    with pytest.raises(EngineUnavailable, match="strict_dynamic_mapping_exception"):
        write_many(line, [action])
    line.close()


@pytest.fixture
def read_only(writer: OpenSearchEngine, opensearch: Indices) -> Iterator[OpenSearchEngine]:
    """An engine whose node lets nothing in, as when its disk is full."""
    line, blocks = Connection(opensearch.address), f"/{writer.state().index}/_settings"
    line.write("PUT", blocks, {"index.blocks.write": True})
    yield writer
    line.write("PUT", blocks, {"index.blocks.write": None})
    line.close()


def test_an_index_that_may_not_be_written_is_told_as_such(read_only: OpenSearchEngine) -> None:
    with pytest.raises(EngineUnavailable, match="schijf"):
        read_only.apply([an_offer("1")], (), 1)
    with pytest.raises(EngineUnavailable, match="schijf"):  # where only the state is written
        read_only.apply((), (), 1)


class _Busy(BaseHTTPRequestHandler):
    """Takes at most one document in a request, once `refusals` requests were refused as a whole."""

    refusals = 0
    ids: list[list[str]]

    def do_POST(self) -> None:
        """Answer a bulk request."""
        lines = self.rfile.read(int(self.headers["Content-Length"])).splitlines()
        ids = [orjson.loads(line)["index"]["_id"] for line in lines[::2]]
        self.ids.append(ids)
        if len(self.ids) <= self.refusals:
            return self._say(429, {"error": {"type": "es_rejected_execution_exception"}, "status": 429})
        full = {"type": "es_rejected_execution_exception", "reason": "geheim"}
        items = [{"index": {"_id": ids[0], "status": 201}}]
        items += [{"index": {"_id": id_, "status": 429, "error": full}} for id_ in ids[1:]]
        return self._say(200, {"items": items, "errors": len(ids) > 1})

    def _say(self, status: int, body: Any) -> None:
        told = orjson.dumps(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *told: Any) -> None:
        """Nothing."""


@pytest.fixture
def busy(request: pytest.FixtureRequest) -> Iterator[tuple[Connection, list[list[str]]]]:
    """A node with little room, and the ids of each request that it got; it refuses `param` requests as a whole."""
    ids: list[list[str]] = []
    handler = type("Busy", (_Busy,), {"ids": ids, "refusals": getattr(request, "param", 0)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        connection = Connection(Address(f"http://127.0.0.1:{server.server_port}"))
        yield connection, ids
        connection.close()
        server.shutdown()


def actions(*ids: str) -> Iterator[dict[str, Any]]:
    """Write documents with these ids."""
    for id_ in ids:
        yield {"_index": "x", "_op_type": "index", "_id": id_, "_source": {}}


def test_only_what_was_too_much_is_tried_again(busy: tuple[Connection, list[list[str]]]) -> None:
    connection, ids = busy
    assert write_many(connection, actions("1", "2", "3"), first_pause=0) == Written(3)
    assert ids == [["1", "2", "3"], ["2", "3"], ["3"]]


@pytest.mark.parametrize("busy", [1], indirect=True)
def test_a_whole_request_that_was_too_much_is_tried_again_after_a_while(
    busy: tuple[Connection, list[list[str]]],
) -> None:
    connection, ids = busy
    started = time.monotonic()
    assert write_many(connection, actions("1")) == Written(1)
    assert (ids, time.monotonic() - started >= 1) == ([["1"], ["1"]], True)


def test_a_node_that_has_no_room_for_long_is_not_asked_for_ever(busy: tuple[Connection, list[list[str]]]) -> None:
    connection, ids = busy
    with pytest.raises(EngineUnavailable, match="es_rejected_execution_exception") as refused:
        write_many(connection, actions(*map(str, range(TRIES + 2))), first_pause=0)
    assert len(ids) == TRIES + 1
    assert "geheim" not in str(refused.value)


def test_no_more_is_made_than_the_node_takes(busy: tuple[Connection, list[list[str]]]) -> None:
    """The first request is answered before more than one document of the next is made."""
    connection, ids = busy
    made: list[str] = []

    def making() -> Iterator[dict[str, Any]]:
        for number in range(3 * CHUNK):
            made.append(str(number))
            yield from actions(str(number))

    with pytest.raises(EngineUnavailable):
        write_many(connection, making(), first_pause=0)
    assert (len(ids), len(made)) == (TRIES + 1, CHUNK + 1)
