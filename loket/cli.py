"""The command line: `loket COMMAND`. Each command is a thin edge over the rooms."""

from __future__ import annotations

import logging
import sys

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import ArgumentError

from geo import BadTableError
from geo.shapes import BadShapesError
from indexer import SourceError
from loket.commands import addresses, data, demo, doctor, fairness, find, index, match, model, quality, serve, zones
from loket.commands.backup import backup
from loket.commands.init import init
from loket.settings import Settings
from search import SearchError
from search.meaning import EmbedderUnavailable, NotE5
from store import StoreError

app = typer.Typer(
    name="loket",
    help="A regional social map of Flanders: take records in, find help, serve the pages and the API.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(init)
app.command()(serve.serve)
app.command()(data.ingest)
app.command()(data.sync)
app.command()(data.rebuild)
app.command()(find.search)
app.command()(match.match)
app.command()(fairness.fairness)
app.command()(doctor.doctor)
app.command()(quality.quality)
app.command()(data.schema)
app.command()(data.export)
app.command()(backup)
app.add_typer(index.app)
app.add_typer(demo.app)
app.add_typer(addresses.app)
app.add_typer(zones.app)
app.add_typer(model.app)

EXPECTED = (StoreError, SearchError, SourceError, EmbedderUnavailable, NotE5, BadShapesError, BadTableError, OSError)
"""Faults that the operator can mend: one clear line, no trace."""


def main() -> None:
    """Run the command line; exit code 1 on a fault that the message explains."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        app()
    except EXPECTED as fault:
        Console(stderr=True).print(f"[bold red]loket:[/] {fault}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except ArgumentError as fault:
        Console(stderr=True).print(f"[bold red]loket:[/] LOKET_DATABASE_URL: {fault}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except ValidationError as refused:  # a setting, or a question on the command line
        for problem in refused.errors(include_url=False):
            name = "_".join(str(part) for part in problem["loc"])
            setting = f"LOKET_{name.upper()}" if refused.title == Settings.__name__ else name
            Console(stderr=True).print(
                f"[bold red]loket:[/] {setting}: {problem['msg']}", highlight=False, soft_wrap=True
            )
        sys.exit(1)


if __name__ == "__main__":
    main()
