"""The perinatal programme: scenario, period and activities from tables (RULES.md P1-P8).

Who can be an actor nearby is worked out in `nearby`, with the rules of eligibility. That is imported by its own name: a
need profile has a part of ours, and the rules look at a need profile.
"""

from matching.perinatal.found import ActorNearby, Nearby
from matching.perinatal.period import period_on
from matching.perinatal.programme import ActivityAdvice, ActorLink, PerinatalAdvice, advise
from matching.perinatal.question import Indicators, PerinatalQuestion
from matching.perinatal.scenario import ScenarioRange, scenario_range
from matching.perinatal.tables import PerinatalTables

__all__ = [
    "ActivityAdvice",
    "ActorLink",
    "ActorNearby",
    "Indicators",
    "Nearby",
    "PerinatalAdvice",
    "PerinatalQuestion",
    "PerinatalTables",
    "ScenarioRange",
    "advise",
    "period_on",
    "scenario_range",
]
