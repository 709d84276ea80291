"""The made-up world: made, written to a file, removed."""

from __future__ import annotations

from gzip import GzipFile
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import orjson
import typer

from catalogue.demo import SOURCE, World
from indexer import WorldReader
from loket.commands.data import bring_index_up_to_date, err, progress_line, take_in
from loket.composition import Loket, belgian_now
from loket.settings import SHIPPED, Settings

DEMO = SHIPPED / "demo"
EVERY = 1_000
"""Records between two steps of the line that counts."""

app = typer.Typer(name="demo", help="Made-up records: labelled wherever they are shown, removed with one command.")


@app.command()
def make(
    offers: Annotated[int | None, typer.Option(help="How many offers; default: what the recipe says.", min=1)] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write them to this .jsonl or .gz file; nothing is taken in.", dir_okay=False)
    ] = None,
) -> None:
    """Make the made-up world and take it in, or write it to a file. A second time changes nothing."""
    settings = Settings()
    if output is not None:
        if not output.parent.is_dir():
            raise typer.BadParameter(f"there is no folder {output.parent}", param_hint="--output")
        with Loket(settings) as loket:
            written = write_world(_world(loket, offers), output)
        err.print(f"Written: {written} records to {output}", highlight=False, soft_wrap=True)
        return
    if not may_be_shown(settings):
        err.print(
            f"[bold red]loket:[/] other machines can reach {settings.host}; set LOKET_ALLOW_DEMO=true to show made-up "
            "records there, labelled.",
            soft_wrap=True,
        )
        raise typer.Exit(1)
    with Loket(settings) as loket:
        make_world(loket, offers)
    bring_index_up_to_date(settings)


@app.command()
def remove() -> None:
    """Remove all made-up records, and what made-up sources said of real ones."""
    settings = Settings()
    with Loket(settings) as loket:
        remove_world(loket)
    bring_index_up_to_date(settings)


def may_be_shown(settings: Settings) -> bool:
    """Whether made-up records may stand in this database: only this machine sees them, or a setting allows more."""
    return settings.loopback or settings.allow_demo


def make_world(loket: Loket, offers: int | None = None) -> None:
    """Take the made-up world in, in the place of the one that may be there, and say how it went."""
    report = take_in(loket, WorldReader(_world(loket, offers)), DEMO / "recipe.toml", accept_gone=True, source=SOURCE)
    err.print(report.as_text(), highlight=False, markup=False)
    err.print(f"{loket.store.count_demo()} made-up records, all labelled; without them: loket demo remove.")


def remove_world(loket: Loket) -> None:
    """Take all made-up records out and say how many there were."""
    removed = loket.store.remove_demo(who="operator", now=belgian_now())
    err.print(f"{removed} made-up records removed.")


def _world(loket: Loket, offers: int | None) -> World:
    return World.load(DEMO, loket.gazetteer, loket.vocabulary, offers)


def write_world(world: World, path: Path) -> int:
    """Stream the records into the file, one JSON object a line; compressed where its name ends in .gz."""
    count = 0
    with _opened(path) as file, progress_line("Writing") as advance:
        for count, values in enumerate(world.records(), start=1):
            file.write(orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))
            if count % EVERY == 0:
                advance(count)
    return count


def _opened(path: Path) -> BinaryIO:
    """The file, to be written; a compressed one bears no time, so that the same records give the same bytes."""
    return cast(BinaryIO, GzipFile(path, "wb", mtime=0)) if path.suffix == ".gz" else path.open("wb")
