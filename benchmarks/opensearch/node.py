"""A real node over a folder, the plainest client of it, and what it says of itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import urllib3

from scripts.opensearch_node import start

HEAP = "1g"
LONG = 600.0
"""Seconds that the longest answer may take: a refresh after many vectors."""


class PlainClient:
    """Sends JSON and reads JSON, over connections that stay open: what any client must do at the least."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._pool = urllib3.PoolManager(timeout=LONG, retries=False)

    def ask(self, method: str, path: str, body: Mapping[str, Any] | bytes | None = None) -> dict[str, Any]:
        """The answer. Raises `RuntimeError` with what the node says where it is no success."""
        content = body if isinstance(body, bytes) else None if body is None else orjson.dumps(body)
        headers = {"Content-Type": "application/json"}
        answer = self._pool.request(method, f"{self.url}{path}", body=content, headers=headers)
        if answer.status >= 300:
            raise RuntimeError(answer.data.decode(errors="replace")[:2000])
        parsed: dict[str, Any] = orjson.loads(answer.data)
        return parsed

    def exists(self, index: str) -> bool:
        """Whether there is an index with that name."""
        return self._pool.request("HEAD", f"{self.url}/{index}").status == 200

    def processor_seconds(self) -> float:
        """What the node has used of the processor since it started."""
        return float(self._node("process")["process"]["cpu"]["total_in_millis"]) / 1000

    def heap(self) -> str:
        """What is in use in the old part of its heap, and how long it has been collecting since it started."""
        jvm = self._node("jvm")["jvm"]
        collecting = sum(one["collection_time_in_millis"] for one in jvm["gc"]["collectors"].values())
        return f"{jvm['mem']['pools']['old']['used_in_bytes'] / 1e6:.0f} MB old; {collecting / 1000:.1f} s collecting"

    def disk_mb(self, index: str) -> float:
        """What an index takes on disk."""
        return float(self._of(index, "store")["store"]["size_in_bytes"]) / 1e6

    def segments(self, index: str) -> int:
        """Parts of an index that every search looks into."""
        return int(self._of(index, "segments")["segments"]["count"])

    def settle(self, index: str) -> None:
        """Wait until no parts are being merged."""
        while self._of(index, "merge")["merges"]["current"]:
            time.sleep(0.5)

    def _node(self, what: str) -> dict[str, Any]:
        (told,) = self.ask("GET", f"/_nodes/stats/{what}")["nodes"].values()
        answer: dict[str, Any] = told
        return answer

    def _of(self, index: str, what: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.ask("GET", f"/{index}/_stats/{what}")["_all"]["primaries"]
        return answer


@contextmanager
def running(folder: Path) -> Iterator[PlainClient]:
    """A node over the data in a folder, with a heap of `HEAP`, for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    node = start(folder, heap=HEAP)
    try:
        yield PlainClient(node.url)
    finally:
        node.stop()


@dataclass(slots=True)
class Spent:
    """Seconds: on the clock, of the processor by this process, of the processor by the node."""

    clock: float = 0.0
    ours: float = 0.0
    node: float = 0.0


@contextmanager
def spent(client: PlainClient) -> Iterator[Spent]:
    """What the block takes; known when it is over."""
    found = Spent(-time.perf_counter(), -time.process_time(), -client.processor_seconds())
    yield found
    found.clock += time.perf_counter()
    found.ours += time.process_time()
    found.node += client.processor_seconds()
