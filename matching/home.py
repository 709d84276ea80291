"""Where someone lives, and whether an area serves the people there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from catalogue import Answer
from geo import Gazetteer, Place, Point, holds


@dataclass(frozen=True, slots=True)
class Home:
    """Where the person lives, as far as it decides who helps: the municipality (NIS code of today), zones, region.

    `zones`: the eerstelijnszones in one of which it lies; more than one where only a municipality of several is known.
    """

    municipality: str
    zones: tuple[str, ...]
    region: str | None
    point: Point


def home_of(place: Place, gazetteer: Gazetteer) -> Home | None:
    """The home that a place of the gazetteer stands for; `None` for a whole zone, which is no place to live."""
    if place.municipality_nis is None:
        return None
    municipality = gazetteer.municipality(place.municipality_nis)
    region = municipality.reference_region if municipality else None
    return Home(place.municipality_nis, tuple(zone.id for zone in place.zones), region, place.point)


@dataclass(frozen=True, slots=True)
class Served:
    """Whom an offer serves, in municipalities of today; the words mean what they mean in `search.document.Area`.

    Of the municipalities in `partly` only the people are served who live in one of `zones`; of those in `perhaps` it
    is not known. Outside its days it says nothing.
    """

    everywhere: bool = False
    municipalities: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None

    def serves(self, home: Home, today: date) -> Answer:
        """Whether people who live there are served."""
        return serves(self, home, today)


class _Area(Protocol):
    """Whom an offer serves: the facts of `Served`, however they are kept."""

    @property
    def everywhere(self) -> bool: ...
    @property
    def municipalities(self) -> Collection[str]: ...
    @property
    def partly(self) -> Collection[str]: ...
    @property
    def perhaps(self) -> Collection[str]: ...
    @property
    def zones(self) -> Collection[str]: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class _Dwelling(Protocol):
    """Where someone lives: the facts of `Home` that decide who serves there."""

    @property
    def municipality(self) -> str: ...
    @property
    def zones(self) -> Collection[str]: ...


def serves(area: _Area, home: _Dwelling, today: date) -> Answer:
    """Whether people who live there are served. The distance says nothing: providers work in areas.

    An area that is empty or not in force says nothing. Of a municipality that is partly served the zone decides; where
    it is not known, or may be one that is served and one that is not, so is the answer.
    """
    if not holds(area.valid_from, area.valid_to, today):
        return Answer.UNKNOWN
    here = home.municipality
    if area.everywhere or (here in area.municipalities and here not in area.partly):
        return Answer.YES
    in_zone = {zone in area.zones for zone in home.zones} if here in area.partly else {False}
    if in_zone == {True}:
        return Answer.YES
    if here in area.perhaps or in_zone != {False}:
        return Answer.UNKNOWN
    return Answer.NO if area.municipalities or area.perhaps else Answer.UNKNOWN
