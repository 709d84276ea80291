"""Texts and checked values anywhere in a record, and the notes of what was left out or changed on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from indexer.draft import Remark, shown
from indexer.normalise.text import has_control_characters, lines, looks_garbled, one_line

# Keys whose text may have several lines; every other text stands on one.
PROSE = frozenset(
    {
        "description",
        "summary",
        "professional",
        "transport",
        "interpretation",
        "how_to_ask",
        "text",
        "meaning",
        "reduced",
        "required_documents",
        "note",
    }
)
_REFERENCE_IN_PARTNER = frozenset({"organisation"})
# No field of a record lies deeper; what a file nests deeper is left for `read_record` to refuse.
_DEEPEST = 8


@dataclass(slots=True)
class Notes:
    """Where the record stands, and what there is to say about it."""

    where: str
    remarks: list[Remark] = field(default_factory=list)

    def add(self, path: str, reason: str) -> None:
        """Say something about the field at a dotted path."""
        self.remarks.append(Remark(self.where, path, reason))


def checked(value: Any, read: Callable[[str], str | None], path: str, reason: str, notes: Notes) -> Any:
    """The value in its form; `None` with a remark where it has none. What is no text is left as it is."""
    if not isinstance(value, str) or "\x00" in value:
        return value
    if not value.strip():
        return None
    made = read(value)
    if made is None:
        notes.add(path, reason.format(repr(shown(value))))
    return made


def each(values: list[Any], name: str, notes: Notes, read: Callable[[Any, str, Notes], Any]) -> list[Any]:
    """Each part in its form, without those that were left out and without a second one that is the same."""
    kept: list[Any] = []
    for index, value in enumerate(values):
        made = read(value, f"{name}.{index}", notes)
        if made is not None and made not in kept:
            kept.append(made)
    return kept


def texts_below(value: Any, path: str, notes: Notes, *, prose: bool, depth: int = 0) -> Any:
    """Every text below a field, cleaned; lists and tables keep their form. An empty text says nothing: `None`."""
    if isinstance(value, str):
        return _cleaned(value, path, notes, prose=prose) or None
    if depth >= _DEEPEST:
        return value
    if isinstance(value, list):
        parts = [texts_below(part, f"{path}.{i}", notes, prose=prose, depth=depth + 1) for i, part in enumerate(value)]
        return [part for part, given in zip(parts, value, strict=True) if part is not None or given is None]
    if isinstance(value, dict):
        found = {}
        for key, part in value.items():
            made = part
            if key not in _REFERENCE_IN_PARTNER:
                made = texts_below(part, f"{path}.{key}", notes, prose=prose or key in PROSE, depth=depth + 1)
            if made is not None or part is None:
                found[key] = made
        return found if found or not value else None
    return value


def _cleaned(value: str, path: str, notes: Notes, *, prose: bool) -> str:
    if has_control_characters(value):
        notes.add(path, f"control characters taken out of {shown(value)!r}")
    if looks_garbled(value):
        notes.add(path, f"looks as if it was decoded wrongly: {shown(value)!r}; left as it is")
    return lines(value) if prose else one_line(value)
