"""The addresses of the site and what answers each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from web import sitemap
from web.context import PageContext
from web.data_page import data_page
from web.errors import error_page
from web.glossary_pages import abbreviations_page, glossary_page, sector_words_page
from web.helplines_page import helplines_page
from web.home import home
from web.map_page import map_page
from web.offer_page import offer_page
from web.organisation_page import organisation_page
from web.partnership_page import partnership_page
from web.quality_page import check_page, quality_page
from web.rendering import STATIC
from web.search_page import search_page
from web.suggestions import suggestions_list
from web.team import Form, read_form, team_answered, team_start
from web.terms_page import term_list_page, term_lists_page
from web.themes_page import theme_page, themes_page
from web.zone_page import zone_page
from web.zones_page import zones_page

READ = ["GET", "HEAD"]
FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose address changes with their content."""


def pages(context: PageContext) -> APIRouter:
    """The routes of the site for people; every address answers GET and HEAD and works without a script.

    What someone tells of a person goes by POST alone, so that it stands in no address (D1).
    """
    router = APIRouter(include_in_schema=False)
    files = StaticFiles(directory=STATIC)

    def site_map_parts() -> dict[str, Sequence[str]]:
        survey, themes = context.surveyor.survey(context.clock()), context.vocabulary["theme"]
        zones = [zone.id for zone in context.gazetteer.zones]
        return sitemap.parts(sitemap.addresses(survey, themes, zones, context.base_url))

    @router.api_route("/", methods=READ)
    def front() -> Response:
        return home(context)

    @router.api_route("/zoek", methods=READ)
    def search(request: Request) -> Response:
        return search_page(context, request)

    @router.api_route("/suggesties", methods=READ)
    def suggestions(q: str = "", place: str = "") -> Response:
        return suggestions_list(context, q, place)

    @router.api_route("/kaart", methods=READ)
    def zone_map(request: Request) -> Response:
        return map_page(context, request)

    @router.api_route("/aanbod/{id_}", methods=READ)
    def offer(request: Request, id_: str) -> Response:
        return offer_page(context, request, id_)

    @router.api_route("/organisatie/{id_}", methods=READ)
    def organisation(request: Request, id_: str) -> Response:
        return organisation_page(context, request, id_)

    @router.api_route("/partnerschap/{id_}", methods=READ)
    def partnership(request: Request, id_: str) -> Response:
        return partnership_page(context, request, id_)

    @router.api_route("/zones", methods=READ)
    def zones(place: str = "", op: str = "") -> Response:
        return zones_page(context, place, op)

    @router.api_route("/zone/{id_}", methods=READ)
    def zone(request: Request, id_: str) -> Response:
        return zone_page(context, request, id_)

    @router.api_route("/hulplijnen", methods=READ)
    def helplines(request: Request) -> Response:
        return helplines_page(context, request)

    @router.api_route("/gegevens", methods=READ)
    def data() -> Response:
        return data_page(context)

    @router.api_route("/kwaliteit", methods=READ)
    def quality(request: Request) -> Response:
        return quality_page(context, request)

    @router.api_route("/kwaliteit/{check}", methods=READ)
    def check(request: Request, check: str) -> Response:
        return check_page(context, request, check)

    @router.api_route("/begrippen", methods=READ)
    def glossary() -> Response:
        return glossary_page(context)

    @router.api_route("/begrippen/woorden", methods=READ)
    def sector_words() -> Response:
        return sector_words_page(context)

    @router.api_route("/begrippen/afkortingen", methods=READ)
    def abbreviations(q: str = "") -> Response:
        return abbreviations_page(context, q)

    @router.api_route("/begrippen/lijsten", methods=READ)
    def term_lists() -> Response:
        return term_lists_page(context)

    @router.api_route("/begrippen/lijsten/{name}", methods=READ)
    def term_list(request: Request, name: str) -> Response:
        return term_list_page(context, request, name)

    @router.api_route("/themas", methods=READ)
    def themes() -> Response:
        return themes_page(context)

    @router.api_route("/themas/{id_}", methods=READ)
    def theme(request: Request, id_: str) -> Response:
        return theme_page(context, request, id_)

    @router.api_route("/team", methods=READ)
    def team() -> Response:
        return team_start(context)

    @router.post("/team")
    def team_step(form: Annotated[Form, Depends(read_form)]) -> Response:
        return team_answered(context, form)

    @router.api_route("/robots.txt", methods=READ)
    def robots() -> Response:
        return sitemap.robots(context.base_url)

    @router.api_route("/sitemap.xml", methods=READ)
    def site_map() -> Response:
        return sitemap.site_map(site_map_parts(), context.base_url)

    @router.api_route("/sitemap-{number}.xml", methods=READ)
    def site_map_part(request: Request, number: str) -> Response:
        part = site_map_parts().get(number)
        return sitemap.site_map_part(part) if part else error_page(context, request, 404)

    @router.api_route("/static/{path:path}", methods=READ)
    async def static(request: Request, path: str) -> Response:
        response = await files.get_response(path, request.scope)
        if "v" in request.query_params and response.status_code == 200:
            response.headers["Cache-Control"] = FOR_EVER
        return response

    return router
