"""The page of one eerstelijnszone."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from indexer.zones import InZone, ZoneOverview
from web.context import PageContext
from web.errors import error_page
from web.links import zone_url
from web.map import Frame
from web.map_page import zone_map
from web.query import search_url
from web.rendering import render

LONGEST_ID = 100
"""Characters of an id, code or name that are looked at; the longest name has fewer than half of them."""


def zone_page(context: PageContext, request: Request, id_: str) -> Response:
    """The zone, its own address for a code or an older name (301), or that there is none (404)."""
    zone = context.gazetteer.zone(id_) if len(id_) <= LONGEST_ID else None
    if zone is None:
        return error_page(context, request, 404)
    if zone.id != id_:
        return RedirectResponse(zone_url(zone.id), 301)
    overview = context.zones.overview(zone, context.clock())
    return render(
        context,
        "zone.html",
        path=zone_url(zone.id),
        overview=overview,
        zone=zone,
        around=zone_map(context, zone),
        all_made_up=wholly_made_up(overview),
        supply=overview.supply,
        onthaal=overview.onthaal,
        casemanagement=overview.casemanagement,
        box_search=box_search,
        municipality_search=lambda one: municipality_search(one, zone.id),
    )


def box_search(frame: Frame) -> str:
    """A search in what a map shows, to ten metres."""
    return search_url((("bbox", ",".join(f"{degrees:.4f}" for degrees in frame.bounds)),))


def municipality_search(inside: InZone, zone: str) -> str:
    """A search in a municipality; where only a part of it lies in the zone, only in that zone."""
    place = [("place", inside.municipality.name)]
    return search_url(tuple(place if inside.postcodes is None else [*place, ("zone", zone)]))


def wholly_made_up(overview: ZoneOverview) -> frozenset[str]:
    """The made-up partnerships without a real partner: one label on the partnership says it of its partners too."""
    return frozenset(
        here.partnership.id
        for partnerships in overview.partnerships.values()
        for here in partnerships
        if here.partnership.demo
        and all(organisation is None or organisation.demo for _partner, organisation in here.partners)
    )
