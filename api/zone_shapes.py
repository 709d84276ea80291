"""`/zones.geojson`, `/zones/{id}.geojson`: the borders of the zones, for a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.caching import AN_HOUR, kept
from api.context import ApiContext
from api.documentation import Responses, answers, moved, not_modified
from api.examples import ZONE_SHAPE, ZONE_SHAPES
from api.places import ZoneId, zone_named
from api.problems import ToldNotFound
from api.routing import add_get, moved_to
from geo import Zone
from geo.shapes import LEVELS, Level, Parts, Shapes

GEO_JSON = "application/geo+json"
NOT_MADE = "De grenzen van de zones zijn op deze server nog niet gemaakt. De beheerder doet dat met: loket zones make"


class GeoJson(JSONResponse):
    """An answer in GeoJSON; the document names its media type."""

    media_type = GEO_JSON


class MultiPolygon(BaseModel):
    """The parts of a zone; each has its outer ring first, then its holes."""

    type: Literal["MultiPolygon"]
    coordinates: Parts = Field(description="Longitude and latitude in degrees (WGS84).")


class ShapeProperties(BaseModel):
    """Whose border it is, and what it is worth."""

    id: str
    name: str
    indicative: bool = Field(description="Worked out, not official: say so on a map.")
    attribution: str = Field(description="Name it on a map.")


class ZoneShape(BaseModel):
    """A zone as a feature of GeoJSON (RFC 7946)."""

    type: Literal["Feature"]
    id: str
    properties: ShapeProperties
    geometry: MultiPolygon


class ZoneShapes(BaseModel):
    """All zones as features; at one level neighbours have exactly the same border."""

    type: Literal["FeatureCollection"]
    indicative: bool = Field(description="Whether any of them is.")
    attribution: str = Field(description="Name it on a map.")
    features: tuple[ZoneShape, ...]


class ShapesParameters(BaseModel):
    """How fine the borders are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Annotated[
        Level, Field(description="`overview`: for all zones on one page; `detail`: to zoom in.", examples=["overview"])
    ] = "overview"


def zone_shape_routes(context: ApiContext) -> APIRouter:
    """The endpoints of borders. To be added before those of zones, whose ids would match these addresses."""
    router = APIRouter(tags=["places"], default_response_class=GeoJson)
    every, each = _written(context)

    def all_shapes(request: Request, asked: Annotated[ShapesParameters, Query()]) -> Response:
        """The borders of all zones, as GeoJSON."""
        if not every:
            raise ToldNotFound(NOT_MADE)
        return kept(request, every[asked.level], AN_HOUR, GEO_JSON)

    def shape(request: Request, zone_id: ZoneId) -> Response:
        """The border of one zone in detail, as GeoJSON."""
        zone = zone_named(context, zone_id)
        if zone.id not in each:
            raise ToldNotFound(NOT_MADE)
        if zone.id != zone_id:
            return moved_to(request, f"{zone.id}.geojson", AN_HOUR)
        return kept(request, each[zone.id], AN_HOUR, GEO_JSON)

    told = _answers(ZoneShapes, "The borders.", ZONE_SHAPES, 404, 422)
    add_get(
        router,
        "/zones.geojson",
        all_shapes,
        operation_id="list_zone_shapes",
        summary="Borders of all zones",
        responses=told,
    )
    told = _answers(ZoneShape, "The border.", ZONE_SHAPE, 404) | moved("This is a code or a name.")
    add_get(
        router,
        "/zones/{id}.geojson",
        shape,
        operation_id="get_zone_shape",
        summary="Border of one zone",
        responses=told,
    )
    return router


def _written(context: ApiContext) -> tuple[Mapping[Level, bytes], Mapping[str, bytes]]:
    """The answers, written once: of all zones at each level, and of each zone; empty without shapes."""
    shapes = context.shapes
    if shapes is None:
        return {}, {}
    zones = {zone.id: zone for zone in context.gazetteer.zones}
    every: dict[Level, bytes] = {}
    for level in LEVELS:
        parts = shapes.level(level)
        features = [_feature(zones[id_], parts[id_], shapes) for id_ in sorted(zones.keys() & parts.keys())]
        collection = {"type": "FeatureCollection", "indicative": shapes.indicative, "attribution": shapes.attribution}
        every[level] = orjson.dumps(collection | {"features": features})
    detail = shapes.level("detail")
    each = {id_: orjson.dumps(_feature(zones[id_], detail[id_], shapes)) for id_ in zones.keys() & detail.keys()}
    return every, each


def _feature(zone: Zone, parts: Parts, shapes: Shapes) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": zone.id,
        "properties": {
            "id": zone.id,
            "name": zone.name,
            "indicative": zone.id in shapes.indicative_zones,
            "attribution": shapes.attribution,
        },
        "geometry": {"type": "MultiPolygon", "coordinates": parts},
    }


def _answers(model: type[BaseModel], meaning: str, example: Mapping[str, Any], *problems: int) -> Responses:
    told = answers(model, meaning, example, *problems) | not_modified()
    told[200]["content"] = {GEO_JSON: told[200]["content"]["application/json"]}
    return told
