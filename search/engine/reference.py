"""Candidates from documents read one by one, by `search.fit`: for an engine that chose them, and for tests of any."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from catalogue import Answer, in_language
from search.analysis import fold
from search.completeness import completeness
from search.document import Document
from search.engine.port import NO, UNKNOWN, YES, Answers, Bools, Candidates, Codes, EngineQuery, Floats, Strings
from search.fit import chosen_site, fits, open_there, serves
from search.lot import lot_of

VALUE = {Answer.YES: YES, Answer.UNKNOWN: UNKNOWN, Answer.NO: NO}


def candidates_of(
    documents: Sequence[Document], query: EngineQuery, text: Floats, cosine: Floats, named: Bools
) -> Candidates:
    """What ranking needs of documents that fit; `text`, `cosine` and `named` as in `Candidates`, in the same order."""
    near, today = query.near, query.today
    point, home = (near.point, near.home) if near is not None else (None, None)
    distances = (chosen_site(one, query.filters, point)[1] if point is not None else None for one in documents)
    answers = [[answer for _, answer in fits(one, query.filters, today)] for one in documents]
    wishes = [[answer for _, answer in fits(one, query.wishes, today, strict=())] for one in documents]
    return Candidates(
        ids=_objects([one.id for one in documents]),
        text=text,
        cosine=cosine,
        distance=np.array([np.nan if one is None else one for one in distances], dtype=np.float64),
        serves=np.array([0 if home is None else VALUE[serves(one.area, home, today)] for one in documents], np.int8),
        unknown=_count(answers, Answer.UNKNOWN),
        wished_unknown=_count(wishes, Answer.UNKNOWN),
        wished_not=_count(wishes, Answer.NO),
        checked=np.array([one.checked_on.toordinal() if one.checked_on else 0 for one in documents], dtype=np.int32),
        name_rank=_places([order_name(one) for one in documents]),
        open_now=_open_now(documents, query),
        completeness=np.array([completeness(one) for one in documents], dtype=np.float64),
        organisation=_codes([one.organisation for one in documents]),
        sector=_codes([one.sector for one in documents]),
        named=named,
        lot=np.array([lot_of(one.id) for one in documents], dtype=np.uint64),
    )


def _count(said: Sequence[Sequence[Answer]], answer: Answer) -> NDArray[np.int16]:
    return np.array([answers.count(answer) for answers in said], dtype=np.int16)


def _open_now(documents: Sequence[Document], query: EngineQuery) -> Answers:
    if query.now is None:
        return np.full(len(documents), UNKNOWN, dtype=np.int8)
    point = query.near.point if query.near is not None else None
    return np.array([VALUE[open_there(one, query.filters, point, query.now)] for one in documents], dtype=np.int8)


def order_name(document: Document) -> str:
    """What the Dutch alphabetical order of names goes by."""
    return fold(in_language(document.name) or "")


def _objects(values: Sequence[str]) -> Strings:
    array = np.empty(len(values), dtype=np.object_)
    array[:] = values
    return array


def _codes(values: Sequence[str | None]) -> Codes:
    """A number for each value; -1 for none."""
    codes = {value: code for code, value in enumerate(dict.fromkeys(values)) if value is not None}
    return np.array([-1 if value is None else codes[value] for value in values], dtype=np.int32)


def _places(values: Sequence[str]) -> Codes:
    """The place of each value in the sorted order; equal values share one."""
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([places[value] for value in values], dtype=np.int32)
