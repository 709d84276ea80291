"""Where a record is and whom it serves."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from catalogue.base import Line, Part, Term
from geo import holds

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


MAXIMUM_RADIUS_KM = 150
"""Farther than this a radius says no more than a province or a region does: Flanders is 200 km from west to east."""


class Centre(Part):
    """The middle of a radius that is no place of the offer: a point in WGS84 degrees, with the name people know."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    name: Line | None = None


class Radius(Part):
    """All who live within so many kilometres, as the crow flies.

    Administrations work by municipality, so it comes down to municipalities (see `catalogue.around`) and is marked as
    approximate wherever it is told.
    """

    km: Annotated[float, Field(gt=0, le=MAXIMUM_RADIUS_KM, allow_inf_nan=False)]
    centre: Centre | None = Field(None, description="Absent: around each of its own places.")


class ServiceArea(Part):
    """Where the people live whom an offer serves. The parts add up: a municipality *or* a zone *or* a province.

    - `everywhere` is all of Flanders and Brussels, the same as `flanders` and `brussels` together;
    - `flanders` is every municipality of the Flemish Region, `brussels` the 19 of the Brussels-Capital Region;
    - a zone, province or reference region is its municipalities of today, under the division of today; a zone of
      Antwerpen is only the part of that city that lies in it;
    - `radius` is the municipalities around a point, or around its own places. Where one of these is hidden or has no
      known place the whole area is not known: what lies around a refuge would tell where it is.

    An area that is not known is an absent area, not an empty one. Outside the days of `valid_from` and `valid_to`, both
    included, it says nothing.
    """

    everywhere: bool = False
    flanders: bool = Field(False, description="All municipalities of the Flemish Region.")
    brussels: bool = Field(False, description="The 19 municipalities of the Brussels-Capital Region.")
    municipalities: tuple[Nis, ...] = ()
    zones: tuple[Term, ...] = Field((), description="Ids of eerstelijnszones.")
    provinces: tuple[Line, ...] = Field((), description="Names of provinces.")
    regions: tuple[Line, ...] = Field((), description="Names of reference regions.")
    radius: Radius | None = Field(None, description="The municipalities around a point or around its own places.")
    note: Line | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_everywhere(self) -> bool:
        """Whether it is all of Flanders and Brussels, however that was said."""
        return self.everywhere or (self.flanders and self.brussels)

    def holds_on(self, day: date) -> bool:
        """Whether the area is in force on that date (both borders included)."""
        return holds(self.valid_from, self.valid_to, day)


def _without_radius(area: ServiceArea) -> ServiceArea:
    if area.radius is not None:
        raise ValueError("a partnership works in municipalities or zones; it has no radius")
    return area


AgreedArea = Annotated[ServiceArea, AfterValidator(_without_radius)]
"""An area without a radius. Its members agree for which municipalities they work; and the places of a partnership are
records apart, so nothing here could tell whether a radius lies around one that is hidden."""
