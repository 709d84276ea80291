"""What someone typed as the words that the rules know: dialect, chat and swallowed letters read as the usual word.

Word for word from `spelling.csv`; else sound for sound from `sounds.csv`, where that makes a word of the rules; and the
*k* of *ik* and the *t* of *het* that stick to the next word (*khoor*, *tdak*) come loose.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from search.analysis.fold import fold
from search.urgent.pattern import BEGIN, END

_STUCK = re.compile(r"(?:k(?=[bdfghmpstvz])|t(?=[bdfglmnpvz]))[a-z]+")
"""No word of Dutch, French or English that matters here begins so."""

_UNSTUCK = {"k": "ik", "t": "het"}

_BY_SOUND = range(3, 41)
"""Letters; in shorter words another sound is another word, and no rule has a longer one."""

Sound = tuple[str, str]
"""How it is written, with `^` or `$` where only at the begin or end of a word, and as what it is read."""


class Reader:
    """Reads typed text into words; `known` are the words that are left as they are."""

    def __init__(
        self,
        spelling: Mapping[tuple[str, ...], tuple[str, ...]],
        sounds: Sequence[Sound],
        fillers: Container[str],
        known: Container[str],
    ) -> None:
        """The tables, and the words of the rules."""
        self._spelling = spelling
        self._sounds = sounds
        self._fillers = fillers
        self._known = known

    def read(self, text: str) -> list[str]:
        """The words in one spelling, without fillers, between the marks of begin and end."""
        return [BEGIN, *(word for word in self._words(fold(text).split()) if word not in self._fillers), END]

    def _words(self, typed: list[str]) -> Iterator[str]:
        place = 0
        while place < len(typed):
            pair = tuple(typed[place : place + 2])
            if len(pair) == 2 and pair in self._spelling:
                yield from self._spelling[pair]
                place += 2
            else:
                yield from self._usual(typed[place])
                place += 1

    def _usual(self, word: str) -> tuple[str, ...]:
        if (word,) in self._spelling:
            return self._spelling[word,]
        if word in self._known or len(word) not in _BY_SOUND:
            return (word,)
        if _STUCK.fullmatch(word):
            return (_UNSTUCK[word[0]], *self._usual(word[1:]))
        return (self._by_sound(word),)

    def _by_sound(self, word: str) -> str:
        """The known word that it sounds like: with one sound written otherwise, else with two; else as it is."""
        once = [*self._otherwise(word)]
        twice = (other for one in once for other in self._otherwise(one))
        return next((way for ways in (once, twice) for way in ways if way in self._known), word)

    def _otherwise(self, word: str) -> Iterator[str]:
        marked = f"{BEGIN}{word}{END}"
        for written, read_as in self._sounds:
            if written in marked:
                yield marked.replace(written, read_as).strip(BEGIN + END)
