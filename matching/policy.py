"""The tables of the policy that a team is proposed by, and their versions together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from matching.coordinator.policy import CoordinatorPolicy
from matching.eligibility.table import EligibilityTable
from matching.weights import Weights


@dataclass(frozen=True, slots=True)
class TeamPolicy:
    """Who may help, what weighs, who coordinates."""

    eligibility: EligibilityTable
    weights: Weights
    coordinator: CoordinatorPolicy

    @classmethod
    def load(cls, folder: Path) -> TeamPolicy:
        """Read the three files of a folder. Raises `ValidationError` or `TOMLDecodeError`."""
        return cls(EligibilityTable.load(folder), Weights.load(folder), CoordinatorPolicy.load(folder))

    @property
    def version(self) -> str:
        """Which versions of the tables an answer was made with."""
        rules, weights, coordinator = self.eligibility.version, self.weights.version, self.coordinator.version
        return f"eligibility {rules}, weights {weights}, coordinator {coordinator}"
