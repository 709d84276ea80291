"""The records of made-up organisations and their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from catalogue.demo.bookkeeping import Row, record
from catalogue.demo.chance import dice
from catalogue.demo.ground import Cell
from catalogue.demo.opening import hours
from catalogue.demo.providers import Provider
from catalogue.demo.recipe import Recipe
from geo import Postcode

ABOUT = "Deze organisatie is verzonnen, om te tonen hoe deze sociale kaart werkt."
HOUSE_NUMBERS = (1, 199)


def organisation(provider: Provider, recipe: Recipe) -> Row:
    """The record of the organisation."""
    random = dice(recipe.seed, provider.id, "organisation")
    kind = recipe.organisations[provider.type]
    values: Row = {"name": provider.name, "description": ABOUT, "type": provider.type}
    values |= contact(provider, recipe, random)
    if kind.sector is not None:
        values["sector"] = kind.sector
    if kind.funded_by is not None:
        values["funded_by"] = kind.funded_by
    if kind.coordination.known is not None:
        values["coordination_in_assignment"] = kind.coordination.value
    if provider.parent is not None:
        values["parent"] = provider.parent
    return record("organisation", provider.id, recipe, random, values)


def contact(provider: Provider, recipe: Recipe, random: Random) -> Row:
    """E-mail and website of an organisation. No telephone: Belgium keeps no numbers apart that nobody has."""
    given = {"email": f"info@{provider.host}", "website": f"https://{provider.host}/"}
    return {name: value for name, value in given.items() if random.random() >= recipe.unknown.contact}


def locations(provider: Provider, recipe: Recipe, facts: Sequence[str]) -> Iterator[Row]:
    """The records of its places; `facts` are the accessibility facts that a place may say."""
    for number, cell in enumerate(provider.places):
        id_ = provider.place_id(number)
        random = dice(recipe.seed, id_)
        postcode = random.choice(cell.postcodes)
        values: Row = {
            "organisation": provider.id,
            "address": _address(cell, postcode, recipe, random),
            "accessibility": _accessibility(facts, recipe, random),
        }
        if random.random() >= recipe.unknown.point:
            values["point"] = _point(postcode, recipe, random)
        if random.random() >= recipe.unknown.hours and (said := hours("office", recipe, random)):
            values["hours"] = said
        if random.random() < recipe.facts.place_email:
            values["email"] = f"punt{number + 1}@{provider.host}"
        if random.random() < recipe.facts.main:
            values["transport"] = recipe.facts.transport
            values["legal_seat_only"] = "no"
        if provider.hidden:
            values["visibility"] = {"address": "hidden", "point": "hidden"}
            values.pop("hours", None)  # nobody comes by on the hours of a place that nobody knows
        else:
            values["name"] = f"Voorbeeldpunt {cell.municipality.name}"
        yield record("location", id_, recipe, random, values)


def _address(cell: Cell, postcode: Postcode, recipe: Recipe, random: Random) -> Row:
    return {
        "street": recipe.street,
        "number": str(random.randint(*HOUSE_NUMBERS)),
        "postcode": postcode.code,
        "municipality": cell.municipality.name,
        "nis": cell.municipality.nis,
    }


def _point(postcode: Postcode, recipe: Recipe, random: Random) -> Row:
    shift = recipe.spread.shift
    return {
        "lat": round(postcode.point.lat + random.uniform(-shift, shift), 5),
        "lon": round(postcode.point.lon + random.uniform(-shift, shift), 5),
        "precision": "postcode",
    }


def _accessibility(facts: Sequence[str], recipe: Recipe, random: Random) -> dict[str, str]:
    known = [fact for fact in facts if random.random() >= recipe.unknown.accessibility]
    return {fact: "yes" if random.random() < recipe.facts.main else "no" for fact in known}
