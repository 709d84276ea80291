"""How good the data is, for whoever keeps it true."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from catalogue import Sources
from catalogue.quality import CHECKS, NO_ZONE, Report, Scope, UnknownChoice, findings, report, scope_of
from catalogue.words import date_words
from geo import Gazetteer
from indexer import surveyed
from loket.composition import Loket, belgian_now
from loket.settings import Settings

BAR = 20  # characters of a full bar

DEMO: Mapping[str, str] = {
    "real": "alleen echte gegevens",
    "demo": "alleen verzonnen voorbeelden",
    "all": "echte gegevens en verzonnen voorbeelden",
}


def quality(
    zone: Annotated[
        str | None, typer.Option(help=f"Id, code or name of an eerstelijnszone; {NO_ZONE}: of no zone.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Id of a source.")] = None,
    demo: Annotated[
        str | None,
        typer.Option(help="real, demo or all; default: real where there are real offers, else the made-up ones."),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures to this JSON file.", dir_okay=False)
    ] = None,
    list_check: Annotated[
        str | None,
        typer.Option("--list", metavar="CHECK", help="Print the ids of the records that this check fires on."),
    ] = None,
) -> None:
    """Count which facts are known, how old they are, and what cannot be right. Hidden records are left out."""
    if list_check is not None and list_check not in CHECKS:
        raise typer.BadParameter(f"{list_check!r} is not one of {', '.join(CHECKS)}", param_hint="--list")
    if json_file is not None and not json_file.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {json_file.parent}", param_hint="--json")
    with Loket(Settings()) as loket:
        counted = surveyed(loket.store, loket.gazetteer, loket.vocabulary, belgian_now().date())
        try:
            scope = scope_of(counted, loket.gazetteer, zone=zone, source=source, demo=demo)
        except UnknownChoice as unknown:
            raise typer.BadParameter(unknown.message, param_hint=f"--{unknown.parameter}") from unknown
        told = report(counted, scope)
        about = _about(scope, loket.gazetteer, loket.sources)
    if json_file is not None:
        json_file.write_text(told.model_dump_json(indent=2) + "\n", "utf-8")
    if list_check is not None:
        for found in findings(counted, list_check, scope):
            print(found.id)
        return
    _show(told, about, Console(highlight=False))


def _about(scope: Scope, gazetteer: Gazetteer, sources: Sources) -> str:
    zone = gazetteer.zone(scope.zone) if scope.zone else None
    parts = (
        f"eerstelijnszone {zone.name}" if zone else "zonder zone" if scope.zone == NO_ZONE else "alle zones",
        f"bron: {sources[scope.source].label}" if scope.source else "alle bronnen",
        DEMO[scope.demo],
    )
    return "; ".join(parts)


def _show(told: Report, about: str, console: Console) -> None:
    console.print(f"[bold]Kwaliteit van de gegevens[/] op {date_words(told.day)}", soft_wrap=True)
    console.print(escape(about), soft_wrap=True)
    console.print(f"{told.offers} keer aanbod geteld\n")
    for table in (_facts, _dates, _checks):
        console.print(table(told))
    if told.broken:
        console.print("De gegevens zelf: loket quality --list CONTROLE", soft_wrap=True)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim")
    table.add_column(columns[0], overflow="fold")
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _facts(told: Report) -> Table:
    table = _table("Wat is bekend?", "", "", "bekend", "onbekend", "niet nodig")
    table.columns[1].justify = "left"
    for fact in told.facts:
        bar = "█" * round((fact.share or 0) * BAR)
        known = f"{fact.known} ({fact.percentage})"
        table.add_row(fact.name, bar, known, str(fact.unknown), str(fact.not_applicable))
    return table


def _dates(told: Report) -> Table:
    table, dates = _table("\nHoe oud is het?", "", ""), told.dates
    for band in dates.confirmed:
        table.add_row(band.name, str(band.offers))
    table.add_row("oudste datum bij een bron", date_words(dates.oldest) if dates.oldest else "niet bekend")
    table.add_row("laatste datum bij een bron", date_words(dates.latest) if dates.latest else "niet bekend")
    return table


def _checks(told: Report) -> Table:
    table = _table("\nWat kan niet kloppen?", "", "aantal", "controle")
    table.columns[2].justify = "left"
    for check in told.checks:
        if check.count:
            table.add_row(check.name, str(check.count), check.id)
    if not told.broken:
        table.add_row("niets gevonden", "", "")
    return table
