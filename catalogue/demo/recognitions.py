"""The made-up recognitions for casemanagement (M0-M11): one for every offer of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalogue.demo.bookkeeping import Row, record, some_day
from catalogue.demo.chance import dice, in_turn
from catalogue.demo.providers import Provider
from catalogue.demo.recipe import Recipe

ZonesOf = Callable[[str], list[str]]
"""A zone, and the nearest other one that has recognitions."""


def recognitions(provider: Provider, recipe: Recipe, zones_of: ZonesOf, number: int) -> Iterator[Row]:
    """The recognition of an organisation that offers casemanagement; `number` decides what is in turn."""
    plan = recipe.casemanagement
    for pick in provider.picks:
        if pick.state is None:
            continue
        id_ = f"{provider.id}-erkenning"
        random = dice(recipe.seed, id_)
        first, last = plan.periods[pick.state]
        zones = zones_of(pick.cell.zone.id)
        values: Row = {
            "organisation": provider.id,
            "recognised_for": "casemanagement",
            "authority": recipe.authority,
            "decision": f"{plan.decision}-{recipe.as_of.year}-{number + 1:03}",
            "zones": zones if random.random() < plan.more_zones else zones[:1],
            "valid_from": some_day(random, recipe.as_of, (first - 30, first + 30)).isoformat(),
            "valid_until": some_day(random, recipe.as_of, (last - 30, last + 30)).isoformat(),
            "suspended": "yes" if pick.state == "suspended" else "no",
            "how_to_ask": plan.how_to_ask,
            "languages": list(in_turn(plan.languages, number)),
        }
        if programmes := in_turn(plan.programmes, number):
            values["programmes"] = list(programmes)
        room = in_turn(plan.room, number)
        if room.known is not None:
            values["room"] = room.value
        yield record("recognition", id_, recipe, random, values)
