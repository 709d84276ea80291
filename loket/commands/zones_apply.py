"""`loket zones apply`, `undo` and `care-regions`: what changes in the division, and the list of regionale zorgzones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from catalogue import OWNERS_FIRST
from geo import BadChangesError, Gazetteer
from geo.overlay import CARE_REGIONS, CHANGES, read_care_regions
from geo.tables import Tables
from indexer import Move, moves
from loket.commands.data import err, rebuild
from loket.commands.zones_load import REFUSED
from loket.composition import Loket, belgian_now
from loket.settings import SHIPPED, Settings
from search import EngineLocked

TABLES = SHIPPED / "reference"
SHOWN = 20
"""Records of one kind that are named unless all are asked for."""


def apply(
    file: Annotated[Path, typer.Argument(help="CSV of changes: see docs/division.md.", exists=True, dir_okay=False)],
    first_day: Annotated[
        datetime, typer.Option("--from", metavar="DATE", formats=["%Y-%m-%d"], help="First day of the new division.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Name every record that moves.")] = False,
) -> None:
    """Change the division from a day on: municipalities or postcodes to another zone, and mergers.

    Shows which records move. The division of before stays known until the day before. Exit code 3: the file has a
    fault, and nothing was changed.
    """
    settings, day = Settings(), first_day.date()
    content = file.read_bytes()
    with Loket(settings) as loket:
        before = Gazetteer.load(TABLES, overlay=settings.reference_dir)
        try:
            after = Gazetteer.trying(TABLES, settings.reference_dir, day, content)
        except BadChangesError as bad:
            _refuse(file, bad)
        _show_division(after, day)
        records = (stored.record for kind in OWNERS_FIRST for stored in loket.store.records(kind))
        _show_moves(list(moves(records, before, after)), show_all)
    if dry_run:
        err.print("Nothing was changed (--dry-run).")
        return
    _write(settings.reference_dir / CHANGES / f"{day.isoformat()}.csv", content)
    err.print(f"Applied: the division changes on {day.isoformat()}. To take it back: loket zones undo.")
    _bring_index_along(settings, day)


def undo() -> None:
    """Take the last change of the division back, as if it had never been applied."""
    settings = Settings()
    files = sorted((settings.reference_dir / CHANGES).glob("*.csv"))
    if not files:
        err.print("There is no change of the division to take back.")
        raise typer.Exit(1)
    files[-1].unlink()
    err.print(f"Taken back: the change of {files[-1].stem}.")
    _bring_index_along(settings, date.fromisoformat(files[-1].stem))


def care_regions(
    file: Annotated[Path, typer.Argument(help="CSV: zone,regionale_zorgzone.", exists=True, dir_okay=False)],
) -> None:
    """Load the list that says in which regionale zorgzone each eerstelijnszone lies; it replaces the one before.

    Exit code 3: the list has a fault, and nothing was changed.
    """
    settings, content = Settings(), file.read_bytes()
    try:
        regions = read_care_regions(content, Tables.read(TABLES))
    except BadChangesError as bad:
        _refuse(file, bad)
    _write(settings.reference_dir / CARE_REGIONS, content)
    zones = Gazetteer.load(TABLES, overlay=settings.reference_dir).zones
    missing = [zone.name for zone in zones if zone.id not in regions]
    err.print(f"Loaded: {len(set(regions.values()))} regionale zorgzones of {len(regions)} zones.", highlight=False)
    if missing:
        err.print(f"Not on the list: {', '.join(missing)}.", highlight=False, soft_wrap=True)
    err.print("A running server shows them after it is started again.")


def _refuse(file: Path, bad: BadChangesError) -> None:
    for fault in bad.faults:
        print(f"{file}, {fault}")
    err.print(f"Nothing was changed: {len(bad.faults)} faults.", highlight=False)
    raise typer.Exit(REFUSED)


def _show_division(after: Gazetteer, day: date) -> None:
    """What the zones that change look like from that day on."""
    division = after.division(day)
    changed = [zone for zone in division.zones if zone.valid_from == day]
    for zone in changed:
        names = ", ".join(one.municipality for one in division.members_of(zone.id))
        print(f"{zone.name} ({zone.id}): {names}")
    print(f"{len(changed)} zones change on {day.isoformat()}.\n")


def _show_moves(found: Sequence[Move], show_all: bool) -> None:
    by_kind: dict[str, list[Move]] = defaultdict(list)
    for move in found:
        by_kind[move.kind].append(move)
    for kind, moved in by_kind.items():
        print(f"{kind}: {len(moved)} move")
        for move in moved if show_all else moved[:SHOWN]:
            print(f"  {move.record_id}: {_words(move)}")
        if len(moved) > SHOWN and not show_all:
            print(f"  and {len(moved) - SHOWN} more (--all names them)")
    if not by_kind:
        print("No record moves.")


def _words(move: Move) -> str:
    if move.before.zones != move.after.zones:
        return f"{_listed(move.before.zones)} -> {_listed(move.after.zones)}"
    more, fewer = move.after.postcodes - move.before.postcodes, move.before.postcodes - move.after.postcodes
    words = [f"no longer serves {_listed(fewer)}"] if fewer else []
    return "; ".join([*words, f"serves {_listed(more)} too"] if more else words)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values)) or "none"


def _write(path: Path, content: bytes) -> None:
    """Aside first, then in its place: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_bytes(content)
    aside.replace(path)


def _bring_index_along(settings: Settings, day: date) -> None:
    """Build the index anew where the division of today changed; a running server must be started again itself."""
    err.print("The shapes of the zones do not follow: loket zones make, or loket zones load FILE.")
    if day > belgian_now().date():
        err.print(f"It holds from {day.isoformat()}: start the server again that day, after loket rebuild.")
        return
    try:
        rebuild()
    except EngineLocked as lock:
        err.print(f"{lock} Stop it, run loket rebuild, and start it again.", highlight=False, soft_wrap=True)
