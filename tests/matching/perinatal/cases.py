"""Builders: a pregnancy of twenty weeks, or a child, and the tables that ship."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from catalogue import Answer, Vocabulary
from matching.perinatal import ActivityAdvice, Indicators, PerinatalAdvice, PerinatalQuestion, PerinatalTables, advise

DATA = Path(__file__).parents[3] / "data"
TABLES = PerinatalTables.load(DATA / "policy", Vocabulary.load(DATA / "vocabulary"))
TODAY = date(2026, 11, 23)
NAMES = tuple(Indicators.model_fields)


def indicators(positive: int | None, unknown: int = 0) -> Indicators:
    """So many positive and so many unknown, the others negative; `None`: nothing is known."""
    if positive is None:
        return Indicators()
    values = [Answer.YES] * positive + [Answer.UNKNOWN] * unknown
    return Indicators(**dict(zip(NAMES, values + [Answer.NO] * (len(NAMES) - len(values)), strict=True)))


def pregnant(positive: int | None = 0, unknown: int = 0, *, today: date = TODAY, **about: Any) -> PerinatalAdvice:
    """Twenty weeks, with so many positive and unknown indicators."""
    question = PerinatalQuestion(**{"weeks": 20, "indicators": indicators(positive, unknown), **about})
    assert question.faults(today) == ()
    return advise(question, TABLES, today)


def child(
    days: int = 0, positive: int | None = 0, unknown: int = 0, *, birth: date | None = None, **about: Any
) -> PerinatalAdvice:
    """A child of so many days old."""
    born = birth if birth is not None else TODAY - timedelta(days=days)
    today = born + timedelta(days=days)
    question = PerinatalQuestion(
        **{"child_birth_date": born, "indicators": indicators(positive, unknown), **about},
    )
    assert question.faults(today) == ()
    return advise(question, TABLES, today)


def activity(advice: PerinatalAdvice, id_: str) -> ActivityAdvice:
    """One activity of the advice."""
    return next(one for one in advice.activities if one.id == id_)


def applying(advice: PerinatalAdvice) -> dict[str, str]:
    """What each activity answers."""
    return {one.id: one.applies.value for one in advice.activities}
