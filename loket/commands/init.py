"""Setting up: the database, the shipped content, the made-up world, the index."""

from __future__ import annotations

from typing import Annotated

import typer

from indexer import RecordsReader
from loket.commands.data import bring_index_up_to_date, err, take_in
from loket.commands.demo import make_world, may_be_shown, remove_world
from loket.commands.zones_load import make_shapes
from loket.composition import Loket
from loket.settings import SHIPPED, Settings


def init(
    no_demo: Annotated[
        bool, typer.Option("--no-demo", help="Without the made-up records; those that are there are removed.")
    ] = False,
) -> None:
    """Make the database with what comes with the program and the made-up world, the shapes of the zones, and the index.

    Safe to run again. Where other machines can reach the server, made-up records are left out unless LOKET_ALLOW_DEMO
    says otherwise.
    """
    settings = Settings()
    with Loket(settings, create=True) as loket:
        err.print(f"Database: {loket.settings.database}", highlight=False, soft_wrap=True)
        report = take_in(loket, RecordsReader(), SHIPPED / "content", accept_gone=True)
        err.print(report.as_text(), highlight=False, markup=False)
        if no_demo:
            remove_world(loket)
        elif may_be_shown(settings):
            make_world(loket)
        else:
            err.print(f"No made-up records: other machines can reach {settings.host} (LOKET_ALLOW_DEMO is not set).")
        if not settings.shapes_file.exists():
            make_shapes(loket)
    bring_index_up_to_date(settings)
