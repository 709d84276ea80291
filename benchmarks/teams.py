"""`python -m benchmarks.teams`: how long a proposal of teams takes, in process, one client, warm, on a made-up world.

Wall clock, and the time of the processor beside it: the first tells what else the machine was doing.
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.made import bring_up_to_date, data_folder
from benchmarks.memory import resident_mb
from benchmarks.timing import Timing, wait_until
from indexer import BackgroundFollower
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from matching.fairness.profiles import profiles
from matching.home import Home
from matching.matcher import Matcher
from matching.profile import NeedProfile
from matching.proposal import COORDINATION, TeamProposal
from search.candidates import CandidateIndex

TODAY = date(2026, 11, 22)
WARM_UP = 20
BATCH = 250  # as many offers as the candidates read at once
Asked = tuple[NeedProfile, Home]


def main() -> None:
    """Use a data folder, or make the world in one that is thrown away, and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.teams", description=__doc__)
    parser.add_argument("--offers", type=int, default=40_000)
    parser.add_argument("--profiles", type=int, default=1_000)
    parser.add_argument(
        "--data", type=Path, default=None, help="A data folder for measuring only; made where it is not there."
    )
    parser.add_argument(
        "--opensearch", metavar="URL", default=None, help="A node to ask; default: the embedded engine."
    )
    asked = parser.parse_args()
    print(f"one client, warm, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        data = data_folder(asked.data, Path(folder), asked.offers)
        engine: dict[str, Any] = {"engine": "opensearch" if asked.opensearch else "embedded"}
        settings = Settings(data_dir=data, opensearch_url=asked.opensearch, embedder="none", **engine)
        with Loket(settings, writer=True) as loket:
            bring_up_to_date(loket)
            show("offers in the index", loket.engine.info().documents)
            measure_reading(loket, asked.profiles)
            gc.collect()
            gc.freeze()  # as the server does once it is open
            measure_teams(loket, asked.profiles)
            measure_change(loket)


def measure_reading(loket: Loket, count: int) -> None:
    """The first proposals, for which everything must be read, and the memory that their candidates take."""
    with counted("the store read through once"):
        ids = [stored.record.id for stored in loket.store.records("offer")]
        for start in range(0, len(ids), BATCH):
            loket.store.bundles(ids[start : start + BATCH])
    asked = profiles(count, (3, 4, 5, 6, 7, 8), loket.gazetteer, loket.vocabulary)
    with counted("the list of candidates opened"):
        loket.candidates.follow()
    with counted(f"each of {count} profiles for the first time"):
        took = []
        for profile, home in asked:
            started = time.perf_counter()
            loket.matcher.propose(profile, home, TODAY)
            took.append((time.perf_counter() - started) * 1000)
    show("  the very first one", f"{took[0]:.0f} ms")
    show("  one of the first 20", Timing.of(took[:20]))
    show("  one of the last 20", Timing.of(took[-20:]))


def measure_teams(loket: Loket, count: int) -> None:
    """Teams of 3 to 8 needs, the same with the team under each axis, and of 12."""
    asked = list(profiles(count, (3, 4, 5, 6, 7, 8), loket.gazetteer, loket.vocabulary))
    measure_proposals("3-8 needs", loket.matcher, asked)
    with_axes = [(profile.model_copy(update={"axes": True}), home) for profile, home in asked]
    measure_proposals("3-8 needs, with the axes", loket.matcher, with_axes)
    many = list(profiles(count, (12,), loket.gazetteer, loket.vocabulary))
    measure_proposals("12 needs", loket.matcher, many)


def measure_proposals(name: str, matcher: Matcher, asked: Sequence[Asked]) -> None:
    """Every profile once, by both clocks, and what was proposed."""
    for profile, home in asked[:WARM_UP]:
        matcher.propose(profile, home, TODAY)
    wall, processor, came_out = [], [], []
    for profile, home in asked:
        started, worked = time.perf_counter(), time.thread_time()
        proposal = matcher.propose(profile, home, TODAY)
        processor.append((time.thread_time() - worked) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
        came_out.append(outcome(proposal))  # not the proposal: to keep them all would only measure the collector
    show(f"top-5 with reasons, {name}", Timing.of(wall))
    show("  by the processor", Timing.of(processor))
    gaps, teams, cut = zip(*came_out, strict=True)
    teams_shown = dict(sorted(Counter(teams).items()))
    show("", f"with a need open {sum(gaps)}; with so many teams {teams_shown}; not proven to the end {sum(cut)}")


def outcome(proposal: TeamProposal) -> tuple[bool, int, bool]:
    """Whether a need stays open, how many teams there are, and whether the list is cut short of the proof."""
    open_need = any(gap.function != COORDINATION for gap in proposal.teams[0].gaps)
    return open_need, len(proposal.teams), proposal.at_least is not None


def measure_change(loket: Loket) -> None:
    """From an edit of one made-up offer to a candidate that shows it, as the server follows: look, wait, look."""
    following = BackgroundFollower(loket.candidates, "the list of candidates")
    following.start()
    try:
        show("a change until a team can have it", f"{change_to_known(loket, loket.candidates):.2f} s")
    finally:
        following.stop()


def change_to_known(loket: Loket, index: CandidateIndex) -> float:
    """Seconds. Raises `StopIteration` where no offer in the store is made up: those of others are never changed."""
    offers = (stored for stored in loket.store.records("offer") if getattr(stored.record, "demo", False))
    stored = next(one for one in offers if index.provider(one.record.id) is not None)
    named = f"Kwikstaartproef {stored.version}"
    started = time.perf_counter()
    loket.store.edit(
        stored.record.id,
        {"name": {"nl": named}},
        who="benchmark",
        why="change to visible",
        expected_version=stored.version,
        now=belgian_now(),
    )
    wait_until(lambda: any(one.name == named for one in index.named([stored.record.id])))
    return time.perf_counter() - started


@contextmanager
def counted(what: str) -> Iterator[None]:
    """Print how many seconds the block took, and how much memory is in use more than before."""
    gc.collect()
    before, started = resident_mb(), time.perf_counter()
    yield
    seconds = time.perf_counter() - started
    gc.collect()
    show(what, f"{seconds:7.1f} s, {resident_mb() - before:.0f} MB more in use")


def show(what: str, value: object) -> None:
    """One line of the table."""
    print(f"{what:<46} {value}", flush=True)


if __name__ == "__main__":
    main()
