"""What search engines may read: robots.txt and the site map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi.responses import PlainTextResponse, Response

from catalogue.quality import Survey
from web.links import offer_url, organisation_url, partnership_url, theme_url, zone_url
from web.rendering import templates

MOST_ADDRESSES = 50_000
"""The most addresses in one site map (sitemaps.org); more are told in parts."""


def robots(base_url: str) -> PlainTextResponse:
    """Everything but the searches of people and the interface for programs."""
    return PlainTextResponse(f"User-agent: *\nDisallow: /zoek\nDisallow: /api/\n\nSitemap: {base_url}/sitemap.xml\n")


def addresses(survey: Survey, themes: Iterable[str], zones: Iterable[str], base_url: str) -> list[str]:
    """Every page that is not a search, of these headings and zones too; made-up records are left out."""
    ids = survey.page_ids
    records = (
        *map(theme_url, themes),
        *map(zone_url, zones),
        *map(offer_url, ids["offer"]),
        *map(organisation_url, ids["organisation"]),
        *map(partnership_url, ids["partnership"]),
    )
    return [
        base_url + page
        for page in (
            "/",
            "/themas",
            "/hulplijnen",
            "/team",
            "/zones",
            "/kaart",
            "/begrippen/lijsten",
            "/gegevens",
            "/kwaliteit",
            *records,
        )
    ]


def parts(urls: Sequence[str], size: int = MOST_ADDRESSES) -> dict[str, Sequence[str]]:
    """The addresses in parts of at most `size`, numbered from "1"."""
    return {str(1 + first // size): urls[first : first + size] for first in range(0, len(urls), size)}


def site_map(cut: Mapping[str, Sequence[str]], base_url: str) -> Response:
    """The one part itself, or the list of the parts."""
    if len(cut) == 1:
        return site_map_part(cut["1"])
    return _xml("sitemap_index.xml", parts=[f"{base_url}/sitemap-{number}.xml" for number in cut])


def site_map_part(urls: Sequence[str]) -> Response:
    """One part."""
    return _xml("sitemap.xml", urls=urls)


def _xml(template: str, **values: Any) -> Response:
    return Response(templates().get_template(template).render(values), media_type="application/xml")
