"""What a place can be: a zone, a municipality, a postcode, and the answer to "where is that?"."""

from __future__ import annotations

from dataclasses import dataclass
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
]
Precision = Literal["address", "street", "postcode", "municipality", "sub_municipality", "zone", "point"]
Matched = Literal["exact", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Zone:
    """An eerstelijnszone (elz), the working area of a zorgraad; the division of 1 January 2025.

    Six zones lie in more than one reference region, BruZEL in none. `aliases` are the code of the provinces' statistics
    platform and older names. `evidence` grades how certain the zone's municipalities are (`data/reference/SOURCES.md`).
    """

    id: str
    name: str
    code: str
    province: str
    reference_regions: tuple[str, ...]
    aliases: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of 2025, under its NIS code.

    Only Antwerpen lies in more than one zone. `point` is its main village or, for a merger without one, the middle of
    its villages. `former_nis` are codes of 2018 and of 2019-2024 that lead here.
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
    Of a `point` the municipality and the zone are those of the nearest known place: near a border they may be the
    neighbour's. `precision` says what `point` stands for; `matched` is "fuzzy" where the text was taken for a typing
    error.
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
