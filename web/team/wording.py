"""Sentences of the rules as people read them: without the ids of rules, and with one kind of apostrophe."""

from __future__ import annotations

import re
from datetime import date

from catalogue.words import date_words

_RULES = re.compile(r"\s*\([C-P]\d{1,2}(?:(?:, | en |-)[C-P]\d{1,2})*\)")
"""An id as the tables write it behind a sentence: "(L6)", "(E1-E9)"."""

_ASK_THIS = re.compile(r"[;,] vraag dit na\.?$")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def plain(text: str) -> str:
    """A text without what only programs and lawyers need."""
    return _RULES.sub("", text).replace("'", "’")


def sentence(text: str) -> str:
    """A text that begins with a capital; the rest stays as it is, for it may be a name."""
    said = plain(text)
    return said[:1].upper() + said[1:]


def to_ask(text: str) -> str:
    """What stands under a heading that says already that it must be asked."""
    return _ASK_THIS.sub("", sentence(text))


def unknown_of(text: str) -> str:
    """The same in a row that begins with "Niet bekend:"."""
    return _ASK_THIS.sub("", plain(text)).removeprefix("niet bekend ")


def rules_in_words(version: str) -> str:
    """With which rules an answer was made: the day of the youngest table, or the version where it names no day."""
    days = [date.fromisoformat(one) for one in _DAY.findall(version)]
    return f"de regels van {date_words(max(days))}" if days else f"de regels van versie {version}"


def scenarios_in_words(a: int, b: int) -> str:
    """What a scenario of the perinatal programme is; `a` and `b` are from how many vulnerabilities they hold (P2)."""
    first = str(a) if b - a == 1 else f"{a} tot {b - 1}"
    return f"Een scenario zegt hoeveel kwetsbaarheden er zijn: 0 is geen, A is {first}, B is {b} of meer."
