"""In which language a question is asked: by its script, a few letters and the small words that everyone uses.

Careful: what shows nothing is Dutch, for who asks in Dutch and is told about interpreters is badly served. The table is
`data/relevance/languages.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from search.analysis import BadTableError, fold
from search.lexicon import LANGUAGES
from search.understand.reading import Reading, Step

STEP = "taal"

DUTCH, LATIN = "nl", "latin"

SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "ethiopic": re.compile("[\u1200-\u137f]"),
    "latin": re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]"),
}
"""The scripts that are told apart, by their Unicode blocks; capitals are made small before."""

FEW = 2
"""So few words tell their language with one sign; of more it takes two."""


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a language shows itself in a text of its script."""

    script: str
    letters: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    otherwise: bool = False

    def seen_in(self, words: Mapping[str, str]) -> int:
        """How many signs of the language the words have; each word (folded) with how it was typed."""
        return sum(
            (plain in self.words or plain.endswith(self.endings)) + (not self.letters.isdisjoint(typed))
            for plain, typed in words.items()
        )


class Languages:
    """The languages that can be told. Pure; keeps nothing of what it reads."""

    def __init__(self, signs: Mapping[str, Signs]) -> None:
        """Words that a language has in common with Dutch tell nothing of either."""
        self._dutch, others = signs[DUTCH], {name: one for name, one in signs.items() if name != DUTCH}
        self._others = {name: replace(one, words=one.words - self._dutch.words) for name, one in others.items()}
        self._shared = {name: one.words & self._dutch.words for name, one in others.items()}

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the table. Raises `BadTableError` for a row that cannot be used."""
        try:
            read = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls({name: _signs(row) for name, row in read.items()})
        except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
            raise BadTableError(f"{path.name}: {fault}") from fault

    def of(self, text: str) -> str:
        """The language (ISO 639-1) of a text of a few words; Dutch where nothing tells."""
        text = unicodedata.normalize("NFC", text.lower())
        script = _script(text)
        words = {plain: typed for typed in text.split() for plain in fold(typed).split()}
        seen = {name: one.seen_in(words) for name, one in self._others.items() if one.script == script}
        best = max(seen, key=lambda name: (seen[name], self._others[name].otherwise))
        if script == LATIN:
            telling = words.keys() - self._shared[best]
            enough = 1 if len(telling) <= FEW else 2
            if seen[best] < enough or seen[best] <= len(telling & self._dutch.words):
                return DUTCH
        return best.partition("-")[0]

    def words_of(self, language: str) -> frozenset[str]:
        """The small words of a language other than Dutch, folded."""
        return self._others[language].words | self._shared[language]


def _signs(row: Mapping[str, Any]) -> Signs:
    if row["script"] not in SCRIPTS:
        raise KeyError(row["script"])
    return Signs(
        script=row["script"],
        letters=frozenset(row.get("letters", "")),
        endings=tuple(row.get("endings", ())),
        words=frozenset(fold(row.get("words", "")).split()),
        otherwise=row.get("otherwise", False),
    )


def _script(text: str) -> str:
    """The script of most letters of a text in small letters; `latin` where there are none."""
    counts = {name: len(pattern.findall(text)) for name, pattern in SCRIPTS.items()}
    return max(counts, key=lambda name: (counts[name], name == LATIN))


def read_language(languages: Languages) -> Step:
    """Tell the language of `q`; who does not say in which the texts must be gets them in that language."""

    def step(reading: Reading) -> Reading:
        language, asked = languages.of(reading.request.q), reading.request
        if "lang" not in asked.model_fields_set:
            asked = asked.model_copy(update={"lang": language})
        return replace(reading, language=language, request=asked).noted(STEP, language)

    return step


def unless_foreign(step: Step) -> Step:
    """A step for the languages of the lexicon only: what is strange in another one is no slip of a Dutch word."""
    return lambda reading: step(reading) if reading.language in LANGUAGES else reading
