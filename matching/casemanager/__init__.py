"""Casemanager: is one called for, whom can one ask, until when must the answer come (RULES.md M0-M12)."""

from matching.casemanager.candidates import Asked, Candidate, Found, Provider, find
from matching.casemanager.mode import Decision, decide
from matching.casemanager.neighbours import Neighbourhood, Neighbours, NeighboursBy
from matching.casemanager.neutrality import TeamMember, neutral
from matching.casemanager.policy import CasemanagerPolicy, Mode, Neutrality
from matching.casemanager.proposal import CasemanagerProposal, Gap, propose
from matching.casemanager.recognitions import (
    CASEMANAGEMENT,
    FRAMEWORK,
    Recognised,
    RecognitionState,
    Whereabouts,
    recognised_on,
    state_on,
)
from matching.casemanager.situation import SituationFlag, SituationFlags

__all__ = [
    "CASEMANAGEMENT",
    "FRAMEWORK",
    "Asked",
    "Candidate",
    "CasemanagerPolicy",
    "CasemanagerProposal",
    "Decision",
    "Found",
    "Gap",
    "Mode",
    "Neighbourhood",
    "Neighbours",
    "NeighboursBy",
    "Neutrality",
    "Provider",
    "Recognised",
    "RecognitionState",
    "SituationFlag",
    "SituationFlags",
    "TeamMember",
    "Whereabouts",
    "decide",
    "find",
    "neutral",
    "propose",
    "recognised_on",
    "state_on",
]
