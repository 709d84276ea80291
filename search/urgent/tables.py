"""The files of data/relevance/urgent as rules; a bad row is told with its file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from search.analysis.fold import fold
from search.urgent.pattern import BEGIN, END, Atom, BadPatternError, Pattern, read_entry, read_pattern

WORDS, SPELLING, SOUNDS, FILLERS, LOOKALIKES, ORDINARY = (
    "words.csv",
    "spelling.csv",
    "sounds.csv",
    "fillers.csv",
    "lookalikes.csv",
    "ordinary.csv",
)
RULES = "rules"
"""The folder with one file per topic, named after it."""

LANGUAGES = ("nl", "fr", "en")

EVERY_TOPIC = "*"


class BadUrgentRow(ValueError):
    """A row that cannot be used; the message has file, line and reason."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what is said, in which language, for which topic.

    `unless`: what makes it ordinary. `certain`: so explicit that nothing in ordinary.csv makes it ordinary.
    """

    row: str
    topic: str
    language: str
    pattern: Pattern
    unless: Pattern | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What makes a text ordinary, for some topics; none stands for every topic."""

    topics: frozenset[str]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class UrgentTables:
    """All the files, read."""

    rules: tuple[Rule, ...]
    ordinary: tuple[Ordinary, ...]
    spelling: Mapping[tuple[str, ...], tuple[str, ...]]
    sounds: tuple[tuple[str, str], ...]
    fillers: frozenset[str]
    lookalikes: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> UrgentTables:
        """Read the folder. Raises `BadUrgentRow`, or `OSError` where a file is missing."""
        fillers = frozenset(row["word"] for _, row in _rows(folder / FILLERS, ("word", "note")))
        classes = _classes(folder / WORDS, fillers)
        reading = _Reading(classes, fillers)
        topics = {path.stem for path in (folder / RULES).glob("*.csv")}
        return cls(
            rules=tuple(rule for path in sorted((folder / RULES).glob("*.csv")) for rule in _rules(path, reading)),
            ordinary=tuple(_ordinary(folder / ORDINARY, reading, topics)),
            spelling={
                tuple(row["written"].split()): tuple(row["read_as"].split())
                for _, row in _rows(folder / SPELLING, ("written", "read_as", "note"))
            },
            sounds=tuple(_sounds(folder / SOUNDS)),
            fillers=fillers,
            lookalikes=frozenset(row["word"] for _, row in _rows(folder / LOOKALIKES, ("word", "note"))),
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    classes: Mapping[str, Atom]
    fillers: frozenset[str]

    def pattern(self, text: str, place: str) -> Pattern:
        try:
            pattern = read_pattern(text, self.classes)
        except BadPatternError as bad:
            raise BadUrgentRow(f"{place}: {bad}") from bad
        _refuse_fillers((entry for atom in pattern.atoms for entry in atom), self.fillers, place)
        return pattern


def _refuse_fillers(entries: Iterator[tuple[str, ...]], fillers: frozenset[str], place: str) -> None:
    for entry in entries:
        for word in entry:
            if word in fillers:
                raise BadUrgentRow(f"{place}: {'_'.join(entry)!r} has the filler {word!r}, which is never looked at")


def _classes(path: Path, fillers: frozenset[str]) -> dict[str, Atom]:
    classes: dict[str, Atom] = {}
    for line, row in _rows(path, ("class", "words", "note")):
        place = f"{path.name}:{line}"
        if row["class"] in classes:
            raise BadUrgentRow(f"{place}: the class {row['class']!r} is there already")
        ways: set[tuple[str, ...]] = set()
        for word in row["words"].split():
            if word.startswith("@"):
                if word[1:] not in classes:
                    raise BadUrgentRow(f"{place}: no word class {word!r} above this line")
                ways |= classes[word[1:]]
                continue
            try:
                ways.add(read_entry(word))
            except BadPatternError as bad:
                raise BadUrgentRow(f"{place}: {bad}") from bad
        _refuse_fillers(iter(ways), fillers, place)
        classes[row["class"]] = frozenset(ways)
    return classes


def _rules(path: Path, reading: _Reading) -> Iterator[Rule]:
    columns = ("language", "pattern", "unless", "certain", "origin", "note")
    seen: set[tuple[str, str]] = set()
    for line, row in _rows(path, columns, empty=("unless", "certain")):
        place = f"{path.name}:{line}"
        if row["language"] not in LANGUAGES:
            raise BadUrgentRow(f"{place}: the language must be one of {', '.join(LANGUAGES)}")
        if row["certain"] not in ("", "ja"):
            raise BadUrgentRow(f"{place}: certain must be 'ja' or empty")
        if (row["language"], row["pattern"]) in seen:
            raise BadUrgentRow(f"{place}: this pattern is there already")
        seen.add((row["language"], row["pattern"]))
        yield Rule(
            row=place,
            topic=path.stem,
            language=row["language"],
            pattern=reading.pattern(row["pattern"], place),
            unless=reading.pattern(row["unless"], place) if row["unless"] else None,
            certain=row["certain"] == "ja",
        )


def _ordinary(path: Path, reading: _Reading, known: set[str]) -> Iterator[Ordinary]:
    for line, row in _rows(path, ("topics", "pattern", "origin", "note")):
        place = f"{path.name}:{line}"
        topics = frozenset() if row["topics"] == EVERY_TOPIC else frozenset(row["topics"].split())
        if topics - known:
            raise BadUrgentRow(f"{place}: no rules for the topic {', '.join(sorted(topics - known))}")
        yield Ordinary(topics, reading.pattern(row["pattern"], place))


def _sounds(path: Path) -> Iterator[tuple[str, str]]:
    for line, row in _rows(path, ("sound", "read_as", "note"), empty=("read_as",)):
        letters = row["sound"].strip(BEGIN + END)
        if not letters or letters != fold(letters):
            raise BadUrgentRow(f"{path.name}:{line}: {row['sound']!r} is not letters, folded")
        yield row["sound"], row["read_as"]


def _rows(path: Path, columns: tuple[str, ...], empty: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line numbers; all columns but `empty` are filled; words are folded."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise BadUrgentRow(f"{path.name}:1: the columns must be {', '.join(columns)}")
        for row in reader:
            place = f"{path.name}:{reader.line_num}"
            if None in row or any(
                row[column] is None or (not row[column] and column not in empty) for column in columns
            ):
                raise BadUrgentRow(f"{place}: every column must be filled, and no more")
            key = row.get("word") or row.get("written")
            if key is not None and key != fold(key):
                raise BadUrgentRow(f"{place}: {key!r} is not folded (try {fold(key)!r})")
            yield reader.line_num, row
