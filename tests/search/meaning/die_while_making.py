"""Run by the test of the kill: makes vectors one text at a time, saying each on its output, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

from indexer.vectors import VectorMaker
from search import Analyser, Document, open_embedded
from search.meaning import Meaning, Shelf
from tests.search.meaning.toy import Toy
from tests.search.world import an_offer

RELEVANCE = Path(__file__).parents[3] / "data" / "relevance"


def offers() -> list[Document]:
    """Many, each with a text of its own."""
    return [an_offer(str(number), f"Dienst {number}") for number in range(200)]


def main(folder: str) -> None:
    """The index first, then the vectors."""
    toy = Toy()
    toy.before = lambda: print(len(toy.read), flush=True)
    meaning = Meaning(lambda: toy, Shelf(Path(folder) / "vectors", writer=True))
    engine = open_embedded(Path(folder) / "index", Analyser.load(RELEVANCE), writer=True, shelf=meaning.shelf)
    engine.apply(offers(), (), 1)
    meaning.load()
    VectorMaker(engine, meaning).make(Event())
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
