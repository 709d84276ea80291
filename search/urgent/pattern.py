"""The small language of the rules: which words, how near to each other.

    "wil niet_meer leven"      words in this order, at most `GAP` others between two of them
    "niet_meer|nooit"          one of these; `_`: directly after each other
    "@kind + geslagen|mept"    `+`: both, in any order, at most `WINDOW` words from begin to end
    "@kind", "van_@kind"       one of a word class
    "gif*"                     every word that begins so
    "^ noodnummer $"           the whole text

A rule says what people say. It never weighs likeness of meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

GAP = 2
"""Words that may stand between two words of a sequence: "wil [toch echt] niet meer leven". Fillers do not count."""

WINDOW = 12
"""Words from the first to the last part of a rule with `+`: a clause and a half. Fillers do not count."""

BEGIN, END = "^", "$"
"""Stand for the begin and the end of the text: "^ 112 $" is all that was typed."""

_WORD = re.compile(r"[^\W_]+\*?|[\^$]")

Entry = tuple[str, ...]
"""Words that follow each other; a single word may end in `*`."""

Atom = frozenset[Entry]
"""The ways to say one thing."""

Step = tuple[Atom, int]
"""What must stand there, and how many words may stand before it."""

Term = tuple[Step, ...]


class BadPatternError(ValueError):
    """A pattern that cannot be read; the message says which part and why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Sequences that must all be there."""

    terms: tuple[Term, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Everything that must be in the text."""
        return tuple(dict.fromkeys(atom for term in self.terms for atom, _ in term))


def read_pattern(text: str, classes: Mapping[str, Atom]) -> Pattern:
    """The pattern that a text stands for. Raises `BadPatternError`."""
    return Pattern(tuple(_term(part.split(), classes) for part in text.split("+")))


def read_entry(text: str) -> Entry:
    """One way to say something: a word, the beginning of words (`gif*`) or words in a row (`er_uit_stappen`)."""
    words = tuple(text.split("_"))
    if not all(_WORD.fullmatch(word) and word == word.lower() for word in words):
        raise BadPatternError(f"{text!r} is not a word in lower case")
    if any(word.endswith("*") for word in words) and (len(words) > 1 or len(text) < 4):
        raise BadPatternError(f"{text!r}: only a single word of three letters or more may end in *")
    return words


def _term(parts: list[str], classes: Mapping[str, Atom]) -> Term:
    if not parts:
        raise BadPatternError("nothing beside a +")
    return tuple((_atom(part, classes), GAP) for part in parts)


def _atom(text: str, classes: Mapping[str, Atom]) -> Atom:
    return frozenset(entry for way in text.split("|") for entry in _ways(way, classes))


def _ways(way: str, classes: Mapping[str, Atom]) -> Iterator[Entry]:
    """The ways that one alternative stands for: itself, or with a class in it one for each word of that."""
    if way.startswith("@") and "_" not in way:
        yield from _class(way, classes)
    elif "@" not in way:
        yield read_entry(way)
    else:
        pieces = [_class(piece, classes) if piece.startswith("@") else {read_entry(piece)} for piece in way.split("_")]
        for row in product(*pieces):
            entry = tuple(word for part in row for word in part)
            if not any(word.endswith("*") for word in entry):
                yield entry


def _class(name: str, classes: Mapping[str, Atom]) -> Atom:
    if name[1:] not in classes:
        raise BadPatternError(f"no word class {name!r}")
    return classes[name[1:]]
