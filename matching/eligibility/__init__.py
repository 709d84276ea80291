"""Who may help whom: rules E1-E9."""

from matching.eligibility.case import Case, Person
from matching.eligibility.judge import Judge, Verdict
from matching.eligibility.table import EligibilityTable, RuleText, WarningText, usual_sectors

__all__ = ["Case", "EligibilityTable", "Judge", "Person", "RuleText", "Verdict", "WarningText", "usual_sectors"]
