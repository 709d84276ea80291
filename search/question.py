"""What can be asked: the parameters of a search, the same for page, API, command line and tests."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from geo import MOST_POINTS, DrawnArea
from search.drawn import Box, GeoJsonPolygon, box_of

WINDOW = 200
"""How many results one ranked window holds; paging stays inside it."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00]+$")]
Ids = Annotated[tuple[Id, ...], Field(max_length=50)]


def _belgian(moment: datetime) -> datetime:
    """A moment with a zone or offset as the clocks in Belgium show it; far away years have no known hours."""
    if not 2000 <= moment.year <= 2100:
        raise ValueError("the moment must lie between the years 2000 and 2100")
    return moment if moment.tzinfo is None else moment.astimezone(ZoneInfo("Europe/Brussels")).replace(tzinfo=None)


BelgianMoment = Annotated[datetime, AfterValidator(_belgian)]


class SearchRequest(BaseModel):
    """A question. Parameters are joined by AND, the values of one parameter by OR.

    `theme`, `function`, `sector`, `mode`, `zone` and `bbox` are strict. The other filters speak of facts: they remove
    what is known not to fit; what is unknown stays, after what is known to fit, and is marked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    q: Annotated[
        str,
        Field(
            max_length=500,
            description="What someone needs, in everyday words.",
            examples=["ik kan mijn huur niet meer betalen"],
        ),
    ] = ""
    place: Annotated[
        str | None,
        Field(max_length=200, description="Postcode, place name old or new, or `lat,lon`.", examples=["9300"]),
    ] = None
    radius_km: Annotated[
        float | None,
        Field(
            gt=0,
            le=300,
            allow_inf_nan=False,
            description="Cut at this distance from `place`; without it distance only ranks.",
            examples=[15],
        ),
    ] = None
    zone: Annotated[Id | None, Field(description="Id of an eerstelijnszone.", examples=["regio-aalst"])] = None
    bbox: Annotated[
        Box | None,
        Field(
            description="Only what has a place in this box: `west,south,east,north` in degrees (WGS84).",
            examples=["3.95,50.88,4.12,50.98"],
        ),
    ] = None
    serves: Annotated[
        str | None,
        Field(
            pattern=r"^\d{5}$",
            description="NIS code of a municipality that the offer must serve.",
            examples=["41002"],
        ),
    ] = None
    theme: Annotated[Ids, Field(description="Headings: terms of the list theme.", examples=[["wonen"]])] = ()
    function: Annotated[
        Ids, Field(description="What it does: terms of the list function.", examples=[["onthaal"]])
    ] = ()
    sector: Annotated[Ids, Field(description="Terms of the list sector.", examples=[["lokaal_bestuur"]])] = ()
    mode: Annotated[
        Ids, Field(description="onsite, home, phone, chat, email, video, outreach.", examples=[["phone"]])
    ] = ()
    target_group: Annotated[
        Ids, Field(description="For whom: terms of the list target_group.", examples=[["ouderen"]])
    ] = ()
    language: Annotated[Ids, Field(description="ISO 639-1, or vgt.", examples=[["nl"]])] = ()
    access: Annotated[Ids, Field(description="How one gets in: terms of the list access.", examples=[["direct"]])] = ()
    budget: Annotated[
        Ids, Field(description="Budgets with which it can be paid: terms of the list budget.", examples=[["pvb"]])
    ] = ()
    accessibility: Annotated[
        Ids, Field(description="Facts that the place must have; here all are needed.", examples=[["step_free"]])
    ] = ()
    not_meant: Annotated[
        Ids,
        Field(
            description="Terms and wishes that a former answer read in `q` and that were not meant.",
            examples=[["function:leefloon", "age:15"]],
        ),
    ] = ()
    literal: Annotated[
        bool, Field(description="Read the words of `q` as they were typed: correct no spelling.", examples=[True])
    ] = False
    exact: Annotated[
        bool,
        Field(
            description="Only what fits all that is asked: an answer without results is not widened.", examples=[True]
        ),
    ] = False
    age: Annotated[
        int | None, Field(ge=0, le=150, description="Age in years of the person it is for.", examples=[34])
    ] = None
    open_now: Annotated[bool, Field(description="Open now, or at the moment `at`.", examples=[True])] = False
    at: Annotated[
        BelgianMoment | None,
        Field(description="Local moment in Belgium; asks for what is open then.", examples=["2026-11-23T10:00"]),
    ] = None
    free: Annotated[bool, Field(description="Free of charge.", examples=[True])] = False
    intake_open: Annotated[bool, Field(description="Takes new people in.", examples=[True])] = False
    sort: Annotated[
        Literal["relevance", "distance", "name", "checked"], Field(description="In which order.", examples=["distance"])
    ] = "relevance"
    lang: Annotated[
        str,
        Field(
            pattern=r"^([a-z]{2}|vgt)$",
            description="Language of the texts, where there are texts in it; not given: the language of `q`.",
            examples=["nl"],
        ),
    ] = "nl"
    size: Annotated[int, Field(ge=1, le=50, description="Results on a page.", examples=[10])] = 20
    cursor: Annotated[
        str | None, Field(max_length=500, description="From the previous answer.", examples=["eyJ2IjoxfQ"])
    ] = None
    explain: Annotated[bool, Field(description="Show the steps that led to the answer.", examples=[True])] = False

    @property
    def drawn(self) -> DrawnArea | None:
        """The area on the map in which a place must lie."""
        return box_of(self.bbox) if self.bbox is not None else None


class SearchWithArea(SearchRequest):
    """A question in a body, which has room for an area of any shape."""

    area: Annotated[
        GeoJsonPolygon | None,
        Field(
            description=f"Only what has a place in this polygon, of at most {MOST_POINTS} points; instead of `bbox`.",
            examples=[{"type": "Polygon", "coordinates": [[[3.9, 50.8], [4.2, 50.8], [4.0, 51.0], [3.9, 50.8]]]}],
        ),
    ] = None

    @model_validator(mode="after")
    def _has_one_area(self) -> SearchWithArea:
        if self.area is not None and self.bbox is not None:
            raise PydanticCustomError("area_twice", "bbox or area, not both")
        return self

    @property
    def drawn(self) -> DrawnArea | None:
        """The area on the map in which a place must lie."""
        return self.area.drawn if self.area is not None else super().drawn
