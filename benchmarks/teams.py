"""`python -m benchmarks.teams`: how long a proposal of teams takes, in process, one client, warm, on a made-up world.

Wall clock, and the time of the processor beside it: the first tells what else the machine was doing.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.profiles import profiles
from benchmarks.timing import timed
from catalogue.demo import World
from indexer import RecordsReader
from loket.commands.data import take_in
from loket.commands.demo import DEMO, write_world
from loket.composition import Loket
from loket.settings import Settings
from matching.home import Home
from matching.matcher import Matcher
from matching.profile import NeedProfile
from matching.proposal import COORDINATION

TODAY = date(2026, 11, 22)
Asked = tuple[NeedProfile, Home]


def main() -> None:
    """Make the world in a folder that is thrown away, or use a data folder that is there, and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.teams", description=__doc__)
    parser.add_argument("--offers", type=int, default=40_000)
    parser.add_argument("--profiles", type=int, default=1_000)
    parser.add_argument("--data", type=Path, default=None, help="A data folder that `loket init` or this made.")
    asked = parser.parse_args()
    print(f"one client, warm, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        settings = Settings(data_dir=asked.data or Path(folder) / "var", engine="embedded")
        if asked.data is None:
            make(settings, asked.offers, Path(folder) / "world.jsonl")
        with Loket(settings) as loket:
            measure(loket, asked.profiles)


def make(settings: Settings, offers: int, path: Path) -> None:
    """The made-up world, in a store of its own."""
    with Loket(settings, create=True) as loket:
        write_world(World.load(DEMO, loket.gazetteer, loket.vocabulary, offers), path)
        take_in(loket, RecordsReader(), path)


def measure(loket: Loket, count: int) -> None:
    """Loading, teams of 3 to 8 and of 12 needs, and a change."""
    index, matcher = loket.candidates, loket.matcher
    before, started = resident(), time.perf_counter()
    index.follow()
    show(
        "candidates read",
        f"{time.perf_counter() - started:.1f} s, {len(index)} offers at a place, {resident() - before:.0f} MB",
    )
    gc.collect()
    gc.freeze()
    for name, needs in (("3-8 needs", (3, 4, 5, 6, 7, 8)), ("12 needs", (12,))):
        some = list(profiles(count, needs, loket.gazetteer, loket.vocabulary))
        show(f"top-5 with reasons, {name}", timed(lambda one: matcher.propose(*one, TODAY), some))
        measure_processor(matcher, some)


def measure_processor(matcher: Matcher, some: Sequence[Asked]) -> None:
    """The same once more by the clock of the processor, and what was proposed."""
    took, proposals = [], []
    for profile, home in some:
        started = time.thread_time()
        proposals.append(matcher.propose(profile, home, TODAY))
        took.append((time.thread_time() - started) * 1000)
    took.sort()
    show("", f"cpu p50 {took[len(took) // 2]:.1f} ms, p99 {took[int(len(took) * 0.99)]:.1f} ms, most {took[-1]:.1f} ms")
    gaps = sum(any(gap.function != COORDINATION for gap in one.teams[0].gaps) for one in proposals)
    teams = sorted(Counter(len(one.teams) for one in proposals).items())
    cut = sum(one.at_least is not None for one in proposals)
    show("", f"with a need open {gaps}; with so many teams {dict(teams)}; not proven to the end {cut}")


def resident() -> float:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show(what: str, value: object) -> None:
    """One line of the table."""
    print(f"{what:<40} {value}", flush=True)


if __name__ == "__main__":
    main()
