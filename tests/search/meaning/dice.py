"""A model without sense: each text has a direction of its own, drawn by lot and the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b, sha256

import numpy as np

from search.meaning import Margins, Vectors


class Dice:
    """An `Embedder` of so few numbers that by chance some texts lie close together."""

    name = "dice"
    dimensions = 48
    weights = sha256(b"dice").hexdigest()
    margins = Margins(within=0.1, above_mean=0.15, sure=0.9, far=0.2)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        drawn = np.stack([_drawn(text) for text in texts])
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def _drawn(text: str) -> Vectors:
    seed = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(Dice.dimensions, dtype=np.float32)
