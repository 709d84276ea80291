"""What a cell can be read as. Each reader gives `None` for what it cannot read; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from geo import Gazetteer
from indexer.normalise import nis_of

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "oui"})
_NO = frozenset({"nee", "neen", "n", "no", "false", "onwaar", "0", "non"})


def _municipality(text: str, gazetteer: Gazetteer) -> str | None:
    nis = nis_of(text, gazetteer)
    found = gazetteer.municipality(nis) if nis else None
    return found.name if found else None


def _tail(text: str, _: Gazetteer) -> str | None:
    return re.split(r"[/#]", text.rstrip("/#"))[-1] or None


def _integer(text: str, _: Gazetteer) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else None


def _number(text: str, _: Gazetteer) -> float | None:
    """With a decimal comma or point, without separators of thousands (1.234 could be either)."""
    return float(text.replace(",", ".")) if re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,10})?", text) else None


def _answer(text: str, _: Gazetteer) -> str | None:
    word = text.casefold()
    return "yes" if word in _YES else "no" if word in _NO else None


def read_day(text: str) -> str | None:
    """A date as ISO or as Belgians write it (day, month, year), in ISO form; `None` for anything else."""
    match = _DAY.fullmatch(text)
    try:
        return (date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)).isoformat()
    except ValueError:
        return None


CONVERSIONS: Mapping[str, Callable[[str, Gazetteer], Any]] = {
    "nis": nis_of,
    "municipality": _municipality,
    "tail": _tail,
    "integer": _integer,
    "number": _number,
    "answer": _answer,
    "date": lambda text, _: read_day(text),
}
"""By the word behind `as`: code or name to today's NIS code; the same to the municipality's name; the last part of a
URI; whole number; number; ja/nee to yes/no; date."""
