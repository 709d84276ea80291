"""What a reader of a source hands over: drafts of records, rows it had to refuse, and what it left out or changed."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as a source gives it, in the JSON form of `catalogue.read_record`, before normalising."""

    where: str
    """Where it stands: "line 12", "services.csv line 3", a URI."""
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that cannot become a record; `reason` says in plain English what is wrong and with what value."""

    where: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something left out or changed that the operator must know; the record still goes in."""

    where: str
    field: str
    reason: str


Item = Draft | Rejection | Remark


class SourceError(Exception):
    """The file or folder as a whole cannot be used; the message is plain English for the operator."""


class SourceReader(Protocol):
    """Reads one format. `name` is the source id that its records get unless the operator gives another."""

    name: str

    def read(self, path: Path) -> Iterator[Item]:
        """Stream what stands at the path. Raises `SourceError` only when it as a whole is unusable."""
        ...


def shown(value: object, length: int = 80) -> str:
    """A value as a reason quotes it: on one line, at most `length` characters."""
    text = value if isinstance(value, str) else reprlib.repr(value)
    text = " ".join("".join(c if c.isprintable() else " " for c in text[: length * 4]).split())
    return text if len(text) <= length else text[: length - 1] + "…"
