"""The reviewed tables of `data/relevance`.

`lexicon/*.csv` has phrases, `variants.csv` spellings, `names.csv` names of people, which are no slips of a word.

A phrase holds the telling words only, in any order ("deurwaarder deur"); what stands between them in a question does
not count. Words that deny (geen, niet) are telling; articles and pronouns are not.

`data/relevance/whole_questions.csv` has what means something only where nothing else is said: "in de war", "home".
There every word counts, in its order. Rows lead one way, from what people say to terms; `origin` tells who wrote them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from catalogue import Vocabulary
from search.analysis import BadTableError, fold

ConceptList = Literal["function", "theme"]
CONCEPT_LISTS: tuple[ConceptList, ...] = get_args(ConceptList)
"""Lists of the vocabulary whose terms a phrase can stand for."""

LANGUAGES = ("nl", "fr", "en")
PHRASES = ("phrase", "concepts", "language", "origin", "note")
VARIANTS = ("variant", "standard", "origin")
NAMES = ("name", "origin")


class Concept(NamedTuple):
    """A term of the vocabulary; written `function:schuldhulp`."""

    list: ConceptList
    id: str

    def __str__(self) -> str:
        """As it stands in the tables and in an index."""
        return f"{self.list}:{self.id}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that people use, in one of `LANGUAGES`, and what they are about."""

    text: str
    concepts: tuple[Concept, ...]
    language: str = "nl"


def read_phrases(table: Path, vocabulary: Vocabulary) -> Iterator[Phrase]:
    """The phrases of a file, or of every file of a folder. Raises `BadTableError` with file and line."""
    known: dict[str, str] = {}
    for path in sorted(table.glob("*.csv")) if table.is_dir() else (table,):
        for where, row in rows(path, PHRASES, may_be_empty=("note",)):
            text = fold(row["phrase"])
            if text != row["phrase"]:
                raise BadTableError(f"{where}: write {text!r}, folded, and not {row['phrase']!r}")
            if text in known:
                raise BadTableError(f"{where}: {text!r} stands in {known[text]} already")
            if row["language"] not in LANGUAGES:
                raise BadTableError(f"{where}: {row['language']!r} is none of {', '.join(LANGUAGES)}")
            known[text] = where
            concepts = tuple(_concept(one, vocabulary, where) for one in row["concepts"].split())
            yield Phrase(text, concepts, row["language"])


def _concept(written: str, vocabulary: Vocabulary, where: str) -> Concept:
    for name in CONCEPT_LISTS:
        list_, _, term = written.partition(":")
        if list_ == name and term in vocabulary[name]:
            return Concept(name, term)
    raise BadTableError(f"{where}: {written!r} is no term; write function:... or theme:...")


def read_variants(path: Path) -> dict[str, str]:
    """The standard spelling of each variant. Raises `BadTableError` with file and line."""
    variants: dict[str, str] = {}
    for where, row in rows(path, VARIANTS):
        variant, standard = row["variant"], row["standard"]
        if variant != fold(variant) or not variant.isalnum() or standard != fold(standard):
            raise BadTableError(f"{where}: {variant!r} must be one folded word, {standard!r} folded words")
        if variant in variants:
            raise BadTableError(f"{where}: {variant!r} is there already")
        variants[variant] = standard
    return variants


def read_names(path: Path) -> frozenset[str]:
    """First names and family names, folded. Raises `BadTableError` with file and line."""
    names: set[str] = set()
    for where, row in rows(path, NAMES):
        if row["name"] != fold(row["name"]) or not row["name"].isalpha():
            raise BadTableError(f"{where}: {row['name']!r} must be one folded word")
        if row["name"] in names:
            raise BadTableError(f"{where}: {row['name']!r} is there already")
        names.add(row["name"])
    return frozenset(names)


def rows(path: Path, columns: Sequence[str], may_be_empty: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows with where they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise BadTableError(f"{path.name}: the columns must be {', '.join(columns)}")
        for row in reader:
            where = f"{path.name} line {reader.line_num}"
            if None in row or any(not row[column] for column in columns if column not in may_be_empty):
                raise BadTableError(f"{where}: every column but {', '.join(may_be_empty) or 'none'} must be filled")
            yield where, row
