"""Places that are not in Flanders or Brussels: it is kinder to say where someone's words lie than not to know them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.coordinates import read_point
from geo.names import name_key, take_apart
from geo.spelling import Typos

WALLONIA, ABROAD, NETHERLANDS = "Wallonië", "het buitenland", "Nederland"

# Postcodes of Wallonia: Walloon Brabant, and Liège, Namur, Hainaut and Luxembourg (bpost).
_WALLOON = (range(1300, 1500), range(4000, 8000))
# Regions and neighbourhoods of here that are no place to search in, and are like a name elsewhere (Limbourg, Kampen,
# Rabat).
_HERE = frozenset({"limburg", "kempen", "rabot"})
_DUTCH_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)")


class Elsewhere:
    """Names of towns and regions elsewhere, each with its country; Wallonia stands for Belgium."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Index the names, in Dutch and in their own language."""
        self._where = {name_key(name): where for name, where in names.items()}
        self._typos = Typos(self._where)

    def __contains__(self, key: str) -> bool:
        return key in self._where

    def likeness(self, key: str) -> float:
        """How like the likest name is to this key: 0 to 1; 0 where none is."""
        return max((likeness for _, likeness in self._typos.alike(key)), default=0.0)

    def where(self, text: str) -> str | None:
        """The country, or Wallonia, in which the place lies that a (tidied) text names; None where it is not known."""
        read = read_point(text)
        if read is not None:
            return None if read.in_belgium else ABROAD
        if _DUTCH_POSTCODE.search(text):
            return NETHERLANDS
        written = take_apart(text)
        if written.postcode is not None and any(int(written.postcode) in codes for codes in _WALLOON):
            return WALLONIA
        for name in (written.name, written.within):
            key = name_key(name or "")
            if key in _HERE:
                return None
            like = [alike for alike, _ in self._typos.alike(key)]
            for candidate in (key, *like[:1]):
                if candidate in self._where:
                    return self._where[candidate]
        return None
