"""Read a source into the store: the same file twice changes nothing, and a bad row stops no good one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.draft import Item, SourceError, SourceReader
from indexer.intake import BATCH, Intake
from indexer.normalise import BELGIUM
from indexer.report import GoneHeldBack, Report
from indexer.sources.records import RecordsReader
from store import Missing, SourceRun, Store

SHARE_THAT_MAY_GO = 0.10
"""Of the records that a source had. More at once is rather a wrong file or half an export than the truth."""
FEW = 5
"""Of a small source this many may go at once (but never more than half of it), though they are more than that share."""

UNREADABLE = "unreadable"
"""In the counts of a run: rows that were refused without an id by which to spare a record, once somebody accepted
them. A run that was held back hands on the number of the run before it, so that giving the file again is no consent."""
RUNS_LOOKED_BACK = 1_000


def ingest(
    reader: SourceReader,
    path: Path,
    *,
    store: Store,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer | None,
    source: str,
    now: datetime,
    dry_run: bool = False,
    accept_gone: bool = False,
    country: str = BELGIUM,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Take in what the reader finds at the path and report what became of each row.

    `source` is the source of records whose reader names none. `now` is Belgian local time. `country`
    (ISO 3166) is where telephone numbers without a country code belong. `progress` hears the number
    of rows after every batch. What the sources in the file gave before and give no longer is marked gone, not deleted;
    where that seems too much (see `_why_not_gone`) it waits for `accept_gone` while the rest holds. A dry run writes
    nothing and reports what a real one would do.

    A file without records is the word of its `source` that it has none; a records file, whose records name their
    sources, is then no word at all. Raises `SourceError` there and where nothing of the file can be read, and the
    errors of the store.
    """
    names_its_sources = reader.name == RecordsReader.name
    items = _begun(reader.read(path), may_be_empty=not names_its_sources)
    unreadable_before = _unreadable_before(store, source, path.name)
    with store.begin_run(source, path.name, now=now, dry_run=dry_run) as run:
        if not names_its_sources:
            run.speaks_for(source)
        intake = Intake(run, vocabulary, gazetteer, source, names_its_sources, country)
        broke_off = _take_all(items, intake, progress)
        intake.settle()
        held_back = None
        if broke_off is None:
            unreadable = intake.rows_without_id - unreadable_before
            held_back = _mark_gone(run, intake, unreadable=unreadable, accept_gone=accept_gone)
        tally = intake.tally
        report = Report(
            source=source,
            path=str(path),
            dry_run=dry_run,
            counts=tally.by_kind(),
            rejections=tuple(tally.rejections),
            remarks=tuple(tally.remarks),
            held_back=held_back,
            broke_off=broke_off,
        )
        if broke_off is None:
            unread = intake.rows_without_id
            accepted = unread if held_back is None else min(unread, unreadable_before)
            run.finish(report.totals | {UNREADABLE: accepted}, now=now)
    return report


def _begun(items: Iterator[Item], *, may_be_empty: bool) -> Iterator[Item]:
    """The same items, with the first one read already: an unusable file is refused before a run begins.

    A file that names its sources itself says of none that it has nothing more, when it is empty.
    """
    first = list(islice(items, 1))
    if not first and not may_be_empty:
        raise SourceError("the file holds no records")
    return chain(first, items)


def _take_all(items: Iterator[Item], intake: Intake, progress: Callable[[int], None] | None) -> str | None:
    """Take every item in; the reason where the file cannot be read to its end."""
    try:
        for number, item in enumerate(items, start=1):
            intake.take(item)
            if progress is not None and number % BATCH == 0:
                progress(number)
    except SourceError as problem:
        return str(problem)
    return None


def _unreadable_before(store: Store, source: str, label: str) -> int:
    """Rows without a readable id when this file was last read: the same ones hide nothing that was known since."""
    done = (one for one in store.runs(RUNS_LOOKED_BACK) if one.state == "done")
    return next((one.counts.get(UNREADABLE, 0) for one in done if (one.source, one.label) == (source, label)), 0)


def _mark_gone(run: SourceRun, intake: Intake, *, unreadable: int, accept_gone: bool) -> GoneHeldBack | None:
    """Mark gone what the sources of the file no longer give, or say why that has to wait.

    `unreadable` is how many more rows than last time have no readable id.
    """
    missing = run.missing()
    if not missing:
        return None
    gone = {one.record_id: one.kind for one in missing}
    had = len(gone) + intake.known_before.total()
    reason = None if accept_gone else _why_not_gone(missing, len(gone), intake.known_before, unreadable)
    if reason is not None:
        return GoneHeldBack(len(gone), had, reason)
    for kind in gone.values():
        intake.tally.count(kind, "gone")
    run.mark_gone()
    return None


def _why_not_gone(missing: Sequence[Missing], gone: int, known: Counter[str], unreadable: int) -> str | None:
    """Why a person should look before so many records are marked gone; `None` where they may go.

    `known` is how many records each source still gives. Each source is judged by itself, so that a large one in the
    same file does not cover for a small one, and then all of them together: many small ones may be half a file.
    """
    if unreadable > 0:
        rows = "1 more row than before was" if unreadable == 1 else f"{unreadable} more rows than before were"
        return f"{rows} refused without a readable id; what is missing may stand there."
    for source, number in Counter(one.source for one in missing).items():
        had = number + known[source]
        if _is_too_much(number, had):
            return (
                f"Of source {source} that is {number} of {had}, more than {SHARE_THAT_MAY_GO:.0%}: "
                "perhaps the file is not complete."
            )
    if _is_too_much(gone, gone + known.total()):
        return f"That is more than {SHARE_THAT_MAY_GO:.0%}: perhaps the file is not complete."
    return None


def _is_too_much(gone: int, had: int) -> bool:
    return gone > max(had * SHARE_THAT_MAY_GO, min(FEW, had // 2))
