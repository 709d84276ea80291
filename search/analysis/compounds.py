"""Dutch writes compounds as one word; here they come apart again: schuldhulpverlening -> schuld, hulp, verlening."""

from __future__ import annotations

from collections.abc import Callable, Collection

from search.analysis.tables import SHORTEST_PART

_LINKS = ("", "s", "en", "n", "e")
"""What may stand between two parts: gezin+s+zorg, dienst+en+centrum, ziekte+n+verzekering, zon+e+bloem."""

_SHORTEST_INFLECTED_END = 4
"""Letters of a last part that is not listed as it stands: shorter ends are chance too often (voetbal+ler)."""

_SAME_START = 3
"""Letters that such an end has in common with the part on the list: huizen and huis."""

_Cut = tuple[int, int, tuple[str, ...]]  # number of parts, letters that are links, the parts from here to the end


class Compounds:
    """Cuts words by a list of known parts."""

    def __init__(self, parts: Collection[str], stem: Callable[[str], str]) -> None:
        self._parts = frozenset(parts)
        self._longest = max(map(len, self._parts), default=0)
        self._stem = stem
        self._starts = frozenset((stem(part), part[:_SAME_START]) for part in self._parts)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts as they stand in the word, left to right; empty when it is not a compound of known parts.

        The whole word must be covered, so that "arts" is not found in "kwartier". A word that is on the list itself
        stays whole. Of several cuts the one with the fewest parts wins, then the one with the fewest linking letters,
        then the one with the longest first part (buurt+huis, not buur+thuis).
        """
        if len(word) < 2 * SHORTEST_PART or self._is_part(word):
            return ()
        best: list[_Cut | None] = [None] * len(word)
        for start in range(len(word) - SHORTEST_PART, -1, -1):
            best[start] = self._best_from(word, start, best)
        cut = best[0]
        return cut[2] if cut is not None else ()

    def _best_from(self, word: str, start: int, best: list[_Cut | None]) -> _Cut | None:
        """The best way to cut the word from `start` to its end, given the best ways from every later letter."""
        if start > 0 and self._is_part(word[start:]):
            return 1, 0, (word[start:],)
        found: _Cut | None = None
        for end in range(start + SHORTEST_PART, min(start + self._longest, len(word) - SHORTEST_PART) + 1):
            part = word[start:end]
            if part not in self._parts:
                continue
            for link in _LINKS:
                rest = best[end + len(link)] if word.startswith(link, end) and end + len(link) < len(word) else None
                if rest is None:
                    continue
                cut = (rest[0] + 1, rest[1] + len(link), (part, *rest[2]))
                if found is None or _rank(cut) < _rank(found):
                    found = cut
        return found

    def _is_part(self, end: str) -> bool:
        """A part as listed, or another form with the same stem: mostly its plural (verlening, verleningen)."""
        if end in self._parts:
            return True
        return len(end) >= _SHORTEST_INFLECTED_END and (self._stem(end), end[:_SAME_START]) in self._starts


def _rank(cut: _Cut) -> tuple[int, int, int]:
    """Lower is better."""
    parts, links, words = cut
    return parts, links, -len(words[0])
