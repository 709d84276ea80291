"""The judged queries: `tests/relevance/queries_*.csv`.

One half is tuned on and may be read; of the other, the locked half, nobody looks at a single query: programs measure
over it and tell totals. Neither words nor judgements stand in the text form of a query, so that no error shows them.
Beside the halves stand the queries in other languages, frozen before any search was asked one of them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

Half = Literal["tuned", "locked"]
HALVES: tuple[Half, ...] = get_args(Half)
Part = Half | Literal["languages"]
PARTS: tuple[Part, ...] = (*HALVES, "languages")
"""Each in a file of its own."""

CLASSES = ("everyday", "dialect", "typo", "fr", "en", "professional", "name")
"""Kinds of query of the halves, in the order of the report."""
LANGUAGES = ("ar", "tr", "uk", "pl")
"""Kinds of query of the part `languages`: Arabic, Turkish, Ukrainian, Polish."""
KINDS = CLASSES + LANGUAGES

COLUMNS = ("id", "class", "text", "judged")
GRADES = {"2": 2, "1": 1}
"""2: exactly what this person needs; 1: helps too; what is not named: 0."""


class BadQueriesError(ValueError):
    """A file of queries that cannot be used; the message names the line and never the words of a query."""


@dataclass(frozen=True, slots=True)
class Query:
    """What someone types, and which offers help."""

    kind: str
    """One of `KINDS`."""
    text: str = field(repr=False)
    grades: Mapping[str, int] = field(repr=False)
    """Per offer that helps 2 or 1; at least one 2."""


def read_queries(folder: Path, part: Part) -> tuple[Query, ...]:
    """The queries of a part, from the folder `tests/relevance`. Raises `BadQueriesError`."""
    path = folder / f"queries_{part}.csv"
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise BadQueriesError(f"{path.name}: the columns must be {', '.join(COLUMNS)}")
        for row in reader:
            where = f"{path.name} line {reader.line_num}"
            if None in row or not all(row[column] for column in COLUMNS) or row["class"] not in KINDS:
                raise BadQueriesError(f"{where}: a column is empty, or too many, or the class is unknown")
            found.append(Query(row["class"], row["text"], _grades(row["judged"], where)))
    return tuple(found)


def _grades(written: str, where: str) -> dict[str, int]:
    """From `offer=2 other=1`."""
    pairs = [judgement.rpartition("=") for judgement in written.split()]
    if any(not offer or grade not in GRADES for offer, _, grade in pairs):
        raise BadQueriesError(f"{where}: a judgement is not offer=2 or offer=1")
    grades = {offer: GRADES[grade] for offer, _, grade in pairs}
    if len(grades) < len(pairs) or 2 not in grades.values():
        raise BadQueriesError(f"{where}: an offer is judged twice, or none is graded 2")
    return grades


def unknown_offers(queries: Collection[Query], known: Collection[str]) -> set[str]:
    """Offers that are judged and that the corpus does not hold."""
    return {offer for query in queries for offer in query.grades} - set(known)


def is_as_locked(folder: Path) -> bool:
    """Whether the locked half is still what it was when it was locked (`queries_locked.sha256`)."""
    digest, name = (folder / "queries_locked.sha256").read_text("ascii").split()
    return hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
