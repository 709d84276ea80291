"""Run by the test of the kill: begins a rebuild, says so half-way, and is killed there."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from search import Analyser, Document
from search.engine.opensearch import Address, open_opensearch
from tests.search.world import an_offer

RELEVANCE = Path(__file__).parents[2] / "data" / "relevance"


def documents() -> Iterator[Document]:
    """More than are sent at a time; then nothing more comes."""
    for number in range(1000):
        yield an_offer(str(number))
    print("half-way", flush=True)
    time.sleep(600)


def main(url: str, prefix: str) -> None:
    """Make an index anew, as far as it comes."""
    engine = open_opensearch(Address(url), prefix, Analyser.load(RELEVANCE), writer=True)
    engine.rebuild(documents(), 1, expected=2000)


if __name__ == "__main__":
    main(*sys.argv[1:])
