"""The reviewed word lists behind the analysis, and the fingerprint that ties an index to them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import Stemmer

from search.analysis.fold import fold

STOPWORDS = "stopwords.csv"
STEM_OVERRIDES = "stem_overrides.csv"
COMPOUND_PARTS = "compound_parts.csv"

SHORTEST_PART = 3
"""Letters; two-letter parts (op, na, in) would cut nearly every long word somewhere."""

# Raise this when the code gives other tokens for the same tables: indexes are then rebuilt.
_CHAIN = "2"


class BadTableError(ValueError):
    """A word list that cannot be used; the message names the file, the line and the reason."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The word lists, every word folded, and the version they give to an index."""

    stopwords: frozenset[str]
    overrides: dict[str, str]
    parts: frozenset[str]
    version: str

    @classmethod
    def read(cls, folder: Path) -> Tables:
        """Read the three lists from the folder.

        Raises:
            BadTableError: a list misses a column, or holds a word twice, or one that folding changes or cuts.
            OSError: a list is not there.
        """
        overrides = {}
        for line, row in _rows(folder / STEM_OVERRIDES, ("word", "stem", "reason")):
            if row["stem"] != fold(row["stem"]) or not row["stem"].isalnum():
                raise BadTableError(f"{STEM_OVERRIDES} line {line}: {row['stem']!r} is not one folded word")
            overrides[row["word"]] = row["stem"]
        parts = set()
        for line, row in _rows(folder / COMPOUND_PARTS, ("word", "origin")):
            if len(row["word"]) < SHORTEST_PART:
                raise BadTableError(f"{COMPOUND_PARTS} line {line}: {row['word']!r} is too short for a part")
            parts.add(row["word"])
        return cls(
            stopwords=frozenset(row["word"] for _, row in _rows(folder / STOPWORDS, ("word", "class"))),
            overrides=overrides,
            parts=frozenset(parts),
            version=_fingerprint(folder),
        )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line numbers; the first column is the key: one folded word, once."""
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise BadTableError(f"{path.name}: the columns must be {', '.join(columns)}")
        for row in reader:
            line = reader.line_num
            if None in row or any(not row[column] for column in columns):
                raise BadTableError(f"{path.name} line {line}: every column must be filled, and no more")
            word = row[columns[0]]
            if word != fold(word) or not word.isalnum():
                raise BadTableError(f"{path.name} line {line}: {word!r} is not one folded word (try {fold(word)!r})")
            if word in seen:
                raise BadTableError(f"{path.name} line {line}: {word!r} is there already")
            seen.add(word)
            yield line, row


def _fingerprint(folder: Path) -> str:
    """16 hexadecimal digits of chain, stemmer release and lists: what decides the tokens of a text."""
    digest = hashlib.blake2b(digest_size=8)
    for piece in (_CHAIN.encode(), Stemmer.version().encode()):
        digest.update(piece + b"\0")
    for name in (STOPWORDS, STEM_OVERRIDES, COMPOUND_PARTS):
        digest.update((folder / name).read_bytes() + b"\0")
    return digest.hexdigest()
