"""Questions of which the answer is known before they are asked: canaries, and offers by their own names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from pathlib import Path
from typing import Self

from geo.tables import Row, Table
from search import Document, Engine, Finding, Hit, Searcher, SearchRequest
from search.lot import lot_of

FIRST = 10
"""Results among which the answer must be: what people see before they look on."""

DRAWN = 50
"""Offers that are asked by name: some hundred questions, a few seconds on either engine, and steps of 2% each."""

FLOOR = 0.8
"""Share of the questions by name that must find what bears that name.

Measured on 22 November 2026: 93 of 93 on the shipped content, 92 of 95 with the made-up world (4,346 offers), 91 of 95
with 39,287 offers, many of them alike. An index of which the words were analysed otherwise than the questions finds
next to nothing.
"""


@dataclass(frozen=True, slots=True)
class Canary:
    """A question that any map must answer with an offer, where it has that offer. `reason`: what it stands for."""

    question: str
    offer: str
    reason: str

    @classmethod
    def load(cls, folder: Path) -> tuple[Self, ...]:
        """The canaries of `canary.csv`. Raises `OSError` and `BadTableError`."""
        return tuple(Table.read(folder / "canary.csv").each(cls.of))

    @classmethod
    def of(cls, row: Row) -> Self:
        """A row of that table. Raises `ValueError`."""
        canary = cls(row["question"].strip(), row["offer"].strip(), row["reason"].strip())
        if not (canary.question and canary.offer and canary.reason):
            raise ValueError("question, offer and reason are all needed")
        return canary


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks a build as people would."""

    searcher: Searcher
    now: datetime

    def first(self, question: str) -> tuple[Hit, ...]:
        """The first results; nothing is let go of to find something."""
        return self.searcher.search(SearchRequest(q=question[:500], size=FIRST, exact=True), self.now).results


def canaries(asking: Asking, table: Iterable[Canary], present: Callable[[str], bool]) -> Finding:
    """Whether each canary of which the offer is `present` finds it."""
    asked, silent = [], []
    for canary in table:
        if not present(canary.offer):
            continue
        asked.append(canary)
        if canary.offer not in {hit.id for hit in asking.first(canary.question)}:
            silent.append(canary)
    told = f"; not found: {', '.join(repr(canary.question) for canary in silent)}" if silent else ""
    return Finding(
        name="canaries",
        passed=not silent,
        seen=f"{len(asked) - len(silent)} of {len(asked)} questions find their offer{told}",
        wanted="all of those of which the offer is in the database",
    )


def known_items(asking: Asking, build: Engine, offers: Iterable[str]) -> Finding:
    """Whether offers drawn by lot, and their organisations, are found by their own names.

    One that bears the same name is as good an answer: the question does not say which is meant.
    """
    drawn = nsmallest(DRAWN, offers, key=lot_of)
    documents = build.documents(drawn)
    names = {_name(document) for document in documents.values()}
    organisations = {document.organisation_name for document in documents.values() if document.organisation_name}
    found = sum(name in {hit.name for hit in asking.first(name)} for name in names)
    for name in organisations - names:
        found += name in {hit.organisation.name for hit in asking.first(name) if hit.organisation is not None}
    asked = len(names | organisations) + len(drawn) - len(documents)
    return Finding(
        name="relevance",
        passed=found >= FLOOR * asked,
        seen=f"{found} of {asked} offers and organisations found by their own name",
        wanted=f"at least {FLOOR:.0%} among the first {FIRST}",
    )


def _name(document: Document) -> str:
    return _in_dutch(document.name)


def _in_dutch(name: Mapping[str, str]) -> str:
    return name.get("nl") or next(iter(name.values()))
