"""A copy of the database, to be put back one day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loket.commands.data import err
from loket.composition import Loket
from loket.settings import Settings


def backup(
    file: Annotated[Path, typer.Argument(help="The file to make; what is there already is never overwritten.")],
) -> None:
    """Copy the SQLite database to a file while it is in use; for PostgreSQL there is pg_dump.

    The index needs no copy: it is built from the database. docs/operate.md tells how to put a copy back.
    """
    with Loket(Settings()) as loket:
        loket.store.copy_to(file)
    err.print(f"Written: {file}, {file.stat().st_size / 1e6:.1f} MB, checked.", highlight=False, soft_wrap=True)
