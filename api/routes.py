"""All endpoints together, and the list of the kinds of problem."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from pydantic import BaseModel

from api.addresses import address_routes
from api.casemanagers import casemanager_routes
from api.context import ApiContext
from api.documentation import answers
from api.glossary import glossary_routes
from api.health import health_routes
from api.helpline_list import helpline_routes
from api.perinatal import perinatal_routes
from api.places import place_routes
from api.problems import PROBLEM_TYPES, TYPES_AT, UNKNOWN_PLACE, Problem
from api.quality import quality_routes
from api.records import record_routes
from api.routing import add_get
from api.searching import search_routes
from api.teams import team_routes
from api.terms import term_routes
from api.zone_overview import zone_overview_routes
from api.zone_shapes import zone_shape_routes

BASE = "/api/v1"


class Problems(BaseModel):
    """Every kind of problem, as it is told."""

    problems: tuple[Problem, ...]


def api_routes(context: ApiContext) -> APIRouter:
    """The endpoints, for the application that holds them. Errors are left to its handlers (`problem_of`)."""
    router = APIRouter()
    for routes in (
        search_routes,
        record_routes,
        helpline_routes,
        zone_shape_routes,  # before `/zones/{id}`, which would match its addresses
        place_routes,
        address_routes,
        zone_overview_routes,
        term_routes,
        glossary_routes,
        quality_routes,
        casemanager_routes,
        perinatal_routes,
        team_routes,
    ):
        router.include_router(routes(context), prefix=BASE)
    router.include_router(health_routes(context))
    router.include_router(_problem_routes())
    return router


def _problem_routes() -> APIRouter:
    router = APIRouter(prefix=TYPES_AT.rstrip("/"), tags=["problems"])
    by_name = {kind.name: kind.problem() for kind in PROBLEM_TYPES}

    def problems() -> Problems:
        """The kinds of problem that the API can tell of; each is the `type` of an answer."""
        return Problems(problems=tuple(by_name.values()))

    def problem(name: Annotated[str, Path()]) -> Problem:
        """One kind of problem."""
        if name not in by_name:
            raise HTTPException(404)
        return by_name[name]

    example = UNKNOWN_PLACE.problem().model_dump(mode="json", exclude_none=True)
    told = answers(Problems, "The kinds.", {"problems": [example]})
    add_get(router, "", problems, operation_id="list_problems", summary="All kinds of problem", responses=told)
    router.add_api_route("/{name}", problem, include_in_schema=False, response_model_exclude_none=True)
    return router
