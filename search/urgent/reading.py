"""What someone typed as the words that the rules know: dialect, chat and swallowed letters read as the usual word.

Word for word from `spelling.csv`, and by the three habits that are too regular for a list: the *k* of *ik* stuck to
the verb (*khoor*), and an ending *-en* without its *n* (*gevalle*) or its *e* (*stappn*).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from search.analysis.fold import fold
from search.urgent.pattern import BEGIN, END

_STUCK_K = re.compile(r"k([bdfghmpstvz][a-z]+)")
"""No word of Dutch, French or English that matters here begins so."""

_WITHOUT_E = re.compile(r"([a-z]+[^aeiouyn])n")


class Reader:
    """Reads typed text into words; `known` are the words that are left as they are."""

    def __init__(
        self,
        spelling: Mapping[tuple[str, ...], tuple[str, ...]],
        fillers: Container[str],
        known: Container[str],
    ) -> None:
        """The tables, and the words of the rules."""
        self._spelling = spelling
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
        if word in self._known:
            return (word,)
        stuck = _STUCK_K.fullmatch(word)
        if stuck:
            return ("ik", *self._usual(stuck[1]))
        return (self._with_ending(word),)

    def _with_ending(self, word: str) -> str:
        without_e = _WITHOUT_E.fullmatch(word)
        ways = [f"{word}n"] if word.endswith("e") else [f"{without_e[1]}en"] if without_e else []
        return next((way for way in ways if way in self._known), word)
