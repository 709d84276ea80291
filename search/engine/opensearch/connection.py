"""The line to OpenSearch: one pool of connections, closed with the engine; its faults in the words of the search room.

Neither a question nor a password ever stands in a fault or a log line of this module.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import orjson
from opensearchpy import ConflictError, NotFoundError, OpenSearch, OpenSearchException, Urllib3HttpConnection
from opensearchpy.exceptions import ConnectionTimeout, SerializationError
from opensearchpy.helpers import streaming_bulk
from opensearchpy.serializer import JSONSerializer

from search.engine.opensearch.deadline import moment_after, one_question, seconds_until
from search.engine.opensearch.faults import BLOCKED, NO_INDEX, NoConnection, answered, told
from search.engine.opensearch.patience import Patience
from search.errors import EngineUnavailable

POOL = 40
"""Connections: as many as threads that answer at the same time."""

LONG = 120.0
"""Seconds for what takes its time: writing many documents, making an index."""

CHUNK, CHUNK_BYTES = 500, 8_000_000
"""Documents and bytes that are written at a time; OpenSearch advises 5 to 15 MB."""

POINT_KEPT = "2m"
"""How long a node keeps what it shows as it was at one moment, after each page."""

TRIES = 4
"""Times that what is too much for a node is tried again: fifteen seconds in all, half as long as a lease lasts."""

Params: TypeAlias = Mapping[str, str]
NOTHING_MORE: Params = {}


@dataclass(frozen=True, slots=True)
class Address:
    """Where OpenSearch is and how to get in.

    `url` may name several nodes of one cluster, with commas: one that does not answer is left alone for a minute.
    `timeout`: seconds in which all must be there that is asked for a question, or a single answer outside of one.
    """

    url: str
    user: str | None = None
    password: str | None = None
    ca_file: str | None = None
    timeout: float = 5.0

    def __repr__(self) -> str:
        return f"Address({self.url})"


@dataclass(frozen=True, slots=True)
class Revision:
    """The write that left a document as it is, by its number and term in the shard: who writes over it names that."""

    number: int
    term: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Of a document that was read, or of the answer to writing one."""
        return cls(told["_seq_no"], told["_primary_term"])


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
        self._patience = Patience()
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

        It takes no longer than is left of the question for which it is asked (`question`).

        Raises:
            EngineUnavailable: no answer in time.
            NotFoundError: what the path names is not there.
        """
        until = moment_after(self._timeout)
        try:
            return self._read(path, body, params, seconds_until(until))
        except NoConnection:
            return self._read(path, body, params, seconds_until(until))

    def _read(self, path: str, body: Mapping[str, Any] | None, params: Params, timeout: float) -> dict[str, Any]:
        self._patience.before_asking(timeout)
        return self._ask("GET" if body is None else "POST", path, body, params, timeout)

    def behind(self, alias: str) -> list[str]:
        """The indices that an alias names; none where there is no such alias. Raises `EngineUnavailable` as `read`."""
        try:
            return list(self.read(f"/_alias/{alias}"))
        except NotFoundError:
            return []

    def search(self, path: str, body: Mapping[str, Any], params: Params = NOTHING_MORE) -> dict[str, Any]:
        """Search, and get the whole answer or none: half of the help that there is looks the same as all of it.

        The node stops when nobody waits any more. Raises as `read`, also where it searched a part of the index only:
        without `allow_partial_search_results=false` a part that is away would not even count as failed.
        """
        left = seconds_until(moment_after(self._timeout))
        asked = {"timeout": f"{max(int(left * 1000), 1)}ms", **body}
        return self.read(path, asked, {"allow_partial_search_results": "false", **params})

    def stored(self, index: str, ids: Sequence[str]) -> dict[str, str]:
        """What is kept in `stored` of the documents with these ids that searches see; a third of the time of a search.

        Raises as `read`.
        """
        if not ids:
            return {}
        asked = {"realtime": "false", "_source_includes": "stored"}
        told = self.read(f"/{index}/_mget", {"ids": list(ids)}, asked)["docs"]
        for kind in (one["error"]["type"] for one in told if "error" in one):
            raise NotFoundError(404, kind) if kind == NO_INDEX else answered(503, kind)
        return {one["_id"]: one["_source"]["stored"] for one in told if "stored" in one.get("_source", {})}

    def pages(self, index: str, body: Mapping[str, Any]) -> Generator[list[dict[str, Any]]]:
        """All that a search finds, as it is at one moment, `size` at a time; `sort` must tell all apart.

        It takes as long as it takes, each page no longer than an answer may. Raises as `search`.
        """
        kept = {"keep_alive": POINT_KEPT}
        soon = seconds_until(moment_after(self._timeout))
        point = self._ask("POST", f"/{index}/_search/point_in_time", None, kept, soon)["pit_id"]
        asked = {**body, "pit": {"id": point, **kept}}
        try:
            while hits := self._page(asked):
                yield hits
                asked["search_after"] = hits[-1]["sort"]
        finally:
            with suppress(EngineUnavailable, NotFoundError):  # it ends by itself too
                self._ask("DELETE", "/_search/point_in_time", {"pit_id": [point]}, NOTHING_MORE, self._timeout)

    def _page(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        with one_question(self._timeout):
            hits: list[dict[str, Any]] = self.search("/_search", asked)["hits"]["hits"]
        return hits

    def question(self) -> AbstractContextManager[None]:
        """What is asked within belongs to one question, and must be there in the time of one answer."""
        return one_question(self._timeout)

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

    def put(self, path: str, body: Mapping[str, Any], before: Revision | None) -> Revision | None:
        """Write a document in the place of the one `before`; without that one, where there is none yet.

        `None` where somebody else wrote or removed it in the meantime. Raises `EngineUnavailable` as `write`.
        """
        still = {"op_type": "create"}
        if before is not None:
            still = {"if_seq_no": str(before.number), "if_primary_term": str(before.term)}
        try:
            return Revision.of(self.write("PUT", path, body, still))
        except (ConflictError, NotFoundError):
            return None

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
                ((doing, about),) = result.items()
                if "exception" in about:
                    raise told(about["exception"])
                if (kind := about.get("error", {}).get("type")) in BLOCKED:
                    raise answered(about["status"], kind)
                yield doing, about
        except OpenSearchException as fault:
            raise told(fault) from None

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
        except OpenSearchException as fault:
            if isinstance(fault, ConnectionTimeout):
                self._patience.in_vain()
            else:
                self._patience.answered()
            if isinstance(fault, NotFoundError | ConflictError):
                raise
            raise told(fault) from None
        self._patience.answered()
        return answer
