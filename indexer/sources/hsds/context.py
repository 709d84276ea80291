"""What every mapping needs to know of the reading it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.sources.hsds.keys import Keys
from indexer.sources.hsds.node import Node
from indexer.sources.hsds.notes import Notes

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """The ids, the language of the texts, and the remarks of one reading."""

    keys: Keys
    language: str
    notes: Notes

    def words(self, node: Node, key: str) -> dict[str, str] | None:
        """A text in the language of the reading."""
        return self.text(node.prose(key))

    def text(self, words: str | None) -> dict[str, str] | None:
        """The same for words that a reader put together."""
        return {self.language: words} if words else None


def filled(values: Mapping[str, Any]) -> Values:
    """What says something: without `None`, empty texts and empty lists."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [], {}, ())}


def first_words(*texts: str | None) -> str | None:
    """The first text that there is."""
    return next((text for text in texts if text), None)


def distinct(texts: Iterable[str | None]) -> list[str]:
    """Each text once, in order, without what is empty."""
    return list(dict.fromkeys(text for text in texts if text))
