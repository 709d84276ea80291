"""One spelling for what people type in many ways: case, accents, apostrophes, ligatures, punctuation."""

from __future__ import annotations

import re
import unicodedata

# Single quotes, primes, accents that stand alone and modifier letters: all typed for an apostrophe.
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u00b4\u02b9\u02bc\u02bb\u02c8\uff07"
_HYPHENS = "\u2010\u2011"

# Letters that Unicode does not take apart (the last one is the Turkish i without a dot).
# \u00ff (y with two dots) stands for ij in older Dutch texts; the ligature ij is taken apart by NFKD itself.
_REPLACED = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_HYPHENS, "-")
    | {"\u00ff": "ij"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i"}
)

# Combining marks of Latin, Hebrew and Arabic script, and characters without width (soft hyphen, zero-width space,
# direction marks): they stand inside words, so they go without leaving a gap.
_INVISIBLE = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)

# Normalising sorts combining marks in quadratic time; no honest text has so many in a row.
_LONG_RUN_OF_SIGNS = re.compile(r"[^\w\s]{16,}")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_BRACKETED_ENDING = re.compile(r"(?<=[^\W_])\(([^\W_]{1,4})\)")  # ouder(s), mis(be)handeling
_POSSESSIVE_S = re.compile(r"(?<=[^\W_])'(?=s\b)")  # foto's, OCMW's
_E_HYPHEN = re.compile(r"\be-(?=[^\W_])")  # e-mail, e-loket
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]\b")  # O.C.M.W., v.z.w., t.a.v.
_MAYBE_INITIALS = re.compile(r"\.[^\W\d_]\.")  # starts with a literal, so it costs next to nothing
_NOT_A_WORD = re.compile(r"[\W_]+")
_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """The text as lower-case words of letters and digits, one space apart; folding twice changes nothing more.

    Compatibility forms are normalised (NFKC), accents go, `&` is read as "en", a plural or possessive 's is joined to
    its word (foto's -> fotos), and so are short bracketed endings (ouder(s) -> ouders), the e of e-mail and initials
    (v.z.w. -> vzw); other punctuation, symbols and control characters separate words. Takes linear time on any text
    and never fails.
    """
    text = text.lower()
    if not text.isascii():
        text = _NOT_ASCII.sub(_plain_letters, text)
    text = text.replace("`", "'").replace("&", " en ")
    if "(" in text:
        text = _BRACKETED_ENDING.sub(r"\1", text)
    if "'" in text:
        text = _POSSESSIVE_S.sub("", text)
    if "e-" in text:
        text = _E_HYPHEN.sub("e", text)
    if _MAYBE_INITIALS.search(text):
        text = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), text)
    text = text.translate(_ASCII_SIGNS) if text.isascii() else _NOT_A_WORD.sub(" ", text)
    return " ".join(text.split())


def _plain_letters(found: re.Match[str]) -> str:
    """A run of characters outside ASCII, in lower case and without marks; mostly one letter, as in cliënt."""
    run = _LONG_RUN_OF_SIGNS.sub(" ", found[0])
    # The ÿ and the apostrophes must be read first: normalising takes them apart.
    run = unicodedata.normalize("NFKD", run.translate(_REPLACED)).lower().translate(_REPLACED)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", run))
