"""Someone in Aalst and offers for them, unless said otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from catalogue import Answer
from geo import Point
from matching.candidates import Candidate, CandidateOffer
from matching.eligibility import EligibilityTable, Judge, Person, Verdict
from matching.home import Home, Served

POLICY = Path(__file__).parents[2] / "data" / "policy"
AALST, NINOVE = "41002", "41048"
HOME = Home(AALST, ("regio-aalst",), "Aalst", Point(50.938, 4.039))
TODAY = date(2026, 11, 22)
SECTORS = {
    "schuldhulp": frozenset({"lokaal_bestuur", "algemeen_welzijn"}),
    "handicap_begeleiding": frozenset({"handicap"}),
}


def a_person(**said: Any) -> Person:
    """Someone of 34 in Aalst of whom no more is known."""
    known: dict[str, Any] = {
        "home": HOME,
        "age": 34,
        "vaph_recognised": Answer.UNKNOWN,
        "told_groups": frozenset(),
        "age_groups": frozenset({"volwassenen"}),
        "budgets": frozenset(),
        "referral": Answer.UNKNOWN,
        "decision": Answer.UNKNOWN,
        "vetoes": frozenset(),
        "existing": frozenset(),
    }
    return Person(**(known | said))


def an_offer(candidate: Candidate | None = None, **said: Any) -> CandidateOffer:
    """An open offer of which everything is known, for everyone in Aalst."""
    known: dict[str, Any] = {
        "candidate": candidate or Candidate("x:ocmw", "x:ocmw", "OCMW"),
        "id": "x:schuldhulp",
        "name": "Schuldhulp",
        "functions": ("schuldhulp",),
        "sector": "lokaal_bestuur",
        "area": Served(municipalities=frozenset({AALST})),
        "ages": (None, None),
        "target_groups": (),
        "budgets": (),
        "access": "direct",
        "modes": ("onsite",),
        "languages": ("nl",),
        "intake_stop": Answer.NO,
        "line": 1,
    }
    return CandidateOffer(**(known | said))


def judged(person: Person, offer: CandidateOffer, today: date = TODAY) -> Verdict:
    """What the shipped table says."""
    return Judge(EligibilityTable.load(POLICY), SECTORS).verdict(person, offer, offer.functions[0], today)


def refused_by(verdict: Verdict) -> str | None:
    """The id of the rule that refused."""
    return verdict.refused_by.id if verdict.refused_by else None
