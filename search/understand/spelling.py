"""What word may have been meant by one that nobody knows: a known word, name or place is never read as another."""

from __future__ import annotations

from datetime import date

from rapidfuzz.distance import OSA

from geo import Gazetteer
from search.analysis import Analyser, QueryWord
from search.engine.port import Alternative, Engine, EngineQuery, TextQuery, WordGroup
from search.lexicon import Lexicon

MOST_READINGS = 3


class Speller:
    """Reads slips of the pen with the words of the index and those of the lexicon."""

    def __init__(self, engine: Engine, analyser: Analyser, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._engine = engine
        self._analyser = analyser
        self._spelling = lexicon.spelling
        self._gazetteer = gazetteer

    def readings(self, word: QueryWord, today: date) -> tuple[str, ...]:
        """Words of which it may be a slip, the likeliest first; none for a word that is known.

        A stop word, which counts where nothing else was typed, is no slip. Of two words that are as near, the one of
        the lexicon goes first: it is about help.
        """
        if not self._analyser.telling_words(word.text) or self._spelling.knows(word.text, word.stem):
            return ()
        indexed = self._engine.near_words(word.text, word.stem)
        listed = self._spelling.near(word.text)
        if not indexed and (not listed or self._is_indexed(word, today)):
            return ()
        if any(place.matched == "exact" for place in self._gazetteer.resolve(word.text)):
            return ()
        near = {other: OSA.distance(word.text, other) for other in (*listed, *indexed)}
        fewest = min(near.values())
        return tuple(other for other, slips in near.items() if slips == fewest)[:MOST_READINGS]

    def _is_indexed(self, word: QueryWord, today: date) -> bool:
        """Whether an offer has the word."""
        ways = (Alternative((word.stem,), 1.0, "words_or_parts"), Alternative((word.text,), 1.0, "names"))
        text = TextQuery((WordGroup(word.text, ways),), 1)
        return self._engine.search(EngineQuery(today, text=text, facets=())).total > 0
