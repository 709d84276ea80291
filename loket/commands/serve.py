"""Serving the pages and the API."""

from __future__ import annotations

from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from loket.composition import Loket
from loket.logs import log_to_stderr
from loket.settings import Settings

err = Console(stderr=True)


def serve(
    reload: Annotated[bool, typer.Option("--reload", help="Start again at every change of the code.")] = False,
) -> None:
    """Serve the pages and the API; the address comes from LOKET_HOST and LOKET_PORT."""
    settings = Settings()
    _refuse_demo_for_others(settings)
    log_to_stderr(settings.log)
    err.print(f"loket on {settings.public_url}", highlight=False)
    uvicorn.run(
        "loket.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        reload=reload,
        access_log=False,  # ours leaves the query out
        server_header=False,
        log_config=None,
    )


def _refuse_demo_for_others(settings: Settings) -> None:
    """Made-up records never reach other machines by accident."""
    if settings.loopback or settings.allow_demo:
        return
    with Loket(settings) as loket:
        made_up = loket.store.count_demo()
    if made_up:
        err.print(
            f"[bold red]loket:[/] the database has {made_up} made-up records and {settings.host} can be reached by "
            "other machines. Remove them (loket demo remove), or set LOKET_ALLOW_DEMO=true to show them, labelled."
        )
        raise typer.Exit(1)
