"""What cannot wait: urgent topics by explicit rules with a learnt net under them, and whom to call."""

from search.urgent.advice import Advice
from search.urgent.help import UrgentHelp, UrgentLine, UrgentLines
from search.urgent.net import UrgentNet
from search.urgent.recognition import UrgentRecognition
from search.urgent.rules import UrgentMatch, UrgentRules
from search.urgent.tables import BadUrgentRow

__all__ = [
    "Advice",
    "BadUrgentRow",
    "UrgentHelp",
    "UrgentLine",
    "UrgentLines",
    "UrgentMatch",
    "UrgentNet",
    "UrgentRecognition",
    "UrgentRules",
]
