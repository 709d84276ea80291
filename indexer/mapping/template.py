"""Texts with placeholders: "OCMW {naam}", "{straat} {nr?}", "{@seat}"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PART = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<sibling>@?)(?P<name>[^{}@?]+)(?P<optional>\??)\}|(?P<stray>[{}])")


class TemplateError(ValueError):
    """A text whose braces do not make placeholders."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What the row must fill in: a column or a named value, or with `sibling` the id of another record of the row."""

    name: str
    sibling: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A text in pieces; an empty placeholder makes the whole text empty, unless it is optional ("{bus?}")."""

    pieces: tuple[str | Placeholder, ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """Read a text; `{{` and `}}` stand for braces. Raises `TemplateError`."""
        pieces: list[str | Placeholder] = []
        at = 0
        for match in _PART.finditer(text):
            if match["stray"]:
                raise TemplateError(f"a brace at character {match.start() + 1} of {text!r} belongs to no placeholder")
            pieces.append(text[at : match.start()])
            if match["brace"]:
                pieces.append(match["brace"][0])
            else:
                pieces.append(Placeholder(match["name"].strip(), bool(match["sibling"]), bool(match["optional"])))
            at = match.end()
        pieces.append(text[at:])
        return cls(tuple(piece for piece in pieces if piece != ""))

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """What it asks of the row."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Placeholder))

    def fill(self, row: Mapping[str, str], siblings: Mapping[str, str]) -> str | None:
        """The text for one row; `None` where a placeholder that is not optional is empty or has no sibling."""
        parts: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            value = siblings.get(piece.name, "") if piece.sibling else row[piece.name].strip()
            if not value and not piece.optional:
                return None
            parts.append(value)
        return "".join(parts).strip() or None
