"""Telephone numbers as Belgians dial them."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import shortnumberinfo

BELGIUM = "BE"
# Letters and what stands between brackets are refused: the library would read "0800 LOKET" as a number on a keypad and
# run the hours behind a number into the number.
_WRITTEN = re.compile(r"\+?[0-9 ()./\-]+")
_PREFIX = re.compile(r"^(?:tel(?:\.|efoon)?|gsm)\s*:?\s*", re.IGNORECASE)
_OTHER_SPACES_AND_DASHES = str.maketrans("\u00a0\u202f\u2009\u2010\u2011\u2012\u2013\u2014", "   -----")
# 116 xxx: the harmonised numbers of social value (Decision 2007/116/EC); the library knows only some of them.
_HARMONISED = re.compile(r"116\d{3}")
_FREEPHONE_OF_MANY_COUNTRIES = 800  # stands where a country code does; dialled as 00800 here
_GROUPED = re.compile(r"0\d+(?: \d+)+")


def dialled_number(text: str, *, for_messages: bool = False, country: str = "BE") -> str | None:
    """The number as one dials it in Belgium: "053 12 34 56", "1712", "0800 12 345"; abroad as "+31 20 123 4567".

    A Belgian number that its owner wrote in groups ("070 245 245") keeps them: that is how people know it.

    `country` (ISO 3166) is where a number without a country code belongs; short numbers are known for Belgium only.
    `None` where the text is not exactly one number that the numbering plan of its country allows. Short numbers that
    one can call begin with a 1; others are only `for_messages` (in a telephone column they are mostly postcodes).
    """
    written = _PREFIX.sub("", text.translate(_OTHER_SPACES_AND_DASHES).strip()).strip()
    if not _WRITTEN.fullmatch(written):
        return None
    digits = re.sub(r"\D", "", written)
    if _HARMONISED.fullmatch(digits):
        return f"{digits[:3]} {digits[3:]}"
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    if len(digits) < 7:
        if country != BELGIUM:
            return None
        known = shortnumberinfo.is_valid_short_number_for_region(number, "BE")
        return digits if known and (for_messages or digits.startswith("1")) else None
    if not phonenumbers.is_valid_number(number):
        return None
    if number.country_code == _FREEPHONE_OF_MANY_COUNTRIES:
        return f"00800 {_formatted(number, phonenumbers.PhoneNumberFormat.NATIONAL)}"
    if number.country_code != 32:
        return _formatted(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = _formatted(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return written if _GROUPED.fullmatch(written) and digits == national.replace(" ", "") else national


def _formatted(number: phonenumbers.PhoneNumber, style: int) -> str:
    """Only digits and single spaces, and the plus of a country code."""
    formatted = phonenumbers.format_number(number, style)
    plus = "+" if formatted.startswith("+") else ""
    return plus + " ".join(re.findall(r"\d+", formatted))
