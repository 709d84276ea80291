"""What turns texts into vectors that lie close together where the texts mean nearly the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.meaning.margins import Margins

Vectors: TypeAlias = NDArray[np.float32]
"""Of length 1 each, so that a product is a cosine; of shape (texts, dimensions), or one alone (dimensions)."""


class Embedder(Protocol):
    """A model. Safe from many threads. The vectors of two models can never be compared."""

    @property
    def name(self) -> str:
        """What operators call it."""

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""

    @property
    def weights(self) -> str:
        """A hash of the weights, in hexadecimal: other weights give other vectors."""

    @property
    def margins(self) -> Margins:
        """What counts as near among its vectors."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts in which an answer may stand."""


Load: TypeAlias = Callable[[], Embedder]
"""Reads the model, which may take seconds. Raises `EmbedderUnavailable`."""


class EmbedderUnavailable(Exception):
    """This machine cannot run the model; the message says why, for an operator.

    What stands before its first colon everyone may read: no path, no name.
    """
