"""Which scenario holds, from the eight indicators (P1, P2)."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import Answer
from matching.perinatal.question import Indicators
from matching.perinatal.tables import ScenarioId, Scenarios

ORDER: tuple[ScenarioId, ...] = ("0", "A", "B")


@dataclass(frozen=True, slots=True)
class ScenarioRange:
    """The lowest and the highest scenario that can still be; the same where what is unknown cannot change it."""

    at_least: ScenarioId
    at_most: ScenarioId

    @property
    def scenario(self) -> ScenarioId | None:
        """The scenario; `None` where it is not certain."""
        return self.at_least if self.at_least == self.at_most else None

    def among(self, scenarios: tuple[ScenarioId, ...]) -> Answer:
        """Whether it is one of those."""
        possible = ORDER[ORDER.index(self.at_least) : ORDER.index(self.at_most) + 1]
        within = [one in scenarios for one in possible]
        return Answer.YES if all(within) else Answer.UNKNOWN if any(within) else Answer.NO

    def in_words(self) -> str:
        """In Dutch, as it follows "hier is het"."""
        if self.scenario is not None:
            return f"scenario {self.scenario}"
        if self.at_most == "B":
            return "nog niet bekend" if self.at_least == "0" else f"minstens scenario {self.at_least}"
        return f"hoogstens scenario {self.at_most}"


def scenario_range(indicators: Indicators, scenarios: Scenarios) -> ScenarioRange:
    """From what is positive for certain to what would be positive if all unknown ones were."""
    answers = [answer for _, answer in indicators.answers()]
    surely = answers.count(Answer.YES)
    return ScenarioRange(scenarios.of(surely), scenarios.of(surely + answers.count(Answer.UNKNOWN)))
