"""What is known of all vectors together: kept in one document beside them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from search.meaning.book import Halves

TALLY_ID = "tally"
"""The id of that document, and the field that holds it; no key reads like this."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """`done` documents have a vector, whose average is `mean`; `changed` documents came or went since that was exact.

    `version` rises when the same question may be answered better than before.
    """

    version: int
    done: int
    changed: int
    mean: NDArray[np.float32]

    @classmethod
    def empty(cls, dimensions: int) -> Self:
        """Of no vectors."""
        return cls(0, 0, 0, np.zeros(dimensions, dtype=np.float32))

    @classmethod
    def read(cls, source: dict[str, Any]) -> Self:
        """From the document."""
        kept = source[TALLY_ID]
        return cls(**kept | {"mean": np.frombuffer(b64decode(kept["mean"]), dtype="<f4")})

    def written(self) -> dict[str, Any]:
        """As the document."""
        mean = b64encode(self.mean.astype("<f4").tobytes()).decode()
        return {TALLY_ID: {"version": self.version, "done": self.done, "changed": self.changed, "mean": mean}}

    def grown(self, made: Halves) -> Tally:
        """With new vectors, each taken for that of one document."""
        done = self.done + len(made)
        mean = (self.mean * self.done + made.astype(np.float32).sum(axis=0)) / max(done, 1)
        return replace(self, done=done, mean=mean)

    def settled(self, made: int, changed: int) -> Tally:
        """After so many vectors came, and so many documents came or went."""
        return replace(self, version=self.version + bool(made), changed=self.changed + changed)

    def counted(self, parts: Iterable[tuple[Halves, NDArray[np.int64]]]) -> Tally:
        """Exact again, from the vectors of all documents: each once, with how many documents have it."""
        done, total = 0, np.zeros(len(self.mean), dtype=np.float64)
        for halves, times in parts:
            done += int(times.sum())
            total += times @ halves.astype(np.float64)
        return replace(self, done=done, changed=0, mean=(total / max(done, 1)).astype(np.float32))
