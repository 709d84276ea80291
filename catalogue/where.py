"""Where a record is and whom it serves."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from catalogue.base import Line, Part, Term

Nis = Annotated[str, StringConstraints(pattern=r"^\d{5}$"), Field(description="NIS code of a municipality (Statbel).")]
Precision = Literal["address", "street", "postcode", "sub_municipality", "municipality"]


class Address(Part):
    """A postal address. Only what is known is filled in; a municipality alone is an address too."""

    street: Line | None = None
    number: Line | None = None
    box: Line | None = None
    postcode: Line | None = None
    municipality: Line | None = Field(None, description="Name of the municipality or, abroad, of the city.")
    nis: Nis | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "BE"
    register_id: Line | None = Field(None, description="URI or id in the address register.")


class Coordinates(Part):
    """A point in WGS84 degrees with the precision of its source."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    precision: Precision


class ServiceArea(Part):
    """Where the people live whom an offer serves. The parts add up: a municipality *or* a zone *or* a province.

    `everywhere` is all of Flanders and Brussels. An area that is not known is an absent area, not an empty one.
    """

    everywhere: bool = False
    municipalities: tuple[Nis, ...] = ()
    zones: tuple[Term, ...] = Field((), description="Ids of eerstelijnszones.")
    provinces: tuple[Line, ...] = Field((), description="Names of provinces.")
    regions: tuple[Line, ...] = Field((), description="Names of reference regions.")
    note: Line | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the area is in force on that date (both borders included)."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
