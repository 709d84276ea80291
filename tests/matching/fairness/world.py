"""A small world to be fair or unfair in: everyone asks for the same help in Aalst, from a list of offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from catalogue import Vocabulary
from geo import Gazetteer
from matching.candidates import CandidateOffer
from matching.fairness import About, FairnessReport, Grouping, Survey, report
from matching.fairness.figures import PairedFigures
from matching.home import Home
from matching.matcher import Matcher
from matching.policy import TeamPolicy
from matching.profile import NeedProfile
from tests.matching.offers import Offers
from tests.matching.people import HOME, POLICY, TODAY

ABOUT = About(day=TODAY, seed=1, rules_version="proef", offers=1)


def someone(**said: Any) -> tuple[NeedProfile, Home]:
    """Someone of 34 in Aalst who needs schuldhulp and speaks Dutch, unless said otherwise."""
    known = {"place": "Aalst", "age": 34, "languages": ["nl"], "needs": [{"function": "schuldhulp"}]}
    return NeedProfile.model_validate(known | said), HOME


def told(
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    offers: Sequence[CandidateOffer],
    asked: Sequence[tuple[NeedProfile, Home]],
    paired: int | None = None,
    fewest: int = 30,
) -> FairnessReport:
    """The report over these profiles, with the rules that ship."""
    matcher = Matcher(Offers(offers), vocabulary, TeamPolicy.load(POLICY))
    return report(Survey(matcher, Grouping(gazetteer, vocabulary), TODAY).take(asked, paired), ABOUT, fewest)


def compared(report_: FairnessReport, property_: str, value: str) -> PairedFigures:
    """The pairs in which that property got that value."""
    return next(one for one in report_.paired if (one.property, one.value) == (property_, value))
