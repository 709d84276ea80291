"""What every made-up record carries: its mark, where it comes from, and when somebody last confirmed it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from catalogue.demo.chance import drawn
from catalogue.demo.recipe import Recipe
from catalogue.demo.tables import Days

SOURCE = "demo"
"""The source id of all made-up records, and what their ids begin with."""
CHECK_AFTER = timedelta(days=365)
"""After this a confirmed record should be looked at again; our choice."""

Row = dict[str, Any]
"""A record in its JSON form, as `catalogue.read_record` takes it."""


def some_day(random: Random, as_of: date, days: Days) -> date:
    """A day so many days before (below zero) or after the day of the recipe."""
    return as_of + timedelta(days=random.randint(*days))


def record(kind: str, id_: str, recipe: Recipe, random: Random, values: Row) -> Row:
    """The record, marked as made up, with its provenance."""
    provenance: Row = {
        "source": SOURCE,
        "source_id": id_.partition(":")[2],
        "source_date": recipe.as_of.isoformat(),
    }
    confirmed = drawn(random, recipe.facts.confirmed).days
    if confirmed is not None:
        day = some_day(random, recipe.as_of, (-confirmed[1], -confirmed[0]))
        provenance["confirmed_on"] = day.isoformat()
        provenance["confirmed_by"] = recipe.confirmed_by
        provenance["next_check"] = (day + CHECK_AFTER).isoformat()
    return {"kind": kind, "id": id_, "demo": True, "provenance": provenance, **values}
