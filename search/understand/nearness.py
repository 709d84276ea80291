"""What means nearly the same as the question, whatever its words."""

from __future__ import annotations

from dataclasses import replace

from search.engine.port import Nearest
from search.lexicon import LANGUAGES
from search.meaning import Meaning
from search.understand.reading import Reading, Step

STEP = "lijkt op"

WITHIN, ABOVE_MEAN, SURE = 0.03, 0.04, 0.86
"""What counts as near (see `Nearest`), for the cosines of e5: most lie between 0.75 and 0.85, whatever the texts.

Measured: an offer that is exactly what is asked stands some 0.055 above the average; the nearest to words that say
nothing ("xqzw", "appeltaart") less than 0.04, and no fixed cosine tells those apart. Some 1% of all offers is near.
"""

WITHIN_ALONE, ABOVE_MEAN_ALONE = 0.05, 0.03
"""The same for a language of which few words are known: nearness must find what elsewhere words find too."""

SAID = {
    "off": "niet gebruikt",
    "loading": "nog niet klaar: alleen woorden tellen",
    "unavailable": "kan hier niet: alleen woorden tellen",
}


def read_nearness(meaning: Meaning) -> Step:
    """Make the vector of `q`, where the model is ready; a question never waits for it."""

    def step(reading: Reading) -> Reading:
        vector = meaning.of(reading.typed or reading.request.q)
        if vector is None:
            return reading.noted(STEP, SAID.get(meaning.state, "geen woorden"))
        alone = reading.language not in LANGUAGES
        within, above = (WITHIN_ALONE, ABOVE_MEAN_ALONE) if alone else (WITHIN, ABOVE_MEAN)
        said = f"ook wat {above} meer dan gemiddeld op de vraag lijkt"
        return replace(reading, nearest=Nearest(vector, within, above, SURE)).noted(STEP, said)

    return step
