"""Candidates from documents read one by one, by `search.fit`: for an engine that chose them, and for tests of any."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from catalogue import Answer, in_language
from search.analysis import fold
from search.document import Document
from search.engine.port import NO, UNKNOWN, YES, Candidates, Codes, EngineQuery, Floats, Strings
from search.fit import chosen_site, fits, serves

VALUE = {Answer.YES: YES, Answer.UNKNOWN: UNKNOWN, Answer.NO: NO}


def candidates_of(documents: Sequence[Document], query: EngineQuery, text: Floats, cosine: Floats) -> Candidates:
    """What ranking needs of documents that fit; `text` and `cosine` are their scores, in the same order."""
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
        id_rank=_places([one.id for one in documents]),
        name_rank=_places([order_name(one) for one in documents]),
    )


def _count(said: Sequence[Sequence[Answer]], answer: Answer) -> NDArray[np.int16]:
    return np.array([answers.count(answer) for answers in said], dtype=np.int16)


def order_name(document: Document) -> str:
    """What the Dutch alphabetical order of names goes by."""
    return fold(in_language(document.name) or "")


def _objects(values: Sequence[str]) -> Strings:
    array = np.empty(len(values), dtype=np.object_)
    array[:] = values
    return array


def _places(values: Sequence[str]) -> Codes:
    """The place of each value in the sorted order; equal values share one."""
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([places[value] for value in values], dtype=np.int32)
