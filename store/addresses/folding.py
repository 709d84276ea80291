"""When two ways to write the name of a street are one name."""

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    **dict.fromkeys(("st", "ste", "sinte", "saint", "sainte"), "sint"),
    "dr": "dokter",
    "prof": "professor",
    **dict.fromkeys(("burg", "burgem"), "burgemeester"),
    "gen": "generaal",
    "kard": "kardinaal",
    "kan": "kanunnik",
    "past": "pastoor",
    "mgr": "monseigneur",
    **dict.fromkeys(("av", "ave"), "avenue"),
    **dict.fromkeys(("bd", "bld", "boul"), "boulevard"),
    **dict.fromkeys(("ch", "chee"), "chaussee"),
}
_ENDINGS = (
    ("steenwg", "steenweg"),
    ("stwg", "steenweg"),
    ("stw", "steenweg"),
    ("str", "straat"),
    ("ln", "laan"),
    ("wg", "weg"),
    ("pln", "plein"),
)
"""Abbreviations at the end of a name, written against the rest or apart: "Kerkstr.", "Brusselse stwg"."""

_STARTS = (
    ("onzelievevrouwe", "onzelievevrouw"),
    ("olvrouwe", "onzelievevrouw"),
    ("olvrouw", "onzelievevrouw"),
    ("olv", "onzelievevrouw"),
)
_ADDED = re.compile(r"\([^)]*\)")
_LITTLE = frozenset({"de", "den", "der", "des", "het", "ten", "ter", "van", "la", "le", "les", "du", "aux"})
_SHORTEST = 3


def street_key(name: str) -> str:
    """The same for every way to write one street name: case, accents, hyphens, spaces, usual abbreviations.

    What stands between brackets (the register adds it to tell streets of one name apart) does not count.
    """
    return _joined(_words(name))


def prefix_keys(text: str) -> tuple[str, ...]:
    """How the keys may begin of a name that someone is still typing: "dr" begins dokter and Driesstraat."""
    words = _words(text)
    if not words:
        return ()
    as_typed = "".join([*(_WORDS.get(word, word) for word in words[:-1]), words[-1]])
    return tuple(dict.fromkeys((as_typed, _joined(words))))


def later_keys(name: str) -> tuple[str, ...]:
    """The keys of the name from its second, third ... word on, for who looks for "Eyckstraat" (Jan Van Eyckstraat)."""
    words = _words(name)
    starts = (start for start in range(1, len(words)) if words[start] not in _LITTLE)
    return tuple(dict.fromkeys(key for start in starts if len(key := _joined(words[start:])) >= _SHORTEST))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _ADDED.sub(" ", name))
    letters = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    return [word for word in re.split(r"[\W_]+", letters) if word]


def _joined(words: list[str]) -> str:
    """The words in full and without spaces."""
    key = "".join(_WORDS.get(word, word) for word in words)
    key = next((full + key.removeprefix(short) for short, full in _STARTS if key.startswith(short)), key)
    return next((key.removesuffix(short) + full for short, full in _ENDINGS if key.endswith(short)), key)
