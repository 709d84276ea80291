"""What this process asks of a node, as its client sends it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import orjson
from opensearchpy import Transport

OF_THE_CLIENT = {"request_timeout", "ignore"}
"""Parameters that do not reach the node."""

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """One request to the node; `milliseconds` until its answer was read.

    The body is kept as it is `written`: as objects, the bodies of many questions would keep the garbage collector busy.
    """

    path: str
    written: bytes | None
    milliseconds: float

    @property
    def body(self) -> Body | None:
        """What was asked, where that is more than a path."""
        return None if self.written is None else orjson.loads(self.written)

    @property
    def searches(self) -> bool:
        """Whether it is a search for candidates; others are for the state of the index, slips, the page."""
        return self.body is not None and "post_filter" in self.body


@contextmanager
def listening() -> Iterator[list[Sent]]:
    """All requests of the block, by whatever client."""
    sent: list[Sent] = []
    perform = Transport.perform_request

    def listened(transport: Transport, method: str, url: str, **more: Any) -> Any:
        params = {name: one for name, one in (more.get("params") or {}).items() if name not in OF_THE_CLIENT}
        started = time.perf_counter()
        try:
            return perform(transport, method, url, **more)
        finally:
            took = (time.perf_counter() - started) * 1000
            body = more.get("body")
            written = body if body is None or isinstance(body, bytes) else orjson.dumps(body)
            sent.append(Sent(f"{url}?{urlencode(params)}", written, took))

    with patch.object(Transport, "perform_request", listened):
        yield sent
