"""Made-up vectors for measurements of scale, where computing real ones would take days.

Offers with the same main function lie close together, as texts about the same subject do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
"""As many as the vectors of a small e5 model have."""
CLOSENESS = 0.8
"""About the cosine between an offer and the middle of its cluster."""

Vectors = NDArray[np.float32]


def vectors(offers: Iterable[tuple[str, str]], batch: int = 4096) -> Iterator[tuple[tuple[str, ...], Vectors]]:
    """For (id, main function) pairs: batches of ids with their unit vectors, float32 of shape (ids, 384).

    A vector depends on the id and the function only, whatever the batch or the order.
    """
    waiting = iter(offers)
    while some := list(islice(waiting, batch)):
        middles = np.stack([_direction(f"function/{function}") for _, function in some])
        own = np.stack([_normal(id_) for id_, _ in some])
        own -= middles * np.sum(own * middles, axis=1, keepdims=True)
        own /= np.linalg.norm(own, axis=1, keepdims=True)
        found = CLOSENESS * middles + np.float32(np.sqrt(1 - CLOSENESS**2)) * own
        yield tuple(id_ for id_, _ in some), found.astype(np.float32)


def _normal(key: str) -> Vectors:
    seed = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
    return np.random.Generator(np.random.Philox(key=seed)).standard_normal(DIMENSIONS, dtype=np.float32)


@lru_cache(maxsize=1024)
def _direction(key: str) -> Vectors:
    drawn = _normal(key)
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)
