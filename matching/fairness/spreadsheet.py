"""The report for a spreadsheet or a program: CSV, one figure a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from matching.fairness.concentration import Concentration
from matching.fairness.figures import FairnessReport
from matching.fairness.intervals import Estimate


def as_csv(told: FairnessReport) -> str:
    """All figures, one a row; what is not told because there are too few has no row but its count."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("part", "group", "label", "figure", "of", "value", "low", "high"))
    writer.writerows(_rows(told))
    return file.getvalue()


def _rows(told: FairnessReport) -> Iterator[tuple[str | int, ...]]:
    for pair in told.paired:
        part, label = f"paired:{pair.property}", f"{pair.label} / {pair.reference_label}"
        key = (part, f"{pair.value}/{pair.reference}", label)
        for name in ("pairs", "worse", "equal", "better", "other_team"):
            yield (*key, name, pair.pairs, getattr(pair, name), "", "")
        yield from ((*key, *row) for row in _estimates({"need_open": pair.need_open, "points": pair.points}))
    for part, groups in (("all", (told.all,)), *((one.id, one.groups) for one in told.dimensions)):
        for group in groups:
            key = (part, group.id, group.label)
            yield (*key, "profiles", group.profiles, group.profiles, "", "")
            figures = dict(group.figures) if group.figures else {}
            yield from ((*key, *row) for row in (*_estimates(figures), *_spread_rows(group.concentration)))


def _estimates(figures: dict[str, Estimate | None]) -> Iterator[tuple[str | int, ...]]:
    for name, one in figures.items():
        if one is not None:
            yield (name, one.of, *(f"{value:.6f}" for value in (one.value, one.low, one.high)))


def _spread_rows(spread: Concentration | None) -> Iterator[tuple[str | int, ...]]:
    for name, value in spread if spread is not None else ():
        if value is not None:
            yield (name, spread.places if spread else 0, f"{value:.6f}", "", "")
