"""What means nearly the same as the question, whatever its words."""

from __future__ import annotations

from dataclasses import replace

from search.engine.port import Nearest
from search.lexicon import LANGUAGES
from search.meaning import Meaning
from search.understand.reading import Reading, Step

STEP = "lijkt op"

ALONE_WITHIN, ALONE_ABOVE_MEAN = 5 / 3, 3 / 4
"""So much wider are the margins of a model for a language of which few words are known.

There nearness must find what elsewhere words find too. Measured with e5.
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
        vector, embedder = meaning.of(reading.typed or reading.request.q), meaning.embedder
        if vector is None or embedder is None:
            return reading.noted(STEP, SAID.get(meaning.state, SAID_NOTHING))
        margins, alone = embedder.margins, reading.language not in LANGUAGES
        within = margins.within * (ALONE_WITHIN if alone else 1)
        above = margins.above_mean * (ALONE_ABOVE_MEAN if alone else 1)
        nearest = Nearest(vector, within, above, margins.sure, margins.far)
        said = f"ook wat {above:.3g} meer dan gemiddeld op de vraag lijkt"
        return replace(reading, nearest=nearest).noted(STEP, said)

    return step
