"""The page of all eerstelijnszones, and the way from a municipality or postcode to its zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi.responses import RedirectResponse, Response

from geo import Gazetteer, Municipality, Place, Zone
from indexer.zones import InZone, ZoneOverviews
from web.context import PageContext
from web.links import zone_url
from web.rendering import render

LONGEST_PLACE = 200
"""Characters of a place's name that are looked at, as in a search."""


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone that someone may mean: the places that lead to it, and the postcodes that tell it from its neighbours.

    `postcodes` are those of the municipality in this zone; none where the zone has all of it.
    """

    zone: Zone
    places: tuple[str, ...]
    postcodes: tuple[str, ...]


def zones_page(context: PageContext, typed: str) -> Response:
    """All zones by province; a place that lies in one zone leads there, any other gives a choice or says what is wrong.

    A typing error is never resolved without asking.
    """
    place = typed.strip()[:LONGEST_PLACE]
    found = context.gazetteer.resolve(place) if place else ()
    choices = _choices(found, context.zones)
    asked = any(one.matched == "fuzzy" for one in found)
    if len(choices) == 1 and not asked:
        return RedirectResponse(zone_url(choices[0].zone.id), 302)
    return render(
        context,
        "zones.html",
        path="/zones",
        typed=place,
        choices=choices,
        guessed=asked,
        wrong={"place": f"We kennen de plaats “{place}” niet. Probeer een postcode."} if place and not found else {},
        provinces=_by_province(context.gazetteer, context.zones),
    )


def _choices(places: Iterable[Place], zones: ZoneOverviews) -> tuple[ZoneChoice, ...]:
    """The zones of all places that the words can mean, the likeliest first."""
    names: dict[str, tuple[Zone, dict[str, None]]] = {}
    postcodes: dict[str, tuple[str, ...]] = {}
    for place in places:
        for zone in place.zones:
            names.setdefault(zone.id, (zone, {}))[1][_name(place)] = None
            if len(place.zones) > 1:
                part = _part(zones.municipalities(zone), place.municipality_nis)
                postcodes[zone.id] = part.postcodes or () if part else ()
    return tuple(ZoneChoice(zone, tuple(called), postcodes.get(id_, ())) for id_, (zone, called) in names.items())


def _part(inside: Iterable[InZone], nis: str | None) -> InZone | None:
    return next((one for one in inside if one.municipality.nis == nis), None)


def _name(place: Place) -> str:
    """The place with its municipality, where that has another name."""
    inside = place.municipality
    return place.name if inside is None or inside in place.name else f"{place.name} ({inside})"


def _by_province(
    gazetteer: Gazetteer, zones: ZoneOverviews
) -> Mapping[str, tuple[tuple[Zone, tuple[Municipality, ...]], ...]]:
    """The zones by name with their municipalities, province by province; Brussels stands last."""
    grouped: dict[str, list[tuple[Zone, tuple[Municipality, ...]]]] = {}
    for zone in sorted(gazetteer.zones, key=lambda one: one.name.casefold()):
        inside = tuple(one.municipality for one in zones.municipalities(zone))
        grouped.setdefault(zone.province, []).append((zone, inside))
    order = sorted(grouped, key=lambda name: (name.startswith("Brussel"), name))
    return {province: tuple(grouped[province]) for province in order}
