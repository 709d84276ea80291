"""Run by the test of the kill: makes vectors one text at a time, saying each on its output, until it is killed."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from threading import Event

from indexer.vectors import VectorMaker
from search import Analyser, Document, open_embedded
from search.engine.opensearch import Address, NodeShelf
from search.meaning import KeepsVectors, Meaning, Shelf
from tests.search.meaning.toy import Toy
from tests.search.world import an_offer

RELEVANCE = Path(__file__).parents[3] / "data" / "relevance"


def offers() -> list[Document]:
    """Many, each with a text of its own."""
    return [an_offer(str(number), f"Dienst {number}") for number in range(200)]


def make(folder: Path, shelf: KeepsVectors, toy: Toy) -> int:
    """An index of the offers first, then their vectors."""
    meaning = Meaning(lambda: toy, shelf)
    meaning.load()
    with closing(open_embedded(folder / "index", Analyser.load(RELEVANCE), writer=True)) as engine:
        engine.rebuild(offers(), 1)
        return VectorMaker(engine, meaning).make(Event())


def main(folder: str, *node: str) -> None:
    """On a shelf in the folder, or in the node of which address and prefix are given."""
    toy = Toy()
    toy.before = lambda: print(len(toy.read), flush=True)
    where = Path(folder)
    make(where, NodeShelf(Address(node[0]), node[1]) if node else Shelf(where / "vectors", writer=True), toy)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
