"""Which records a report is about: of one zone, of one source, real or made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

from catalogue.quality.figures import Cell, Survey
from geo import Gazetteer

Demo = Literal["real", "demo", "all"]

NO_ZONE = "none"
"""Stands for the records that belong to no zone; no zone has this id."""


class UnknownChoice(ValueError):
    """A zone, source or choice of made-up records that is not there. `message` is plain Dutch, fit to be shown."""

    def __init__(self, parameter: Literal["zone", "source", "demo"], value: str, message: str) -> None:
        self.parameter = parameter
        self.value = value
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records count. `None`: all zones, all sources."""

    zone: str | None = None
    source: str | None = None
    demo: Demo = "real"

    def holds(self, cell: Cell) -> bool:
        """Whether the records of a cell count."""
        if self.demo != "all" and cell.demo != (self.demo == "demo"):
            return False
        if self.source is not None and cell.source != self.source:
            return False
        return self.zone is None or (not cell.zones if self.zone == NO_ZONE else self.zone in cell.zones)


def scope_of(survey: Survey, gazetteer: Gazetteer, *, zone: str | None, source: str | None, demo: str | None) -> Scope:
    """The scope that someone chose; a zone by id, code or name, nothing or empty for all.

    Without a choice of `demo` (nothing or empty) it is real records where the scope has real offers, else the made-up
    ones if those are all there is. Raises `UnknownChoice`.
    """
    zone, source = _zone(gazetteer, zone), _source(survey, source)
    if demo:
        return Scope(zone, source, _demo(demo))
    real, made_up = Scope(zone, source, "real"), Scope(zone, source, "demo")
    only_made_up = not any(map(real.holds, survey.cells)) and any(map(made_up.holds, survey.cells))
    return made_up if only_made_up else real


def _zone(gazetteer: Gazetteer, text: str | None) -> str | None:
    if not text or text == NO_ZONE:
        return text or None
    found = gazetteer.zone(text)
    if found is None:
        raise UnknownChoice("zone", text, f"We kennen de zone “{text}” niet. Kies een eerstelijnszone uit de lijst.")
    return found.id


def _source(survey: Survey, id_: str | None) -> str | None:
    if id_ and id_ not in survey.sources:
        known = ", ".join(survey.sources) or "geen enkele"
        raise UnknownChoice("source", id_, f"Geen enkel gegeven komt van de bron “{id_}”. Bronnen: {known}.")
    return id_ or None


def _demo(text: str) -> Demo:
    choices = get_args(Demo)
    if text not in choices:
        raise UnknownChoice("demo", text, f"“{text}” is geen keuze. Kies uit: {', '.join(choices)}.")
    return cast(Demo, text)
