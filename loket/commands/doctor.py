"""A look at the whole: what is well, what is not, and what to do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import typer
from rich.console import Console
from rich.markup import escape

from loket.composition import Loket
from loket.settings import Settings
from search import IndexOutdated, SearchError
from store import StoreError

LOW_DISK = 1_000_000_000  # bytes: a rebuild needs room for a second index
LIBRARIES = ("sqlalchemy", "tantivy", "fastapi", "pydantic")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw; `advice` only where something must be done."""

    subject: str
    seen: str
    advice: str | None = None


def doctor() -> None:
    """Check database, index, versions and disk, and say what to do. Exit code 1 when something is wrong."""
    console = Console(highlight=False, soft_wrap=True)
    wrong = 0
    with Loket(Settings()) as loket:
        for check in CHECKS:
            for finding in check(loket):
                wrong += finding.advice is not None
                mark = "[green]ok[/]  " if finding.advice is None else "[bold red]look[/]"
                console.print(f"{mark} {finding.subject}: {escape(finding.seen)}")
                if finding.advice is not None:
                    console.print(f"     → {escape(finding.advice)}")
    raise typer.Exit(1 if wrong else 0)


def _versions(loket: Loket) -> Iterator[Finding]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield Finding("versions", f"Python {sys.version.split()[0]}, {libraries}")


def _disk(loket: Loket) -> Iterator[Finding]:
    folder = loket.settings.data_dir
    if not folder.is_dir():
        yield Finding("data folder", f"{folder} is not there", "loket init")
        return
    free = shutil.disk_usage(folder).free
    advice = "make room: a rebuild needs space for a second index" if free < LOW_DISK else None
    yield Finding("disk", f"{free / 1e9:.1f} GB free in {folder.resolve()}", advice)


def _database(loket: Loket) -> Iterator[Finding]:
    try:
        store = loket.store
    except StoreError as fault:
        yield Finding("database", str(fault), "loket init")
        return
    counts = f"{store.count()} records, {store.count('offer')} offers"
    yield Finding("database", f"schema {store.schema_version()}, {counts}")
    for problem in store.check():
        yield Finding("database", problem, "restore a backup, or ingest the source again")
    conflicts = len(store.conflicts())
    if conflicts:
        yield Finding("conflicts", f"{conflicts} fields where a source changed under an editor's value")


def _index(loket: Loket) -> Iterator[Finding]:
    if "store" not in loket.__dict__:
        return  # without a database there is nothing to index
    try:
        info = loket.engine.info()
    except IndexOutdated as fault:
        yield Finding("index", str(fault), "loket rebuild")
        return
    except SearchError as fault:
        yield Finding("index", str(fault), "loket init")
        return
    yield Finding("index", f"{info.documents} offers, generation {info.generation}, schema {info.schema_version}")
    behind = loket.store.last_change() - info.position
    if behind < 0:
        yield Finding("following", "the index is ahead of the database: a backup was put back", "loket rebuild")
        return
    advice = "loket sync (a running server does it by itself)" if behind else None
    yield Finding("following", f"{behind} changes behind the database", advice)


CHECKS: tuple[Callable[[Loket], Iterator[Finding]], ...] = (_versions, _disk, _database, _index)
