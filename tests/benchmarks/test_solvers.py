"""Solvers side by side: what each is asked is the same question, and all find the same team."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.solvers.__main__ import INSTALL, SOLVERS, found_version
from benchmarks.solvers.model import Column, Model, reduced, scaled
from matching.team.instance import Cost, Instance
from matching.team.search import Search
from tests.matching.instances import an_instance, by_solver

ROOT = Path(__file__).parents[2]
COSTS = st.builds(
    Cost, st.integers(0, 37), st.integers(0, 10_000), st.integers(0, 13), st.integers(0, 13), st.integers(0, 2**31)
)


@given(COSTS, COSTS)
def test_what_is_compared_keeps_the_order_and_fits_a_float_exactly(one: Cost, other: Cost) -> None:
    first, second = scaled(one.packed), scaled(other.packed)
    leading = (one.gap, one.points, one.new), (other.gap, other.points, other.new)
    assert (first < second, first == second) == (leading[0] < leading[1], leading[0] == leading[1])
    assert 13 * first < 2**53


@given(st.lists(COSTS, max_size=13))
def test_the_costs_of_columns_add_up_to_the_cost_of_the_team(costs: list[Cost]) -> None:
    few = [Cost(one.gap, one.points // 4, one.new // 13, one.not_kept // 13, one.tie // 16) for one in costs]
    assert sum(scaled(one.packed) for one in few) == scaled(sum(one.packed for one in few))


@pytest.mark.parametrize("seed", range(12))
def test_the_reduction_keeps_the_best_team(seed: int) -> None:
    instance = an_instance(seed, needs=3 + seed % 4, members=14)
    model = reduced(instance)
    best, _ = by_solver(instance)
    assert scaled(best.packed) == scaled(Search(model.instance).best.cost)
    assert scaled(best.packed) == cheapest(model)
    assert len(model.instance.members) < len(instance.members)


def cheapest(model: Model) -> int:
    """By trying every way to part the needs over columns."""

    def rest(left: int) -> int:
        fitting = (one for one in model.columns if one.mask & left & -left and one.mask & left == one.mask)
        return min(one.cost + rest(left & ~one.mask) for one in fitting) if left else 0

    return rest((1 << model.needs) - 1)


def test_what_is_no_solution_has_no_price() -> None:
    model = Model(2, (Column(1, 5), Column(2, 7), Column(3, 9)), Instance((1, 1), ()))
    assert (model.price([0, 1]), model.price([2])) == (12, 9)
    for chosen in ([], [0], [0, 2], [0, 0]):
        with pytest.raises(ValueError, match="a need lies in"):
            model.price(chosen)


@pytest.mark.parametrize("solver", SOLVERS)
def test_every_solver_finds_the_best_team_in_a_process_of_its_own(solver: str, tmp_path: Path) -> None:
    package = SOLVERS[solver]
    if package and find_spec(package) is None:
        pytest.skip(f"{package} is not installed: {INSTALL}")
    instances = [an_instance(seed, needs=6, members=25) for seed in range(6)]
    (tmp_path / "models").write_bytes(pickle.dumps([reduced(one) for one in instances]))
    command = [sys.executable, "-m", "benchmarks.solvers.run", solver, str(tmp_path / "models"), str(tmp_path / "out")]
    subprocess.run(command, check=True, cwd=ROOT)
    found = json.loads((tmp_path / "out").read_bytes())
    assert found["costs"] == [scaled(Search(one).best.cost) for one in instances]
    assert len(found["wall"]) == len(found["processor"]) == len(instances)
    assert min(found["wall"]) > 0


def test_without_a_solver_it_says_what_to_type() -> None:
    with pytest.raises(SystemExit, match=f"nobody-made-this is not installed; type: {INSTALL}"):
        found_version("nobody-made-this")
    assert f" | {INSTALL.split()[1]} |" in (ROOT / INSTALL.split()[0]).read_text()
