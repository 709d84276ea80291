"""Phrases of the lexicon that go on as someone types, also with a slip of the pen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import Analyser, fold
from search.lexicon.table import Concept, Phrase
from search.slips import slips_allowed

FROM = 3
"""Letters; fewer begin too many phrases to say anything."""

_Key = tuple[str, str, tuple[Concept, ...]]
"""A phrase from one of its words to its end, the whole phrase, and what it is about."""


class Beginnings:
    """The phrases, by each of their words. Pure and safe in threads; keeps nothing of what is typed."""

    def __init__(self, phrases: Iterable[Phrase], analyser: Analyser) -> None:
        self._keys = tuple(sorted(set(_keys(phrases, analyser))))

    def of(self, typed: str) -> Mapping[Concept, str]:
        """The terms with a phrase that has a word that begins as typed (folded), each with the shortest such phrase.

        What most phrases are about goes first. None for fewer than `FROM` letters.
        """
        if len(typed) < FROM:
            return {}
        begun = takewhile(lambda key: key[0].startswith(typed), self._keys[bisect_left(self._keys, (typed,)) :])
        return _by_use((phrase, concepts) for _, phrase, concepts in begun)

    def like(self, word: str) -> Mapping[Concept, str]:
        """The same for a word with a slip of the pen; the first letter must be right."""
        slips = slips_allowed(word)
        if not slips:
            return {}
        first, last = (bisect_left(self._keys, (end,)) for end in (word[0], chr(ord(word[0]) + 1)))
        keys = self._keys[first:last]
        near: dict[int, float] = {}
        for length in range(len(word) - 1, len(word) + 2):
            heads = [key[0][:length] for key in keys]
            for _, distance, index in process.extract(word, heads, scorer=OSA.distance, score_cutoff=slips, limit=None):
                near[index] = min(distance, near.get(index, distance))
        fewest = min(near.values(), default=0)
        return _by_use(keys[index][1:] for index, distance in near.items() if distance == fewest)


def _keys(phrases: Iterable[Phrase], analyser: Analyser) -> Iterator[_Key]:
    """Of the phrase as it stands ("huur niet betalen") and of its telling words ("huur betalen")."""
    for phrase in phrases:
        whole = fold(phrase.text)
        for words in (whole.split(), analyser.telling_words(whole)):
            yield from ((" ".join(words[start:]), whole, phrase.concepts) for start in range(len(words)))


def _by_use(found: Iterable[tuple[str, tuple[Concept, ...]]]) -> dict[Concept, str]:
    phrases: dict[Concept, list[str]] = {}
    for phrase, concepts in found:
        for concept in concepts:
            phrases.setdefault(concept, []).append(phrase)
    most_used = sorted(phrases, key=lambda concept: (-len(phrases[concept]), concept))
    return {concept: min(phrases[concept], key=lambda phrase: (len(phrase), phrase)) for concept in most_used}
