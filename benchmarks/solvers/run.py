"""`python -m benchmarks.solvers.run SOLVER MODELS RESULTS`: one solver, alone in its process, on all models of a file.

Only so: HiGHS and OR-Tools each bring their own build of HiGHS and cannot be loaded together.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.solvers.model import Model, Solver

WARM_UP = 20


def main() -> None:
    """Read the models, solve them one after the other, and write what was found and how long it took."""
    name, models, results = sys.argv[1:]
    make: Callable[[Model], Solver] = import_module(f"benchmarks.solvers.{name}").Solver
    given: Sequence[Model] = pickle.loads(Path(models).read_bytes())  # made by the same run, in its own folder
    for model in given[:WARM_UP]:
        make(model).solve()
    solved = [clocked(make(model)) for model in given]
    costs, wall, processor = map(list, zip(*solved, strict=True))
    Path(results).write_text(json.dumps({"costs": costs, "wall": wall, "processor": processor}), encoding="utf-8")


def clocked(solver: Solver) -> tuple[int, float, float]:
    """The cost found, milliseconds by the clock on the wall, and of the processor (all threads of this process)."""
    wall, processor = time.perf_counter(), time.process_time()
    solver.solve()
    took = (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000
    return solver.cost(), *took


if __name__ == "__main__":
    main()
