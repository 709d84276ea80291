"""A look over all records: what there is, where it comes from, how old it is, what nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock

from catalogue import Kind, Offer, Provenance, Record, public
from catalogue.facts import Answer

A_YEAR = timedelta(days=365)
KEPT = timedelta(hours=1)
"""How long a survey is shown again: reading all records takes about 0.1 ms each, and these figures
change slowly."""

GAPS: Mapping[str, Callable[[Offer], bool]] = {
    "voor welke leeftijd": lambda offer: offer.ages is None,
    "voor wie": lambda offer: offer.target_groups is None,
    "wat het kost": lambda offer: offer.costs is None,
    "in welke talen": lambda offer: offer.languages is None,
    "hoe lang u wacht": lambda offer: offer.waiting is None,
    "of er nieuwe mensen bij kunnen": lambda offer: offer.intake_stop is Answer.UNKNOWN,
    "hoe u er terechtkunt": lambda offer: offer.access in (None, "unknown"),
    "in welke gemeenten": lambda offer: offer.area is None,
}
"""What an offer may leave unknown, in words that follow "niet bekend"."""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many records a source gave, and the latest day that it speaks of."""

    source: str
    records: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures, and the ids of real offers and organisations for the site map (in the order of the store)."""

    kinds: Mapping[Kind, int]
    demo: int
    sources: tuple[SourceCount, ...]
    offers_checked_this_year: int
    offers_checked_before: int
    offers_never_checked: int
    gaps: Mapping[str, int]
    offer_ids: tuple[str, ...]
    organisation_ids: tuple[str, ...]


class Tally:
    """Counts records one by one."""

    def __init__(self, today: date) -> None:
        """Begin at nothing; `today` decides what was checked within a year."""
        self._today = today
        self._kinds: Counter[Kind] = Counter()
        self._sources: Counter[str] = Counter()
        self._latest: dict[str, date] = {}
        self._ages: Counter[str] = Counter()
        self._gaps: Counter[str] = Counter(dict.fromkeys(GAPS, 0))
        self._ids: dict[Kind, list[str]] = {"offer": [], "organisation": []}
        self._demo = 0

    def add(self, record: Record) -> None:
        """Count a public record."""
        self._kinds[record.kind] += 1
        self._demo += record.demo
        if not record.demo and record.replaced_by is None and record.kind in self._ids:
            self._ids[record.kind].append(record.id)
        if record.provenance is not None:
            self._add_source(record.provenance)
        if isinstance(record, Offer):
            self._ages[_age(record, self._today)] += 1
            self._gaps.update(name for name, is_gap in GAPS.items() if is_gap(record))

    def _add_source(self, provenance: Provenance) -> None:
        self._sources[provenance.source] += 1
        if provenance.source_date is not None:
            known = self._latest.get(provenance.source, date.min)
            self._latest[provenance.source] = max(known, provenance.source_date)

    def survey(self) -> Survey:
        """The figures."""
        return Survey(
            kinds=self._kinds,
            demo=self._demo,
            sources=tuple(SourceCount(id_, n, self._latest.get(id_)) for id_, n in self._sources.most_common()),
            offers_checked_this_year=self._ages["recent"],
            offers_checked_before=self._ages["old"],
            offers_never_checked=self._ages["never"],
            gaps=self._gaps,
            offer_ids=tuple(self._ids["offer"]),
            organisation_ids=tuple(self._ids["organisation"]),
        )


def survey(records: Iterable[Record], today: date) -> Survey:
    """Go over the records once. Hidden records are left out as if they were not there."""
    tally = Tally(today)
    for stored in records:
        record = public(stored)
        if record is not None:
            tally.add(record)
    return tally.survey()


class Surveyor:
    """Makes a survey at most once an hour; while one thread renews it, the others get the former one."""

    def __init__(self, read: Callable[[], Iterable[Record]]) -> None:
        """Take what gives all present records."""
        self._read = read
        self._lock = Lock()
        self._last: tuple[datetime, Survey] | None = None

    def survey(self, now: datetime) -> Survey:
        """The figures, about an hour old at most; only the first call waits for another thread's count."""
        last = self._last
        if last is not None and (self._is_fresh(last[0], now) or not self._lock.acquire(blocking=False)):
            return last[1]
        if last is None:
            self._lock.acquire()
        try:
            if self._last is None or not self._is_fresh(self._last[0], now):
                self._last = (now, survey(self._read(), now.date()))
            return self._last[1]
        finally:
            self._lock.release()

    @staticmethod
    def _is_fresh(made: datetime, now: datetime) -> bool:
        return timedelta(0) <= now - made < KEPT


def _age(offer: Offer, today: date) -> str:
    checked = offer.provenance.confirmed_on if offer.provenance else None
    if checked is None:
        return "never"
    return "recent" if today - checked <= A_YEAR else "old"
