"""A data folder with the made-up world: in a folder that is thrown away, or made once and used again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from catalogue.demo import World
from indexer import RecordsReader
from loket.commands.data import take_in
from loket.commands.demo import DEMO, write_world
from loket.composition import Loket
from loket.settings import Settings
from search import IndexOutdated


def data_folder(asked: Path | None, temporary: Path, offers: int) -> Path:
    """The folder asked for, else one in `temporary`; where it holds no store, one with so many offers is made.

    The index of the embedded engine is up to date.
    """
    folder = asked or temporary / "var"
    settings = Settings(data_dir=folder, engine="embedded", embedder="none")
    known = (folder / "loket.sqlite").exists()
    with Loket(settings, create=True, writer=True) as loket:
        if not known:
            take_in_world(loket, temporary, offers)
        bring_up_to_date(loket)
    return folder


def take_in_world(loket: Loket, temporary: Path, offers: int) -> None:
    """Into the store, by way of a file in a folder that is thrown away."""
    world = World.load(DEMO, loket.gazetteer, loket.vocabulary, offers)
    write_world(world, temporary / "world.jsonl")
    take_in(loket, RecordsReader(), temporary / "world.jsonl")


def bring_up_to_date(loket: Loket) -> None:
    """The index follows the store; it is made anew where it is empty or of another version."""
    with suppress(IndexOutdated):
        if loket.engine.position() > 0:
            loket.follower.follow()
            return
    loket.follower.rebuild()
