"""The vectors of questions that were asked a moment ago: the second page and a changed filter cost nothing.

In memory only, under a hash, and few: what people ask is never kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

from search.meaning.embedder import Vectors

KEPT = 500
"""Questions; 1.5 kB each."""


class QueryCache:
    """The questions that were used last. Safe from many threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._vectors)

    def get(self, text: str, make: Callable[[], Vectors]) -> Vectors:
        """The vector of a question, made where it is not there; the one that was used longest ago makes room."""
        key = blake2b(text.encode(), digest_size=16).digest()
        with self._lock:
            vector = self._vectors.get(key)
            if vector is not None:
                self._vectors.move_to_end(key)
                return vector
        vector = make()
        with self._lock:
            self._vectors[key] = vector
            if len(self._vectors) > self._kept:
                self._vectors.popitem(last=False)
        return vector
