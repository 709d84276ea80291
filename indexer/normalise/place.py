"""Postcodes and NIS codes in the form that the map uses."""

from __future__ import annotations

import re

from geo import Gazetteer

_POSTCODE = re.compile(r"(?:BE?\s*-?\s*)?([1-9]\d{3})", re.IGNORECASE)
_NIS = re.compile(r"\d{5}")
# Arrondissements of Wallonia (first two digits; Statbel, REFNIS), whose municipalities the gazetteer does not have.
_WALLOON = re.compile(r"(?:25|5[1-8]|6[1-4]|8[1-5]|9[1-3])\d{3}")


def belgian_postcode(text: str) -> str | None:
    """Four digits, without the country ("B-9300" becomes "9300"); `None` where it is no Belgian postcode."""
    match = _POSTCODE.fullmatch(text.strip())
    return match[1] if match and match[1].isascii() else None


def current_nis(text: str, gazetteer: Gazetteer | None) -> str | None:
    """The NIS code of today's municipality for a code of 2018 or later; `None` where it is no municipality.

    Without a gazetteer, and for Wallonia, the code stays as it is. Codes that end in 000 are arrondissements and
    provinces.
    """
    code = text.strip()
    if not code.isascii() or not _NIS.fullmatch(code) or code.endswith("000"):
        return None
    if gazetteer is None:
        return code
    municipality = gazetteer.municipality(code)
    if municipality is not None:
        return municipality.nis
    return code if _WALLOON.fullmatch(code) else None


def nis_of(code_or_name: str, gazetteer: Gazetteer) -> str | None:
    """The NIS code of the municipality with that code or exact name; `None` where none or several have it."""
    if _NIS.fullmatch(code_or_name.strip()):
        return current_nis(code_or_name, gazetteer)
    found = {
        place.municipality_nis
        for place in gazetteer.resolve(code_or_name)
        if place.matched == "exact" and place.type in ("municipality", "former_municipality")
    }
    return found.pop() if len(found) == 1 else None
