"""Loading a file of addresses: read in parts, built aside, and swapped only when it is whole.

Killed at any moment, the old addresses go on serving, and the same file goes on after the last committed part. Another
file, or the same one changed, starts over.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import dropwhile, islice
from pathlib import Path

from geo import Gazetteer
from store.addresses.build import ASIDE, Build, State, loading_alone, throw_away
from store.addresses.errors import AddressesError
from store.addresses.files import Table, opened
from store.addresses.formats import recognised
from store.addresses.report import LoadReport
from store.addresses.rows import House, RowReader
from store.addresses.schema import FILE, open_finished, parts_of

PART = 100_000
"""Rows in one commit: some seconds of work, which is what a kill can cost."""

_LEAST_SHARE = 0.9
"""Of the houses of a region that serve now; a file with fewer is likely a part of one, or half fetched."""

_MOST_SKIPPED = 0.1
"""Of the rows in use; a file with more that cannot be read is likely another kind of file."""

Progress = Callable[[int, float], None]
"""Told the number of rows read, and the share of the file that is read (0 to 1)."""


def load_addresses(
    path: Path,
    folder: Path,
    gazetteer: Gazetteer,
    *,
    now: datetime,
    accept: bool = False,
    progress: Progress = lambda rows, share: None,
    part: int = PART,
) -> LoadReport:
    """Load a file: the regions it has replace what is loaded of them, other regions stay.

    Where the report says `refused` (hardly any rows, many that cannot be read, far fewer houses than serve now) nothing
    changed; `accept` loads such a file all the same, as long as it has a house at all.

    Raises `AddressFileError` for a file that cannot be read, `AddressesBusy` while another process is loading, and
    `AddressesError` for a fault of the database; then nothing changed either.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with loading_alone(folder):
        try:
            return _load(path, folder, gazetteer, now, accept, progress, part)
        except sqlite3.Error as fault:
            raise AddressesError(f"the addresses could not be written: {fault}; the old ones go on serving") from fault


def _load(
    path: Path, folder: Path, gazetteer: Gazetteer, now: datetime, accept: bool, progress: Progress, part: int
) -> LoadReport:
    with opened(path) as table:
        layout = recognised(table.columns)  # before anything is made or thrown away
        build, state = _build_for(path, folder, layout.format.name)
        with closing(build):
            report = state.report
            if not state.ready:
                reader = RowReader(layout, gazetteer, report)
                for known in build.streets():
                    reader.know(*known)
                _read(table, reader, build, report, state.done, progress, part)
                _count(build, report)
                report.refused = _refusal(build, folder, report, accept)
                if report.refused is not None:
                    return report
                build.finish(report, now)
            build.swap()
    return report


def _build_for(path: Path, folder: Path, format_name: str) -> tuple[Build, State]:
    """The unfinished build of this very file, else a new one."""
    fingerprint = _fingerprint(path)
    report = LoadReport(path.name, format_name)
    if (folder / ASIDE).exists():
        try:
            build = Build(folder)
            state = build.state()
        except sqlite3.DatabaseError as fault:
            report.started_over = f"what an earlier load left cannot be read ({fault})"
        else:
            if state is not None and state.fingerprint == fingerprint:
                state.report.resumed_after = state.report.rows
                return build, state
            build.close()
            left = (
                f"of {state.report.file}, or of an older one of that name" if state else "by another version of loket"
            )
            report.started_over = f"there was an unfinished load {left}"
        throw_away(folder)
    build = Build(folder)
    build.begin(fingerprint, report)
    return build, State(fingerprint, 0, False, report)


def _fingerprint(path: Path) -> str:
    """The same for the same content, whatever its name or date."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(
    table: Table, reader: RowReader, build: Build, report: LoadReport, done: int, progress: Progress, part: int
) -> None:
    """Store what the rows after `done` say, part by part."""
    rows = dropwhile(lambda row: row[0] <= done, table.rows)
    while given := list(islice(rows, part)):
        recoded = [number for number in table.recoded if number > done]
        table.recoded.clear()
        for number in recoded:
            report.note("encoding", number, "(row)", "")
        houses = list(_houses(given, reader))
        report.rows += len(given)
        done = given[-1][0]
        build.commit(done, report, reader.streets, houses)
        reader.streets.clear()
        progress(report.rows, table.share_read())


def _houses(rows: Iterable[tuple[int, Sequence[str]]], reader: RowReader) -> Iterator[tuple[House, bool]]:
    for number, row in rows:
        house = reader.house(number, row)
        if house is not None:
            yield house


def _count(build: Build, report: LoadReport) -> None:
    regions = build.houses()
    report.regions = tuple(sorted(regions))
    report.addresses = sum(houses for houses, _ in regions.values())
    report.streets = sum(streets for _, streets in regions.values())


def _refusal(build: Build, folder: Path, report: LoadReport, accept: bool) -> str | None:
    """Why the new addresses had better not serve."""
    if not report.addresses:
        return "not one house could be read"
    if accept:
        return None
    if report.skipped > _MOST_SKIPPED * (report.skipped + report.taken):
        return f"{report.skipped:,} of the {report.skipped + report.taken:,} rows in use could not be read"
    if not (folder / FILE).exists():
        return None
    with closing(open_finished(folder / FILE)) as live:
        before = {one.region: one.houses for one in parts_of(live)}
    for region, (houses, _) in build.houses().items():
        if houses < _LEAST_SHARE * before.get(region, 0):
            return f"{region} would go from {before[region]:,} to {houses:,} houses"
    return None
