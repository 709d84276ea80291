"""Names that are not written as they stand in the tables: with a typing error, or shortened."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.names import name_key, name_words

LAST = "\U0010ffff"
"""Sorts after every letter."""

# A typing error is one slip (a letter more, less or other, or two that changed places) in every five letters, never in
# the first letter: people seldom miss that one, and without it Keulen would be Veulen. So the shortest text to guess
# from has four letters: "Alst" is one slip from the five of Aalst.
_LEAST_LIKENESS = 0.79  # just under the 0.8 of one slip in five
_MOST_GUESSES = 5

_LEAST_LETTERS = 4  # of a shortened name: fewer fit too many names
_OUR_LADY = ("onze", "lieve", "vrouw")


class Typos:
    """Finds the keys that a key may be with a typing error."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Index keys as `name_key` makes them."""
        self._keys = sorted(keys)

    def alike(self, key: str) -> list[tuple[str, float]]:
        """At most five keys that are like this one, the likest first, each with its likeness (0.79 to 1)."""
        if not key.isalpha():
            return []
        same_initial = self._keys[bisect_left(self._keys, key[0]) : bisect_right(self._keys, key[0] + LAST)]
        found = process.extract(
            key, same_initial, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS, limit=_MOST_GUESSES
        )
        return [(name, likeness) for name, likeness, _ in found]


class Shortened:
    """Finds the names that a text shortens word by word: `Heist o/d Berg`, `H.-o.-d.-Berg`, `Geraardsb.`."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index names by their number of words and their first letter."""
        self._names: dict[tuple[int, str], dict[tuple[str, ...], str]] = defaultdict(dict)
        for name in names:
            words = name_words(name)
            if words:
                self._names[len(words), words[0][0]][words] = name_key(name)

    def keys(self, text: str) -> list[str]:
        """The keys of the names of which every word begins as the text says, in order of the alphabet.

        Only for a text that shows that it is shortened: by a full stop or a slash, or by having three words or more.
        """
        words = _with_our_lady(name_words(text))
        shows_it = "." in text or "/" in text or len(words) > 2
        if not words or not shows_it or sum(map(len, words)) < _LEAST_LETTERS:
            return []
        candidates = self._names.get((len(words), words[0][0]), {})
        return sorted({key for name, key in candidates.items() if _begin(name, words)})


def _begin(name: Sequence[str], words: Sequence[str]) -> bool:
    return all(whole.startswith(word) for whole, word in zip(name, words, strict=True))


def _with_our_lady(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*_OUR_LADY, *words[1:]) if words[:1] == ("olv",) else words
