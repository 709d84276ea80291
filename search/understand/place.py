"""The place of a question."""

from __future__ import annotations

from dataclasses import replace

from geo import Gazetteer
from search.answer import Correction
from search.errors import PlaceNeeded, UnknownPlace
from search.understand.reading import Reading, Step

STEP = "plaats"


def read_place(gazetteer: Gazetteer) -> Step:
    """Resolve the parameter `place`; without it, the place that the words name.

    Raises `UnknownPlace`, or `PlaceNeeded` for a radius without a place.
    """

    def step(reading: Reading) -> Reading:
        text = reading.request.place
        if not text and reading.places:
            return reading.noted(STEP, f"uit de vraag: {reading.places[0].name} ({reading.places[0].type})")
        if not text and reading.request.radius_km is not None:
            raise PlaceNeeded
        if not text:
            return reading.noted(STEP, "geen plaats gevraagd")
        places = gazetteer.resolve(text)
        if not places:
            raise UnknownPlace(text, gazetteer.elsewhere(text))
        taken = places[0]
        swapped = ", lengte en breedte gewisseld" if taken.swapped else ""
        others = f", {len(places) - 1} andere mogelijk" if len(places) > 1 else ""
        found = replace(reading, places=places).noted(STEP, f"{text} -> {taken.name} ({taken.type}){swapped}{others}")
        if taken.matched == "exact":
            return found
        return replace(found, corrections=(*found.corrections, Correction(typed=text, read_as=taken.name)))

    return step
