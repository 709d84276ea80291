"""When an activity is for someone, beside its periods and scenarios: what is asked of the person (P5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue import Answer
from matching.perinatal.question import PerinatalQuestion
from matching.perinatal.tables import ConditionId


def _not_reached(question: PerinatalQuestion) -> Answer:
    done = (question.screened, question.clinical_follow_up)
    if Answer.NO in done:
        return Answer.YES
    return Answer.UNKNOWN if Answer.UNKNOWN in done else Answer.NO


def _not_screened(question: PerinatalQuestion) -> Answer:
    """The screening is for all; only where it is known to be done there is nothing left to do."""
    return Answer.of(question.screened is not Answer.YES)


def _on_indication(question: PerinatalQuestion) -> Answer:
    """Other reasons than the eight indicators are not asked, so without one of those it is unknown."""
    return Answer.YES if positive_indicators(question) else Answer.UNKNOWN


def _always(question: PerinatalQuestion) -> Answer:
    return Answer.YES


CONDITIONS: Mapping[ConditionId, Callable[[PerinatalQuestion], Answer]] = {
    "always": _always,
    "vulnerable": _always,
    "not_reached": _not_reached,
    "not_screened": _not_screened,
    "on_indication": _on_indication,
}


def positive_indicators(question: PerinatalQuestion) -> frozenset[str]:
    """The indicators that are known to be positive."""
    return frozenset(name for name, answer in question.indicators.answers() if answer is Answer.YES)
