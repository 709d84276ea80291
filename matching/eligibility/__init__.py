"""Who may help whom: rules E1-E9, and that a casemanager is neutral (M1)."""

from matching.eligibility.case import Case, Person, Reach
from matching.eligibility.judge import Hearing, Judge, Verdict
from matching.eligibility.table import BY_NAME, EligibilityTable, RuleText, WarningText, usual_sectors

__all__ = [
    "BY_NAME",
    "Case",
    "EligibilityTable",
    "Hearing",
    "Judge",
    "Person",
    "Reach",
    "RuleText",
    "Verdict",
    "WarningText",
    "usual_sectors",
]
