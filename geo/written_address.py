"""An address as people write it, taken apart: `Kerkstraat 12 bus 3, 9300 Aalst`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.names import take_apart

_NUMBER = r"\d{1,4}(?:\s?[A-Za-z](?![A-Za-z]))?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?(?:\s*(?:bus|bte|box|b)\.?\s*\w{1,6})?"
_NUMBERED = re.compile(
    rf"(?P<street>[^\W\d][^,]*?)\s*(?:,\s*|\s)(?:nr\.?\s*|nummer\s+)?(?P<number>{_NUMBER})(?:\s*,\s*|\s+)(?P<rest>\S.*)",
    re.IGNORECASE,
)
# How nearly all names of streets end, in Dutch; in French they begin with a word of this kind.
_STREET = re.compile(
    r".*(?:straat|str\.|laan|plein|weg|lei|dreef|steenweg|stwg|kaai|kade|markt|baan|hof|pad|singel|vest|ring|berg|veld)"
    r"|(?:rue|avenue|boulevard|chauss[ée]e|place|quai|square|dr[èe]ve) .*",
    re.IGNORECASE,
)
_STREET_ONLY = re.compile(r"(?P<street>[^\W\d][^,]*?)\s*,\s*(?P<rest>[^,]+)")


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """A street, a house number where one was written, and the text that says in which place it is."""

    street: str
    number: str | None
    place: str

    @property
    def surely(self) -> bool:
        """Whether it can be nothing but an address: it has a number, or a name such as only streets have."""
        return self.number is not None or _STREET.fullmatch(self.street) is not None


def read_address(text: str) -> WrittenAddress | None:
    """The parts of `street number, place` or `street, place`; None where the text has another form.

    Four digits that can be a postcode are the place's, not a house number, unless another postcode follows.
    """
    numbered = _NUMBERED.fullmatch(text)
    if numbered is not None:
        street, number, rest = numbered["street"].strip(), numbered["number"].strip(), numbered["rest"].strip()
        four_digits = re.fullmatch(r"[1-9]\d{3}", number) is not None
        if not four_digits or take_apart(rest).postcode is not None:
            return WrittenAddress(street, number, rest)
        return WrittenAddress(street.rstrip(" ,-"), None, f"{number} {rest}") if "," in text else None
    alone = _STREET_ONLY.fullmatch(text)
    return WrittenAddress(alone["street"].strip(), None, alone["rest"].strip()) if alone is not None else None
