"""`/places`, `/zones`: where something is, and which eerstelijnszone that is."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from api.caching import AN_HOUR, ASK_AGAIN, NOT_KEPT, revalidated
from api.context import ApiContext
from api.documentation import answers, moved, not_modified
from api.examples import PLACE, ZONE, ZONE_NOW
from api.routing import add_get, moved_to
from geo import Division, Point, Zone
from search import PlaceAnswer, place_answer

LONGEST_ID = 100
"""Characters of a zone's id, code or name that are looked at; the longest name has fewer than half of them."""

ZoneId = Annotated[
    str,
    Path(
        alias="id",
        description="Id of a zone; its code or name leads on to it.",
        examples=["regio-aalst"],
        json_schema_extra={"maxLength": LONGEST_ID},
    ),
]


class PlacesParameters(BaseModel):
    """A place in someone's words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    q: Annotated[
        str,
        Field(
            max_length=200,
            description="Postcode, place name old or new, street and number, or `lat,lon`.",
            examples=["Sint-Truiden"],
        ),
    ]


class Places(BaseModel):
    """The places that the words can mean, the likeliest first; none where no place is meant."""

    places: tuple[PlaceAnswer, ...]


class ZoneMunicipality(BaseModel):
    """A municipality, wholly or partly in the zone."""

    nis: str = Field(description="NIS code (Statbel) of the time.")
    name: str
    postcodes: tuple[str, ...] = Field(description="Its postcodes in the zone.")


class ZoneAnswer(BaseModel):
    """An eerstelijnszone, the working area of a zorgraad, as it was on a day."""

    id: str
    name: str
    code: str = Field(description="Code at the provinces' statistics platform.")
    province: str
    reference_regions: tuple[str, ...] = Field(description="Of today.")
    care_region: str | None = Field(description="Regionale zorgzone; null: no list of them is loaded.")
    valid_from: date | None = Field(description="Since when it has this name and area; null: as far as is known.")
    valid_to: date | None = Field(description="The last day; null: not known to end.")
    municipalities: tuple[ZoneMunicipality, ...]


class ZoneNow(ZoneAnswer):
    """An eerstelijnszone of today, with what lies around it and what it has."""

    postcodes: tuple[str, ...]
    neighbours: tuple[str, ...] | None = Field(description="Ids of the zones beside it; null: no shapes are there.")
    zorgraad: str | None = Field(description="Id of the organisation; null: not on the map.")
    offers: int | None = Field(description="Offers with a place in it, or for all of it; null: cannot be counted now.")


class ZonesParameters(BaseModel):
    """A day, or a point."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: Annotated[
        date | None, Field(description="The division of that day; default: of today.", examples=["2024-12-31"])
    ] = None
    lat: Annotated[
        float | None,
        Field(ge=-90, le=90, description="With `lon`: only the zone of today that holds this point.", examples=[50.94]),
    ] = None
    lon: Annotated[float | None, Field(ge=-180, le=180, description="Degrees (WGS84), as `lat`.", examples=[4.04])] = (
        None
    )

    @model_validator(mode="after")
    def _is_a_whole_point_of_today(self) -> ZonesParameters:
        if (self.lat is None) != (self.lon is None):
            raise PydanticCustomError("half_a_point", "lat and lon")
        if self.lat is not None and self.on is not None:
            raise PydanticCustomError("point_on_a_day", "borders are those of today")
        return self

    @property
    def point(self) -> Point | None:
        """The point whose zone is asked."""
        return Point(self.lat, self.lon) if self.lat is not None and self.lon is not None else None


class Zones(BaseModel):
    """All zones of Flanders and Brussels on a day."""

    zones: tuple[ZoneAnswer, ...]


def place_routes(context: ApiContext) -> APIRouter:
    """The endpoints of places and zones."""
    router = APIRouter(tags=["places"])
    gazetteer = context.gazetteer
    current = {zone.id: zone for zone in gazetteer.zones}

    def places(asked: Annotated[PlacesParameters, Query()], response: Response) -> Places:
        """Every place that a text can mean: more than one where the name is ambiguous."""
        response.headers["Cache-Control"] = NOT_KEPT
        return Places(places=tuple(map(place_answer, gazetteer.resolve(asked.q))))

    def zones(request: Request, asked: Annotated[ZonesParameters, Query()]) -> Response:
        """All eerstelijnszones with their municipalities, under the names of the day; or the one that holds a point.

        A point lies in no zone outside Flanders and Brussels. Where the server has no borders of the zones, it is in
        the zone of the nearest place that is known, within 10 km.
        """
        division = gazetteer.division(asked.on or context.clock().date())
        shown = division.zones
        if asked.point is not None:
            held = gazetteer.zone_at(asked.point)
            shown = (held,) if held is not None else ()
        told = Zones(zones=tuple(ZoneAnswer(**_facts(zone, division)) for zone in shown))
        return revalidated(request, told, AN_HOUR if asked.point is None else NOT_KEPT)

    def zone(request: Request, zone_id: ZoneId) -> Response:
        """One eerstelijnszone, as it is today."""
        if zone_id in current:
            return revalidated(request, _now(current[zone_id], context), ASK_AGAIN)
        return moved_to(request, zone_named(context, zone_id).id, AN_HOUR)

    told = answers(Places, "The places, best first.", {"places": [PLACE]}, 422)
    add_get(router, "/places", places, operation_id="find_places", summary="Places by name", responses=told)
    told = answers(Zones, "The zones.", {"zones": [ZONE]}, 422) | not_modified()
    add_get(router, "/zones", zones, operation_id="list_zones", summary="All zones of a day", responses=told)
    told = answers(ZoneNow, "The zone.", ZONE_NOW, 404) | moved("This is a code or a name.") | not_modified()
    add_get(router, "/zones/{id}", zone, operation_id="get_zone", summary="One zone", responses=told)
    return router


def zone_named(context: ApiContext, name: str) -> Zone:
    """The zone with that id, code or name, of today or before. Raises 404 where there is none."""
    zone = context.gazetteer.zone(name) if len(name) <= LONGEST_ID else None
    if zone is None:
        raise HTTPException(404)
    return zone


def _facts(zone: Zone, division: Division) -> dict[str, object]:
    return {
        "id": zone.id,
        "name": zone.name,
        "code": zone.code,
        "province": zone.province,
        "reference_regions": zone.reference_regions,
        "care_region": zone.care_region,
        "valid_from": zone.valid_from,
        "valid_to": zone.valid_to,
        "municipalities": tuple(
            ZoneMunicipality(nis=one.nis, name=one.municipality, postcodes=one.postcodes)
            for one in division.members_of(zone.id)
        ),
    }


def _now(zone: Zone, context: ApiContext) -> ZoneNow:
    overview = context.zones.overview(zone, context.clock())
    return ZoneNow(
        **_facts(zone, context.gazetteer.division(context.clock().date())),
        postcodes=tuple(one.code for one in context.gazetteer.postcodes if one.zone.id == zone.id),
        neighbours=context.shapes.neighbours(zone.id) if context.shapes is not None else None,
        zorgraad=overview.zorgraad.id if overview.zorgraad is not None else None,
        offers=overview.supply.offers if overview.supply is not None else None,
    )
