"""Offers by what they do and whom they serve, over the columns."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo import Point
from search.engine.columns.facts import Facts
from search.engine.columns.table import ColumnBuilder, Columns
from search.engine.port import NO, Bools, Elsewhere, EngineQuery, Home, Near


def serving(columns: Columns, builder: ColumnBuilder, does: frozenset[str], home: Home, today: date) -> tuple[str, ...]:
    """See `Engine.serving`."""
    doing = _doing(columns, builder, does)
    served = Facts(columns, builder, EngineQuery(today), doing).serves(home) != NO
    return tuple(columns.rows.id[doing & served])


def elsewhere(
    columns: Columns, builder: ColumnBuilder, does: frozenset[str], home: Home, today: date, here: Point
) -> Elsewhere:
    """See `Engine.elsewhere`."""
    doing = _doing(columns, builder, does)
    facts = Facts(columns, builder, EngineQuery(today, near=Near(here, home)), doing)
    rows = np.flatnonzero(doing & (facts.serves(home) == NO))
    away = np.nan_to_num(facts.distance[rows], nan=np.inf)
    ids = columns.rows.id[rows]
    order = sorted(range(len(rows)), key=lambda row: (away[row], ids[row]))
    return Elsewhere(len(rows), (ids[row] for row in order))


def _doing(columns: Columns, builder: ColumnBuilder, does: frozenset[str]) -> Bools:
    return columns.terms["does"].with_any(builder.books["does"].codes(does))
