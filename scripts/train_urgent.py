"""Learn the net under the urgent rules: from data/relevance/urgent/phrases.csv to net.csv beside it, always the same.

A multinomial logistic model with a ridge penalty over the features of `search.urgent.net`, fitted twice: on all that
two phrases have, and again on the `KEPT` that weigh most. Without an argument it writes the file; with `--measure` it
leaves out each pass in turn and prints how much of that the rules, the net, and both together recognise.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from search.analysis.fold import fold
from search.urgent.net import ALL, NET, UrgentNet, features
from search.urgent.recognition import UrgentRecognition
from search.urgent.rules import UrgentRules
from search.urgent.tables import LANGUAGES

URGENT = Path(__file__).parents[1] / "data" / "relevance" / "urgent"

ORDINARY = "none"

PENALTY = 0.03
"""Of the sum of the squared weights: the middle of what did well on the pass that was left out (docs/urgent.md)."""

KEPT = 6000
"""Features; with twice as many the net does hardly better, and nobody opens the file."""

FLOOR = 1.6
"""Urgency from which the net asks: about 1 % of the ordinary phrases of a pass that it did not see (docs/urgent.md)."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of phrases.csv."""

    text: str
    topic: str
    language: str
    voice: str


def read_phrases(path: Path) -> list[Phrase]:
    """All phrases that the net learns from."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Phrase(row["text"], row["topic"], row["language"], row["pass"]) for row in rows]


def learn(phrases: Sequence[Phrase], topics: Sequence[str]) -> dict[str, list[float]]:
    """Per feature, and for `ALL`, the weight for each topic and each language but Dutch, to one decimal."""
    shown = [set[str]().union(*features(fold(phrase.text).split())) for phrase in phrases]
    often = Counter(feature for one in shown for feature in one)
    usual = sorted(feature for feature, times in often.items() if times > 1)
    spoken = [[ORDINARY, *topics].index(phrase.topic) for phrase in phrases]
    first = _fit(_matrix(shown, usual), spoken, len(topics) + 1)[:-1]
    telling = np.abs(first).max(axis=1) * np.sqrt([often[feature] for feature in usual])
    kept = sorted(usual[place] for place in np.argsort(-telling, kind="stable")[:KEPT])
    matrix = _matrix(shown, kept)
    languages = [LANGUAGES.index(phrase.language) for phrase in phrases]
    weights = np.hstack([_fit(matrix, spoken, len(topics) + 1), _fit(matrix, languages, len(LANGUAGES))])
    weights[-1, : len(topics)] -= FLOOR
    return dict(zip((*kept, ALL), weights.round(1).tolist(), strict=True))


def _matrix(shown: Sequence[set[str]], kept: Sequence[str]) -> csr_array:
    """A row per text: one over the root of how many of the features it has, for each of them."""
    number = {feature: place for place, feature in enumerate(kept)}
    rows = [sorted(number[feature] for feature in one if feature in number) for one in shown]
    ends = np.cumsum([0, *map(len, rows)])
    values = [1 / np.sqrt(len(row)) for row in rows for _ in row]
    return csr_array((values, [place for row in rows for place in row], ends), shape=(len(rows), len(kept)))


def _fit(matrix: csr_array, classes: Sequence[int], count: int) -> Numbers:
    """The weights of each of `count` classes against class 0; the last row is what is always added."""
    width = matrix.shape[1]
    right = np.eye(count)[list(classes)]
    turned = matrix.T.tocsr()

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        weights = flat.reshape(width + 1, count)
        scores = matrix @ weights[:-1] + weights[-1]
        sums = np.logaddexp.reduce(scores, axis=1, keepdims=True)
        wrong = np.exp(scores - sums) - right
        slope = np.vstack([turned @ wrong + PENALTY * weights[:-1], wrong.sum(axis=0)])
        return float((sums.ravel() - scores[right > 0]).sum() + PENALTY / 2 * (weights[:-1] ** 2).sum()), slope.ravel()

    found = minimize(loss, np.zeros((width + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights = found.x.reshape(width + 1, count)
    return np.asarray(weights[:, 1:] - weights[:, :1])


def write(path: Path, topics: Sequence[str], weights: Mapping[str, Sequence[float]], made_from: str) -> None:
    """The file that `UrgentNet` reads; a weight of nought is left empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {made_from}\n")
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("feature", *topics, *LANGUAGES[1:]))
        rows.writerows((feature, *(f"{one:g}" if one else "" for one in row)) for feature, row in weights.items())


def fingerprint(path: Path) -> str:
    """What tells one set of phrases from another: SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def measure(phrases: Sequence[Phrase], topics: Sequence[str]) -> Iterator[str]:
    """Per pass, left out of what is learnt from: the share that is recognised of each topic, and false alarms.

    Any topic counts as recognised. Only of a pass that came after the rules does the share of the rules say something.
    """
    rules = UrgentRules.load(URGENT)
    for voice in dict.fromkeys(phrase.voice for phrase in phrases):
        net = UrgentNet(topics, learn([one for one in phrases if one.voice != voice], topics))
        asks = UrgentRecognition(rules, net).recognise
        unseen = [one for one in phrases if one.voice == voice]
        for topic in (ORDINARY, "urgent", *topics):
            texts = [one.text for one in unseen if one.topic == topic or (topic == "urgent" and one.topic != ORDINARY)]
            if not texts:
                continue
            shares = (sum(map(bool, map(how, texts))) / len(texts) for how in (rules.recognise, net.recognise, asks))
            yield f"{voice:6} {topic:22} {len(texts):4}  " + "  ".join(f"{share:6.1%}" for share in shares)


def main(arguments: Sequence[str]) -> None:
    """Write the net, or with `--measure` print what a net would do that had not seen a pass."""
    source = URGENT / "phrases.csv"
    phrases = read_phrases(source)
    topics = sorted({phrase.topic for phrase in phrases} - {ORDINARY})
    if "--measure" in arguments:
        print("pass   topic                     n   rules     net    both")
        for line in measure(phrases, topics):
            print(line, flush=True)
    else:
        made_from = f"Learnt by scripts/train_urgent.py from {len(phrases)} phrases, SHA-256 {fingerprint(source)}"
        write(URGENT / NET, topics, learn(phrases, topics), made_from)


if __name__ == "__main__":
    main(sys.argv[1:])
