"""Which words the lexicon knows, and which of them may be meant by one that nobody knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.slips import slips_allowed


class Spelling:
    """The words of the phrases. Pure and safe in threads."""

    def __init__(self, words: Iterable[str], stems: Iterable[str], dutch: Iterable[str]) -> None:
        """`words` and `stems` are known; `dutch`, each as often as it is used, are what a slip is read as."""
        self._words = frozenset(words)
        self._stems = frozenset(stems)
        self._uses = Counter(dutch)
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._uses):
            self._by_letter[word[0]].append(word)

    def knows(self, word: str, stem: str) -> bool:
        """Whether the word, or another form of it, stands in a phrase or among the spellings."""
        return word in self._words or stem in self._stems

    def near(self, word: str) -> tuple[str, ...]:
        """The Dutch words with the same first letter that are the fewest slips away, the most used first."""
        slips = slips_allowed(word)
        if not slips:
            return ()
        alike = process.extract(
            word, self._by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        fewest = min((distance for _, distance, _ in alike), default=0)
        best = (other for other, distance, _ in alike if distance == fewest)
        return tuple(sorted(best, key=lambda other: (-self._uses[other], other)))
