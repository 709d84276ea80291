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

WINDOW = 16
"""Words that are weighed together, half of them again with the next ones: in a story the few that tell would drown."""

_LONGEST = 40
"""Letters that are looked at of one word."""

Weights = npt.NDArray[np.float32]


def features(words: Sequence[str]) -> list[set[str]]:
    """What each of the folded words is weighed by: `^word$`, letters in it (`^wor`, `ord`, `rd$`), `word_next`.

    The first also by the begin of the text (`_word`), the last by its end (`word_`).
    """
    pairs = zip(words, (*words[1:], ""), strict=True) if words else ()
    found = [{f"{word}_{after}", *_pieces(f"^{word[:_LONGEST]}$")} for word, after in pairs]
    if found:
        found[0].add(f"_{words[0]}")
    return found


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
            file.readline()  # from what it was learnt
            header, *rows = csv.reader(file)
        if header[:1] != ["feature"] or tuple(header[-2:]) != LANGUAGES[1:]:
            raise BadUrgentRow(f"{NET}:2: the columns must be feature, the topics, {', '.join(LANGUAGES[1:])}")
        weights: dict[str, list[float]] = {}
        for line, (feature, *row) in enumerate(rows, start=3):
            try:
                weights[feature] = [float(weight or 0) for weight in row]
            except ValueError as bad:
                raise BadUrgentRow(f"{NET}:{line}: {bad}") from bad
            if len(row) != len(header) - 1:
                raise BadUrgentRow(f"{NET}:{line}: there must be {len(header) - 1} weights")
        if ALL not in weights:
            raise BadUrgentRow(f"{NET}: no row {ALL}")
        return cls(header[1:-2], weights)

    @property
    def topics(self) -> frozenset[str]:
        """The topics that it has learnt."""
        return frozenset(self._topics)

    def recognise(self, text: str) -> tuple[UrgentMatch, ...]:
        """The likeliest topic where a part of the text is likely urgent, never sure; else none."""
        known = [word & self._number.keys() for word in features(fold(text).split())]
        if not known:
            return ()
        weighed = max(map(self._weigh, _windows(known)), key=self._urgency)
        if self._urgency(weighed) <= 0:
            return ()
        topics, languages = np.split(weighed, [len(self._topics)])
        language = LANGUAGES[int(np.argmax([0.0, *languages]))]
        return (UrgentMatch(self._topics[int(np.argmax(topics))], language, NET, (), sure=False),)

    def _weigh(self, window: Sequence[set[str]]) -> Weights:
        rows = [self._number[feature] for feature in set[str]().union(*window)]
        weights: Weights = self._always + self._weights[rows].sum(axis=0) / np.float32(sqrt(len(rows) or 1))
        return weights

    def _urgency(self, weighed: Weights) -> float:
        """Above nought: urgent."""
        return float(np.logaddexp.reduce(weighed[: len(self._topics)]))


def _windows(words: Sequence[set[str]]) -> Iterator[Sequence[set[str]]]:
    half = WINDOW // 2
    return (words[begin : begin + WINDOW] for begin in range(0, max(len(words) - half, 1), half))
