"""When made-up offers and places are open."""

from __future__ import annotations

from random import Random

from catalogue.demo.bookkeeping import Row
from catalogue.demo.recipe import Recipe


def hours(word: str, recipe: Recipe, random: Random, note: str | None = None) -> Row | None:
    """Opening hours for a word of a text ("office", "always", ...), some with days that are different.

    `None` for "unknown", of which nobody says anything.
    """
    if word == "unknown":
        return None
    found: Row = {"always": True} if word == "always" else {"weekly": list(random.choice(recipe.hours[word]))}
    if word != "always" and random.random() < recipe.facts.closed_days:
        exception = random.choice(recipe.facts.closed)
        found["exceptions"] = [exception.model_dump(mode="json", exclude_defaults=True)]
    if note is not None:
        found["note"] = note
    return found
