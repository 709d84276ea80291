"""What ranking needs of documents that fit, from their columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from search.engine.columns.facts import Facts
from search.engine.port import NO, UNKNOWN, Bools, Candidates, Codes, Counts, Floats, Rows


@dataclass(frozen=True, slots=True)
class Scored:
    """Per document how well it fits by its words and by its meaning, and whether it is named: see `Candidates`."""

    text: Floats
    cosine: Floats
    named: Bools


def candidates_of(facts: Facts, rows: Rows, scored: Scored, name_rank: Codes) -> Candidates:
    """The candidates in these rows; `name_rank`: per document its place in the order of names."""
    of = facts.columns.rows
    wishes = replace(facts, query=replace(facts.query, filters=facts.query.wishes), strict=())
    home = facts.query.near.home if facts.query.near is not None else None
    serves = facts.serves(home)[rows] if home is not None else np.zeros(len(rows), dtype=np.int8)
    return Candidates(
        ids=of.id[rows],
        text=scored.text[rows],
        cosine=scored.cosine[rows],
        distance=facts.distance[rows],
        serves=serves,
        unknown=_count(facts, rows, UNKNOWN),
        wished_unknown=_count(wishes, rows, UNKNOWN),
        wished_not=_count(wishes, rows, NO),
        checked=of.checked[rows],
        name_rank=name_rank[rows],
        open_now=facts.open_now[rows],
        completeness=of.completeness[rows],
        organisation=of.organisation[rows],
        sector=of.sector[rows],
        named=scored.named[rows],
        lot=of.lot[rows],
    )


def _count(facts: Facts, rows: Rows, answer: int) -> Counts:
    """In each of these rows how many of the asked filters have this answer."""
    counted = np.zeros(len(rows), dtype=np.int16)
    for answers in facts.answers.values():
        counted += answers[rows] == answer
    return counted
