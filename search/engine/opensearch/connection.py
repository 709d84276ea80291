"""The line to OpenSearch: one pool of connections, closed with the engine; its faults in the words of the search room.

Neither a question nor a password ever stands in a fault or a log line of this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson
from opensearchpy import (
    ConflictError,
    NotFoundError,
    OpenSearch,
    OpenSearchException,
    TransportError,
    Urllib3HttpConnection,
)
from opensearchpy import ConnectionError as NoConnection
from opensearchpy.exceptions import ConnectionTimeout, SerializationError, SSLError
from opensearchpy.helpers import streaming_bulk
from opensearchpy.serializer import JSONSerializer

from search.errors import EngineUnavailable

POOL = 40
"""Connections: as many as threads that answer at the same time."""

LONG = 120.0
"""Seconds for what takes its time: writing many documents, making an index."""

CHUNK, CHUNK_BYTES = 500, 8_000_000
"""Documents and bytes that are written at a time; OpenSearch advises 5 to 15 MB."""

TRIES = 4
"""Times that what is too much for a node is tried again: fifteen seconds in all, half as long as a lease lasts."""

BLOCKED = "cluster_block_exception"
READ_ONLY = "OpenSearch bewaart nu niets: zijn schijf is bijna vol, of iemand heeft hem op alleen lezen gezet."

Params: TypeAlias = Mapping[str, str]
NOTHING_MORE: Params = {}


@dataclass(frozen=True, slots=True)
class Address:
    """Where OpenSearch is and how to get in. `timeout`: seconds in which an answer must be there.

    `url` may name several nodes of one cluster, with commas: one that does not answer is left alone for a minute.
    """

    url: str
    user: str | None = None
    password: str | None = None
    ca_file: str | None = None
    timeout: float = 5.0

    def __repr__(self) -> str:
        return f"Address({self.url})"


class _Silent(Urllib3HttpConnection):
    """Logs nothing: the client's own lines carry whole questions, from the level INFO on."""

    def log_request_success(self, *told: Any, **more: Any) -> None:
        """Nothing."""

    def log_request_fail(self, *told: Any, **more: Any) -> None:
        """Nothing: what went wrong is told by whoever asked."""


class _FastJson(JSONSerializer):
    """The same JSON, several times faster."""

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, str | bytes) else orjson.dumps(data).decode()

    def loads(self, s: str) -> Any:
        try:
            return orjson.loads(s)
        except orjson.JSONDecodeError as fault:
            raise SerializationError("no JSON") from fault


class Connection:
    """Asks one OpenSearch. Safe from many threads."""

    def __init__(self, address: Address) -> None:
        self._timeout = address.timeout
        self._closed = False
        self._client = OpenSearch(
            hosts=address.url.split(","),
            http_auth=(address.user, address.password or "") if address.user is not None else None,
            timeout=address.timeout,
            max_retries=0,  # what may be asked again is decided here
            retry_on_timeout=True,  # so that a node that stands still is left alone too
            pool_maxsize=POOL,
            serializer=_FastJson(),
            connection_class=_Silent,
            ca_certs=address.ca_file,
        )

    def read(self, path: str, body: Mapping[str, Any] | None = None, params: Params = NOTHING_MORE) -> dict[str, Any]:
        """Ask something that changes nothing; once more where the connection broke.

        Raises:
            EngineUnavailable: no whole answer in time.
            NotFoundError: what the path names is not there.
        """
        method = "GET" if body is None else "POST"
        try:
            return self._ask(method, path, body, params, self._timeout)
        except _Broken:
            return self._ask(method, path, body, params, self._timeout)

    def write(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, params: Params = NOTHING_MORE
    ) -> dict[str, Any]:
        """Change something, once.

        Raises:
            EngineUnavailable: it may or may not have happened.
            NotFoundError: what the path names is not there.
            ConflictError: somebody else was first.
        """
        return self._ask(method, path, body, params, LONG)

    def bulk(self, actions: Iterable[dict[str, Any]], *, first_pause: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Write many documents, `CHUNK` at a time; gives of each what was done and what the node says of it.

        What is too much for the node (429) is tried again, `TRIES` times, after `first_pause` seconds and each time
        twice as long. Raises `EngineUnavailable` where the node fails; what came before is there.
        """
        self._must_be_open()
        results = streaming_bulk(
            self._client,
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
            raise_on_exception=False,  # else nothing that is refused for being too much is tried again
            max_retries=TRIES,
            initial_backoff=first_pause,
            request_timeout=LONG,
        )
        try:
            for _, result in results:
                ((doing, said),) = result.items()
                if "exception" in said:
                    raise _told(said["exception"])
                if said.get("error", {}).get("type") == BLOCKED:
                    raise EngineUnavailable(READ_ONLY)
                yield doing, said
        except OpenSearchException as fault:
            raise _told(fault) from None

    def close(self) -> None:
        """Let go of the connections; who asks after this is refused."""
        self._closed = True
        self._client.close()

    def _must_be_open(self) -> None:
        if self._closed:
            raise EngineUnavailable("De zoekindex is gesloten.")

    def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None, params: Params, timeout: float
    ) -> dict[str, Any]:
        self._must_be_open()
        asked = {**params, "request_timeout": timeout}
        try:
            answer: dict[str, Any] = self._client.transport.perform_request(method, path, params=asked, body=body)
        except (NotFoundError, ConflictError):
            raise
        except OpenSearchException as fault:
            raise _told(fault) from None
        return answer


class _Broken(EngineUnavailable):
    """There was no connection, or it broke."""


def _told(fault: OpenSearchException) -> EngineUnavailable:
    """What an operator needs to know of it; never what was asked."""
    if isinstance(fault, ConnectionTimeout):
        return EngineUnavailable("OpenSearch antwoordt niet op tijd.")
    if isinstance(fault, SSLError):
        return EngineUnavailable("Het certificaat van OpenSearch wordt niet vertrouwd (LOKET_OPENSEARCH_CA_FILE).")
    if isinstance(fault, NoConnection):
        return _Broken("Er is geen verbinding met OpenSearch.")
    if isinstance(fault, TransportError):
        if fault.error == BLOCKED:
            return EngineUnavailable(READ_ONLY)
        if fault.status_code in (401, 403):
            return EngineUnavailable("OpenSearch weigert deze gebruiker of dit wachtwoord.")
        return EngineUnavailable(f"OpenSearch kan nu niet antwoorden (status {fault.status_code}).")
    return EngineUnavailable()
