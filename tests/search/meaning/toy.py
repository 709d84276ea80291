"""A model small enough to be read: a text means the subjects that its words are about, and a little of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np

from search import Document
from search.meaning import Margins, Vectors
from search.meaning.margins import E5
from tests.search.world import an_offer

SUBJECTS = (
    ("schuld", "huur", "betalen", "deurwaarder", "facturen"),
    ("eten", "honger", "voedsel", "maaltijd"),
    ("eenzaam", "praten", "gezelschap", "niemand"),
)


class Toy:
    """An `Embedder` of five numbers: three subjects, what every offer has in common, what every question has."""

    name = "toy"
    dimensions = len(SUBJECTS) + 2

    def __init__(self, weights: str = "een", margins: Margins = E5) -> None:
        self.margins = margins
        self.weights = sha256(weights.encode()).hexdigest()
        self.read: list[str] = []
        """Every passage that was ever turned into a vector, in order."""
        self.before: Callable[[], None] = lambda: None
        """What happens before passages are read."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text, (0.0, 0.5)) for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.before()
        self.read += texts
        return np.stack([self._vector(text, (0.5, 0.0)) for text in texts])

    def _vector(self, text: str, kind: tuple[float, float]) -> Vectors:
        words = text.lower().replace(".", " ").replace(":", " ").replace(",", " ").split()
        counts = [float(sum(word in subject for word in words)) for subject in SUBJECTS]
        vector = np.array([*counts, *kind], dtype=np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


FOOD = an_offer("eten", "Voedselbank", description={"nl": "eten maaltijd"})
MONEY = an_offer("geld", "Budgethulp", description={"nl": "schuld facturen"})
TALK = an_offer("babbel", "Babbelkring", description={"nl": "praten gezelschap"})
OFFERS: tuple[Document, ...] = (FOOD, MONEY, TALK)
