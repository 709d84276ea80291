"""The fields that a browser sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request

from catalogue import Answer
from web.team.draft import LONGEST

MOST_FIELDS = 2000
"""Every list of every page together has fewer."""


@dataclass(frozen=True, slots=True)
class Form:
    """The values of each field, in their order."""

    values: Mapping[str, tuple[str, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, each once."""
        return tuple(dict.fromkeys(self.values.get(name, ())))

    def one(self, name: str) -> str:
        """The last value of a field, empty where it is absent."""
        return self.values.get(name, ("",))[-1]

    def words(self, name: str) -> str:
        """What was typed in a field of one line, no longer than the field lets one type."""
        return " ".join(self.one(name).replace("\x00", "").split())[:LONGEST].strip()

    def answer(self, name: str) -> Answer:
        """What was answered to a question; anything but yes or no is unknown."""
        said = self.one(name)
        return Answer(said) if said in ("yes", "no") else Answer.UNKNOWN


async def read_form(request: Request) -> Form:
    """The form of a request; one that no browser of a visitor sends has no fields."""
    try:
        pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:  # not UTF-8, or more fields than the pages have
        return Form({})
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    return Form(values)
