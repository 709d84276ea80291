"""Which place someone means: a team is for people of one municipality, so a doubt is asked, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo import Gazetteer, Place
from web.team.draft import Draft
from web.team.messages import (
    PLACE_CHOOSE,
    PLACE_ELSEWHERE,
    PLACE_GUESSED,
    PLACE_IS_ZONE,
    PLACE_MISSING,
    PLACE_UNKNOWN,
    PLACE_WHICH,
)


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """The place that is meant; else what is wrong, or what to ask (`question`), and which places it can be.

    `likeliest` is the choice that stands ready.
    """

    place: Place | None
    wrong: str | None = None
    question: str = PLACE_WHICH
    choices: tuple[Place, ...] = ()
    likeliest: Place | None = None


def place_asked(draft: Draft, gazetteer: Gazetteer) -> PlaceAsked:
    """The place of a draft. One that several places can be, or that was taken for a typing error, must be chosen."""
    if not draft.place:
        return PlaceAsked(None, PLACE_MISSING)
    found = gazetteer.resolve(draft.place)
    if not found:
        where = gazetteer.elsewhere(draft.place)
        if where is not None:
            return PlaceAsked(None, PLACE_ELSEWHERE.format(place=draft.place, where=where))
        return PlaceAsked(None, PLACE_UNKNOWN.format(place=draft.place))
    inhabited = _apart(found)
    if not inhabited:
        return PlaceAsked(None, PLACE_IS_ZONE.format(place=draft.place))
    guessed = inhabited[0].matched == "fuzzy"
    if len(inhabited) == 1 and not guessed:
        return PlaceAsked(inhabited[0])
    chosen = next((one for one in inhabited if place_key(one) == draft.place_chosen), None)
    likeliest = next((one for one in inhabited if one.type == "municipality"), inhabited[0])
    wrong = PLACE_GUESSED.format(place=draft.place) if guessed and chosen is None else None
    named = not guessed and not any(letter.isdigit() for letter in draft.place)
    question = PLACE_CHOOSE.format(place=draft.place) if named else PLACE_WHICH
    return PlaceAsked(chosen, wrong, question, inhabited, chosen or likeliest)


def place_key(place: Place) -> str:
    """Tells the places that the same words can mean apart."""
    return f"{place.municipality_nis}-{place.postcode or ''}-{place.name}"


def place_name(place: Place) -> str:
    """A place as people tell it from others of that name: "Aalst (Sint-Truiden)"."""
    inside = place.municipality
    name = place.name if inside is None or inside in place.name else f"{place.name} ({inside})"
    return f"{name}, {place.postcode}" if place.postcode and place.postcode not in name else name


def _apart(found: Sequence[Place]) -> tuple[Place, ...]:
    """The places to live among them; those that decide the same are one."""
    homes: dict[tuple[object, ...], Place] = {}
    for place in found:
        if place.municipality_nis is not None:
            homes.setdefault((place.municipality_nis, tuple(zone.id for zone in place.zones)), place)
    return tuple(homes.values())
