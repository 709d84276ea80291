"""The made-up world: a recipe, texts, and the records that they give. Pure, and the same every time."""

from catalogue.demo.bookkeeping import SOURCE
from catalogue.demo.recipe import Recipe
from catalogue.demo.texts import Service, load_services
from catalogue.demo.world import World

__all__ = ["SOURCE", "Recipe", "Service", "World", "load_services"]
