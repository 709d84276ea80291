"""`loket zones show`: the division as it was or will be on a day, and the zones of a place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from geo import Gazetteer, Place, Zone
from loket.commands.data import err
from loket.composition import Loket, belgian_now
from loket.settings import Settings


def show(
    place: Annotated[
        str | None, typer.Argument(help="Postcode, place, address, NIS code or lat,lon; absent: all zones.")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="The division of that day; default: today."),
    ] = None,
) -> None:
    """Show the zones with their municipalities on a day, or the zones in which a place lies. Exit code 1: not known."""
    day = (on or belgian_now()).date()
    with Loket(Settings()) as loket:
        lines = _zones(loket.gazetteer, day) if place is None else _of(loket.gazetteer, place, day)
        if not lines:
            where = loket.gazetteer.elsewhere(place or "")
            err.print(f"{place}: {f'lies in {where}' if where else 'not known'}.", highlight=False, markup=False)
            raise typer.Exit(1)
    print("\n".join(lines))


def _zones(gazetteer: Gazetteer, day: date) -> list[str]:
    division = gazetteer.division(day)
    lines = [f"On {day}: the division {_stretch(division.valid_from, division.valid_to)}, {len(division.zones)} zones."]
    for zone in division.zones:
        inside = ", ".join(one.municipality for one in division.members_of(zone.id))
        lines.append(f"{zone.name} ({zone.id}, {zone.code}): {inside}")
    return lines


def _of(gazetteer: Gazetteer, text: str, day: date) -> list[str]:
    """A line for each place that is meant, the likeliest first."""
    by_code = gazetteer.zones_of(text, on=day)
    if by_code:
        return [f"{text}: {_names(by_code)}"]
    return [_line(place, gazetteer.zones_of_place(place, on=day)) for place in gazetteer.resolve(text)]


def _line(place: Place, zones: tuple[Zone, ...]) -> str:
    told = ", ".join(
        [
            *([place.municipality] if place.municipality and place.municipality not in place.name else []),
            place.type,
            *(["guessed from a typing error"] if place.matched == "fuzzy" else []),
            *(["latitude and longitude swapped"] if place.swapped else []),
            *(["municipality of the nearest place"] if place.approximate else []),
        ]
    )
    return f"{place.name} ({told}): {_names(zones)}"


def _names(zones: tuple[Zone, ...]) -> str:
    return ", ".join(f"{zone.name} ({zone.id})" for zone in zones) or "in no zone on that day"


def _stretch(first: date | None, last: date | None) -> str:
    if first is None:
        return f"until {last}" if last else "of always"
    return f"from {first} until {last}" if last else f"since {first}"
