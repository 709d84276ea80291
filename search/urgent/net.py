"""A net under the rules: weights of words, word pairs and letters, learnt from phrases. It asks; it never states.

`net.csv` has a row per feature, with its weight for each topic and for each language but Dutch; made by
`scripts/train_urgent.py`. The weights of what stands in a text are added up and divided by the root of how many these
are, so that a long text does not outshout a short one. An ordinary text weighs nought: a text is urgent where the
logarithm of the summed exponentials of the topics is above nought (a multinomial logistic model, of which the rule for
when to ask stands in the row `(all)`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.analysis.fold import fold
from search.urgent.rules import UrgentMatch
from search.urgent.tables import LANGUAGES, BadUrgentRow

NET = "net.csv"

ALL = "(all)"
"""The row with the weights that every text has."""

LETTERS = (3, 4, 5)
"""So many in a row count, the begin and the end of a word among them."""

WINDOW = 24
"""Words that are weighed together, half of them again with the next ones: in a story the few that tell would drown."""

BESIDE = 0.5
"""A second topic is told when it is at least so likely as the first."""

_LONGEST = 40
"""Letters that are looked at of one word."""

Weights = npt.NDArray[np.float32]


def features(words: Sequence[str]) -> frozenset[str]:
    """What folded words are weighed by: `^word$`, letters in it (`^wor`, `ord`, `rd$`), and pairs (`two_words`).

    A pair with nothing before or after the `_` is the begin or the end of the text.
    """
    pairs = {f"{one}_{other}" for one, other in zip(("", *words), (*words, ""), strict=True)}
    return frozenset(pairs.union(*(_pieces(f"^{word[:_LONGEST]}$") for word in words)))


def _pieces(word: str) -> Iterator[str]:
    yield word
    for size in LETTERS:
        for begin in range(len(word) - size + 1):
            yield word[begin : begin + size]


class UrgentNet:
    """Weighs texts; holds nothing of them. Safe from many threads."""

    def __init__(self, topics: Sequence[str], rows: Mapping[str, Sequence[float]]) -> None:
        """`rows`: per feature, and for `ALL`, a weight for each topic and then for each language but Dutch."""
        self._topics = tuple(topics)
        self._number = {feature: number for number, feature in enumerate(rows)}
        self._weights: Weights = np.array(list(rows.values()), dtype=np.float32)
        self._always: Weights = self._weights[self._number.pop(ALL)]

    @classmethod
    def load(cls, folder: Path) -> UrgentNet:
        """Read `net.csv` of a folder (data/relevance/urgent). Raises `BadUrgentRow` or `OSError`."""
        with (folder / NET).open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            header, *rows = csv.reader(lines, strict=True)
        if header[0] != "feature" or tuple(header[-2:]) != LANGUAGES[1:]:
            raise BadUrgentRow(f"{NET}: the columns must be feature, the topics, {', '.join(LANGUAGES[1:])}")
        try:
            weights = {feature: [float(weight or 0) for weight in one] for feature, *one in rows}
        except ValueError as bad:
            raise BadUrgentRow(f"{NET}: {bad}") from bad
        if ALL not in weights or any(len(one) != len(header) - 1 for one in weights.values()):
            raise BadUrgentRow(f"{NET}: every row has {len(header) - 1} weights, and there is one for {ALL}")
        return cls(header[1:-2], weights)

    @property
    def topics(self) -> frozenset[str]:
        """The topics that it has learnt."""
        return frozenset(self._topics)

    def recognise(self, text: str) -> tuple[UrgentMatch, ...]:
        """The likeliest topic of what may be urgent in the text, perhaps with a second one; none of them is sure."""
        words = fold(text).split()
        if not words:
            return ()
        weighed = max((self._weigh(part) for part in _windows(words)), key=self._urgency)
        if self._urgency(weighed) <= 0:
            return ()
        topics, languages = np.split(weighed, [len(self._topics)])
        language = LANGUAGES[int(np.argmax([0.0, *languages]))]
        likely = [place for place in np.argsort(-topics)[:2] if topics[place] >= topics.max() + np.log(BESIDE)]
        return tuple(UrgentMatch(self._topics[place], language, NET, (), sure=False) for place in likely)

    def _weigh(self, words: Sequence[str]) -> Weights:
        known = [self._number[one] for one in features(words) if one in self._number]
        return self._always + self._weights[known].sum(axis=0) / np.float32(sqrt(len(known) or 1))

    def _urgency(self, weighed: Weights) -> float:
        return float(np.logaddexp.reduce(weighed[: len(self._topics)]))


def _windows(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, max(len(words) - WINDOW // 2, 1), WINDOW // 2):
        yield words[begin : begin + WINDOW]
