"""Who can help together: needs, eligibility, team, coordinator, casemanager, perinatal programme, reasons."""

from matching.candidates import Candidate, CandidateOffer, CandidateSource
from matching.home import Home, home_of
from matching.matcher import Matcher
from matching.policy import TeamPolicy
from matching.profile import NeedProfile, faults_of
from matching.proposal import TeamProposal

__all__ = [
    "Candidate",
    "CandidateOffer",
    "CandidateSource",
    "Home",
    "Matcher",
    "NeedProfile",
    "TeamPolicy",
    "TeamProposal",
    "faults_of",
    "home_of",
]
