"""`/places`, `/zones`: where something is, and which eerstelijnszone that is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from api.caching import AN_HOUR, NOT_KEPT, revalidated
from api.context import ApiContext
from api.documentation import answers, moved, not_modified
from api.examples import PLACE, ZONE
from api.routing import add_get
from geo import Gazetteer, Zone
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
        Field(max_length=200, description="Postcode, place name old or new, or `lat,lon`.", examples=["Sint-Truiden"]),
    ]


class Places(BaseModel):
    """The places that the words can mean, the likeliest first; none where no place is meant."""

    places: tuple[PlaceAnswer, ...]


class ZoneMunicipality(BaseModel):
    """A municipality, wholly or partly in the zone."""

    nis: str = Field(description="NIS code (Statbel).")
    name: str


class ZoneAnswer(BaseModel):
    """An eerstelijnszone, the working area of a zorgraad."""

    id: str
    name: str
    code: str = Field(description="Code at the provinces' statistics platform.")
    province: str
    reference_regions: tuple[str, ...]
    municipalities: tuple[ZoneMunicipality, ...]


class Zones(BaseModel):
    """All zones of Flanders and Brussels."""

    zones: tuple[ZoneAnswer, ...]


def place_routes(context: ApiContext) -> APIRouter:
    """The endpoints of places and zones."""
    router = APIRouter(tags=["places"])
    all_zones = Zones(zones=tuple(_zone(zone, context.gazetteer) for zone in context.gazetteer.zones))
    by_id = {zone.id: zone for zone in all_zones.zones}

    def places(asked: Annotated[PlacesParameters, Query()], response: Response) -> Places:
        """Every place that a text can mean: more than one where the name is ambiguous."""
        response.headers["Cache-Control"] = NOT_KEPT
        return Places(places=tuple(map(place_answer, context.gazetteer.resolve(asked.q))))

    def zones(request: Request) -> Response:
        """All eerstelijnszones with their municipalities."""
        return revalidated(request, all_zones, AN_HOUR)

    def zone(request: Request, zone_id: ZoneId) -> Response:
        """One eerstelijnszone."""
        if zone_id in by_id:
            return revalidated(request, by_id[zone_id], AN_HOUR)
        found = context.gazetteer.zone(zone_id) if len(zone_id) <= LONGEST_ID else None
        if found is None:
            raise HTTPException(404)
        here, _, _ = request.url.path.rpartition("/")
        return RedirectResponse(f"{here}/{found.id}", status_code=301, headers={"Cache-Control": AN_HOUR})

    told = answers(Places, "The places, best first.", {"places": [PLACE]}, 422)
    add_get(router, "/places", places, operation_id="find_places", summary="Places by name", responses=told)
    told = answers(Zones, "The zones.", {"zones": [ZONE]}) | not_modified()
    add_get(router, "/zones", zones, operation_id="list_zones", summary="All zones", responses=told)
    told = answers(ZoneAnswer, "The zone.", ZONE, 404) | moved("This is a code or a name.") | not_modified()
    add_get(router, "/zones/{id}", zone, operation_id="get_zone", summary="One zone", responses=told)
    return router


def _zone(zone: Zone, gazetteer: Gazetteer) -> ZoneAnswer:
    inside = (one for one in gazetteer.municipalities if zone in one.zones)
    return ZoneAnswer(
        id=zone.id,
        name=zone.name,
        code=zone.code,
        province=zone.province,
        reference_regions=zone.reference_regions,
        municipalities=tuple(ZoneMunicipality(nis=one.nis, name=one.name) for one in inside),
    )
