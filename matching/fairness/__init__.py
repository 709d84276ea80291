"""Whether proposals come out the same for different people: made-up profiles, counts with intervals, paired comparison.

findings = Survey(matcher, Grouping(gazetteer, vocabulary), today).take(profiles(...))
told = report(findings, about)          # only counts; nothing of a profile is in it (D1)
as_markdown(told)                       # in plain Dutch; `as_csv` for a spreadsheet
"""

from matching.fairness.figures import About, FairnessReport
from matching.fairness.groups import Grouping
from matching.fairness.markdown import as_markdown
from matching.fairness.report import FEWEST, report
from matching.fairness.spreadsheet import as_csv
from matching.fairness.survey import Survey

__all__ = ["FEWEST", "About", "FairnessReport", "Grouping", "Survey", "as_csv", "as_markdown", "report"]
