"""Hits of the node as candidates: facts from the sheets that are remembered, scores from the node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from search.engine.columns.candidates import Scored, candidates_of
from search.engine.columns.facts import Facts
from search.engine.columns.sheet_book import Read, SheetBook
from search.engine.columns.table import places_of
from search.engine.opensearch.passages import Alike
from search.engine.opensearch.question import NAMED, WORDS
from search.engine.port import Candidates, EngineQuery


def candidates_of_hits(
    hits: Sequence[Mapping[str, Any]], query: EngineQuery, alike: Alike | None, book: SheetBook, read: Read
) -> Candidates:
    """What ranking needs of the offers that were found, but for those that changed or went since.

    `alike` tells how near they are in meaning, where that is asked.
    """
    asked = {"zone", *query.filters.terms, *query.wishes.terms}
    columns, builder, there = book.columns([hit["fields"]["sheet"][0] for hit in hits], read, asked)
    matched = [hits[number].get("matched_queries", {}) for number in there]
    cosine = np.full(len(there), np.nan)
    if alike is not None:
        cosine = alike.cosines([key.hex() for key in columns.rows.passage])
    scored = Scored(
        text=np.array([each.get(WORDS, 0.0) for each in matched], dtype=np.float64),
        cosine=cosine,
        named=np.array([NAMED in each for each in matched], dtype=np.bool_),
    )
    facts = Facts(columns, builder, query, np.ones(len(there), dtype=np.bool_))
    return candidates_of(facts, np.arange(len(there)), scored, places_of(columns.rows.name))
