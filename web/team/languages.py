"""The languages that someone speaks: the frequent ones to tick, any other by its name."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue import Vocabulary
from search.analysis import fold

FREQUENT = ("nl", "fr", "en", "de", "ar", "tr", "es", "pl", "ro", "bg", "uk", "ru", "fa", "ps", "so", "vgt")
"""To tick, in this order: the languages of the country, then those that interpreters in Flanders are asked for often;
the choice is ours."""


def written_languages(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages in a text such as "Tigrinya, Urdu": the ids, and the words that name none."""
    known = {fold(entry.label): entry.id for entry in vocabulary["language"].values()}
    words = list(_words(text))
    return (
        tuple(dict.fromkeys(known[fold(word)] for word in words if fold(word) in known)),
        tuple(word for word in words if fold(word) not in known),
    )


def _words(text: str) -> Iterator[str]:
    for part in text.replace(";", ",").replace(" en ", ",").split(","):
        if part.strip():
            yield part.strip()
