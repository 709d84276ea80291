"""Candidates for ranking: alike but for the columns given, or at random with everything that may be unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from search.engine.port import Candidates
from search.lot import lot_of

TODAY = date(2026, 11, 23)

COLUMNS: Mapping[str, tuple[type[np.generic], object]] = {
    "text": (np.float64, 0.0),
    "cosine": (np.float64, np.nan),
    "distance": (np.float64, np.nan),
    "serves": (np.int8, 0),
    "unknown": (np.int16, 0),
    "wished_unknown": (np.int16, 0),
    "wished_not": (np.int16, 0),
    "checked": (np.int32, 0),
    "name_rank": (np.int32, 0),
    "open_now": (np.int8, 0),
    "completeness": (np.float64, 0.5),
    "organisation": (np.int32, -1),
    "sector": (np.int32, -1),
    "named": (np.bool_, False),
}
"""Per column its type, and what it says where nothing is given."""


def candidates(count: int, **columns: ArrayLike) -> Candidates:
    """Candidates t:0, t:1, ... of which nothing is known but the columns given."""
    ids = np.array([f"t:{number}" for number in range(count)], dtype=np.object_)
    said: dict[str, Any] = {
        name: np.array(columns.get(name, [otherwise] * count), dtype=kind)
        for name, (kind, otherwise) in COLUMNS.items()
    }
    return Candidates(ids=ids, lot=np.array([lot_of(id_) for id_ in ids], dtype=np.uint64), **said)


def shuffled(some: Candidates, order: Sequence[int]) -> Candidates:
    """The same candidates in another order."""
    changed: dict[str, Any] = {name: getattr(some, name)[list(order)] for name in ("ids", "lot", *COLUMNS)}
    return replace(some, **changed)


_VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from((0.0, 1.0, 2.0, 2.001, 8.0)) | st.floats(0, 20),
    "cosine": st.just(np.nan) | st.floats(0.7, 0.9),
    "distance": st.just(np.nan) | st.sampled_from((1.0, 5.0)) | st.floats(0, 100),
    "serves": st.integers(-1, 1),
    "unknown": st.sampled_from((0, 0, 0, 1, 2)),
    "wished_unknown": st.sampled_from((0, 0, 0, 1, 2)),
    "wished_not": st.sampled_from((0, 0, 0, 1, 2)),
    "checked": st.just(0) | st.integers(TODAY.toordinal() - 1000, TODAY.toordinal()),
    "name_rank": st.integers(0, 9),
    "open_now": st.integers(-1, 1),
    "completeness": st.sampled_from((0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    "organisation": st.integers(-1, 3),
    "sector": st.integers(-1, 2),
    "named": st.sampled_from((False, False, False, True)),
}


@st.composite
def any_candidates(draw: st.DrawFn, least: int = 1, most: int = 30) -> Candidates:
    """Candidates of which anything may be unknown."""
    count = draw(st.integers(least, most))
    rows = draw(st.lists(st.tuples(*_VALUES.values()), min_size=count, max_size=count))
    return candidates(count, **dict(zip(_VALUES, zip(*rows, strict=True), strict=True)))
