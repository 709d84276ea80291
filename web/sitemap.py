"""What search engines may read: robots.txt and the site map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import PlainTextResponse, Response

from web.links import offer_url, organisation_url
from web.rendering import templates
from web.survey import Survey

MOST_ADDRESSES = 50_000
"""The most addresses in one site map (sitemaps.org); more are told in parts."""


def robots(base_url: str) -> PlainTextResponse:
    """Everything but the searches of people and the interface for programs."""
    return PlainTextResponse(f"User-agent: *\nDisallow: /zoek\nDisallow: /api/\n\nSitemap: {base_url}/sitemap.xml\n")


def addresses(survey: Survey, base_url: str) -> list[str]:
    """Every page that is not a search; made-up records are left out."""
    pages = ["/", "/gegevens", *map(offer_url, survey.offer_ids), *map(organisation_url, survey.organisation_ids)]
    return [base_url + page for page in pages]


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
