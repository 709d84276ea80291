"""Run by the test of the kill: writes commit after commit, saying each on its output, until it is killed."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from search import Analyser, Document, open_embedded
from tests.search.world import a_site, an_offer

RELEVANCE = Path(__file__).parents[2] / "data" / "relevance"


def offers(commit: int) -> list[Document]:
    """Ten offers."""
    return [an_offer(f"{commit}-{number}", "Schuld", sites=(a_site(),)) for number in range(10)]


def main(folder: str, doing: str) -> None:
    """Position n stands for n commits of ten offers."""
    engine = open_embedded(Path(folder), Analyser.load(RELEVANCE), writer=True)
    everything: list[Document] = []
    for position in count(1):
        everything += offers(position)
        if doing == "apply":
            engine.apply(everything[-10:], (), position)
        else:
            engine.rebuild(everything, position)
        print(position, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
