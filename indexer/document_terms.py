"""What of the vocabulary stands in the documents of an index, and the fingerprint by which a change of it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

import orjson

from catalogue import Vocabulary

LABELLED = ("function", "target_group", "theme", "organisation_type")
"""The lists of which an offer is found by the labels of its terms."""


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """The only terms that documents are made with: Dutch labels per list, and the theme above each theme that has one.

    Definitions, other languages and other columns do not reach a document.
    """

    labels: Mapping[str, Mapping[str, str]]
    above: Mapping[str, str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """What documents take of it."""
        return cls(
            labels={name: {entry.id: entry.label for entry in vocabulary[name].values()} for name in LABELLED},
            above={entry.id: entry.broader for entry in vocabulary["theme"].values() if entry.broader is not None},
        )

    def label(self, name: str, term: str) -> str:
        """The Dutch label of a term, or its id where the list does not have it."""
        return self.labels[name].get(term, term)

    def with_broader(self, theme: str) -> Iterator[str]:
        """The theme and those above it, nearest first."""
        above: str | None = theme
        while above is not None:
            yield above
            above = self.above.get(above)

    @property
    def version(self) -> str:
        """16 hexadecimal digits, which change where the same store may give other documents."""
        told = orjson.dumps((self.labels, self.above), option=orjson.OPT_SORT_KEYS)
        return blake2b(told, digest_size=8).hexdigest()
