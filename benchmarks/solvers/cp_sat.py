"""CP-SAT of OR-Tools: one worker, until the optimum is proven."""

from __future__ import annotations

from ortools.sat.python import cp_model

from benchmarks.solvers.model import Model


class Solver:
    """The model with a boolean for each column, and exactly one true of those that hold a need."""

    def __init__(self, model: Model) -> None:
        """Make the constraints."""
        self._model = model
        self._cp = cp_model.CpModel()
        self._chosen = [self._cp.new_bool_var(str(number)) for number in range(len(model.columns))]
        for need in range(model.needs):
            self._cp.add_exactly_one(
                variable
                for variable, column in zip(self._chosen, model.columns, strict=True)
                if column.mask >> need & 1
            )
        costs = [column.cost for column in model.columns]
        self._cp.minimize(cp_model.LinearExpr.weighted_sum(self._chosen, costs))
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1

    def solve(self) -> None:
        """Run."""
        self._status = self._solver.solve(self._cp)

    def cost(self) -> int:
        """See `benchmarks.solvers.model.Solver`."""
        if self._status != cp_model.OPTIMAL:
            raise ValueError(f"CP-SAT ended with {self._solver.status_name(self._status)}")
        return self._model.price([number for number, one in enumerate(self._chosen) if self._solver.value(one)])
