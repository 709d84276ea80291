"""What a place can be: a zone, a municipality, a postcode, and the answer to "where is that?"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.point import Point

PlaceType = Literal[
    "municipality",
    "former_municipality",  # merged in 2019 or 2025 into one with another name
    "sub_municipality",
    "historic",  # a village that the division of 2025 no longer names
    "zone",
    "postcode",
    "point",
    "address",
    "street",
]
Precision = Literal["address", "street", "postcode", "municipality", "sub_municipality", "zone", "point"]
Matched = Literal["exact", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Zone:
    """An eerstelijnszone (elz), the working area of a zorgraad, as it is in one stretch of time.

    `valid_from` and `valid_to` (both days included) say since when and until when it has this name and this area; None:
    as far as the tables go. Its id, the slug of its official name, stays the same. Six zones lie in more than one
    reference region, BruZEL in none. `aliases` are the code of the provinces' statistics platform and other names.
    `care_region` is its regionale zorgzone, None while no list of those is loaded. `evidence` grades how certain the
    zone's municipalities are (`data/reference/SOURCES.md`). Province, region and evidence are those of the newest
    division.
    """

    id: str
    name: str
    code: str
    province: str
    reference_regions: tuple[str, ...]
    aliases: tuple[str, ...]
    evidence: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    care_region: str | None = None


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today, under its NIS code.

    Only Antwerpen lies in more than one zone. `point` is its main village or, for a merger without one, the middle of
    its villages. `former_nis` are older codes that lead here.
    """

    nis: str
    name: str
    name_fr: str | None
    province: str
    zones: tuple[Zone, ...]
    reference_region: str | None
    point: Point
    postcodes: tuple[str, ...]
    former_nis: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode: always one zone; three of them cover parts of two municipalities, the main one first.

    `method` says how the point was found (`data/reference/SOURCES.md`).
    """

    code: str
    municipalities: tuple[Municipality, ...]
    zone: Zone
    point: Point
    method: str


@dataclass(frozen=True, slots=True)
class Place:
    """One answer to "where is that?".

    `municipality` and its NIS code are None for a zone only. `postcode` is None where the place has none or several.
    `precision` says what `point` stands for; `matched` is "fuzzy" where the text was taken for a typing error.
    `approximate`: a point whose municipality is that of the nearest known place in its zone and, without shapes of the
    zones, whose zone is too; near a border they may be the neighbour's. `swapped`: a point that was written as
    longitude, latitude and put right.
    """

    name: str
    type: PlaceType
    municipality: str | None
    municipality_nis: str | None
    postcode: str | None
    zones: tuple[Zone, ...]
    point: Point
    precision: Precision
    matched: Matched = "exact"
    approximate: bool = False
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Words of a sentence that are a place: all that they can mean, the likeliest first, and `text[start:end]`."""

    places: tuple[Place, ...]
    start: int
    end: int
