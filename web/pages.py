"""The addresses of the site and what answers each."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from web import sitemap
from web.context import PageContext
from web.data_page import data_page
from web.errors import error_page
from web.home import home
from web.offer_page import offer_page
from web.organisation_page import organisation_page
from web.rendering import STATIC
from web.search_page import search_page
from web.survey import Surveyor

READ = ["GET", "HEAD"]
FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose address changes with their content."""


def pages(context: PageContext) -> APIRouter:
    """The routes of the site for people; every address answers GET and HEAD and works without a script."""
    router = APIRouter(include_in_schema=False)
    surveyor = Surveyor(lambda: (stored.record for stored in context.store.records()))
    files = StaticFiles(directory=STATIC)

    def site_map_parts() -> dict[str, Sequence[str]]:
        return sitemap.parts(sitemap.addresses(surveyor.survey(context.clock()), context.base_url))

    @router.api_route("/", methods=READ)
    def front() -> Response:
        return home(context)

    @router.api_route("/zoek", methods=READ)
    def search(request: Request) -> Response:
        return search_page(context, request)

    @router.api_route("/aanbod/{id_}", methods=READ)
    def offer(request: Request, id_: str) -> Response:
        return offer_page(context, request, id_)

    @router.api_route("/organisatie/{id_}", methods=READ)
    def organisation(request: Request, id_: str) -> Response:
        return organisation_page(context, request, id_)

    @router.api_route("/gegevens", methods=READ)
    def data() -> Response:
        return data_page(context, surveyor.survey(context.clock()))

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
