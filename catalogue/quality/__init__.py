"""How good the data is: which facts are known, how old they are, and what cannot be right. Pure."""

from catalogue.quality.checks import CHECKS, Check
from catalogue.quality.facts import FACTS, Fact, Known
from catalogue.quality.figures import Cell, Figures, Finding, Period, SourceFigures, Survey
from catalogue.quality.report import CheckCount, Dates, FactShare, Report, findings, offers_per_zone, report
from catalogue.quality.scope import NO_ZONE, Demo, Scope, UnknownChoice, scope_of
from catalogue.quality.survey import survey

__all__ = [
    "CHECKS",
    "FACTS",
    "NO_ZONE",
    "Cell",
    "Check",
    "CheckCount",
    "Dates",
    "Demo",
    "Fact",
    "FactShare",
    "Figures",
    "Finding",
    "Known",
    "Period",
    "Report",
    "Scope",
    "SourceFigures",
    "Survey",
    "UnknownChoice",
    "findings",
    "offers_per_zone",
    "report",
    "scope_of",
    "survey",
]
