"""Which words of a sentence are a place: `kinderopvang in Sint-Niklaas`, `dokter 8000 Brugge`.

Many villages are words too: Mol, Peer, Boom, Werken. `data/reference/place_common_words.csv` lists them, and what must
stand before such a word to make it a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from geo.names import name_key
from geo.place import FoundPlace, Place

Counts = Literal["after_preposition", "capital_after_preposition"]
"""When a common word is a place: after `in` or `bij`; or only where it has a capital too (`in Werken`)."""

LONGEST_PHRASE = 400  # characters that are looked at
_MOST_WORDS = 8  # of one place with its postcode; `Sint-Job-in-'t-Goor` has five
_WORD = re.compile(r"[^\W_]+")
_JOIN = re.compile(r"[\s\-–’'./]{1,4}")
_POSTCODE = re.compile(r"[1-9]\d{3}")

# After these a common word is a place.
_BEFORE = frozenset(
    {"in", "te", "bij", "van", "rond", "nabij", "omgeving", "uit", "naar", "regio", "gemeente", "stad", "ocmw"}
)
_COUNTRY = frozenset({"b", "be"})
# Around four digits, these say that they are an amount, a year or a number to call.
_NOT_BEFORE = frozenset({"euro", "eur", "tel", "telefoon", "nummer", "nr", "gsm", "bel"})
_NOT_AFTER = frozenset(
    {"euro", "eur", "bellen", "mensen", "personen", "kilo", "gram", "kg", "km", "meter", "m", "jaar", "keer", "uur"}
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    start: int
    end: int


class Phrases:
    """Finds places in sentences, the longest name first; it takes no word for a typing error."""

    def __init__(
        self,
        resolve: Callable[[str], tuple[Place, ...]],
        words_of: Mapping[str, int],
        postcodes: frozenset[str],
        common_words: Mapping[str, Counts],
    ) -> None:
        """Index what may be found.

        `resolve` gives the places of one name, exactly as written; `words_of` says of how many words a name (by key)
        consists.
        """
        self._resolve = resolve
        self._words_of = words_of
        self._postcodes = postcodes
        self._common = {name_key(name): counts for name, counts in common_words.items()}

    def find(self, text: str) -> tuple[FoundPlace, ...]:
        """The places in a text, from left to right; none overlap."""
        text = text[:LONGEST_PHRASE]
        words = [_Word(one[0], name_key(one[0]), *one.span()) for one in _WORD.finditer(text)]
        found = []
        at = 0
        while at < len(words):
            one, after = self._at(text, words, at)
            if one is not None:
                found.append(one)
            at = after
        return tuple(found)

    def _at(self, text: str, words: list[_Word], at: int) -> tuple[FoundPlace | None, int]:
        """The place that begins with this word, and the word after it."""
        for last in range(min(len(words), at + _MOST_WORDS, _end_of_run(text, words, at)), at, -1):
            inside = words[at:last]
            if self._is_place(words, at, last):
                places = self._resolve(text[inside[0].start : inside[-1].end])
                if places:
                    return FoundPlace(places, inside[0].start, inside[-1].end), last
        return None, at + 1

    def _is_place(self, words: list[_Word], at: int, last: int) -> bool:
        inside = words[at:last]
        codes = [number for number, word in enumerate(inside) if word.text in self._postcodes]
        if not codes:
            return self._is_name(words, at, last)
        if len(codes) > 1:
            return False
        first = codes[0] - 1 if codes[0] and inside[codes[0] - 1].key in _COUNTRY else codes[0]
        name = inside[:first] + inside[codes[0] + 1 :]
        if name:
            return (first == 0 or codes[0] == len(inside) - 1) and self._known(name)
        return first < codes[0] or self._is_bare_postcode(words, at)

    def _known(self, name: list[_Word]) -> bool:
        """Whether these words are a name: not more words than it has, so that `ze le` is not Zele."""
        return self._words_of.get("".join(word.key for word in name), 0) >= len(name)

    def _is_name(self, words: list[_Word], at: int, last: int) -> bool:
        inside = words[at:last]
        if not self._known(inside) or _is_surname(words, at):
            return False
        counts = self._common.get("".join(word.key for word in inside))
        capital = inside[-1].text[0].isupper()
        if counts is None or (len(inside) == len(words) and capital):
            return True
        led = at > 0 and words[at - 1].key in _BEFORE
        return led and (counts == "after_preposition" or capital)

    def _is_bare_postcode(self, words: list[_Word], at: int) -> bool:
        """Whether four digits on their own are a postcode, and no amount, year or telephone number."""
        before = words[at - 1].key if at else ""
        after = words[at + 1].key if at + 1 < len(words) else ""
        if len(words) == 1 or before == "postcode":
            return True
        a_year = int(words[at].text) in _YEARS
        a_number = before.isdigit() or after.isdigit() or before in _NOT_BEFORE or after in _NOT_AFTER
        return not (a_year or a_number)


def _end_of_run(text: str, words: list[_Word], at: int) -> int:
    """The word after the last that only spaces, hyphens and the like part from this one."""
    last = at + 1
    while last < len(words) and _JOIN.fullmatch(text, words[last - 1].end, words[last].start):
        last += 1
    return last


def _is_surname(words: list[_Word], at: int) -> bool:
    """Whether `Van` with a capital, inside a sentence, makes it someone's name: `dokter Van Hove`."""
    return at > 1 and words[at - 1].text in ("Van", "De")
