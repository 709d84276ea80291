"""The phrases that others wrote apart from the rules, a pass each, and how many of them are recognised.

Of `KNOWN` the net learns and the rules were written with it at hand. `HELD_OUT` is a pass that is measured by totals
alone: nobody reads it while changing the rules, and the net never saw it.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from search.urgent import UrgentRecognition
from tests.search.urgent.conftest import URGENT
from tests.search.urgent.neighbours import NEIGHBOURS

KNOWN = URGENT / "phrases.csv"

HELD_OUT = Path(__file__).parent / "held_out.csv"

ORDINARY = "none"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What someone may type, and its topic or `ORDINARY`."""

    text: str
    topic: str
    language: str


def phrases(path: Path) -> tuple[Phrase, ...]:
    """All of `KNOWN` or `HELD_OUT`."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Phrase(row["text"], row["topic"], row["language"]) for row in csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Measured:
    """Per topic how many there are and how many are recognised; of the ordinary ones how many by mistake."""

    total: Counter[str]
    recognised: Counter[str]

    def share(self, topic: str) -> float:
        """Recall of a topic, or the false alarms among the ordinary ones."""
        return self.recognised[topic] / self.total[topic]

    def told(self) -> str:
        """A line for each topic; never a phrase."""
        return "\n".join(
            f"{topic:24}{self.recognised[topic]:4} of {self.total[topic]:4}  {self.share(topic):.2f}"
            for topic in sorted(self.total)
        )


def measured(recognition: UrgentRecognition, path: Path) -> Measured:
    """Recognise `KNOWN` or `HELD_OUT`. A neighbouring topic counts where it leads to a right line."""
    total, recognised = Counter[str](), Counter[str]()
    for phrase in phrases(path):
        topics = {match.topic for match in recognition.recognise(phrase.text)}
        accepted = {phrase.topic} | NEIGHBOURS.get(phrase.topic, frozenset())
        total[phrase.topic] += 1
        recognised[phrase.topic] += bool(topics if phrase.topic == ORDINARY else topics & accepted)
    return Measured(total, recognised)
