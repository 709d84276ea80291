"""The analysis as the rest of the search room sees it: texts in, tokens out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search.analysis.compounds import Compounds
from search.analysis.fold import fold
from search.analysis.stems import Stems
from search.analysis.tables import Tables

_LONGEST_WORD = 60
"""Letters that are kept of a word; no Dutch word of use is longer, and engines refuse or drop huge tokens."""

_REMEMBERED_WORDS = 65_536
"""Words kept in memory, about 20 MB when full: the whole vocabulary of a province's offers is about half of it."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a query: what was typed and the tokens to look for."""

    text: str
    """As typed, folded."""
    stem: str
    """The token that counts in full."""
    parts: tuple[str, ...]
    """Stems of the parts of a compound (schuldhulpverlening: schuld, hulp, verlen); empty when it is not one."""


class Analyser:
    """The Dutch chain with its word lists. Holds no text, only a bounded memory of single words; safe in threads."""

    version: str
    """Changes whenever the same text may give other tokens; an index made under another version must be rebuilt."""

    def __init__(self, tables: Tables) -> None:
        self.version = tables.version
        self._stopwords = tables.stopwords
        stems = Stems(tables.overrides)
        compounds = Compounds(tables.parts, stems.of)

        @lru_cache(maxsize=_REMEMBERED_WORDS)
        def analyse(word: str) -> tuple[str, tuple[str, ...]]:
            """Stem and parts, as a plain tuple: the garbage collector does not look into tens of thousands of those."""
            parts = compounds.split(word)
            stem = stems.of_compound(word, parts[-1]) if parts else stems.of(word)
            return stem, tuple(map(stems.of, parts))

        self._analyse = analyse

    @classmethod
    def load(cls, folder: Path) -> Analyser:
        """Read the word lists in `folder` (data/relevance).

        Raises:
            BadTableError: a word list has a wrong row; the message says where.
            OSError: a word list is missing.
        """
        return cls(Tables.read(folder))

    def index_tokens(self, text: str) -> list[str]:
        """Stems in the order of the text, stop words left out.

        "niet" and "geen" are stop words: an engine does not know what they deny, and "niet meer betalen" must not have
        to match "niet". "zonder" stays: it names services and groups (zonder afspraak, zonder papieren).
        """
        return self.stems(self.exact_tokens(text))

    def part_tokens(self, text: str) -> list[str]:
        """Stems of the parts of every compound in the text, in order: for a separate field with a low weight."""
        return self.parts(self.exact_tokens(text))

    def stems(self, words: Iterable[str]) -> list[str]:
        """Stems of folded words, stop words left out."""
        return [self._analyse(word)[0] for word in words if word not in self._stopwords]

    def parts(self, words: Iterable[str]) -> list[str]:
        """Stems of the parts of folded words that are compounds."""
        return [part for word in words for part in self._analyse(word)[1]]

    def exact_tokens(self, text: str) -> list[str]:
        """Folded words, not stemmed, stop words kept: for names, phrases and suggestions."""
        return [word[:_LONGEST_WORD] for word in fold(text).split()]

    def telling_words(self, text: str) -> list[str]:
        """Folded words, not stemmed, stop words left out: what someone who made a slip may have meant."""
        return [word for word in self.exact_tokens(text) if word not in self._stopwords]

    def query_words(self, text: str) -> tuple[QueryWord, ...]:
        """The words of a query, stop words left out unless nothing else is left ("de", "zijn wij er")."""
        words = self.telling_words(text) or self.exact_tokens(text)
        return tuple(QueryWord(word, *self._analyse(word)) for word in words)
