"""All that is known of the words in which people ask: one value, read from one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from catalogue import Glossary, Vocabulary
from search.analysis import Analyser
from search.lexicon import Lexicon
from search.understand import ForeignWords, Languages
from search.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Each part may be absent; then that is not read from a question.

    Without a lexicon words mean only themselves; without languages every question is in Dutch, without foreign words
    no others are known; without wishes only parameters say for whom, where and when; without a glossary there are no
    abbreviations, and no words that sectors use in their own way.
    """

    lexicon: Lexicon | None = None
    languages: Languages | None = None
    foreign: ForeignWords | None = None
    wishes: Wishes | None = None
    glossary: Glossary | None = None

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary, analyser: Analyser, glossary: Glossary) -> Self:
        """The whole of a folder (data/relevance). Raises `BadTableError` and `OSError`."""
        return cls(
            lexicon=Lexicon.load(folder, vocabulary, analyser),
            languages=Languages.load(folder / "languages.toml"),
            foreign=ForeignWords.load(folder / "foreign_words.csv"),
            wishes=Wishes.load(folder, vocabulary),
            glossary=glossary,
        )
