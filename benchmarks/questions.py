"""Questions as people type them, from the words of the made-up texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from catalogue.demo import Service
from geo import Gazetteer

MORE_WORDS = (1, 3)
SHORTEST = 4
"""Letters: shorter words are mostly ones that an index leaves out."""


def questions(
    count: int, services: Sequence[Service], gazetteer: Gazetteer, seed: int = 7
) -> Iterator[tuple[str, str]]:
    """An everyday word or phrase with one to three words of another text, and a postcode each."""
    random = Random(seed)
    for _ in range(count):
        about, other = random.choice(services), random.choice(services)
        words = [word.strip(".,:;?!") for word in other.description.split() if len(word) > SHORTEST]
        asked = [random.choice(about.keywords or (about.name,)), *random.sample(words, random.randint(*MORE_WORDS))]
        yield " ".join(asked), random.choice(gazetteer.postcodes).code
