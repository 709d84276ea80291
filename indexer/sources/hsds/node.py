"""One HSDS object, read by field: what is not of the type that the standard gives it is left out and said."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from indexer.draft import shown
from indexer.sources.hsds.notes import Notes

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", re.ASCII)
LINE, PROSE = 500, 20_000
"""Most characters of a line and of a longer text (`catalogue.base.Line`, `Prose`)."""
# Keys between objects, and the history of changes, which the store keeps itself.
_BOOKKEEPING = frozenset({"id", "metadata"})


class Node:
    """An object with its place in the file. Every field may be absent, empty or of a wrong type."""

    __slots__ = ("_asked", "fields", "name", "notes", "where")

    def __init__(self, fields: dict[str, Any], where: str, name: str, notes: Notes) -> None:
        """`name` is what the standard calls the object ("service", "phone")."""
        self.fields = fields
        self.where = where
        self.name = name
        self.notes = notes
        self._asked: set[str] = set()

    def text(self, key: str) -> str | None:
        """The words of a field, without white space around them; a number is written out."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            self._wrong(key, "words", value)
            return None
        if value is None:
            return None
        return str(value).strip() or None

    def number(self, key: str) -> float | None:
        """A finite number, also when it is written as text."""
        value = self._value(key)
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            return float(value.strip().replace(",", "."))
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        self._wrong(key, "a number", value)
        return None

    def day(self, key: str) -> str | None:
        """A date, YYYY-MM-DD; of a date with a time the date."""
        text = self.text(key)
        if text is None:
            return None
        match = _DAY.match(text)
        try:
            if match is not None:
                return date.fromisoformat(match[0]).isoformat()
        except ValueError:  # the 30th of February
            pass
        self._wrong(key, "a date YYYY-MM-DD", text)
        return None

    def yes(self, key: str) -> bool:
        """Whether a field says yes; absent and unreadable are no yes."""
        value = self._value(key)
        return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "t", "yes", "y", "1"))

    def line(self, key: str) -> str | None:
        """Words on one line of a record."""
        text = self.text(key)
        return self.fit(key, " ".join(text.split())) if text else None

    def prose(self, key: str) -> str | None:
        """Words of any reasonable length."""
        text = self.text(key)
        return self.fit(key, text, PROSE) if text else None

    def fit(self, key: str, text: str, length: int = LINE) -> str:
        """The text within a length that a record allows; what is cut off is said."""
        if len(text) <= length:
            return text
        self.say(key, f"longer than {length} characters; the rest is left out")
        return text[: length - 1].rstrip() + "…"

    def child(self, key: str, name: str) -> Node | None:
        """The object in a field."""
        value = self._value(key)
        if value is None or value == "":
            return None
        if isinstance(value, Node):
            return value
        if not isinstance(value, dict):
            self._wrong(key, "an object", value)
            return None
        return self._node(value, name)

    def children(self, key: str, name: str) -> list[Node]:
        """The objects in a list."""
        value = self._value(key)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            self._wrong(key, "a list of objects", value)
            return []
        found = []
        for item in value:
            if isinstance(item, Node):
                found.append(item)
            elif isinstance(item, dict):
                found.append(self._node(item, name))
            else:
                self._wrong(key, "a list of objects", item)
        return found

    def put(self, key: str, part: Node) -> None:
        """Set the object in a field: how rows of tables are joined."""
        self.fields[key] = part

    def append(self, key: str, part: Node) -> None:
        """Add an object to a list."""
        self.fields.setdefault(key, []).append(part)

    def say(self, key: str, reason: str) -> None:
        """A remark about a field of this object."""
        self.notes.say(self.where, f"{self.name}.{key}", reason)

    def count(self, key: str, reason: str, value: object = None) -> None:
        """A remark about a field that many objects may share."""
        self.notes.count(self.where, f"{self.name}.{key}", reason, value)

    def account(self) -> None:
        """Say which filled fields nobody asked for: the map has no place for them."""
        for key, value in self.fields.items():
            if key in self._asked or key in _BOOKKEEPING or key.endswith("_id") or value in (None, "", [], {}):
                continue
            self.notes.count(self.where, f"{self.name}.{key}", "not taken over: the map has no field for it")

    def _value(self, key: str) -> Any:
        self._asked.add(key)
        return self.fields.get(key)

    def _node(self, fields: dict[str, Any], name: str) -> Node:
        return Node(fields, self.where, name, self.notes)

    def _wrong(self, key: str, expected: str, value: object) -> None:
        self.say(key, f"expected {expected}, found {shown(value)}; left out")
