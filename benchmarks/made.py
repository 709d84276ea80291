"""A data folder with the made-up world: in a folder that is thrown away, or made once and used again."""

from __future__ import annotations

from pathlib import Path

from catalogue.demo import World
from indexer import RecordsReader
from loket.commands.data import take_in
from loket.commands.demo import DEMO, write_world
from loket.composition import Loket
from loket.settings import Settings


def data_folder(asked: Path | None, temporary: Path, offers: int) -> Path:
    """The folder asked for, else one in `temporary`; where it holds no store, one with so many offers is made."""
    folder = asked or temporary / "var"
    settings = Settings(data_dir=folder, engine="embedded")
    if not (folder / "loket.sqlite").exists():
        with Loket(settings, create=True) as loket:
            world = World.load(DEMO, loket.gazetteer, loket.vocabulary, offers)
            write_world(world, temporary / "world.jsonl")
            take_in(loket, RecordsReader(), temporary / "world.jsonl")
    return folder
