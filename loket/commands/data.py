"""Commands about records: set up, take in, index, export."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from phonenumbers import SUPPORTED_REGIONS
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from catalogue import OWNERS_FIRST, Identifier, Organisation, Publisher, json_schema, write_record
from indexer import (
    CsvReader,
    HsdsReader,
    KnownOrganisation,
    Mapping,
    Onthaal,
    OsloReader,
    RecordsReader,
    Report,
    SourceReader,
)
from indexer import ingest as ingest_source
from indexer.gates import CHECKS
from indexer.normalise import BELGIUM
from loket.commands.borders import keep_borders
from loket.commands.index import tell_findings
from loket.composition import Loket, belgian_now
from loket.settings import SHIPPED, Settings
from search import BuildRefused, EngineLocked, IndexOutdated

err = Console(stderr=True)


def bring_index_up_to_date(settings: Settings) -> None:
    """Let the index follow the database; a running server does so by itself, an index of another version is rebuilt."""
    with Loket(settings, writer=True) as loket:
        try:
            keep_borders(loket)
            with progress_line("Indexing") as advance:
                loket.follower.follow(advance)
            err.print(f"Index: {loket.engine.info().documents} offers.")
            tell_of_meaning(loket)
            return
        except EngineLocked as lock:
            err.print(f"{lock} It follows the database by itself.", highlight=False, soft_wrap=True)
            return
        except IndexOutdated:
            err.print("The index is of another version; building it anew.")
    rebuild()


def ingest(
    source: Annotated[str, typer.Argument(help="Kind of file: records, hsds, csv or oslo.")],
    path: Annotated[Path, typer.Argument(help="A file (also .gz) or a folder.", exists=True)],
    mapping: Annotated[str | None, typer.Option(help="For csv: name in data/mappings, or a TOML file.")] = None,
    publisher: Annotated[
        str | None, typer.Option("--source", help="For hsds and oslo: id of the publisher, where there are several.")
    ] = None,
    language: Annotated[str, typer.Option(help="For hsds: language of the texts (ISO 639-1).")] = "nl",
    country: Annotated[
        str, typer.Option(help="Country (ISO 3166) of telephone numbers that do not say theirs.")
    ] = BELGIUM,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would happen.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the whole report to this JSON file.", dir_okay=False)
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Go on when more than 10% of the records of a source are gone.")
    ] = False,
) -> None:
    """Take records in from a file, with a report. The same file a second time changes nothing.

    Exit code 3: not complete, because the file broke off or too many records are gone. Rejected rows are in the report.
    """
    if report is not None and not report.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {report.parent}", param_hint="--report")
    if country not in SUPPORTED_REGIONS:
        raise typer.BadParameter(f"{country!r} is not a country code such as BE, NL or US", param_hint="--country")
    with Loket(Settings()) as loket:
        reader = _reader(loket, source, mapping, publisher, language)
        outcome = take_in(loket, reader, path, dry_run=dry_run, accept_gone=yes, country=country)
    print(outcome.as_text(), end="")
    if report is not None:
        report.write_bytes(outcome.as_json())
    if not dry_run:
        err.print("A running server shows this by itself; without one: loket sync.")
    raise typer.Exit(0 if outcome.complete else 3)


def _reader(loket: Loket, source: str, mapping: str | None, publisher: str | None, language: str) -> SourceReader:
    if (mapping is not None) != (source == "csv"):
        raise typer.BadParameter("csv, and only csv, needs a mapping", param_hint="--mapping")
    if publisher is not None and source not in ("hsds", "oslo"):
        raise typer.BadParameter("goes with hsds and oslo; other files name their source", param_hint="--source")
    if language not in loket.vocabulary["language"]:
        raise typer.BadParameter(f"{language!r} is not a language code such as nl, fr or en", param_hint="--language")
    if publisher is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._~-]*", publisher):
        raise typer.BadParameter("letters, digits and -._~ only", param_hint="--source")
    match source:
        case "records":
            return RecordsReader()
        case "hsds":
            return HsdsReader(publisher or "hsds", language)
        case "oslo":
            onthaal = Onthaal.load(SHIPPED / "mappings" / "lblod_ocmw.toml")
            name = publisher or "oslo"
            return OsloReader(name, known=_known_in(loket, name), onthaal=onthaal)
        case "csv":
            return CsvReader(Mapping.load(str(mapping), SHIPPED / "mappings"), loket.gazetteer)
    raise typer.BadParameter(f"{source!r} is not one of records, hsds, csv, oslo", param_hint="SOURCE")


def _known_in(loket: Loket, source: str) -> Callable[[Identifier], KnownOrganisation | None]:
    """What the store knows of an organisation by one of its identifiers, apart from what `source` itself gave."""

    def known(identifier: Identifier) -> KnownOrganisation | None:
        found = loket.store.find("organisation", identifier)
        if found is None or not isinstance(found.record, Organisation):
            return None
        offers = (offer.record.provenance for offer in loket.store.offers_of(found.record.id))
        has_offer = any(given is not None and given.source != source for given in offers)
        return KnownOrganisation(found.record.id, found.record.name, has_offer)

    return known


def take_in(
    loket: Loket,
    reader: SourceReader,
    path: Path,
    *,
    dry_run: bool = False,
    accept_gone: bool = False,
    country: str = BELGIUM,
    source: str | None = None,
) -> Report:
    """Take in what a reader finds, with a line that counts where a person looks on.

    `source` is that of records that name none; default: the name of the reader.
    """
    with progress_line("Reading") as advance:
        return ingest_source(
            reader,
            path,
            store=loket.store,
            vocabulary=loket.vocabulary,
            gazetteer=loket.gazetteer,
            source=source or reader.name,
            now=belgian_now(),
            dry_run=dry_run,
            accept_gone=accept_gone,
            country=country,
            progress=advance,
        )


@contextmanager
def progress_line(doing: str) -> Iterator[Callable[[int], None]]:
    """A line on the error output that counts; only where a person looks on."""
    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(doing, total=None)
        yield lambda done: progress.update(task, completed=done)


def sync() -> None:
    """Bring the index up to date with the database. A running server does this by itself."""
    with Loket(Settings(), writer=True) as loket, progress_line("Indexing") as advance:
        keep_borders(loket)
        applied = loket.follower.follow(advance)
        err.print(f"{applied} changes applied; the index has {loket.engine.info().documents} offers.")


def rebuild(
    accept: Annotated[
        list[str] | None,
        typer.Option(help=f"A check that may fail; may be given again. One of: {', '.join(CHECKS)}."),
    ] = None,
) -> None:
    """Build the index anew beside the live one, check it, and swap; searches go on meanwhile.

    Exit code 1 where a check fails: the index that was live stays.
    """
    for name in accept or ():
        if name not in CHECKS:
            raise typer.BadParameter(f"{name!r} is not one of: {', '.join(CHECKS)}", param_hint="--accept")
    with Loket(Settings(), writer=True) as loket, progress_line("Indexing") as advance:
        keep_borders(loket)
        try:
            built = loket.follower.rebuild(advance, loket.gates(accept or ()))
        except BuildRefused as refused:
            tell_findings(refused.findings, err)
            raise
        tell_findings(built.findings, err)
        err.print(f"Index built anew: {built.documents} offers.")
        tell_of_meaning(loket)


def tell_of_meaning(loket: Loket) -> None:
    """Say how many offers are found by their meaning; nobody waits for the others."""
    loket.meaning.load()
    if loket.meaning.state == "ready":
        told = loket.meaning.progress(loket.engine.passages(), loket.engine.info().documents)
        err.print(f"Found by their meaning: {told.done} of {told.total}; a running server makes the other vectors.")


def schema() -> None:
    """Print the JSON Schema of the records."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="records: JSON Lines, as ingest records reads them.")],
    output: Annotated[Path | None, typer.Option(help="File to write; default: standard output.")] = None,
) -> None:
    """Write out what everyone may see of every record; hidden fields stay behind, made-up records keep their mark.

    For another loket: taken in again here, the fields that stayed behind would be missing.
    """
    if form != "records":
        raise typer.BadParameter(f"{form!r} is not one of: records", param_hint="FORMAT")
    with Loket(Settings()) as loket:
        publisher = Publisher()
        lines = (
            json.dumps(write_record(seen), ensure_ascii=False)
            for kind in OWNERS_FIRST
            for stored in loket.store.records(kind)
            if (seen := publisher.public(stored.record)) is not None
        )
        if output is None:
            sys.stdout.writelines(line + "\n" for line in lines)
            return
        with output.open("w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
    err.print(f"Written: {output}")
