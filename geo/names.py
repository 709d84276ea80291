"""How people write the names of places: what is the same name, and what a text consists of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from geo.point import Point

LONGEST_TEXT = 120  # characters; the longest name with its municipality and postcode has under 70
_SAINT = frozenset({"st", "ste", "saint", "sainte"})
_DECIMAL_POINTS = re.compile(r"([+-]?\d{1,3}\.\d{1,15})\s*[,;\s]\s*([+-]?\d{1,3}\.\d{1,15})")
_DECIMAL_COMMAS = re.compile(r"([+-]?\d{1,3},\d{1,15})\s*(?:;|,?\s)\s*([+-]?\d{1,3},\d{1,15})")
_POSTCODE = re.compile(r"(?<!\w)(?:(?:B|BE)\s*-?\s*)?([0-9]{4})(?!\w)", re.IGNORECASE)
_WITHIN = re.compile(r"([^(,]+)[(,]([^(),]+)\)?")


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


def name_key(name: str) -> str:
    """The same for every way to write one name, whatever its case, accents, hyphens or spaces.

    `St.-Niklaas`, `sint niklaas` and `SintNiklaas` are one; a French saint is written alike.
    """
    letters = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    words = re.split(r"[\W_]+", letters.casefold())
    return "".join("sint" if word in _SAINT else word for word in words)


def read_point(text: str) -> Point | None:
    """The point that is written as `50.94, 4.04`, `50.94 4.04` or `50,94;4,04`: latitude first, both with decimals."""
    found = _DECIMAL_POINTS.fullmatch(text) or _DECIMAL_COMMAS.fullmatch(text)
    if found is None:
        return None
    lat, lon = (float(number.replace(",", ".")) for number in found.groups())
    try:
        return Point(lat, lon)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Written:
    """A text taken apart: a name, its postcode, and the municipality that it says the name lies in."""

    name: str
    postcode: str | None = None
    within: str | None = None


def take_apart(text: str) -> Written:
    """Read `9300 Aalst`, `Aalst B-9300`, `Aalst (Sint-Truiden)` or `Meldert, Aalst`; else the text is a name."""
    postcode = None
    codes = list(_POSTCODE.finditer(text))
    if len(codes) == 1:
        postcode = codes[0][1]
        text = f"{text[: codes[0].start()]} {text[codes[0].end() :]}".strip(" ,;-")
    within = _WITHIN.fullmatch(text)
    if within is not None:
        return Written(within[1].strip(), postcode, within[2].strip())
    return Written(text, postcode)
