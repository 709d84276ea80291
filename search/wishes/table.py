"""The reviewed tables of `data/relevance/wishes`: what wishes mean, names of slots, word classes, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from catalogue import Vocabulary
from search.analysis import BadTableError, fold
from search.lexicon.table import LANGUAGES, rows
from search.wishes.moment import When
from search.wishes.pattern import BadPatternError, Classes, Pattern, read_pattern

Kind = Literal["age", "language", "free", "mode", "open"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What stands before the colon in the id of a wish."""

PATTERNS = ("pattern", "wish", "language", "unless_before", "unless_after", "unless", "origin", "note")
NAMED_SLOTS = ("language", "day")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a wish asks: terms of the list `mode`, or a time; `name` as people see it."""

    name: str
    terms: frozenset[str] = frozenset()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """A pattern and the wish that it says, with slots to fill: `age:{age}`."""

    pattern: Pattern
    wish: str


@dataclass(frozen=True, slots=True)
class WishTables:
    """All the files, read. `names`: per slot the value that a word stands for."""

    meanings: Mapping[str, Meaning]
    names: Mapping[str, Mapping[str, str]]
    patterns: tuple[Says, ...]

    @classmethod
    def read(cls, folder: Path, vocabulary: Vocabulary) -> WishTables:
        """Read the folder. Raises `BadTableError` with file and line, or `OSError` where a file is missing."""
        meanings = dict(_meanings(folder / "meanings.csv", vocabulary))
        names = {"language": _languages(vocabulary), "day": {}}
        for where, row in rows(folder / "names.csv", ("slot", "word", "value", "origin")):
            if row["slot"] not in NAMED_SLOTS:
                raise BadTableError(f"{where}: {row['slot']!r} is none of {', '.join(NAMED_SLOTS)}")
            if row["slot"] == "language" and row["value"] not in vocabulary["language"]:
                raise BadTableError(f"{where}: {row['value']!r} is no language of the list")
            names[row["slot"]][_folded(row["word"], where)] = row["value"]
        classes = _classes(folder / "classes.csv")
        patterns = tuple(
            says
            for path in sorted((folder / "patterns").glob("*.csv"))
            for says in _patterns(path, classes, meanings, names)
        )
        return cls(meanings, names, patterns)


def _languages(vocabulary: Vocabulary) -> dict[str, str]:
    """The ids of languages by their names of one word, in every language of the list."""
    names = ((fold(label), entry.id) for entry in vocabulary["language"].values() for label in entry.labels.values())
    return {name: id_ for name, id_ in names if " " not in name}


def _meanings(path: Path, vocabulary: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    for where, row in rows(path, ("wish", "name", "value", "origin")):
        kind, _, _ = row["wish"].partition(":")
        if kind == "open":
            try:
                yield row["wish"], Meaning(row["name"], when=When.read(row["value"]))
            except ValueError as bad:
                raise BadTableError(f"{where}: {bad}") from bad
        elif kind == "mode":
            terms = frozenset(row["value"].split())
            if not terms <= vocabulary["mode"].keys():
                raise BadTableError(f"{where}: {row['value']!r} are not all terms of the list mode")
            yield row["wish"], Meaning(row["name"], terms)
        elif row["wish"] == "free:yes":
            yield row["wish"], Meaning(row["name"])
        else:
            raise BadTableError(f"{where}: {row['wish']!r} must be mode:..., open:... or free:yes")


def _classes(path: Path) -> Classes:
    classes: dict[str, tuple[str, ...]] = {}
    for where, row in rows(path, ("class", "words", "note")):
        if row["class"] in classes:
            raise BadTableError(f"{where}: the class {row['class']!r} is there already")
        classes[row["class"]] = tuple(row["words"].split())
    return classes


def _patterns(
    path: Path, classes: Classes, meanings: Mapping[str, Meaning], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Says]:
    known: set[tuple[str, str]] = set()
    empty = ("unless_before", "unless_after", "unless", "note")
    for where, row in rows(path, PATTERNS, may_be_empty=empty):
        if row["language"] not in LANGUAGES:
            raise BadTableError(f"{where}: {row['language']!r} is none of {', '.join(LANGUAGES)}")
        if (row["pattern"], row["wish"]) in known:
            raise BadTableError(f"{where}: this pattern is there already")
        known.add((row["pattern"], row["wish"]))
        try:
            unless = (row["unless_before"], row["unless_after"], row["unless"])
            pattern = read_pattern(row["pattern"], *unless, classes)
        except BadPatternError as bad:
            raise BadTableError(f"{where}: {bad}") from bad
        if not _means(row["wish"], frozenset(pattern.says.groupindex), meanings, names):
            raise BadTableError(f"{where}: {row['wish']!r} means nothing with this pattern")
        yield Says(pattern, row["wish"])


def _means(
    wish: str, slots: frozenset[str], meanings: Mapping[str, Meaning], names: Mapping[str, Mapping[str, str]]
) -> bool:
    """Whether the pattern fills the slots of the wish, and whatever fills them has a meaning."""
    needed = re.findall(r"\{(\w+)\}", wish)
    if not slots.issuperset(needed):
        return False
    if wish.startswith("age:"):
        return bool(re.fullmatch(r"age:(\d+|\{(age|elder|months|weeks)\})", wish))
    if wish.startswith("language:"):
        return wish == "language:{language}" or wish.removeprefix("language:") in names["language"].values()
    filled = [wish.replace("{day}", day) for day in set(names["day"].values())] if needed == ["day"] else [wish]
    return all(one in meanings for one in filled)


def _folded(word: str, where: str) -> str:
    if word != fold(word) or " " in word:
        raise BadTableError(f"{where}: {word!r} must be one folded word")
    return word
