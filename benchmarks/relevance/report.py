"""The numbers per way and class, as rows, and the rows as a table, as Markdown and as JSON; and what is missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from benchmarks.relevance.measures import MEASURES, SHOWN, Difference, Values, difference, first_best
from benchmarks.relevance.queries import KINDS, Part, Query
from benchmarks.relevance.ways import BESIDE, DEEP, Ask

ALL = "all"
COMPARED = ("nDCG@10", "recall@5")
"""Measures of which the table shows the difference; JSON has it of all."""

HEADINGS = ("class", "queries", "way", "nDCG@10", f"to {BESIDE}", "recall@5", f"to {BESIDE}", "MRR", "hit@5")


@dataclass(frozen=True, slots=True)
class Row:
    """Means of one way over the queries of one class (or `ALL`) of a part, with the differences to `BESIDE`."""

    half: Part
    kind: str
    queries: int
    way: str
    means: Mapping[str, float]
    differences: Mapping[str, Difference]
    """Per measure; empty for `BESIDE` itself."""


def rows(half: Part, queries: Sequence[Query], ways: Mapping[str, Ask]) -> tuple[Row, ...]:
    """Ask every query in every way, `BESIDE` among them. Nothing of a single query is kept."""
    values = {way: _values(queries, ask) for way, ask in ways.items()}
    kinds = np.array([query.kind for query in queries])
    chosen = {ALL: np.ones(len(queries), dtype=np.bool_)} | {kind: kinds == kind for kind in KINDS}
    return tuple(_row(half, kind, way, values, of) for kind, of in chosen.items() if of.any() for way in ways)


def _values(queries: Sequence[Query], ask: Ask) -> dict[str, Values]:
    """Per measure one value for each query."""
    offers = [ask(query.text).offers for query in queries]
    return {
        name: np.array([measure(ranking, query.grades) for query, ranking in zip(queries, offers, strict=True)])
        for name, measure in MEASURES.items()
    }


def _row(half: Part, kind: str, way: str, values: Mapping[str, Mapping[str, Values]], of: NDArray[np.bool_]) -> Row:
    """Over the queries of the mask `of`; `values` per way and measure."""
    here = {name: found[of] for name, found in values[way].items()}
    means = {name: float(found.mean()) for name, found in here.items()}
    beside = (
        {} if way == BESIDE else {name: difference(found, values[BESIDE][name][of]) for name, found in here.items()}
    )
    return Row(half, kind, int(of.sum()), way, means, beside)


def cells(row: Row) -> tuple[str, ...]:
    """A row as text, under `HEADINGS`."""
    measured = [part for name in COMPARED for part in (f"{row.means[name]:.3f}", _shown(row.differences.get(name)))]
    rest = [f"{mean:.3f}" for name, mean in row.means.items() if name not in COMPARED]
    return row.kind, str(row.queries), row.way, *measured, *rest


def _shown(found: Difference | None) -> str:
    return "" if found is None else f"{found.mean:+.2f} [{found.low:+.2f}, {found.high:+.2f}]"


TITLES: Mapping[Part, str] = {
    "tuned": "The tuned half",
    "locked": "The locked half",
    "languages": "Arabic, Turkish, Ukrainian, Polish",
}


def table(half: Part, found: Sequence[Row]) -> Table:
    """For the terminal; a line under each class."""
    shown = Table(title=TITLES[half], title_justify="left")
    for heading in HEADINGS:
        shown.add_column(heading, justify="left" if heading in ("class", "way") else "right")
    for row, after in zip(found, (*found[1:], None), strict=True):
        shown.add_row(*cells(row), end_section=after is None or after.kind != row.kind)
    return shown


def markdown(found: Sequence[Row]) -> str:
    """For a page of documentation."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *map(cells, found)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_json(found: Sequence[Row]) -> list[dict[str, object]]:
    """For programs: every mean, every difference with its interval."""
    return [
        {**asdict(row), "differences": {name: each._asdict() for name, each in row.differences.items()}}
        for row in found
    ]


def misses(queries: Sequence[Query], ask: Ask) -> Iterator[str]:
    """What to read when tuning: each query without an offer graded 2 in the first five. Never for the locked half."""
    for query in queries:
        answer = ask(query.text)
        place = first_best(answer.offers, query.grades)
        if place is None or place > SHOWN:
            best = [offer for offer, grade in query.grades.items() if grade == 2]
            yield (
                f"{query.kind}: {query.text}\n"
                f"  best ({f'not in the first {DEEP}' if place is None else f'first at {place}'}): {', '.join(best)}\n"
                f"  instead: {', '.join(answer.offers[:SHOWN]) or 'nothing'}\n"
                f"  understood: {answer.understood or 'nothing'}"
            )
