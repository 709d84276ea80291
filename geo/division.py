"""The division of the municipalities over the zones, with dates: who lay where on which day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.days import holds
from geo.place import Zone

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Membership:
    """That a municipality, or the part of it with these postcodes, lies in a zone.

    NIS code and name are those of the time. `valid_from` and `valid_to` are both included; None: as far as the tables
    go. `evidence` grades how certain it is, `source` says who says so (`data/reference/SOURCES.md`).
    """

    nis: str
    municipality: str
    postcodes: tuple[str, ...]
    zone: str
    valid_from: date | None
    valid_to: date | None
    evidence: tuple[str, ...]
    source: tuple[str, ...]

    def holds_on(self, day: date) -> bool:
        """Whether it lay there on that day."""
        return holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a zone bore until a day; None: until a day that is not known, before all that the tables date."""

    zone: str
    name: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Division:
    """Who lies where in one stretch of time, in which nothing changes."""

    valid_from: date | None
    valid_to: date | None
    zones: tuple[Zone, ...]
    members: tuple[Membership, ...]
    of_municipality: Mapping[str, tuple[Zone, ...]]
    of_postcode: Mapping[str, Zone]

    def members_of(self, zone_id: str) -> tuple[Membership, ...]:
        """The municipalities of a zone, wholly or in part, by name."""
        return tuple(one for one in self.members if one.zone == zone_id)


class Divisions:
    """All divisions that are known, in order of time; together they cover every day."""

    def __init__(
        self, memberships: Iterable[Membership], zones: Mapping[str, Zone], former_names: Iterable[FormerName]
    ) -> None:
        """Make the divisions of the dated rows; `zones` by id, under the names that they bear after all changes."""
        self.memberships = tuple(sorted(memberships, key=lambda row: (row.municipality, row.nis, row.zone)))
        names = [name for name in former_names if name.valid_to is not None]
        starts = {row.valid_from for row in self.memberships if row.valid_from}
        starts |= {end + A_DAY for end in _ends(self.memberships, names)}
        self._starts = (date.min, *sorted(starts))
        inside = [tuple(row for row in self.memberships if row.holds_on(day)) for day in self._starts]
        forms = [_forms(rows, zones, names, day) for rows, day in zip(inside, self._starts, strict=True)]
        self._divisions = tuple(
            _division(rows, _dated(zones, forms, self._starts, number), self._starts, number)
            for number, rows in enumerate(inside)
        )

    def on(self, day: date | None) -> Division:
        """The division of that day; None: the newest."""
        return self._divisions[-1 if day is None else bisect_right(self._starts, day) - 1]

    @property
    def changed_on(self) -> tuple[date, ...]:
        """The days on which a new division began."""
        return self._starts[1:]


Form = tuple[str, frozenset[str]]
"""What may change of a zone: its name and its area, as postcodes; a merger inside a zone does not change it."""


def _ends(memberships: Iterable[Membership], names: Iterable[FormerName]) -> Iterator[date]:
    for last in (*(row.valid_to for row in memberships), *(name.valid_to for name in names)):
        if last is not None:
            yield last


def _forms(
    rows: Iterable[Membership], zones: Mapping[str, Zone], names: Iterable[FormerName], day: date
) -> dict[str, Form]:
    """Every zone of that day; one without municipalities is no zone then."""
    areas: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        areas[row.zone].update(row.postcodes)
    borne = {zone: zones[zone].name for zone in areas}
    for former in sorted(names, key=lambda name: name.valid_to or date.min, reverse=True):
        if former.zone in borne and former.valid_to is not None and day <= former.valid_to:
            borne[former.zone] = former.name
    return {zone: (borne[zone], frozenset(area)) for zone, area in areas.items()}


def _dated(
    zones: Mapping[str, Zone], forms: Sequence[Mapping[str, Form]], starts: Sequence[date], number: int
) -> dict[str, Zone]:
    """The zones of one division, each with the stretch of time in which its form is the same."""
    dated = {}
    for id_, form in forms[number].items():
        first, after = number, number + 1
        while first > 0 and forms[first - 1].get(id_) == form:
            first -= 1
        while after < len(forms) and forms[after].get(id_) == form:
            after += 1
        dated[id_] = replace(
            zones[id_],
            name=form[0],
            valid_from=starts[first] if first else None,
            valid_to=starts[after] - A_DAY if after < len(starts) else None,
        )
    return dated


def _division(rows: tuple[Membership, ...], zones: Mapping[str, Zone], starts: Sequence[date], number: int) -> Division:
    of_municipality: dict[str, set[str]] = defaultdict(set)
    of_postcode: dict[str, Zone] = {}
    for row in rows:
        of_municipality[row.nis].add(row.zone)
        of_postcode |= dict.fromkeys(row.postcodes, zones[row.zone])
    return Division(
        valid_from=starts[number] if number else None,
        valid_to=starts[number + 1] - A_DAY if number + 1 < len(starts) else None,
        zones=tuple(zones[id_] for id_ in sorted(zones)),
        members=rows,
        of_municipality={nis: tuple(zones[id_] for id_ in sorted(ids)) for nis, ids in of_municipality.items()},
        of_postcode=of_postcode,
    )
