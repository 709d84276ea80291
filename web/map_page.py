"""The page of /kaart, how much of a question is found in each zone, drawn and in a list; the small map of a zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from geo import Zone
from geo.shapes import Shapes
from search import EngineUnavailable
from search.answer import PlaceAnswer
from web.chips import chips
from web.context import PageContext
from web.errors import error_page
from web.links import zone_url
from web.map import (
    SMALL_SIZES,
    Area,
    Dot,
    Drawing,
    DrawnZone,
    Frame,
    Writing,
    ZoneRow,
    drawn_zones,
    everything,
    in_lines,
    one,
    part,
    steps,
    writing,
    zone_rows,
)
from web.messages import POINT_IS_AT, UNKNOWN_PART, WRONG_CHOICE
from web.query import Query, first_page, map_url, read_query, search_url, value, with_value, without
from web.rendering import render
from web.search_page import MOST_MEANT, find, place_words


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the map that can be chosen, or the whole of it."""

    name: str
    url: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The map of a question: the zones, what lies around them, the asked place, and the names that have no shape."""

    frame: Frame
    around: str
    zones: tuple[DrawnZone, ...]
    dot: Dot | None
    undrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A zone with its area, and its name where there is room for it."""

    zone: Zone
    area: Area
    writing: Writing | None


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """One zone among its neighbours: what is drawn, and the zones, itself the first."""

    drawing: Drawing
    zones: tuple[NamedArea, ...]
    shapes: Shapes


def map_page(context: PageContext, request: Request) -> Response:
    """The map of a question, of all zones or of a province; says what is wrong (422), or that searching is down (503).

    A zone that the question has is marked, and the others are counted as well, so that one can choose another.
    """
    typed = first_page(read_query(request.query_params.multi_items()))
    asked = request.query_params.get("province", "").strip()
    province = _province(context.gazetteer.zones, asked)
    chosen = context.gazetteer.zone(value(typed, "zone"))
    now = context.clock()
    try:
        found = find(without(typed, "zone"), context.searcher, now, exact=True)
        counts = context.searcher.count_by_zone(found.request, now) if found.request and found.answer else {}
    except EngineUnavailable:  # its message is for the operator
        return error_page(context, request, 503)
    query, answer = found.query, found.answer
    wrong = found.wrong | _wrong(typed, chosen, asked, province)
    place = answer.understood.place if answer else None
    legend = steps(count.found for count in counts.values())
    rows = zone_rows(
        [zone for zone in context.gazetteer.zones if province in (None, zone.province)],
        counts,
        legend,
        lambda zone: search_url(with_value(query, "zone", zone.id)) if counts else zone_url(zone.id),
        chosen=chosen,
        here=frozenset(zone.id for zone in place.zones) if place else frozenset(),
    )
    return render(
        context,
        "map.html",
        path="/kaart",
        status=422 if wrong else 200,
        wrong=wrong,
        notes=found.notes,
        query=query,
        asked=bool(typed or asked),
        answer=answer,
        place=place,
        place_words=place_words,
        not_meant_url=lambda id_: map_url(with_value(query, "not_meant", id_), province),
        most_meant=MOST_MEANT,
        place_url=lambda name: map_url(with_value(query, "place", name), province),
        point_is_at=POINT_IS_AT[place.precision] if place else None,
        literal_url=map_url(with_value(query, "literal", "true"), province),
        chosen_themes=(),
        precision=None,
        typed_words=value(typed, "q"),
        typed_place=value(typed, "place"),
        kept=[pair for pair in typed if pair[0] not in ("q", "place", *wrong)],
        choices=[chip.label for chip in chips(query, context.vocabulary, context.gazetteer, context.searcher.name_of)],
        province=province,
        parts_of_map=_parts(context.gazetteer.zones, query, province),
        rows=rows,
        legend=legend,
        alike=any(row.count and row.count.alike for row in rows),
        made_up=any(hit.demo for hit in answer.results) if answer else False,
        shapes=context.shapes,
        picture=_picture(context.shapes, rows, place, province) if context.shapes else None,
    )


def zone_map(context: PageContext, zone: Zone) -> ZoneMap | None:
    """The small map of a zone; None where there is no shape of it."""
    if context.shapes is None or zone.id not in context.shapes.overview:
        return None
    drawing = one(context.shapes, zone.id)
    known = ((context.gazetteer.zone(area.zone), area) for area in drawing.areas)
    named = (
        NamedArea(each, area, writing(area.spot, in_lines(each.name), SMALL_SIZES)) for each, area in known if each
    )
    return ZoneMap(drawing, tuple(named), context.shapes)


def _province(zones: Iterable[Zone], asked: str) -> str | None:
    """The province as it is written; None for all zones, and for a name that is none."""
    return {zone.province.casefold(): zone.province for zone in zones}.get(asked.casefold())


def _wrong(typed: Query, zone: Zone | None, asked: str, province: str | None) -> dict[str, str]:
    wrong = {}
    if value(typed, "zone") and zone is None:
        wrong["zone"] = WRONG_CHOICE
    if asked and province is None:
        wrong["province"] = UNKNOWN_PART
    return wrong


def _picture(
    shapes: Shapes, rows: Sequence[ZoneRow], place: PlaceAnswer | None, province: str | None
) -> Picture | None:
    """The map of all zones, or of the rows of a province; None where none of those has a shape."""
    inside = frozenset(row.zone.id for row in rows) & shapes.overview.keys()
    if not inside:
        return None
    drawing = everything(shapes) if province is None else part(shapes, frozenset(inside))
    dot = _dot(drawing, place) if place else None
    return Picture(
        frame=drawing.frame,
        around=drawing.around,
        zones=drawn_zones(drawing, rows, dot, named=province is not None),
        dot=dot,
        undrawn=tuple(row.zone.name for row in rows if row.zone.id not in inside),
    )


def _dot(drawing: Drawing, place: PlaceAnswer) -> Dot | None:
    x, y = drawing.frame.xy(place.lon, place.lat)
    return Dot(x, y) if drawing.frame.holds(x, y) else None


def _parts(zones: Iterable[Zone], query: Query, shown: str | None) -> tuple[Part, ...]:
    """The whole, then each province; Brussels stands last, under its short name."""
    names = sorted({zone.province for zone in zones}, key=lambda name: (name.startswith("Brussel"), name))
    provinces = (
        Part("Brussel" if name.startswith("Brussel") else name, map_url(query, name), name == shown) for name in names
    )
    return Part("Hele kaart", map_url(query), shown is None), *provinces
