"""The search of loket itself: it makes its table of the reduced members within the clock, solvers get theirs made."""

from __future__ import annotations

from benchmarks.solvers.model import Model, scaled
from matching.team.search import Search


class Solver:
    """The subset programme."""

    def __init__(self, model: Model) -> None:
        """Nothing is done before the clock."""
        self._instance = model.instance

    def solve(self) -> None:
        """The table, the values of all groups of needs, and the best team."""
        self._search = Search(self._instance)

    def cost(self) -> int:
        """See `benchmarks.solvers.model.Solver`."""
        return scaled(self._search.best.cost)
