"""HiGHS: branch and cut on one thread, until the gap is nothing."""

from __future__ import annotations

import highspy
import numpy as np

from benchmarks.solvers.model import Model

OPTIONS = {"output_flag": False, "threads": 1, "parallel": "off", "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}


class Solver:
    """The model as a set partitioning with a binary variable for each column."""

    def __init__(self, model: Model) -> None:
        """Give HiGHS the matrix, column by column."""
        self._model = model
        rows = [[need for need in range(model.needs) if column.mask >> need & 1] for column in model.columns]
        count = len(rows)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, model.needs
        lp.col_cost_ = np.array([column.cost for column in model.columns], dtype=np.float64)
        lp.col_lower_, lp.col_upper_ = np.zeros(count), np.ones(count)
        lp.row_lower_ = lp.row_upper_ = np.ones(model.needs)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * count
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, rows)])
        lp.a_matrix_.index_ = np.concatenate(rows)
        lp.a_matrix_.value_ = np.ones(sum(map(len, rows)))
        self._highs = highspy.Highs()
        for name, value in OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(lp)

    def solve(self) -> None:
        """Run."""
        self._highs.run()

    def cost(self) -> int:
        """See `benchmarks.solvers.model.Solver`."""
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ValueError(f"HiGHS ended with {status}")
        values = np.array(self._highs.getSolution().col_value)
        return self._model.price(np.flatnonzero(values > 0.5).tolist())
