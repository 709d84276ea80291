"""Opening hours over arrays say exactly what `catalogue.open_at` says of each."""

from __future__ import annotations

from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from catalogue import Answer, OpeningHours, open_at
from catalogue.hours import HoursException, Span, WeeklyRow
from search.engine.hours import HoursTable
from search.engine.sheet import HoursRows, hours_rows
from tests.search.world import opening_hours

VALUE = {Answer.YES: 1, Answer.UNKNOWN: 0, Answer.NO: -1}
CHRISTMAS = datetime(2026, 12, 25, 10, 0)  # a Friday
NIGHT_BEFORE_CHRISTMAS = OpeningHours(weekly=(WeeklyRow(day="th", opens="22:00", closes="02:00"),))
FRIDAYS = OpeningHours(weekly=(WeeklyRow(day="fr", opens="09:00", closes="12:00"),))
OPEN_AT_CHRISTMAS = FRIDAYS.model_copy(
    update={
        "exceptions": (
            HoursException(first=CHRISTMAS.date(), last=CHRISTMAS.date()),
            HoursException(first=CHRISTMAS.date(), last=CHRISTMAS.date(), spans=(Span(opens="10:00", closes="11:00"),)),
        )
    }
)
moments = st.datetimes(datetime(2026, 11, 20), datetime(2026, 11, 28)) | st.datetimes(
    datetime(2026, 12, 24), datetime(2026, 12, 27)
)


def rows_of(hours: OpeningHours) -> HoursRows:
    rows = hours_rows(hours)
    assert rows is not None
    return rows


@given(st.lists(opening_hours, max_size=6), st.lists(opening_hours, max_size=3), moments)
@example([NIGHT_BEFORE_CHRISTMAS, FRIDAYS], [OPEN_AT_CHRISTMAS], CHRISTMAS)
@example([NIGHT_BEFORE_CHRISTMAS, FRIDAYS], [OPEN_AT_CHRISTMAS], CHRISTMAS.replace(hour=1))
@example([OpeningHours(note="bel eerst")], [OpeningHours(always=True)], CHRISTMAS)
def test_the_table_equals_the_catalogue(first: list[OpeningHours], more: list[OpeningHours], moment: datetime) -> None:
    table = HoursTable.of([rows_of(hours) for hours in first]).followed_by(
        HoursTable.of([rows_of(hours) for hours in more])
    )
    assert table.open_at(moment).tolist() == [VALUE[open_at(hours, moment)] for hours in (*first, *more)]


def test_a_public_holiday_that_no_exception_speaks_of_is_not_known() -> None:
    table = HoursTable.of([rows_of(FRIDAYS), rows_of(OPEN_AT_CHRISTMAS)])
    assert table.open_at(CHRISTMAS).tolist() == [0, 1]
