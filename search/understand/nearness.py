"""What means nearly the same as the question, whatever its words."""

from __future__ import annotations

from dataclasses import replace

from search.engine.port import Nearest
from search.meaning import Meaning
from search.understand.reading import Reading, Step

STEP = "lijkt op"

SAID = {
    "off": "niet gebruikt",
    "loading": "nog niet klaar: alleen woorden tellen",
    "unavailable": "kan hier niet: alleen woorden tellen",
}


def read_nearness(meaning: Meaning) -> Step:
    """Make the vector of `q`, where the model is ready; a question never waits for it."""

    def step(reading: Reading) -> Reading:
        vector, embedder = meaning.of(reading.request.q), meaning.embedder
        if vector is None or embedder is None:
            return reading.noted(STEP, SAID.get(meaning.state, "geen woorden"))
        margins = embedder.margins
        nearest = Nearest(vector, margins.within, margins.above_mean, margins.sure, margins.far)
        said = f"ook wat {margins.above_mean} meer dan gemiddeld op de vraag lijkt"
        return replace(reading, nearest=nearest).noted(STEP, said)

    return step
