"""An area on the map in a question: a box as four numbers, or a polygon in GeoJSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from geo import MOST_POINTS, BadAreaError, DrawnArea

_NUMBER = r"[+-]?\d{1,3}(\.\d{1,20})?"
WRITTEN = rf"^{_NUMBER}(,{_NUMBER}){{3}}$"
"""How a box is written, for who reads the documentation; spaces and other ways to write a number are read too."""


def box_of(text: str) -> DrawnArea:
    """The area of `west,south,east,north`, the order of OGC API, in degrees (WGS84).

    Raises:
        ValueError: these are no four numbers.
        BadAreaError: they are, but no box.
    """
    west, south, east, north = map(float, text.split(","))
    return DrawnArea.box(west, south, east, north)


def _told(read: Callable[[], DrawnArea]) -> None:
    """Read an area, and tell what is wrong with it as an error of its field: `area_` and the kind of fault."""
    try:
        read()
    except BadAreaError as bad:
        raise PydanticCustomError(f"area_{bad.fault}", str(bad)) from None
    except ValueError:
        raise PydanticCustomError("area_numbers", "four numbers, in degrees: west,south,east,north") from None


def _checked(text: str) -> str:
    _told(lambda: box_of(text))
    return text


Box = Annotated[str, Field(max_length=200, json_schema_extra={"pattern": WRITTEN}), AfterValidator(_checked)]
"""A box as it is written in an address."""

Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class GeoJsonPolygon(BaseModel):
    """A polygon of GeoJSON (RFC 7946), in degrees (WGS84), longitude first: the outer ring, then its holes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["Polygon"]
    coordinates: tuple[Annotated[tuple[tuple[Degrees, Degrees], ...], Field(max_length=MOST_POINTS)], ...] = Field(
        max_length=MOST_POINTS, description="Each ring closed, of four points or more; crossing nothing."
    )

    @model_validator(mode="after")
    def _is_an_area(self) -> GeoJsonPolygon:
        _told(lambda: self.drawn)
        return self

    @property
    def drawn(self) -> DrawnArea:
        """The area itself. Raises `BadAreaError`, but not once it was validated."""
        return DrawnArea(self.coordinates)
