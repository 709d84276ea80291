"""`python -m benchmarks.solvers`: the best team of the same reduced questions by the search of loket, HiGHS and CP-SAT.

Models are made outside the clock, every solver runs alone in a process of its own on one thread, and all must agree.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.made import data_folder
from benchmarks.solvers.instances import instances
from benchmarks.solvers.model import Model, reduced
from benchmarks.timing import Timing
from loket.composition import Loket
from loket.settings import Settings

SOLVERS = {"own": "", "highs": "highspy", "cp_sat": "ortools"}
"""Modules of this package, and the package each needs."""
INSTALL = "scripts/setup.sh bench"


@dataclass(frozen=True, slots=True)
class Solved:
    """What one solver found, and how long each model took by the wall and by the processor."""

    costs: tuple[int, ...]
    wall: Timing
    processor: Timing


def main() -> None:
    """Make the models, run the solvers, compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.solvers", description=__doc__)
    parser.add_argument("--offers", type=int, default=40_000)
    parser.add_argument("--profiles", type=int, default=1_000)
    parser.add_argument("--needs", type=int, nargs="+", default=[3, 4, 5, 6, 7, 8])
    parser.add_argument("--data", type=Path, default=None, help="A data folder; made where it is not there.")
    asked = parser.parse_args()
    names = [f"{name} {found_version(package)}" if package else "loket" for name, package in SOLVERS.items()]
    print(f"one thread each, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as name:
        folder = Path(name)
        with Loket(Settings(data_dir=data_folder(asked.data, folder, asked.offers), engine="embedded")) as loket:
            loket.candidates.follow()
            models = [reduced(one) for one in instances(loket, asked.profiles, asked.needs)]
        show_models(models)
        (folder / "models").write_bytes(pickle.dumps(models))
        solved = [run(solver, folder) for solver in SOLVERS]
    for label, one in zip(names, solved, strict=True):
        show(label, one, solved[0])
    different = sum(len(set(costs)) > 1 for costs in zip(*(one.costs for one in solved), strict=True))
    print(f"another optimum (gap, points, new professionals): {different} of {len(models)}")
    sys.exit(different > 0)


def found_version(package: str) -> str:
    """The version that is installed; ends the program with the command that installs it where none is."""
    try:
        return version(package)
    except PackageNotFoundError:
        sys.exit(f"{package} is not installed; type: {INSTALL}")


def run(solver: str, folder: Path) -> Solved:
    """One solver in its own process."""
    results = folder / f"{solver}.json"
    command = [sys.executable, "-m", "benchmarks.solvers.run", solver, str(folder / "models"), str(results)]
    subprocess.run(command, check=True)
    found = json.loads(results.read_bytes())
    return Solved(tuple(found["costs"]), Timing.of(found["wall"]), Timing.of(found["processor"]))


def show_models(models: Sequence[Model]) -> None:
    """How large the questions are."""
    columns = sorted(len(model.columns) for model in models)
    members = sorted(len(model.instance.members) for model in models)
    middle = len(models) // 2
    print(f"{len(models)} models; columns p50 {columns[middle]}, most {columns[-1]}; ", end="")
    print(f"members p50 {members[middle]}, most {members[-1]}")


def show(label: str, one: Solved, own: Solved) -> None:
    """One line of the table; the ratio is that of the time of the processor."""
    ratio = f"{one.processor.p50 / own.processor.p50:6.1f} and {one.processor.p99 / own.processor.p99:6.1f} times"
    print(f"{label:<16} wall {one.wall}   cpu {one.processor}   {ratio}", flush=True)


if __name__ == "__main__":
    main()
