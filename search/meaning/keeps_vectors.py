"""What is asked of whoever keeps the vectors of texts: a file of this program, or a node that many share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol, TypeAlias

from search.meaning.embedder import Embedder, Vectors

Passages: TypeAlias = Iterable[Mapping[str, bytes]]
"""Per document (id) the key of its text, in parts: see `Engine.passages`."""

SHOWN_OF_HASH = 16
"""Hexadecimal digits of the hash of the weights in the name of a model's vectors."""


class KeepsVectors(Protocol):
    """The vectors of one model, by the key of their text; of none until `open` says of which.

    One thread of one process adds: it says `claim` first, then looks what is `known`.
    """

    @property
    def version(self) -> int:
        """Rises when the same question may be answered better than before."""

    def open(self, embedder: Embedder) -> None:
        """From here on it is about this model. Raises `OSError`."""

    def claim(self) -> bool:
        """Take the right to add; gives whether all is there that was there the last time.

        Raises `EngineLocked` while another process has it, `EngineUnavailable` where nothing can be kept.
        """

    def known(self, keys: Collection[bytes]) -> AbstractSet[bytes]:
        """Those of these texts that have a vector."""

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Keep the vectors of texts that have none yet. Raises `OSError` and `EngineUnavailable`."""

    def learned(self, made: int, changed: int, passages: Passages) -> None:
        """Every document has its vector: so many were made, and so many documents came or went. Raises as `add`."""

    def __len__(self) -> int:
        """How many vectors there are."""

    def keep_only(self, keys: AbstractSet[bytes]) -> None:
        """Forget all others. Raises as `add`."""

    def done(self, passages: Passages) -> int:
        """How many documents have a vector; `passages` are read only by who must count. Raises `EngineUnavailable`."""

    def fault(self) -> str | None:
        """Why nothing can be near at this moment, for an operator."""


def shelf_name(embedder: Embedder) -> str:
    """Under which the vectors of a model are kept: no other model has it, and other weights have another one."""
    return f"{embedder.name}-{embedder.weights[:SHOWN_OF_HASH]}-{embedder.dimensions}"
