"""What a file of addresses can tell: the port through which the gazetteer asks; `store.addresses` answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from geo.point import Point

AddressPrecision = Literal["address", "street"]
"""`address`: the point of the house itself. `street`: of a house nearby in the street, or of the street's middle."""


@dataclass(frozen=True, slots=True)
class Street:
    """A street, once for each postcode that it runs through.

    `name` is Dutch where there is a Dutch name; `other_names` are those in other languages. The municipality is that
    of 2025, whatever the code that the file gave.
    """

    name: str
    other_names: tuple[str, ...]
    postcode: str
    municipality: str
    municipality_nis: str


@dataclass(frozen=True, slots=True)
class AddressPoint:
    """Where an address is. `number` is the one that was found, None for a street as a whole.

    With the precision `street` the number that was asked for is not in the file (or none was asked for): `number` is
    then the nearest one in the street, or None where `point` is the middle of the street. Zones follow from the
    municipality and the postcode (`Gazetteer.zones_of`), not from the point.
    """

    street: str
    number: str | None
    postcode: str
    municipality: str
    municipality_nis: str
    point: Point
    precision: AddressPrecision


class AddressBook(Protocol):
    """Streets and house numbers. Threads may share it.

    `nis` is a code of 2025 (`Municipality.nis`). Names are matched whatever their case, accents, hyphens or usual
    abbreviations. What a visitor asks is kept nowhere.
    """

    def streets(self, prefix: str, nis: str | None = None, limit: int = 8) -> tuple[Street, ...]:
        """Streets of which the name, or a later word of it, begins like this: whole names first, then by name."""
        ...

    def find(
        self, street: str, number: str | None = None, nis: str | None = None, postcode: str | None = None
    ) -> tuple[AddressPoint, ...]:
        """Every place that this street and number can mean, by municipality; none where no street has that name.

        `number` is as people write it ("12A", "12 bus 3", "12-14"; a box changes nothing). Where some streets of the
        name have the number, only those are given; where none has, the nearest number of each, with the precision
        `street`. Without a number: the middle of each street.
        """
        ...
