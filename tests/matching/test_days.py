"""Working days and birthdays as the policy counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.days import birthday, is_working_day, working_days_after

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("received", "answered"),
    [
        (date(2026, 11, 23), date(2026, 12, 2)),  # Monday: Tuesday is day 1
        (date(2026, 11, 21), date(2026, 12, 1)),  # Saturday: Monday is day 1
        (date(2026, 11, 22), date(2026, 12, 1)),  # Sunday
        (date(2026, 12, 18), date(2026, 12, 30)),  # over Christmas, a Friday
        (date(2026, 4, 2), date(2026, 4, 14)),  # over Easter Monday (6 April)
        (date(2026, 11, 10), date(2026, 11, 20)),  # the day before Armistice Day
        (date(2026, 12, 25), date(2027, 1, 6)),  # received on a holiday; New Year is one too
        (date(2026, 5, 11), date(2026, 5, 21)),  # over Ascension Day (14 May)
        (date(2026, 7, 20), date(2026, 7, 30)),  # over the national holiday
    ],
)
def test_m7_an_answer_comes_on_the_seventh_working_day_at_the_latest(received: date, answered: date) -> None:
    assert working_days_after(received, 7) == answered


@given(day=DAYS, count=st.integers(1, 30))
def test_m7_the_day_found_is_a_working_day_with_exactly_so_many_after_the_receipt(day: date, count: int) -> None:
    found = working_days_after(day, count)
    between = [day + timedelta(days=number) for number in range(1, (found - day).days + 1)]
    assert is_working_day(found)
    assert sum(map(is_working_day, between)) == count


def test_someone_born_on_29_february_has_a_birthday_on_1_march_of_other_years() -> None:
    assert birthday(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert birthday(date(2024, 2, 29), 4) == date(2028, 2, 29)
