"""The perinatal programme: scenario, period and activities from tables (RULES.md P1-P8)."""

from matching.perinatal.period import period_on
from matching.perinatal.programme import ActivityAdvice, ActorLink, PerinatalAdvice, advise
from matching.perinatal.question import Indicators, PerinatalQuestion
from matching.perinatal.scenario import ScenarioRange, scenario_range
from matching.perinatal.tables import PerinatalTables

__all__ = [
    "ActivityAdvice",
    "ActorLink",
    "Indicators",
    "PerinatalAdvice",
    "PerinatalQuestion",
    "PerinatalTables",
    "ScenarioRange",
    "advise",
    "period_on",
    "scenario_range",
]
