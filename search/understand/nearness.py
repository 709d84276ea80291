"""What means nearly the same as the question, whatever its words."""

from __future__ import annotations

from dataclasses import replace

from search.engine.port import Nearest
from search.meaning import Meaning
from search.understand.reading import Reading, Step

STEP = "lijkt op"

WITHIN, ABOVE_MEAN, SURE = 0.03, 0.04, 0.86
"""What counts as near (see `Nearest`), for the cosines of e5: most lie between 0.75 and 0.85, whatever the texts.

Measured: an offer that is exactly what is asked stands some 0.055 above the average; the nearest to words that say
nothing ("xqzw", "appeltaart") less than 0.04, and no fixed cosine tells those apart. Some 1% of all offers is near.
"""

SAID = {
    "off": "niet gebruikt",
    "loading": "nog niet klaar: alleen woorden tellen",
    "unavailable": "kan hier niet: alleen woorden tellen",
}
SAID_NOTHING = "geen woorden"


def read_nearness(meaning: Meaning) -> Step:
    """Make the vector of `q`, where the model is ready; a question never waits for it."""

    def step(reading: Reading) -> Reading:
        if not reading.has_subject:
            return reading.noted(STEP, SAID_NOTHING)
        vector = meaning.of(reading.request.q)
        if vector is None:
            return reading.noted(STEP, SAID.get(meaning.state, SAID_NOTHING))
        said = f"ook wat {ABOVE_MEAN} meer dan gemiddeld op de vraag lijkt"
        return replace(reading, nearest=Nearest(vector, WITHIN, ABOVE_MEAN, SURE)).noted(STEP, said)

    return step
