"""How people write the names of places: what is the same name, and what a text consists of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_TEXT = 120  # characters; the longest name with its municipality and postcode has under 70
_SAINT = frozenset({"st", "ste", "saint", "sainte"})
_POSTCODE = re.compile(r"(?<!\w)(?:(?:B|BE)\s*-?\s*)?([0-9]{4})(?!\w)", re.IGNORECASE)
_WITHIN = re.compile(r"([^(,]+)[(,]([^(),]+)\)?")

# What people write around the name of a place, as maps and forms do: the country, and that it is a town.
_COUNTRY = re.compile(r"(?<=\w)\)?(?:\s*,\s*|\s+)(?:belgi[ëe]|belgium|belgique|belgien)\.?$", re.IGNORECASE)
_BEFORE = r"(?:in|te|bij|nabij|rond|rondom|uit|naar|omgeving|regio|streek|gemeente|stad|centrum)(?:\s+van)?\s+"
_AFTER = r"(?:\s+en)?\s+(?:centrum|stad|omgeving|omstreken)"
_AROUND = re.compile(rf"(?:{_BEFORE})*(?P<name>\S.*?)(?:{_AFTER})?", re.IGNORECASE)


def tidy(text: str) -> str:
    """One line without odd spaces or invisible characters; empty where it cannot be the name of a place.

    A text that is too long, or that holds a control character or half a character, is no name.
    """
    if len(text) > LONGEST_TEXT:
        return ""
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    kinds = {unicodedata.category(character) for character in text}
    if kinds & {"Cc", "Cs", "Cn", "Co"} or len(text) > LONGEST_TEXT:
        return ""
    return "".join(character for character in text if unicodedata.category(character) != "Cf").strip()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, the same whatever its case, accents or signs; every saint is written `sint`."""
    letters = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    words = re.split(r"[\W_]+", letters.casefold())
    return tuple("sint" if word in _SAINT else word for word in words if word)


def name_key(name: str) -> str:
    """The same for every way to write one name, whatever its case, accents, hyphens or spaces.

    `St.-Niklaas`, `sint niklaas` and `SintNiklaas` are one; a French saint is written alike.
    """
    return "".join(name_words(name))


def without_country(text: str) -> str:
    """`Gent` for `Gent, België`; a text that is only the country stays as it is."""
    return _COUNTRY.sub(lambda found: ")" if ")" in found[0] else "", text)


def without_frame(text: str) -> str:
    """`Gent` for `in Gent`, `stad Gent` and `omgeving van Gent`, `Aalst` for `Aalst en omstreken`."""
    found = _AROUND.fullmatch(text)
    return found["name"] if found is not None else text


@dataclass(frozen=True, slots=True)
class Written:
    """A text taken apart: a name, its postcode, and the municipality that it says the name lies in."""

    name: str
    postcode: str | None = None
    within: str | None = None


def take_apart(text: str) -> Written:
    """Read `9300 Aalst`, `Aalst (B-9300)`, `Aalst (Sint-Truiden)` or `Meldert, Aalst`; else the text is a name."""
    postcode = None
    codes = list(_POSTCODE.finditer(text))
    if len(codes) == 1:
        postcode = codes[0][1]
        rest = f"{text[: codes[0].start()]} {text[codes[0].end() :]}"
        text = re.sub(r"\(\s*\)", "", rest).strip(" ,;-")
    within = _WITHIN.fullmatch(text)
    if within is not None:
        return Written(within[1].strip(), postcode, within[2].strip())
    return Written(text, postcode)
