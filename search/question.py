"""What can be asked: the parameters of a search, the same for page, API, command line and tests."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

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

    `theme`, `function`, `sector`, `mode` and `zone` are strict. The other filters speak of facts: they remove what is
    known not to fit; what is unknown stays, after what is known to fit, and is marked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    q: Annotated[str, Field(max_length=500, description="What someone needs, in everyday words.")] = ""
    place: Annotated[
        str | None,
        Field(max_length=200, description="Postcode, place name old or new, or `lat,lon`.", examples=["9300", "Aalst"]),
    ] = None
    radius_km: Annotated[
        float | None,
        Field(gt=0, le=300, allow_inf_nan=False, description="Cut at this distance; without it distance only ranks."),
    ] = None
    zone: Annotated[Id | None, Field(description="Id of an eerstelijnszone.", examples=["regio-aalst"])] = None
    serves: Annotated[
        str | None, Field(pattern=r"^\d{5}$", description="NIS code of a municipality that the offer must serve.")
    ] = None
    theme: Annotated[Ids, Field(description="Headings.")] = ()
    function: Annotated[Ids, Field(description="What the offer does.")] = ()
    sector: Ids = ()
    mode: Annotated[Ids, Field(description="onsite, home, phone, chat, email, video, outreach.")] = ()
    target_group: Ids = ()
    language: Annotated[Ids, Field(description="ISO 639-1, or vgt.")] = ()
    access: Ids = ()
    budget: Ids = ()
    accessibility: Annotated[Ids, Field(description="Facts that the place must have; here all are needed.")] = ()
    age: Annotated[int | None, Field(ge=0, le=150, description="Age in years of the person it is for.")] = None
    open_now: Annotated[bool, Field(description="Open now, or at the moment `at`.")] = False
    at: Annotated[
        BelgianMoment | None,
        Field(description="Local moment in Belgium; asks for what is open then.", examples=["2026-11-23T10:00"]),
    ] = None
    free: Annotated[bool, Field(description="Free of charge.")] = False
    intake_open: Annotated[bool, Field(description="Takes new people in.")] = False
    sort: Literal["relevance", "distance", "name", "checked"] = "relevance"
    lang: Annotated[str, Field(pattern=r"^([a-z]{2}|vgt)$", description="Language of the texts.")] = "nl"
    size: Annotated[int, Field(ge=1, le=50, description="Results on a page.")] = 20
    cursor: Annotated[str | None, Field(max_length=500, description="From the previous answer.")] = None
    explain: Annotated[bool, Field(description="Show the steps that led to the answer.")] = False
