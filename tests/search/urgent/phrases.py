"""The phrases that others wrote apart from the rules, a pass each, and how many of them are recognised.

`known.csv` (the passes that have been looked at) shows what is missed. `held_out.csv` (the latest pass) is measured by
totals alone: nobody reads it while changing the rules.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from search.urgent import UrgentRules
from tests.search.urgent.neighbours import NEIGHBOURS

HERE = Path(__file__).parent

ORDINARY = "none"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What someone may type, and its topic or `ORDINARY`."""

    text: str
    topic: str
    language: str


def phrases(part: str) -> tuple[Phrase, ...]:
    """All of one part: `known` or `held_out`."""
    with (HERE / f"{part}.csv").open(encoding="utf-8", newline="") as file:
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


def measured(rules: UrgentRules, part: str) -> Measured:
    """Recognise a part. A neighbouring topic counts where it leads to a right line."""
    total, recognised = Counter[str](), Counter[str]()
    for phrase in phrases(part):
        topics = {match.topic for match in rules.recognise(phrase.text)}
        accepted = {phrase.topic} | NEIGHBOURS.get(phrase.topic, frozenset())
        total[phrase.topic] += 1
        recognised[phrase.topic] += bool(topics if phrase.topic == ORDINARY else topics & accepted)
    return Measured(total, recognised)
