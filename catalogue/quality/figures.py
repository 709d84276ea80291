"""What a survey counts: offers per cell, records per source, and what was found broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from catalogue.quality.facts import Known
from catalogue.records import Kind


@dataclass(frozen=True, slots=True)
class Cell:
    """Records that always count together: in the same zones, of the same source, made up or not.

    No zones: no zone is known. `source` is `None` for a record that does not tell its source.
    """

    zones: frozenset[str]
    source: str | None
    demo: bool


@dataclass(slots=True)
class Period:
    """The oldest and the latest day that was seen; `None` where there was none."""

    oldest: date | None = None
    latest: date | None = None

    def include(self, *days: date | None) -> None:
        """Stretch to these days."""
        known = [day for day in (self.oldest, self.latest, *days) if day is not None]
        self.oldest, self.latest = min(known, default=None), max(known, default=None)


@dataclass(slots=True)
class Figures:
    """The figures of some offers. `facts` counts per fact and state, `confirmed` per band of `dates.BAND_NAMES`."""

    offers: int = 0
    facts: Counter[tuple[str, Known]] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    period: Period = field(default_factory=Period)

    def include(self, other: Figures) -> None:
        """Take the offers of another cell in."""
        self.offers += other.offers
        self.facts.update(other.facts)
        self.confirmed.update(other.confirmed)
        self.period.include(other.period.oldest, other.period.latest)


@dataclass(frozen=True, slots=True)
class Finding:
    """A record that a check fires on. `part_of` are the records on whose pages it is seen and that hide it."""

    id: str
    kind: Kind
    name: str
    cell: Cell
    part_of: tuple[str, ...] = ()


@dataclass(slots=True)
class SourceFigures:
    """How many records, of any kind, a source gave, and the days that it speaks of."""

    records: int = 0
    period: Period = field(default_factory=Period)


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was counted in one pass over the public records, on one day.

    `kinds` and `demo_kinds` count real and made-up records apart, and so do `real_sources` and `demo_sources`, in which
    the source with most records comes first.
    `page_ids` are the real records that have a page of their own, per kind, in the order of the store.
    """

    day: date
    kinds: Mapping[Kind, int]
    demo_kinds: Mapping[Kind, int]
    real_sources: Mapping[str, SourceFigures]
    demo_sources: Mapping[str, SourceFigures]
    cells: Mapping[Cell, Figures]
    findings: Mapping[str, tuple[Finding, ...]]
    page_ids: Mapping[Kind, tuple[str, ...]]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources that gave a record, in order of id."""
        return tuple(sorted(self.real_sources.keys() | self.demo_sources.keys()))

    @property
    def demo(self) -> int:
        """How many records are made up."""
        return sum(self.demo_kinds.values())

    def without(self, changed: Set[str]) -> Survey:
        """The same figures, naming none of these records nor what belongs to them: they may be hidden by now."""
        if not changed:
            return self
        return replace(
            self,
            findings={
                check: tuple(one for one in found if changed.isdisjoint((one.id, *one.part_of)))
                for check, found in self.findings.items()
            },
            page_ids={kind: tuple(id_ for id_ in ids if id_ not in changed) for kind, ids in self.page_ids.items()},
        )
