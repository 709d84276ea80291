"""Commands about the file of addresses: load the official files, tell what is loaded, drop it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from loket.composition import Loket, belgian_now
from loket.settings import Settings
from store.addresses import AddressFileError, LoadReport, drop_addresses, load_addresses, open_addresses
from store.addresses import Progress as Told

app = typer.Typer(
    name="addresses", help="Streets and house numbers, from the official files of addresses.", no_args_is_help=True
)
err = Console(stderr=True)


@app.command()
def load(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="BeSt Address (.csv, .csv.gz, openaddress-be*.zip) or Adressenregister (Adres .csv, .dbf, .zip).",
            exists=True,
            dir_okay=False,
        ),
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Go on where a tenth of the rows is bad or a tenth of the houses is gone.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the reports to this JSON Lines file.", dir_okay=False)
    ] = None,
) -> None:
    """Load files of addresses. A file replaces what is loaded of its region (Flanders, Brussels); the other one stays.

    Broken off, the old addresses go on serving, and the same command goes on after the last committed part.

    Exit code 3: a file was refused, and what was loaded stays as it is.
    """
    if report is not None and not report.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {report.parent}", param_hint="--report")
    settings = Settings()
    outcomes, unreadable = [], 0
    with Loket(settings) as loket:
        for path in files:
            try:
                outcomes.append(_load(loket, path, accept=yes))
            except AddressFileError as fault:
                unreadable += 1
                err.print(
                    f"[bold red]Not loaded:[/] {escape(f'{path.name}: {fault}')}.", highlight=False, soft_wrap=True
                )
    if report is not None:
        report.write_bytes(b"".join(outcome.as_json() + b"\n" for outcome in outcomes))
    if unreadable or any(outcome.refused for outcome in outcomes):
        raise typer.Exit(3)
    err.print(
        "A server that already had addresses uses these at once; one that had none: start it again.", soft_wrap=True
    )


def _load(loket: Loket, path: Path, *, accept: bool) -> LoadReport:
    started = time.perf_counter()
    with _progress(path.name) as told:
        outcome = load_addresses(
            path, loket.settings.data_dir, loket.gazetteer, now=belgian_now(), accept=accept, progress=told
        )
    seconds = time.perf_counter() - started
    if outcome.started_over:
        err.print(f"Started over: {outcome.started_over}.", highlight=False, markup=False)
    if outcome.resumed_after:
        err.print(
            f"Went on after the {outcome.resumed_after:,} rows that an earlier load had committed.", highlight=False
        )
    print(outcome.as_text(), end="")
    read = outcome.rows - outcome.resumed_after
    err.print(f"{read:,} rows in {seconds:.0f} s, {read / seconds:,.0f} a second", highlight=False)
    if outcome.refused:
        anyway = " If that is right: the same command with --yes." if outcome.addresses else ""
        err.print(f"[bold red]Not loaded:[/] {outcome.refused}.{anyway}", highlight=False, soft_wrap=True)
    return outcome


@contextmanager
def _progress(name: str) -> Iterator[Told]:
    """A bar with rows and their rate, where a person looks on."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(name, total=1.0, rows=0, rate=0.0)
        started, before = time.perf_counter(), 0

        def told(rows: int, share: float) -> None:
            nonlocal before
            before = before or rows  # what an earlier load had read, and the first part
            rate = (rows - before) / (time.perf_counter() - started)
            bar.update(task, completed=share, rows=rows, rate=rate)

        yield told


@app.command()
def status() -> None:
    """Tell what is loaded, from which file and when."""
    addresses = open_addresses(Settings().data_dir)
    if addresses is None:
        print("No addresses are loaded: places are found to the postcode. Load some: loket addresses load FILE")
        return
    with closing(addresses):
        for part in addresses.parts():
            print(
                f"{part.region}: houses: {part.houses:,}, streets: {part.streets:,}, from {part.file} ({part.format}), "
                f"loaded {part.loaded_at:%Y-%m-%d %H:%M}"
            )


@app.command()
def drop() -> None:
    """Remove the addresses, and what an unfinished load left; places are then found to the postcode."""
    if drop_addresses(Settings().data_dir):
        err.print("Removed. A running server keeps using them until it is started again.")
    else:
        err.print("No addresses were loaded.")
