"""The search index: which builds there are, going back to the one before, removing what is not used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from indexer import other_history
from loket.composition import BELGIUM, Loket
from loket.engines import where
from loket.settings import Settings
from search import ENDED_BADLY, Build, Finding, IndexOutdated, Rebuild
from store import StoreError

app = typer.Typer(name="index", help="The search index: what there is of it, going back, tidying up.")
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="As an object, for programs.")]


@app.command("list")
def list_builds(as_json: Json = False) -> None:
    """Every build of the index, oldest first, and how the last rebuild went."""
    with _looked_at() as loket:
        builds, last = loket.engine.builds(), loket.engine.last_rebuild()
        place, vocabulary_version = where(loket.settings), loket.vocabulary_version
    if as_json:
        told = {"builds": [asdict(build) for build in builds], "rebuild": asdict(last) if last else None}
        print(_json(told | {"vocabulary_version": vocabulary_version}))
        return
    out.print(escape(place))
    for build in builds:
        out.print(escape(told_build(build)))
        if build.role == "live" and (fault := told_vocabulary(build.vocabulary_version, vocabulary_version)):
            out.print(f"           {fault}: loket rebuild")
    if last is not None:
        tell_rebuild(last)


@app.command()
def status(as_json: Json = False) -> None:
    """How far the rebuild is that is under way, or how the last one went. Exit code 1 where that did not end well."""
    with _looked_at() as loket:
        last = loket.engine.last_rebuild()
    if as_json:
        print(_json(asdict(last) if last else None))
    elif last is None:
        out.print("There was no rebuild yet.")
    else:
        tell_rebuild(last)
    raise typer.Exit(1 if last is not None and last.state in ENDED_BADLY else 0)


@app.command()
def rollback() -> None:
    """Make the build before this one live again, at once; a running server catches up with what changed since."""
    with Loket(Settings(), writer=True) as loket:
        loket.engine.roll_back()
        info = loket.engine.info()
        behind = max(loket.store.last_change() - info.position, 0)
        other = other_history(loket.store, info.reached)
    err.print(f"Back to the index of {moment(info.made_at)}: {info.documents} offers, {behind} changes behind.")
    if other:
        err.print(escape(str(other)))
    elif behind:
        err.print("A running server follows by itself; without one: loket sync.")


@app.command()
def prune(
    everything: Annotated[bool, typer.Option("--all", help="The build before this one too.")] = False,
) -> None:
    """Remove builds that are neither live nor the one before, as a rebuild that was killed leaves."""
    with Loket(Settings(), writer=True) as loket:
        removed = loket.engine.prune(keep_previous=not everything)
    err.print(f"Removed: {', '.join(removed) or 'nothing; all that is there is used'}.")


@contextmanager
def _looked_at() -> Iterator[Loket]:
    """To read the index; one of another version is opened as its writer, who alone may."""
    writer = False
    with Loket(Settings()) as loket:
        try:
            info = loket.engine.info()
        except IndexOutdated:
            writer = True
        else:
            with suppress(StoreError):  # what there is can be listed without a database
                if other := other_history(loket.store, info.reached):
                    err.print(escape(str(other)))
            yield loket
    if writer:
        with Loket(Settings(), writer=True) as loket:
            yield loket


def told_build(build: Build) -> str:
    """One line on a build."""
    facts = (
        f"{build.documents} offers" if build.documents is not None else None,
        f"as of change {build.position}" if build.position is not None else None,
        f"made {moment(build.made_at)}" if build.made_at is not None else None,
        f"by version {build.version}" if build.version is not None else None,
        f"vocabulary {build.vocabulary_version}" if build.vocabulary_version is not None else None,
        f"{build.bytes / 1e6:.1f} MB" if build.bytes is not None else None,
    )
    return f"{build.role:<10} {build.name}: {', '.join(fact for fact in facts if fact) or 'nothing is known of it'}"


def told_vocabulary(made_with: str | None, today: str) -> str | None:
    """What is wrong with the vocabulary of an index; `None` where nothing is."""
    if made_with is None:
        return "with which word list of the catalogue the index was made is not known"
    return None if made_with == today else "the word list of the catalogue changed since the index was made"


def tell_rebuild(last: Rebuild) -> None:
    """How a rebuild stands, with what its checks found."""
    of = f" of {last.expected}" if last.expected is not None else ""
    ended = f", ended {moment(last.ended)}" if last.ended is not None else ""
    began = f"began {moment(last.started)}, by {last.by}"
    out.print(escape(f"rebuild {last.state}: {last.build}, {last.documents}{of} offers, {began}{ended}"))
    if last.reason is not None:
        out.print(f"           {escape(last.reason)}")
    tell_findings(last.findings, out)


def tell_findings(findings: tuple[Finding, ...], console: Console) -> None:
    """A line for each check."""
    for one in findings:
        mark = (
            "[green]ok[/]      " if one.passed else "[yellow]accepted[/]" if one.accepted else "[bold red]failed[/]  "
        )
        wanted = "" if one.passed else f" (wanted: {one.wanted})"
        console.print(f"{mark} {one.name}: {escape(one.seen + wanted)}", highlight=False, soft_wrap=True)


def moment(of: datetime) -> str:
    """As a clock in Belgium shows it."""
    return f"{of.astimezone(BELGIUM):%Y-%m-%d %H:%M:%S}"


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, default=datetime.isoformat)
