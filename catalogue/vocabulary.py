"""The lists of terms: ids that never change, with labels. Records may use only terms that stand in a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.reading import Problem
from catalogue.records import Kind, Record
from catalogue.terms import ListInfo, Scheme, TermEntry
from catalogue.vocabulary_faults import faults_between, faults_of_lists
from catalogue.vocabulary_files import entries, list_files, read_list
from catalogue.vocabulary_tables import read_tables


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists by name; the order within a list is the order of its file.

    `infos` says what each list is, `schemes` the lists of others that terms are linked to.
    """

    lists: Mapping[str, Mapping[str, TermEntry]]
    infos: Mapping[str, ListInfo] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read every `*.csv` of the folder, and `lists.toml`, which says what each of them is.

        Raises `ValueError` with every fault, one a line as `file:line: what`: an id twice, a missing label, an unknown
        broader term or a loop, an unknown reference, scheme or column, a bad line, a list without a table or the other
        way round.
        """
        tables, faults = read_tables(folder)
        read = {path.stem: read_list(path) for path in list_files(folder)}
        files = {name: file for name, (file, _) in read.items()}
        told = [*faults, *(fault for _, found in read.values() for fault in found), *faults_of_lists(files.values())]
        told += faults_between(files, tables) if tables else ()
        if told or tables is None:
            raise ValueError("\n".join(map(str, sorted(told, key=lambda fault: (fault.file, fault.line)))))
        lists = {name: entries(file, tables.lists[name].columns) for name, file in files.items()}
        return cls(lists, {name: tables.lists[name] for name in lists}, tables.schemes)

    def __getitem__(self, name: str) -> Mapping[str, TermEntry]:
        """The list of that name. Raises `KeyError`."""
        return self.lists[name]

    def info(self, name: str) -> ListInfo:
        """What the list of that name is. Raises `KeyError`."""
        return self.infos[name]

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
    for attribute, name in TERM_LISTS[record.kind].items():
        value = getattr(record, attribute)
        if value is None:
            continue
        for term in (value,) if isinstance(value, str) else value:
            yield attribute, name, term
