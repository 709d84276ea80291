"""In which period of the programme a pregnancy or a child is (P4)."""

from __future__ import annotations

from datetime import date, timedelta

from matching.days import birthday
from matching.perinatal.tables import PeriodId, Periods


def period_on(birth: date | None, today: date, periods: Periods) -> PeriodId | None:
    """Prenatal without a birth; `None` from the birthday at which the programme ends. `birth` is not after `today`."""
    if birth is None:
        return "prenatal"
    if today >= birthday(birth, periods.until_birthday):
        return None
    return "young_child" if (today - birth).days >= periods.young_child_from_day else "postnatal"


def last_day_of(period: PeriodId, birth: date, periods: Periods) -> date | None:
    """The last day of a period; `None` for the pregnancy of a child that is there."""
    match period:
        case "prenatal":
            return None
        case "postnatal":
            return birth + timedelta(days=periods.young_child_from_day - 1)
        case "young_child":
            return birthday(birth, periods.until_birthday) - timedelta(days=1)
