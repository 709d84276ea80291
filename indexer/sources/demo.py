"""The made-up world, taken in as if it stood in a records file: the same checks, report and history as any source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.demo import World
from indexer.draft import Draft, Item
from indexer.sources.records import RecordsReader


class WorldReader:
    """Reads a world; it bears the name of the records reader, since only records may say that they are made up."""

    name = RecordsReader.name

    def __init__(self, world: World) -> None:
        """Take the world whose records are wanted."""
        self._world = world

    def read(self, path: Path) -> Iterator[Item]:
        """One draft for every record. The path, that of the recipe, only names the run."""
        for number, values in enumerate(self._world.records(), start=1):
            yield Draft(f"record {number}", values)
