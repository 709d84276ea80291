"""The place of a question."""

from __future__ import annotations

from dataclasses import replace

from geo import Gazetteer
from search.answer import Correction
from search.errors import UnknownPlace
from search.understand.reading import Reading, Step

STEP = "plaats"


def read_place(gazetteer: Gazetteer) -> Step:
    """Resolve the parameter `place`. Raises `UnknownPlace`."""

    def step(reading: Reading) -> Reading:
        text = reading.request.place
        if not text:
            return reading.noted(STEP, "geen plaats gevraagd")
        places = gazetteer.resolve(text)
        if not places:
            raise UnknownPlace(text)
        taken = places[0]
        others = f", {len(places) - 1} andere mogelijk" if len(places) > 1 else ""
        found = replace(reading, places=places).noted(STEP, f"{text} -> {taken.name} ({taken.type}){others}")
        if taken.matched == "exact":
            return found
        return replace(found, corrections=(*found.corrections, Correction(typed=text, read_as=taken.name)))

    return step
