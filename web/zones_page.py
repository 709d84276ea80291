"""The page of all eerstelijnszones, and the way from a municipality or postcode to its zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi.responses import RedirectResponse, Response

from catalogue.words import date_words
from geo import Division, Place, Zone
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


@dataclass(frozen=True, slots=True)
class Part:
    """A municipality in a zone; `whole`: no other zone has a part of it."""

    name: str
    whole: bool


def zones_page(context: PageContext, typed: str, typed_day: str = "") -> Response:
    """All zones by province; a place that lies in one zone leads there, any other gives a choice or says what is wrong.

    A typing error is never resolved without asking. The list is that of a day (`2024-12-31`), or of today.
    """
    today = context.clock().date()
    day = _day(typed_day)
    wrong_day = {"op": "Dit is geen datum. Schrijf ze als 2024-12-31."} if typed_day.strip() and day is None else {}
    division = context.gazetteer.division(day or today)
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
        wrong=_wrong_place(context, place) | wrong_day if place and not found else wrong_day,
        typed_day=day.isoformat() if day else "",
        provinces=_by_province(division),
        current=frozenset(zone.id for zone in context.gazetteer.zones),
        stretch=_stretch(division, today),
    )


def _wrong_place(context: PageContext, place: str) -> dict[str, str]:
    """That nobody knows the place, or that it does not lie here."""
    where = context.gazetteer.elsewhere(place)
    if where is not None:
        return {"place": f"“{place}” ligt niet in Vlaanderen of Brussel, maar in {where}."}
    return {"place": f"We kennen de plaats “{place}” niet. Probeer een postcode."}


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError:
        return None


def _stretch(division: Division, today: date) -> str:
    """From when until when the division holds, in words."""
    first, last = division.valid_from, division.valid_to
    if last is not None and last < today:
        began = f"van {date_words(first)} " if first else ""
        return f"Dit is de indeling die gold {began}tot en met {date_words(last)}."
    if first is not None and first > today:
        return f"Dit is de indeling die geldt vanaf {date_words(first)}."
    ends = f" tot en met {date_words(last)}" if last else ""
    return f"Dit is de indeling die geldt{f' sinds {date_words(first)}' if first else ''}{ends}."


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


def _by_province(division: Division) -> Mapping[str, tuple[tuple[Zone, tuple[Part, ...]], ...]]:
    """The zones by name with their municipalities, province by province; Brussels stands last."""
    grouped: dict[str, list[tuple[Zone, tuple[Part, ...]]]] = {}
    for zone in sorted(division.zones, key=lambda one: one.name.casefold()):
        inside = tuple(
            Part(one.municipality, len(division.of_municipality[one.nis]) == 1) for one in division.members_of(zone.id)
        )
        grouped.setdefault(zone.province, []).append((zone, inside))
    order = sorted(grouped, key=lambda name: (name.startswith("Brussel"), name))
    return {province: tuple(grouped[province]) for province in order}
