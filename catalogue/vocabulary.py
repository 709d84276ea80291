"""The lists of terms: ids that never change, with labels. Records may use only terms that stand in a list."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.reading import Problem
from catalogue.records import Kind, Record


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of a list. `labels` per language, always with `nl`; `broader` is an id of the same list."""

    id: str
    labels: Mapping[str, str]
    broader: str | None = None

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.labels["nl"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists by name; the order within a list is the order of its file."""

    lists: Mapping[str, Mapping[str, TermEntry]]

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read every `*.csv` of the folder (columns id, nl, fr, en, broader; only id and nl must be filled).

        Raises `ValueError` naming file and line for an id twice in a list, a missing label or an unknown `broader`.
        """
        return cls({path.stem: _read_list(path) for path in sorted(folder.glob("*.csv"))})

    def __getitem__(self, name: str) -> Mapping[str, TermEntry]:
        """The list of that name. Raises `KeyError`."""
        return self.lists[name]

    def label(self, name: str, term: str) -> str:
        """The Dutch label of a term, or its id where the list does not have it."""
        entry = self.lists.get(name, {}).get(term)
        return entry.label if entry else term

    def narrower(self, name: str, term: str) -> frozenset[str]:
        """The term and everything below it."""
        below = {term}
        entries = self.lists.get(name, {}).values()
        while more := {e.id for e in entries if e.broader in below and e.id not in below}:
            below |= more
        return frozenset(below)

    def problems(self, record: Record) -> tuple[Problem, ...]:
        """Terms of the record that stand in no list."""
        return tuple(
            Problem(field, f"unknown term {term!r} (list {name})")
            for field, name, term in _terms(record)
            if term not in self.lists.get(name, {})
        )


TERM_LISTS: Mapping[Kind, Mapping[str, str]] = {
    "organisation": {"type": "organisation_type", "sector": "sector"},
    "location": {"accessibility": "accessibility"},
    "offer": {
        "themes": "theme",
        "functions": "function",
        "sector": "sector",
        "target_groups": "target_group",
        "budgets": "budget",
        "access": "access",
        "modes": "mode",
        "languages": "language",
        "urgent_topics": "urgent_topic",
    },
    "offer_at_location": {"access": "access"},
    "partnership": {"type": "partnership_type", "functions": "partnership_function"},
    "recognition": {"recognised_for": "recognition_kind", "programmes": "programme", "languages": "language"},
}
"""Which list the terms of a field come from, per kind."""


def _terms(record: Record) -> Iterator[tuple[str, str, str]]:
    for field, name in TERM_LISTS[record.kind].items():
        value = getattr(record, field)
        if value is None:
            continue
        for term in (value,) if isinstance(value, str) else value:
            yield field, name, term


def _read_list(path: Path) -> Mapping[str, TermEntry]:
    entries: dict[str, TermEntry] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if not row.get("id") or not row.get("nl"):
                raise ValueError(f"{path.name}:{line}: a term needs an id and a Dutch label")
            if row["id"] in entries:
                raise ValueError(f"{path.name}:{line}: the id {row['id']!r} stands twice in this list")
            labels = {language: row[language] for language in ("nl", "fr", "en") if row.get(language)}
            entries[row["id"]] = TermEntry(row["id"], labels, row.get("broader") or None)
    for entry in entries.values():
        if entry.broader is not None and entry.broader not in entries:
            raise ValueError(f"{path.name}: {entry.id!r} has an unknown broader term {entry.broader!r}")
    return entries
