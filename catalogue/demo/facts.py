"""What a made-up offer says of itself, and what it leaves unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from catalogue.demo.bookkeeping import Row, some_day
from catalogue.demo.chance import drawn, mostly_first
from catalogue.demo.ground import Cell
from catalogue.demo.picks import Pick
from catalogue.demo.recipe import Recipe

BRUSSELS = "bruzel"
"""The zone of which people speak French as well."""
BEGINNINGS = (-2000, -300)
ENDS = (-250, 700)
"""Days from the day of the recipe on which an area that has dates begins and ends; some are over."""
COUNTED_BY = "Voorbeeldtelling (fictief)"

Fact = Callable[[Pick, Recipe, Random], Any]


def target_groups(pick: Pick, recipe: Recipe, random: Random) -> list[str] | None:
    """Who it is for; nothing where it is for everyone."""
    groups = pick.service.target_groups
    return None if groups is None else list(groups)


def ages(pick: Pick, recipe: Recipe, random: Random) -> Row:
    """The borders of the text; none at all is known to have none."""
    return pick.service.ages.model_dump(exclude_none=True)


def access(pick: Pick, recipe: Recipe, random: Random) -> str:
    """The most usual way in, or another one that the text knows."""
    return mostly_first(random, pick.service.access, recipe.facts.main)


def modes(pick: Pick, recipe: Recipe, random: Random) -> list[str]:
    """All ways of the text."""
    return list(pick.service.modes)


def budgets(pick: Pick, recipe: Recipe, random: Random) -> list[str] | None:
    """The budget forms of the text."""
    return None if pick.service.budgets is None else list(pick.service.budgets)


def languages(pick: Pick, recipe: Recipe, random: Random) -> list[str]:
    """Dutch and what chance adds; more French and English in Brussels."""
    shares = dict(recipe.facts.languages)
    if pick.cell.zone.id == BRUSSELS:
        shares |= recipe.facts.brussels
    return ["nl", *(language for language, share in shares.items() if random.random() < share)]


def costs(pick: Pick, recipe: Recipe, random: Random) -> list[Row] | None:
    """Free, by income, or a made-up amount that says so."""
    unit = {} if pick.service.unit is None else {"unit": pick.service.unit}
    if pick.service.cost == "free":
        return [{"free": "yes"}]
    if pick.service.cost == "income":
        return [{"free": "no", "note": recipe.facts.income_note, **unit}]
    if pick.service.cost == "paid":
        reduced = {"reduced": recipe.facts.reduced} if random.random() < recipe.facts.main else {}
        amount = random.choice(recipe.facts.amounts)
        return [{"free": "no", "amount": amount, "note": recipe.facts.amount_note, **unit, **reduced}]
    return None


def waiting(pick: Pick, recipe: Recipe, random: Random) -> Row:
    """A time and the day on which it was measured, lately or long ago."""
    row = drawn(random, recipe.facts.waiting)
    measured = recipe.as_of - timedelta(days=random.randint(*row.days))
    return {"value": row.value, "unit": row.unit, "measured_on": measured.isoformat(), "source": COUNTED_BY}


def complex_needs(pick: Pick, recipe: Recipe, random: Random) -> str:
    """What the text says, else what chance says."""
    said = pick.service.complex
    if said.known is not None:
        return said.value
    return "yes" if random.random() < recipe.facts.complex_yes else "no"


def area(pick: Pick, recipe: Recipe, random: Random) -> Row:
    """As far as the text reaches from where the offer is at home; some areas have dates."""
    found: Row = AREAS[pick.service.reach](pick.cell)
    if pick.service.reach == "municipality" and random.random() < recipe.facts.neighbours:
        found["zones"] = [pick.cell.zone.id]
    if random.random() < recipe.facts.dated_area:
        found["valid_from"] = some_day(random, recipe.as_of, BEGINNINGS).isoformat()
        if random.random() < recipe.facts.ending_area:
            found["valid_to"] = some_day(random, recipe.as_of, ENDS).isoformat()
    return found


def region(cell: Cell) -> Row:
    """The reference region of a cell; Brussels lies in none."""
    name = cell.municipality.reference_region
    return {"zones": [cell.zone.id]} if name is None else {"regions": [name]}


AREAS: Mapping[str, Callable[[Cell], Row]] = {
    "municipality": lambda cell: {"municipalities": [cell.municipality.nis]},
    "zone": lambda cell: {"zones": [cell.zone.id]},
    "region": region,
    "province": lambda cell: {"provinces": [cell.municipality.province]},
    "everywhere": lambda cell: {"everywhere": True},
}

FACTS: tuple[tuple[str, str, Fact], ...] = (
    ("target_groups", "target_groups", target_groups),
    ("ages", "ages", ages),
    ("access", "access", access),
    ("modes", "modes", modes),
    ("budgets", "budgets", budgets),
    ("languages", "languages", languages),
    ("costs", "costs", costs),
    ("waiting", "waiting", waiting),
    ("complex_needs", "complex", complex_needs),
    ("area", "area", area),
)
"""Field of the offer, share of `Recipe.unknown`, and what makes the value."""


def known_facts(pick: Pick, recipe: Recipe, random: Random) -> Row:
    """The facts that this offer says."""
    found: Row = {}
    for field, share, make in FACTS:
        value = make(pick, recipe, random)
        if random.random() >= getattr(recipe.unknown, share) and value is not None:
            found[field] = value
    return found


def intake(recipe: Recipe, random: Random) -> Row:
    """Whether new people are taken in, with the last day of a stop that ends."""
    row = drawn(random, recipe.facts.intake)
    if random.random() < recipe.unknown.intake:
        return {}
    until = {} if row.until is None else {"intake_stop_until": some_day(random, recipe.as_of, row.until).isoformat()}
    return {"intake_stop": row.stop.value, **until}
